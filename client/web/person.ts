/** What the journal holds of a name, in characters. */
const longestName = 100;

/**
 * A person's name as the journal takes it: whole letters that fit, and never the word by which it knows this service
 * itself, or what they do would pass for its own doing.
 */
export function journalName(name: string): string {
  const kept = name.length > longestName ? name.slice(0, longestName).replace(/\p{Cs}$/u, '') : name;
  return /^\s*delegation\s*$/i.test(kept) ? `${kept.trim()} (personne)` : kept;
}

/** What tells a person apart from others here. */
export function marking({ email, name }: Person): string {
  return email ?? name;
}

/** Who is signed in, as the sign-in vouches for it. */
export interface Person {
  /** As the journal shows it: `Camille Durand`. */
  readonly name: string;
  /** Verified address; absent for whoever signed in on this machine. */
  readonly email?: string;
  /** SIRET of the organisation that vouches for them, 14 digits. */
  readonly siret?: string;
  readonly admin: boolean;
  /** Reads all conventions. */
  readonly auditor: boolean;
}
