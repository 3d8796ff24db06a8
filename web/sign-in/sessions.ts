import { randomBytes } from 'node:crypto';
import { inParallel } from '../../contract/in-parallel.ts';
import type { ObjectStore } from '../../storage/object-store.ts';
import type { Person } from '../person.ts';
import { isSame, type OpenSession, type ProviderMarks, type Session, type TimeLeft } from './session.ts';
import { hashOf, type KeptOpening, type Opening, SessionFiles, secretsIn } from './session-files.ts';

/** How long sessions last, in milliseconds, and how many there may be. */
export interface SessionSettings {
  readonly now: () => number;
  readonly idleMs: number;
  readonly absoluteMs: number;
  readonly most: number;
  /** Of one person. */
  readonly mostEach: number;
}

/** What the provider has vouched with, for a session that it opens. */
export interface Vouched extends ProviderMarks {
  readonly idToken: string;
}

/** What is kept of what a browser says of itself. */
const longestBrowser = 200;
/** How long what was looked up is believed: a session that another process ends is over here within that time. */
const believedMs = 3_000;
/** How often it is written that a session was seen: it may fall idle so much earlier, to another process. */
const seenStepMs = 60_000;

const usual: SessionSettings = {
  now: Date.now,
  idleMs: 30 * 60_000,
  absoluteMs: 8 * 3_600_000,
  most: 10_000,
  mostEach: 20,
};

/** What this process knows of a session. */
interface Known {
  readonly kept: KeptOpening;
  /** When it was looked up last. */
  lookedAt: number;
  /** When it was seen last, by this process or as far as it has read. */
  seenAt: number;
  /** What has been written of that. */
  writtenAt: number;
}

/**
 * The sessions of a deployment, which all its web processes share: what one opens or ends, the others know within
 * seconds. A session is found by an id that only the browser knows; its hash is what is kept, and what the id opens is
 * sealed under it.
 */
export class Sessions {
  readonly #settings: SessionSettings;
  readonly #files: SessionFiles;
  /** By hash of the id, the longest unused first. */
  readonly #known = new Map<string, Known>();
  /** What is being looked up: a page and what it shows ask once. */
  readonly #looking = new Map<string, Promise<Known | undefined>>();
  /** How many sessions were ended here: what was read before one was is read again. */
  #ends = 0;

  constructor(store: ObjectStore, settings: Partial<SessionSettings> = {}) {
    this.#files = new SessionFiles(store);
    this.#settings = { ...usual, ...settings };
  }

  /**
   * Opens a session under an id of its own, never one that a browser brought (ASVS 7.2.4). Beyond the most there may
   * be, the longest idle one ends; the longest idle one of the same person, so that nobody ends those of others.
   * @returns the id, 256 random bits in base64url.
   */
  async open(person: Person, vouched?: Vouched, browser = ''): Promise<string> {
    await this.#makeRoom(person);
    const id = randomBytes(32).toString('base64url');
    const now = this.#settings.now();
    const opening: Opening = {
      person,
      mark: randomBytes(6).toString('base64url'),
      ...(vouched ? { provider: marksOf(vouched) } : {}),
      browser: browser.slice(0, longestBrowser),
      createdAt: now,
    };
    const csrf = randomBytes(32).toString('base64url');
    await this.#files.write(id, opening, { csrf, ...(vouched ? { idToken: vouched.idToken } : {}) });
    return id;
  }

