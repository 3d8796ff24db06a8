import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Person } from '../person.ts';

/** A person at work in one browser. */
export interface Session {
  readonly person: Person;
  /** Secret that every form of this session carries in its field `csrf`: see {@link isOwnForm}. */
  readonly csrf: string;
  /** What the log tells this session by: it says nothing of the person, and opens nothing. */
  readonly mark: string;
  /** What the provider vouched with; it is told who leaves by it. */
  readonly idToken?: string;
  /** Where it was opened, as its browser says: to know it again in a list. */
  readonly browser: string;
  /** Epoch milliseconds, as all instants here. */
  readonly createdAt: number;
  readonly seenAt: number;
  /** What the person has begun and not confirmed; whoever reads it checks its shape. */
  readonly draft?: unknown;
}

/** How long a session lasts yet, in milliseconds. */
export interface TimeLeft {
  /** When nothing more is asked in it. */
  readonly idle: number;
  /** However much is asked. */
  readonly most: number;
}

/** How long sessions last, in milliseconds, and how many there may be. */
export interface SessionSettings {
  readonly now: () => number;
  readonly idleMs: number;
  readonly absoluteMs: number;
  readonly most: number;
  /** Of one person. */
  readonly mostEach: number;
}

/** What is kept of what a browser says of itself. */
const longestBrowser = 200;

const usual: SessionSettings = {
  now: Date.now,
  idleMs: 30 * 60_000,
  absoluteMs: 8 * 3_600_000,
  most: 10_000,
  mostEach: 20,
};

/**
 * The sessions of this process, kept in its memory: a restart asks everybody to sign in again. A session is found by
 * an id that only the browser knows; its hash is what is kept, so that a dump of the memory opens none.
 */
export class Sessions {
  readonly #settings: SessionSettings;
  /** By hash of the id, the longest idle first. */
  readonly #sessions = new Map<string, Session>();

  constructor(settings: Partial<SessionSettings> = {}) {
    this.#settings = { ...usual, ...settings };
  }

  /**
   * Opens a session under an id of its own, never one that a browser brought (ASVS 7.2.4). Beyond the most there may
   * be, the longest idle one ends; the longest idle one of the same person, so that nobody ends those of others.
   * @returns the id, 256 random bits in base64url.
   */
  open(person: Person, idToken?: string, browser = ''): string {
    const { most, mostEach } = this.#settings;
    const theirs = [...this.#sessions].filter(([, session]) => isSame(session.person, person));
    for (const [oldest] of theirs.slice(0, Math.max(0, theirs.length - mostEach + 1)))
      this.#sessions.delete(oldest);
    for (const oldest of this.#sessions.keys()) {
      if (this.#sessions.size < most) break;
      this.#sessions.delete(oldest);
    }
    const id = randomBytes(32).toString('base64url');
    const now = this.#settings.now();
    this.#sessions.set(hashOf(id), {
      person,
      csrf: randomBytes(32).toString('base64url'),
      mark: randomBytes(6).toString('base64url'),
      ...(idToken === undefined ? {} : { idToken }),
      browser: browser.slice(0, longestBrowser),
      createdAt: now,
      seenAt: now,
    });
    return id;
  }

  /** The session of an id, seen now; undefined when there is none or it has lasted too long. */
  get(id: string | undefined): Session | undefined {
    return this.#keep(id, {});
  }

  /** As {@link get}, without being seen: it lasts no longer for it. */
  peek(id: string | undefined): Session | undefined {
    const session = id === undefined ? undefined : this.#sessions.get(hashOf(id));
    return session && this.#lasts(session) ? session : undefined;
  }

  /** How long a session lasts yet; nothing once it is over. */
  left({ seenAt, createdAt }: Session): TimeLeft {
    const { now, idleMs, absoluteMs } = this.#settings;
    const at = now();
    const most = Math.max(0, createdAt + absoluteMs - at);
    return { most, idle: Math.min(most, Math.max(0, seenAt + idleMs - at)) };
  }

  /** Keeps what the person has begun, in place of what was kept before; undefined forgets it. */
  put(id: string | undefined, draft: unknown): void {
    this.#keep(id, { draft });
  }

  /** Ends a session. */
  end(id: string | undefined): void {
    if (id !== undefined) this.#sessions.delete(hashOf(id));
  }

  /** The sessions that are open, the latest seen first. */
  all(): Session[] {
    return [...this.#sessions.values()].filter((session) => this.#lasts(session)).reverse();
  }

  /** Ends every session of a sort. @returns how many there were. */
  endThose(are: (session: Session) => boolean): number {
    const ended = [...this.#sessions].filter(([, session]) => are(session));
    for (const [hash] of ended) this.#sessions.delete(hash);
    return ended.length;
  }

  #lasts(session: Session): boolean {
    return this.left(session).idle > 0;
  }

  #keep(id: string | undefined, change: Pick<Session, 'draft'>): Session | undefined {
    if (id === undefined) return undefined;
    const hash = hashOf(id);
    const session = this.#sessions.get(hash);
    if (!session) return undefined;
    this.#sessions.delete(hash);
    if (!this.#lasts(session)) return undefined;
    const kept = { ...session, ...change, seenAt: this.#settings.now() };
    this.#sessions.set(hash, kept);
    return kept;
  }
}

/** Whether a posted form carries its session's secret in its field `csrf`, and so was shown to its person. */
export function isOwnForm({ csrf }: Session, form: unknown): boolean {
  if (typeof form !== 'object' || form === null || !('csrf' in form)) return false;
  if (typeof form.csrf !== 'string') return false;
  return timingSafeEqual(digest(csrf), digest(form.csrf));
}

/** Whether two people are one. */
export function isSame(one: Person, other: Person): boolean {
  return (one.email ?? one.name) === (other.email ?? other.name);
}

function hashOf(id: string): string {
  return digest(id).toString('base64url');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
