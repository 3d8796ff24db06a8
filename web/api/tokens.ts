import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { inParallel } from '../../contract/in-parallel.ts';
import type { ObjectStore } from '../../storage/object-store.ts';
import type { Person } from '../person.ts';

/** Longest life of a token, in days: it is then made anew. */
export const mostDays = 365;
/** How many there may be: whoever needs more has forgotten some. */
const mostTokens = 500;
const dayMs = 24 * 3_600_000;

const kept = z.object({
  name: z.string(),
  email: z.string().optional(),
  purpose: z.string(),
  madeBy: z.string(),
  madeAt: z.number(),
  endsAt: z.number(),
});

/** A token as it is kept: for whom, what for, until when; never what opens with it. */
export type Token = z.output<typeof kept> & {
  /** What names it in lists, in the log and in the journal: the beginning of its hash. */
  readonly mark: string;
};

/** What an admin says of a token. */
export type TokenRequest = Pick<Token, 'name' | 'purpose' | 'madeBy'> & {
  /** Whose rights it has; those of whoever signs in on this machine when absent. */
  readonly email?: string;
  readonly days: number;
};

/** The rights of an address, as it would have them if it signed in now. */
export type RightsOf = (email: string | undefined) => Pick<Person, 'admin' | 'auditor'>;

/**
 * The tokens by which programs ask for what a person may, each under the hash of what opens with it. What a token
 * may do is looked up each time: whoever loses a right loses it for their programs too.
 */
export class Tokens {
  readonly #store: ObjectStore;
  readonly #rightsOf: RightsOf;
  readonly #now: () => number;

  constructor(store: ObjectStore, rightsOf: RightsOf, now: () => number = Date.now) {
    this.#store = store;
    this.#rightsOf = rightsOf;
    this.#now = now;
  }

  /**
   * Makes a token, for good.
   * @returns what opens with it, told this once: `dg_` and 256 random bits.
   * @throws RangeError past the most that there may be.
   */
  async make({ days, ...asked }: TokenRequest): Promise<string> {
    if ((await this.all()).length >= mostTokens) throw new RangeError(`${mostTokens} tokens`);
    const secret = `dg_${randomBytes(32).toString('base64url')}`;
    const madeAt = this.#now();
    const content = JSON.stringify({ ...asked, madeAt, endsAt: madeAt + days * dayMs });
    await this.#store.put(hashOf(secret), Buffer.from(content));
    return secret;
  }

  /** Whom a token speaks for; undefined when it is none, was revoked or is over. */
  async personOf(secret: string): Promise<{ person: Person; mark: string } | undefined> {
    if (!/^dg_[\w-]{43}$/.test(secret)) return undefined;
    const token = await this.#read(hashOf(secret));
    if (!token || token.endsAt <= this.#now()) return undefined;
    const { name, email, mark } = token;
    const rights = this.#rightsOf(email);
    return { mark, person: { name, account: mark, ...(email ? { email } : {}), ...rights } };
  }

  /** All of them, those that are over among them, the latest first. */
  async all(): Promise<Token[]> {
    const found = await inParallel(await this.#store.list(), ({ key }) => this.#read(key));
    return found.flatMap((one) => one ?? []).sort((a, b) => b.madeAt - a.madeAt);
  }

  /** Opens nothing with it any more. @returns false when there is none of that mark. */
  async revoke(mark: string): Promise<boolean> {
    const those = (await this.#store.list()).filter(({ key }) => isHash(key) && markOf(key) === mark);
    for (const { key } of those) await this.#store.delete(key);
    return those.length > 0;
  }

  async #read(hash: string): Promise<Token | undefined> {
    if (!isHash(hash)) return undefined;
    const content = await this.#store.get(hash);
    return content && { ...kept.parse(JSON.parse(Buffer.from(content).toString())), mark: markOf(hash) };
  }
}

function isHash(key: string): boolean {
  return /^[0-9a-f]{64}$/.test(key);
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Says nothing of what opens with it. */
function markOf(hash: string): string {
  return hash.slice(0, 22);
}
