import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { RefusalName } from './refusals.ts';

/** What the provider's answer is checked against. */
export interface Checks {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE, where it is used. */
  readonly verifier?: string;
}

/** Someone on the way to the provider and back. */
export interface Attempt {
  readonly checks: Checks;
  /** Local path to go on to. */
  readonly returnTo: string;
}

const lastsMs = 10 * 60_000;
const most = 10_000;

/** The attempts to sign in that are under way, by their `state`, each bound to the browser that began it. */
export class Attempts {
  readonly #now: () => number;
  /** Oldest first. An expired one is kept until others need its place, so that a late person is told why. */
  readonly #attempts = new Map<string, { attempt: Attempt; browser: Buffer; startedAt: number }>();

  /** @param now epoch milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Notes an attempt.
   * @param browser what the browser brought in its cookie.
   * @returns what the browser shall bring back: the same when it makes sense, so that two tabs do not undo each other.
   */
  begin(attempt: Attempt, browser: string | undefined): string {
    for (const oldest of this.#attempts.keys()) {
      if (this.#attempts.size < most) break;
      this.#attempts.delete(oldest);
    }
    const bound =
      browser !== undefined && /^[\w-]{43}$/.test(browser) ? browser : randomBytes(32).toString('base64url');
    this.#attempts.set(attempt.checks.state, { attempt, browser: digest(bound), startedAt: this.#now() });
    return bound;
  }

  /** Takes an attempt, once. Another browser than its own does not use it up. */
  take(state: string | null, browser: string | undefined): Attempt | RefusalName {
    const found = state === null ? undefined : this.#attempts.get(state);
    if (state === null || !found) return 'unknown';
    if (browser === undefined || !timingSafeEqual(found.browser, digest(browser))) return 'otherBrowser';
    this.#attempts.delete(state);
    return this.#now() - found.startedAt >= lastsMs ? 'expired' : found.attempt;
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
