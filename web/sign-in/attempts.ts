import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Listed, ObjectStore } from '../../storage/object-store.ts';
import type { RefusalName } from './refusals.ts';
import { sealed, unsealed } from './sealed.ts';

const checks = z.object({
  state: z.string(),
  nonce: z.string(),
  /** Of PKCE, where it is used. */
  verifier: z.string().exactOptional(),
});

/** What the provider's answer is checked against. */
export type Checks = z.output<typeof checks>;

/** Someone on the way to the provider and back. */
export interface Attempt {
  readonly checks: Checks;
  /** Local path to go on to. */
  readonly returnTo: string;
}

const kept = z.object({ checks, returnTo: z.string(), startedAt: z.number() });

const lastsMs = 10 * 60_000;
/** For how long a late person is told why. */
const toldMs = 60 * 60_000;
/** How often what is over is looked for. */
const sweptMs = 60_000;
const most = 10_000;

/**
 * The attempts to sign in that are under way, which all web processes share: each under the hash of its `state`, sealed
 * under what the browser that began it brings back, so that no other can take it. `<hash>.taken` is there once it was.
 */
export class Attempts {
  readonly #store: ObjectStore;
  readonly #now: () => number;
  #sweptAt: number;

  /** @param now epoch milliseconds. */
  constructor(store: ObjectStore, now: () => number) {
    this.#store = store;
    this.#now = now;
    this.#sweptAt = now();
  }

  /**
   * Notes an attempt.
   * @param browser what the browser brought in its cookie.
   * @returns what the browser shall bring back: the same when it makes sense, so that two tabs do not undo each other.
   */
  async begin(attempt: Attempt, browser: string | undefined): Promise<string> {
    await this.#sweep();
    const bound =
      browser !== undefined && /^[\w-]{43}$/.test(browser) ? browser : randomBytes(32).toString('base64url');
    const content = { ...attempt, startedAt: this.#now() };
    await this.#store.put(keyOf(attempt.checks.state), sealed(bound, 'attempt', content));
    return bound;
  }

  /** Takes an attempt, once. Another browser than its own does not use it up. */
  async take(state: string | null, browser: string | undefined): Promise<Attempt | RefusalName> {
    const key = keyOf(state ?? '');
    const content = await this.#store.get(key);
    if (!content) return 'unknown';
    const read = kept.safeParse(unsealed(browser ?? '', 'attempt', content));
    if (!read.success) return 'otherBrowser';
    if (!(await this.#store.createOnce(`${key}.taken`, new Uint8Array()))) return 'unknown';
    await this.#store.delete(key);
    const { startedAt, ...attempt } = read.data;
    return this.#now() - startedAt >= lastsMs ? 'expired' : attempt;
  }

  /** Forgets those that nobody comes back from, and the oldest beyond the most there may be. */
  async #sweep(): Promise<void> {
    const now = this.#now();
    if (now - this.#sweptAt < sweptMs) return;
    this.#sweptAt = now;
    const byAge = (await this.#store.list()).sort((a: Listed, b: Listed) => a.at - b.at);
    const beyond = Math.max(0, byAge.length - most);
    const over = byAge.filter(({ at }, rank) => rank < beyond || now - at >= toldMs);
    for (const { key } of over) await this.#store.delete(key);
  }
}

function keyOf(state: string): string {
  return createHash('sha256').update(state).digest('hex');
}
