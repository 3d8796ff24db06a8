import type { Client } from '@temporalio/client';
import { pagesOfOwn } from '../../contract/listing.ts';
import type { Instant } from '../../convention/calendar/paris.ts';
import { contactMark, marksOf } from '../../convention/people/memo.ts';

/** Milliseconds for which what was read of conventions holds. */
const fresh = 5 * 60_000;

/** Milliseconds by which the clock of the server may be behind that of this worker. */
const clocksApart = 60_000;

const pageSize = 1000;

/**
 * Whose addresses stand in several of a deployment's conventions, by the marks that lists keep of them: no convention is
 * woken. What it knows may be behind by some minutes; somebody who has left a convention is still counted in it.
 */
export class SharedAddresses {
  readonly #client: Client;
  readonly #taskQueue: string;
  /** The convention where a mark was met first; `null` once it was met in another. */
  readonly #met = new Map<string, string | null>();
  #readAt: Instant | undefined;
  #reading: Promise<void> | undefined;

  constructor(client: Client, taskQueue: string) {
    this.#client = client;
    this.#taskQueue = taskQueue;
  }

  /** Whether several conventions have an address among their contacts. */
  async isShared(email: string): Promise<boolean> {
    if (this.#readAt === undefined || Date.now() - this.#readAt > fresh) {
      this.#reading ??= this.#read();
      // Only who comes first waits: what was known a while ago is good enough meanwhile.
      if (this.#readAt === undefined) await this.#reading;
      else this.#reading.catch(() => undefined);
    }
    return this.#met.get(contactMark(email)) === null;
  }

  async #read(): Promise<void> {
    try {
      const began = Date.now();
      const since = this.#readAt;
      // A convention begins a new run every few wakes: what has changed since is among those begun since.
      const where = [
        `ExecutionStatus = 'Running'`,
        ...(since === undefined ? [] : [`StartTime >= '${new Date(since - clocksApart).toISOString()}'`]),
      ];
      const asked = { taskQueue: this.#taskQueue, where, size: pageSize };
      for await (const runs of pagesOfOwn(this.#client, asked))
        for (const { id, memo } of runs) this.#meet(id, memo('contacts'));
      this.#readAt = began;
    } finally {
      this.#reading = undefined;
    }
  }

  #meet(convention: string, contacts: string | undefined): void {
    for (const mark of marksOf(contacts === undefined ? {} : { contacts })) {
      const first = this.#met.get(mark) ?? (this.#met.has(mark) ? null : convention);
      this.#met.set(mark, first === convention ? convention : null);
    }
  }
}
