import { readdir, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { hasCode } from '../../contract/system-error.ts';
import { type Kept, keptIn } from '../data-folder.ts';

/** Where a deployment keeps what it backs up. */
export interface Folders {
  readonly data: string;
  /** In the data folder, unless a setting says elsewhere. */
  readonly evidence: string;
  /** The same. */
  readonly archives: string;
}

/**
 * How each thing of the data folder is put back: `whole` replaces what is there, all together; `files` puts back each
 * file that is missing or is another, and leaves what has come since; `ifNone` only where there is none at all: what
 * was revoked or used since must stay so. Nothing of the others is backed up.
 */
const howPutBack: Readonly<Record<Kept, 'whole' | 'files' | 'ifNone' | 'never'>> = {
  database: 'whole',
  engineVersion: 'whole',
  // Those that its database was written under.
  payloadKeys: 'whole',
  mailbox: 'files',
  evidence: 'files',
  archives: 'files',
  linkKeys: 'ifNone',
  signInKey: 'ifNone',
  usedCodes: 'ifNone',
  accounts: 'ifNone',
  tokens: 'ifNone',
  // Whoever was signed in signs in again: what was ended since must stay so.
  sessions: 'never',
  attempts: 'never',
  rehearsals: 'never',
  jobs: 'never',
  instance: 'never',
  logs: 'never',
  scratch: 'never',
  restoring: 'never',
  replaced: 'never',
};

/** A file or folder that is backed up. */
export interface BackedUp {
  /** First part of its paths in a backup: its name in the data folder. */
  readonly name: string;
  /** Where it is. */
  readonly path: string;
  readonly putBack: 'whole' | 'files' | 'ifNone';
}

/** What is backed up of a deployment; the database is copied otherwise (`copyDatabase`). */
export function partsOf(folders: Folders): BackedUp[] {
  const elsewhere: Partial<Record<Kept, string>> = {
    evidence: folders.evidence,
    archives: folders.archives,
  };
  return Object.keys(howPutBack)
    .filter(isKept)
    .flatMap((kept) => {
      const putBack = howPutBack[kept];
      if (putBack === 'never') return [];
      const usual = keptIn(folders.data, kept);
      return [{ name: basename(usual), path: elsewhere[kept] ?? usual, putBack }];
    });
}

function isKept(name: string): name is Kept {
  return Object.hasOwn(howPutBack, name);
}

/** The files at a path or under it, by their paths from there (empty for itself), in a stable order; none when it is not there. */
export async function filesUnder(path: string, inside = ''): Promise<string[]> {
  const here = join(path, inside);
  const found = await stat(here).catch(ifAbsent);
  if (found?.isFile()) return [inside];
  if (!found?.isDirectory()) return [];
  const names = (await readdir(here).catch(ifAbsent)) ?? [];
  const under: string[] = [];
  for (const name of names.sort()) under.push(...(await filesUnder(path, join(inside, name))));
  return under;
}

/** A path in a backup. */
export function pathIn(part: BackedUp, inside: string): string {
  return [part.name, ...inside.split(sep)].filter((name) => name !== '').join('/');
}

/** Others bring, keep and remove files meanwhile. */
export function ifAbsent(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error;
}
