import { randomBytes } from 'node:crypto';
import type { ShareOutcome } from '../../client/shared-import.ts';
import type { Instant } from '../../convention/calendar/paris.ts';
import type { ObjectStore } from '../../storage/object-store.ts';
import { sealed, unsealed } from '../sign-in/sealed.ts';

/** An import for all conventions, as whoever asked for it sees it. */
export type ImportJob =
  | { readonly state: 'running' | 'broken'; readonly done: number; readonly of: number }
  | { readonly state: 'ended'; readonly outcomes: readonly ShareOutcome[] };

/** An import as it is kept, sealed. Ours: only this class writes it. */
type KeptJob = ImportJob & { readonly notedAt: Instant };

/** How often what was done is noted. */
const noteEveryMs = 1000;
/** After which one of which nothing is noted is believed to have ended with its process: more than an act waits for an answer. */
const patienceMs = 60_000;
/** After which nobody looks at one any more: no session lasts longer. */
const keptMs = 8 * 3_600_000;

/**
 * Imports for all conventions, which go on beside the pages. How far each has come is kept where every web process finds
 * it, sealed under its owner. Nothing that matters rests on it: one that was broken off is asked for again, and what was
 * done is found done.
 */
export class ImportJobs {
  readonly #store: ObjectStore;
  readonly #now: () => Instant;

  constructor(store: ObjectStore, now: () => Instant = Date.now) {
    this.#store = store;
    this.#now = now;
  }

  /**
   * Begins one.
   * @param owner a secret of who may look at it.
   * @param of how many conventions there are.
   * @param work tells each outcome as it comes, and all of them at the end.
   * @returns what to ask for it by.
   */
  async begin(
    owner: string,
    of: number,
    work: (told: () => void) => Promise<readonly ShareOutcome[]>,
  ): Promise<string> {
    const id = randomBytes(16).toString('hex');
    await this.#forget();
    let done = 0;
    let notedAt = this.#now();
    let last = this.#note(id, owner, { state: 'running', done, of });
    await last;
    const note = (job: ImportJob) => {
      // The storage may be out of reach for a while: what is done is done all the same.
      last = last.then(() => this.#note(id, owner, job)).catch(() => {});
    };
    work(() => {
      done += 1;
      if (this.#now() - notedAt < noteEveryMs) return;
      notedAt = this.#now();
      note({ state: 'running', done, of });
    }).then(
      (outcomes) => note({ state: 'ended', outcomes }),
      () => note({ state: 'broken', done, of }),
    );
    return id;
  }

  /** An import that this owner asked for. */
  async find(id: string, owner: string): Promise<ImportJob | undefined> {
    const content = /^[0-9a-f]{32}$/.test(id) ? await this.#store.get(id) : undefined;
    const job = content && (unsealed(owner, 'import', content) as KeptJob | undefined);
    if (job?.state !== 'running' || this.#now() - job.notedAt < patienceMs) return job;
    return { ...job, state: 'broken' };
  }

  async #note(id: string, owner: string, job: ImportJob): Promise<void> {
    await this.#store.put(id, sealed(owner, 'import', { ...job, notedAt: this.#now() }));
  }

  async #forget(): Promise<void> {
    const old = (await this.#store.list()).filter(({ at }) => this.#now() - at > keptMs);
    for (const { key } of old) await this.#store.delete(key);
  }
}
