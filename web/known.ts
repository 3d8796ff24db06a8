import type { Conventions } from '../client/conventions.ts';
import type { Convention } from '../convention/convention.ts';
import { Refused } from '../convention/errors.ts';

/** How long one that did not answer is not asked again: whoever looks waits for it once. */
const silentForMs = 60_000;

/** What records are read from. */
export type RecordSource = Pick<Conventions, 'listed' | 'record'>;

/** What is made of a record, and how much of it is kept. */
export interface Making<Made, Asked extends readonly string[]> {
  make(record: Convention, ...asked: Asked): Made;
  /** How large is all that is kept, at most, as `sizeOf` measures it. */
  readonly most: number;
  /** 1 where it is absent: so many conventions are kept. */
  sizeOf?(made: Made): number;
}

interface Kept<Made> {
  /** What the server said of the convention when it was read. */
  readonly mark: string | undefined;
  readonly asked: string;
  readonly made: Made;
  readonly size: number;
}

/**
 * What is made of records, never behind an act that was answered: the server says at once whether anything has come
 * into the history of one, which is read again only then. To be read, a convention may have to be replayed by a worker.
 */
export class Known<Made, Asked extends readonly string[] = []> {
  readonly #conventions: RecordSource;
  readonly #making: Making<Made, Asked>;
  readonly #clock: () => number;
  readonly #kept = new Map<string, Kept<Made>>();
  #size = 0;
  readonly #asking = new Map<string, Promise<Made>>();
  readonly #silent = new Map<string, { readonly error: unknown; readonly since: number }>();

  /** @param clock milliseconds that only ever grow. */
  constructor(
    conventions: RecordSource,
    making: Making<Made, Asked>,
    clock: () => number = () => performance.now(),
  ) {
    this.#conventions = conventions;
    this.#making = making;
    this.#clock = clock;
  }

  /**
   * What is made of the record of one.
   * @throws Refused as `Conventions.record`; again, without asking, for a minute after that, unless the engine is down.
   */
  of(id: string, ...asked: Asked): Promise<Made> {
    // Whoever opens the page again while one is being read waits for that.
    const key = [id, ...asked].join(' ');
    const asking = this.#asking.get(key) ?? this.#answerOf(id, asked);
    this.#asking.set(key, asking);
    const forget = () => this.#asking.delete(key);
    asking.then(forget, forget);
    return asking;
  }

  async #answerOf(id: string, asked: Asked): Promise<Made> {
    const silent = this.#silent.get(id);
    if (silent && this.#clock() - silent.since < silentForMs) throw silent.error;
    try {
      const made = await this.#madeOf(id, asked);
      this.#silent.delete(id);
      return made;
    } catch (error) {
      // An engine that is down is nothing of this one.
      const isOwn = !(error instanceof Refused && error.code === 'ENGINE_UNREACHABLE');
      if (isOwn) this.#silent.set(id, { error, since: this.#clock() });
      throw error;
    }
  }

  async #madeOf(id: string, asked: Asked): Promise<Made> {
    // Before the record: what comes in between is in the record, and the mark is found too old next time.
    const { mark } = await this.#conventions.listed(id);
    const kept = this.#kept.get(id);
    const isCurrent = kept && mark !== undefined && kept.mark === mark;
    if (isCurrent && kept.asked === asked.join(' ')) return kept.made;
    const made = this.#making.make(await this.#conventions.record(id), ...asked);
    this.#keep(id, { mark, asked: asked.join(' '), made, size: this.#making.sizeOf?.(made) ?? 1 });
    return made;
  }

  #keep(id: string, one: Kept<Made>): void {
    this.#forget(id);
    this.#kept.set(id, one);
    this.#size += one.size;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.#making.most) return;
      this.#forget(oldest);
    }
  }

  #forget(id: string): void {
    this.#size -= this.#kept.get(id)?.size ?? 0;
    this.#kept.delete(id);
  }
}
