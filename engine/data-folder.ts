import { join } from 'node:path';

/** What is kept in the data folder, by its name there. `docs/asvs.md` says how each is protected. */
const names = {
  /** Of the Temporal server of `npm start`. */
  database: 'temporal.db',
  /** Which engine wrote the database. */
  engineVersion: 'engine-version',
  /** Where the parts of the running instance are. */
  instance: 'run.json',
  logs: 'logs',
  mailbox: 'mail',
  evidence: 'evidence',
  archives: 'archives',
  linkKeys: 'link-keys',
  payloadKeys: 'payload-keys',
  signInKey: 'sign-in.key',
  usedCodes: 'sign-in-used',
  /** Who is on the way to the identity provider and back. */
  attempts: 'sign-in-attempts',
  /** Who is signed in, and what they have begun. */
  sessions: 'sessions',
  /** What came of the lives that the application has played. */
  rehearsals: 'rehearsals',
  /** How far is what is done to many conventions. */
  jobs: 'jobs',
  /** Whose account each address was when it first signed in. */
  accounts: 'accounts',
  /** Of the programs that ask by the API: hashes of what opens. */
  tokens: 'tokens',
  /** What a backup or a restoration is making; nothing there is needed once it has ended. */
  scratch: 'scratch',
  /** Says that a restoration is moving files: cut short, it is done again before anything starts. */
  restoring: 'restoring',
  /** What restorations have replaced, a folder each. */
  replaced: 'replaced',
} as const;

export type Kept = keyof typeof names;

/** Every name that may be in the data folder. */
export const keptNames: readonly string[] = Object.values(names);

/** The file or folder of the data folder that holds something. */
export function keptIn(dataFolder: string, what: Kept): string {
  return join(dataFolder, nameOf(what));
}

/** By which name something is kept, in the data folder or wherever else it is. */
export function nameOf(what: Kept): string {
  return names[what];
}
