import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ifThere } from '../../contract/durable-file.ts';
import { secretFile } from '../../engine/secret-file.ts';

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
  readonly #folder: string;

  /** @param folder in the data folder, for these files alone. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Whether an address is that account's; the first account that comes with it is. */
  async isTheirs(email: string, account: Account): Promise<boolean> {
    const mark = accountMark(account);
    return (await secretFile(this.#file(email), () => mark)) === mark;
  }

  /**
   * Forgets whose an address was: the next account that comes with it is believed.
   * @returns false when no account has come with it.
   */
  async forget(email: string): Promise<boolean> {
    return (await ifThere(rm(this.#file(email)).then(() => true))) ?? false;
  }

  #file(email: string): string {
    return join(this.#folder, createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 32));
  }
}
