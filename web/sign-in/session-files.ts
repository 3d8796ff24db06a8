import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ObjectStore } from '../../storage/object-store.ts';
import { sealed, unsealed } from './sealed.ts';
import type { OpenSession, Session } from './session.ts';

/** A session without the last time that it was seen, which is kept apart: it never changes. */
export type Opening = Omit<OpenSession, 'seenAt'>;

/** An opening as it is kept, with what its browser alone can read. */
export interface KeptOpening {
  readonly opening: Opening;
  readonly sealed: string;
}

/** What only the browser's id opens. */
type Secrets = Pick<Session, 'csrf' | 'idToken'>;

const kept = z.object({
  person: z.object({
    name: z.string(),
    email: z.string().exactOptional(),
    siret: z.string().exactOptional(),
    account: z.string().exactOptional(),
    admin: z.boolean(),
    auditor: z.boolean(),
  }),
  mark: z.string(),
  provider: z.object({ account: z.string(), session: z.string().exactOptional() }).exactOptional(),
  browser: z.string(),
  createdAt: z.number(),
  sealed: z.string(),
});

/** After which what is listed is no more under way. */
const settledMs = 60_000;

const secrets = z.object({ csrf: z.string(), idToken: z.string().exactOptional() });

/**
 * Sessions as they are kept, each under the hash of its id: `<hash>` is written once, when it opens, and is there for as
 * long as it is open, so that nothing written later brings one back that was ended; `<hash>.seen` says when it was seen
 * last; `<hash>.draft`, what its person has begun. What the id opens is sealed under the id, which only the browser has.
 */
export class SessionFiles {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  async write(id: string, opening: Opening, { csrf, idToken }: Secrets): Promise<void> {
    const content = { ...opening, sealed: sealed(id, 'session', { csrf, idToken }).toString('base64url') };
    await this.#store.put(hashOf(id), Buffer.from(JSON.stringify(content)));
  }

  /** @returns undefined when it was ended, or never opened. */
  async read(hash: string): Promise<KeptOpening | undefined> {
    const content = await this.#store.get(hash);
    if (!content) return undefined;
    // One of another version is over: its person signs in again.
    const read = kept.safeParse(JSON.parse(Buffer.from(content).toString()));
    if (!read.success) return undefined;
    const { sealed, ...opening } = read.data;
    return { opening, sealed };
  }

  /** When it was seen last by any process, as far as that was written. */
  async seenAt(hash: string): Promise<number> {
    const content = await this.#store.get(`${hash}.seen`);
    return content ? Number(Buffer.from(content).toString()) : 0;
  }

  async see(hash: string, at: number): Promise<void> {
    await this.#store.put(`${hash}.seen`, Buffer.from(String(at)));
  }

  async draft(id: string): Promise<unknown> {
    const content = await this.#store.get(`${hashOf(id)}.draft`);
    return content && unsealed(id, 'draft', content);
  }

  async keepDraft(id: string, draft: unknown): Promise<void> {
    const key = `${hashOf(id)}.draft`;
    if (draft === undefined) await this.#store.delete(key);
    else await this.#store.put(key, sealed(id, 'draft', draft));
  }

  /** Ends it, for every process. */
  async remove(hash: string): Promise<void> {
    await this.#store.delete(hash);
    await this.#store.delete(`${hash}.seen`);
    await this.#store.delete(`${hash}.draft`);
  }

  /** The hashes of those that are open, and when each was opened by the clock of what keeps them. */
  async all(): Promise<{ readonly hash: string; readonly at: number }[]> {
    const listed = await this.#store.list();
    const open = new Set(listed.flatMap(({ key }) => (isHash(key) ? [key] : [])));
    // Written at the very moment when it was ended, elsewhere. What has just been written may be of one that opens now.
    const left = listed.filter(
      ({ key, at }) => !open.has(key.split('.')[0] ?? '') && Date.now() - at > settledMs,
    );
    for (const { key } of left) await this.#store.delete(key);
    return listed.flatMap(({ key, at }) => (open.has(key) ? [{ hash: key, at }] : []));
  }
}

/** What a session is found by: who knows it opens none. */
export function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

/** What the id of a session opens of it; undefined when it is another's. */
export function secretsIn(id: string, content: string): Secrets | undefined {
  return secrets.safeParse(unsealed(id, 'session', Buffer.from(content, 'base64url'))).data;
}

function isHash(key: string): boolean {
  return /^[0-9a-f]{64}$/.test(key);
}
