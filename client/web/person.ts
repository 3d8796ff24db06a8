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
