import { createHash, timingSafeEqual } from 'node:crypto';
import type { Person } from '../person.ts';

/** A session as others may see it: nothing of it opens anything. */
export interface OpenSession {
  readonly person: Person;
  /** What the log tells this session by: it says nothing of the person, and opens nothing. */
  readonly mark: string;
  /** By what the provider knows it, where one has vouched for the person. */
  readonly provider?: ProviderMarks;
  /** Where it was opened, as its browser says: to know it again in a list. */
  readonly browser: string;
  /** Epoch milliseconds, as all instants here. */
  readonly createdAt: number;
  readonly seenAt: number;
}

/** What tells an account and a session of the provider from others, and says nothing of them. */
export interface ProviderMarks {
  readonly account: string;
  readonly session?: string;
}

/** A person at work in one browser. */
export interface Session extends OpenSession {
  /** Secret that every form of this session carries in its field `csrf`: see {@link isOwnForm}. */
  readonly csrf: string;
  /** What the provider vouched with; it is told who leaves by it. */
  readonly idToken?: string;
}

/** How long a session lasts yet, in milliseconds. */
export interface TimeLeft {
  /** When nothing more is asked in it. */
  readonly idle: number;
  /** However much is asked. */
  readonly most: number;
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

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
