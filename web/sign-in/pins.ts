import { createHash } from 'node:crypto';
import type { ObjectStore } from '../../storage/object-store.ts';

/** An account at a provider: what never changes of it (OpenID Connect Core §5.7). */
export interface Account {
  readonly issuer: string;
  readonly subject: string;
}

/** What tells an account from others in the journal, and says nothing of it. */
export function accountMark({ issuer, subject }: Account): string {
  return createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('base64url')
    .slice(0, 22);
}

/**
 * Whose each address was when it first signed in. Conventions name people by their addresses, which a provider may give
 * to somebody else one day: that account is not let in for the former.
 */
export class Pins {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** Whether an address is that account's; the first account that comes with it is. */
  async isTheirs(email: string, account: Account): Promise<boolean> {
    const [key, mark] = [keyOf(email), accountMark(account)];
    if (await this.#store.createOnce(key, Buffer.from(mark))) return true;
    const first = await this.#store.get(key);
    return first !== undefined && Buffer.from(first).toString().trim() === mark;
  }

  /**
   * Forgets whose an address was: the next account that comes with it is believed.
   * @returns false when no account has come with it.
   */
  async forget(email: string): Promise<boolean> {
    const isThere = (await this.#store.sizeOf(keyOf(email))) !== undefined;
    await this.#store.delete(keyOf(email));
    return isThere;
  }
}

function keyOf(email: string): string {
  return createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 32);
}
