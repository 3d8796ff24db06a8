import { createHash } from 'node:crypto';
import { personsName } from '../convention/proof/signatory.ts';

/** What the journal holds of a name, in characters. */
const longestName = 100;

/**
 * A person's name as the journal takes it: whole letters that fit, and never the word by which it knows this service
 * itself, or what they do would pass for its own doing.
 */
export function journalName(name: string): string {
  const kept = name.length > longestName ? name.slice(0, longestName).replace(/\p{Cs}$/u, '') : name;
  return personsName(kept);
}

/** What tells a person apart from others here. */
export function marking({ email, name }: Person): string {
  return email ?? name;
}

/** What tells a person apart from others in the journal: of their account, or of the name they have on this machine. */
export function markOf({ account, name }: Person): string {
  return account ?? createHash('sha256').update(`this machine\n${name}`).digest('base64url').slice(0, 22);
}

/** What an act says of who does it besides their name, which is not unique, nor for ever. */
export interface Signature {
  readonly mark: string;
  /** Mark of the link by which they came. */
  readonly link?: string;
  /** The contact of the convention that they are, if they are one. */
  readonly as: string | undefined;
}

/** An act with what it says of who does it; nothing that was written there before stays. */
export function marked(act: unknown, by: Signature): unknown {
  return typeof act === 'object' && act !== null ? { ...act, ...by } : act;
}

/** Who is signed in, as the sign-in vouches for it. */
export interface Person {
  /** As the journal shows it: `Camille Durand`. */
  readonly name: string;
  /** Verified address; absent for whoever signed in on this machine. */
  readonly email?: string;
  /** SIRET of the organisation that vouches for them, 14 digits. */
  readonly siret?: string;
  /** What tells their account at the provider from others; absent for whoever signed in on this machine. */
  readonly account?: string;
  readonly admin: boolean;
  /** Reads all conventions. */
  readonly auditor: boolean;
}
