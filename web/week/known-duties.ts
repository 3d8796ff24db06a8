import type { Conventions } from '../../client/conventions.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import { Refused } from '../../convention/errors.ts';
import { type AskedDuty, askedDuties } from './asked-duties.ts';

/** How many conventions are kept at most: some megabytes for each thousand. */
const mostKept = 2_000;
/** How long one that did not answer is not asked again: whoever looks waits for it once. */
const silentForMs = 60_000;

type Source = Pick<Conventions, 'listed' | 'record'>;

interface Known {
  /** What the server said of it when it was read. */
  readonly mark: string | undefined;
  readonly today: PlainDate;
  readonly until: PlainDate;
  readonly duties: readonly AskedDuty[];
}

/**
 * What conventions ask, never behind an act that was answered: the server says at once whether anything has come into
 * the history of one, which is read again only then. To be read, a convention may have to be replayed by a worker.
 */
export class KnownDuties {
  readonly #conventions: Source;
  readonly #clock: () => number;
  readonly #known = new Map<string, Known>();
  readonly #asking = new Map<string, Promise<readonly AskedDuty[]>>();
  readonly #silent = new Map<string, { readonly error: unknown; readonly since: number }>();

  /** @param clock milliseconds that only ever grow. */
  constructor(conventions: Source, clock: () => number = () => performance.now()) {
    this.#conventions = conventions;
    this.#clock = clock;
  }

  /**
   * What one asks, as `askedDuties` tells it.
   * @throws Refused as `Conventions.record`; again, without asking, for a minute after that, unless the engine is down.
   */
  of(id: string, today: PlainDate, until: PlainDate): Promise<readonly AskedDuty[]> {
    // Whoever opens the page again while one is being read waits for that.
    const key = `${id} ${today} ${until}`;
    const asking = this.#asking.get(key) ?? this.#answerOf(id, today, until);
    this.#asking.set(key, asking);
    const forget = () => this.#asking.delete(key);
    asking.then(forget, forget);
    return asking;
  }

  async #answerOf(id: string, today: PlainDate, until: PlainDate): Promise<readonly AskedDuty[]> {
    const silent = this.#silent.get(id);
    if (silent && this.#clock() - silent.since < silentForMs) throw silent.error;
    try {
      const duties = await this.#asked(id, today, until);
      this.#silent.delete(id);
      return duties;
    } catch (error) {
      // An engine that is down is nothing of this one.
      const isOwn = !(error instanceof Refused && error.code === 'ENGINE_UNREACHABLE');
      if (isOwn) this.#silent.set(id, { error, since: this.#clock() });
      throw error;
    }
  }

  async #asked(id: string, today: PlainDate, until: PlainDate): Promise<readonly AskedDuty[]> {
    // Before the record: what comes in between is in the record, and the mark is found too old next time.
    const { mark } = await this.#conventions.listed(id);
    const known = this.#known.get(id);
    const isCurrent = known && mark !== undefined && known.mark === mark;
    if (isCurrent && known.today === today && known.until === until) return known.duties;
    const duties = askedDuties(await this.#conventions.record(id), today, until);
    this.#known.delete(id);
    this.#known.set(id, { mark, today, until, duties });
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKept && oldest !== undefined) this.#known.delete(oldest);
    return duties;
  }
}