  /** The session of an id, seen now; undefined when there is none or it has lasted too long. */
  async get(id: string | undefined): Promise<Session | undefined> {
    if (id === undefined) return undefined;
    const hash = hashOf(id);
    const known = await this.#lookUp(hash);
    if (!known) return undefined;
    if (!(await this.#lasts(hash, known))) {
      await this.#end(hash);
      return undefined;
    }
    const now = this.#settings.now();
    known.seenAt = now;
    if (now - known.writtenAt >= seenStepMs) {
      known.writtenAt = now;
      await this.#files.see(hash, now);
    }
    return sessionOf(id, known);
  }

  /** As {@link get}, without being seen: it lasts no longer for it. */
  async peek(id: string | undefined): Promise<Session | undefined> {
    if (id === undefined) return undefined;
    const hash = hashOf(id);
    const known = await this.#lookUp(hash);
    if (!known) return undefined;
    // Other processes may have seen it since.
    await this.#readSeen(hash, known);
    return (await this.#lasts(hash, known)) ? sessionOf(id, known) : undefined;
  }

  /** How long a session lasts yet; nothing once it is over. */
  left({ seenAt, createdAt }: Pick<OpenSession, 'seenAt' | 'createdAt'>): TimeLeft {
    const { now, idleMs, absoluteMs } = this.#settings;
    const at = now();
    const most = Math.max(0, createdAt + absoluteMs - at);
    return { most, idle: Math.min(most, Math.max(0, seenAt + idleMs - at)) };
  }

  /** What the person has begun and not confirmed; whoever reads it checks its shape. */
  async draft(id: string | undefined): Promise<unknown> {
    return id !== undefined && (await this.get(id)) ? this.#files.draft(id) : undefined;
  }

  /** Keeps what the person has begun, some JSON, in place of what was kept before; undefined forgets it. */
  async keepDraft(id: string | undefined, draft: unknown): Promise<void> {
    if (id !== undefined && (await this.get(id))) await this.#files.keepDraft(id, draft);
  }

  /** Ends a session. */
  async end(id: string | undefined): Promise<void> {
    if (id !== undefined) await this.#end(hashOf(id));
  }

  /** The sessions of a sort that are open, the latest seen first. */
  async all(are: (session: Opening) => boolean = () => true): Promise<OpenSession[]> {
    return (await this.#open(are)).map(({ session }) => session).reverse();
  }

  /** Ends every session of a sort. @returns how many there were. */
  async endThose(are: (session: Opening) => boolean): Promise<number> {
    const ended = await this.#open(are);
    for (const { hash } of ended) await this.#end(hash);
    return ended.length;
  }

  async #makeRoom(person: Person): Promise<void> {
    const { most, mostEach, absoluteMs, now } = this.#settings;
    const there = await this.#openings();
    const over = there.filter(({ opening }) => opening.createdAt + absoluteMs <= now());
    for (const { hash } of over) await this.#end(hash);
    const left = there.filter((one) => !over.includes(one));
    const theirs = left.filter(({ opening }) => isSame(opening.person, person));
    await this.#endIdlest(theirs, mostEach - 1);
    if (left.length >= most) await this.#endIdlest(await this.#openings(), most - 1);
  }

  /** Ends the longest idle of some, so that no more than so many are left. */
  async #endIdlest(some: readonly { readonly hash: string }[], left: number): Promise<void> {
    if (some.length <= left) return;
    const open = await this.#open((_session, hash) => some.some((one) => one.hash === hash));
    for (const { hash } of open.slice(0, Math.max(0, open.length - left))) await this.#end(hash);
  }

  /** Those of a sort that last, the longest idle first. */
  async #open(
    are: (session: Opening, hash: string) => boolean,
  ): Promise<{ hash: string; session: OpenSession }[]> {
    const wanted = (await this.#openings()).filter(({ opening, hash }) => are(opening, hash));
    const seen = await inParallel(wanted, async ({ hash, opening }) => {
      const seenAt = Math.max(
        opening.createdAt,
        this.#known.get(hash)?.seenAt ?? 0,
        await this.#files.seenAt(hash),
      );
      return { hash, session: { ...opening, seenAt } };
    });
    return seen
      .filter(({ session }) => this.left(session).idle > 0)
      .sort((a, b) => a.session.seenAt - b.session.seenAt);
  }

  /** Every session that nobody has ended. */
  async #openings(): Promise<{ hash: string; opening: Opening }[]> {
    const found = await inParallel(await this.#files.all(), async ({ hash }) => {
      const { opening } = this.#known.get(hash)?.kept ?? (await this.#read(hash))?.kept ?? {};
      return opening ? [{ hash, opening }] : [];
    });
    return found.flat();
  }

  async #lookUp(hash: string): Promise<Known | undefined> {
    const known = this.#known.get(hash);
    const age = known ? this.#settings.now() - known.lookedAt : believedMs;
    if (known && age >= 0 && age < believedMs) return known;
    const looking = this.#looking.get(hash) ?? this.#read(hash);
    this.#looking.set(hash, looking);
    try {
      return await looking;
    } finally {
      this.#looking.delete(hash);
    }
  }

  async #read(hash: string): Promise<Known | undefined> {
    const [at, ends] = [this.#settings.now(), this.#ends];
    const kept = await this.#files.read(hash);
    if (this.#ends !== ends) return this.#read(hash);
    const before = this.#known.get(hash);
    this.#known.delete(hash);
    if (!kept) return undefined;
    const { createdAt } = kept.opening;
    const known = before ?? { kept, lookedAt: at, seenAt: createdAt, writtenAt: createdAt };
    known.lookedAt = at;
    this.#known.set(hash, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= this.#settings.most) break;
      this.#known.delete(oldest);
    }
    return known;
  }

  /** Whether a session has not lasted too long. One that fell idle here may have been seen elsewhere. */
  async #lasts(hash: string, known: Known): Promise<boolean> {
    const isOver = () => this.left({ ...known.kept.opening, seenAt: known.seenAt }).idle === 0;
    if (isOver()) await this.#readSeen(hash, known);
    return !isOver();
  }

  async #readSeen(hash: string, known: Known): Promise<void> {
    const seenAt = await this.#files.seenAt(hash);
    known.seenAt = Math.max(known.seenAt, seenAt);
    known.writtenAt = Math.max(known.writtenAt, seenAt);
  }

  async #end(hash: string): Promise<void> {
    await this.#files.remove(hash);
    this.#ends++;
    this.#known.delete(hash);
  }
}

function sessionOf(id: string, { kept, seenAt }: Known): Session | undefined {
  const secrets = secretsIn(id, kept.sealed);
  return secrets && { ...kept.opening, ...secrets, seenAt };
}

function marksOf({ account, session }: Vouched): ProviderMarks {
  return { account, ...(session === undefined ? {} : { session }) };
}
