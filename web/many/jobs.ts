import { randomBytes } from 'node:crypto';
import type { Values } from '../../acts/form.ts';
import type { Outcome } from '../../client/on-many.ts';
import type { Instant } from '../../convention/calendar/paris.ts';
import type { ObjectStore } from '../../storage/object-store.ts';
import { sealed, unsealed } from '../sign-in/sealed.ts';

/** Something that is done to many conventions, as whoever asked for it sees it. */
export type Job = Resumable &
  (
    | { readonly state: 'running' | 'broken'; readonly done: number; readonly of: number }
    | { readonly state: 'ended'; readonly outcomes: readonly Outcome[] }
  );

interface Resumable {
  /** What a form posts to ask for the same again. */
  readonly again: Values;
}

/** What is asked, and by whom. */
export interface JobAsked extends Resumable {
  /** A secret of who may look at it. */
  readonly owner: string;
  /** Where it is looked at: an address. */
  readonly at: string;
  /** How many conventions there are. */
  readonly of: number;
}

/** A job as it is kept, sealed. Ours: only this class writes it. */
type KeptJob = Job & { readonly notedAt: Instant };

/** How often what was done is noted. */
const noteEveryMs = 1000;
/** After which one of which nothing is noted is believed to have ended with its process: more than an act waits for an answer. */
const patienceMs = 60_000;
/** After which nobody looks at one any more: no session lasts longer. */
const keptMs = 8 * 3_600_000;

/**
 * What is done to many conventions, which goes on beside the pages. How far each has come is kept where every web process
 * finds it, sealed under its owner. Nothing that matters rests on it: one that was broken off is asked for again, and what
 * was done is found done.
 */
export class Jobs {
  readonly #store: ObjectStore;
  readonly #now: () => Instant;

  constructor(store: ObjectStore, now: () => Instant = Date.now) {
    this.#store = store;
    this.#now = now;
  }

  /**
   * Begins one.
   * @param work tells each outcome as it comes, and all of them at the end.
   * @returns what to ask for it by.
   */
  async begin(
    { owner, at, of, again }: JobAsked,
    work: (told: () => void) => Promise<readonly Outcome[]>,
  ): Promise<string> {
    const id = randomBytes(16).toString('hex');
    await this.#forget();
    let done = 0;
    let notedAt = this.#now();
    const keep = async (job: Job): Promise<void> =>
      this.#store.put(id, sealed(owner, purposeOf(at), { ...job, notedAt: this.#now() }));
    let last = keep({ again, state: 'running', done, of });
    await last;
    const note = (job: Job) => {
      // The storage may be out of reach for a while: what is done is done all the same.
      last = last.then(() => keep(job)).catch(() => {});
    };
    work(() => {
      done += 1;
      if (this.#now() - notedAt < noteEveryMs) return;
      notedAt = this.#now();
      note({ again, state: 'running', done, of });
    }).then(
      (outcomes) => note({ again, state: 'ended', outcomes }),
      () => note({ again, state: 'broken', done, of }),
    );
    return id;
  }

  /** One that this owner asked for, to be looked at there. */
  async find(id: string, { owner, at }: Pick<JobAsked, 'owner' | 'at'>): Promise<Job | undefined> {
    const content = /^[0-9a-f]{32}$/.test(id) ? await this.#store.get(id) : undefined;
    const job = content && (unsealed(owner, purposeOf(at), content) as KeptJob | undefined);
    if (job?.state !== 'running' || this.#now() - job.notedAt < patienceMs) return job;
    return { ...job, state: 'broken' };
  }

  async #forget(): Promise<void> {
    const old = (await this.#store.list()).filter(({ at }) => this.#now() - at > keptMs);
    for (const { key } of old) await this.#store.delete(key);
  }
}

function purposeOf(at: string): string {
  return `job ${at}`;
}
