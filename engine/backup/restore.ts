import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { syncFolder } from '../../contract/durable-file.ts';
import { hasCode } from '../../contract/system-error.ts';
import { keptIn } from '../data-folder.ts';
import { claimInstance } from '../instance.ts';
import { stopOrphan } from '../orphan.ts';
import { exists } from '../path-executable.ts';
import { privateFolder } from '../private-folder.ts';
import { stampOf } from './back-up.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { type BackedUp, type Folders, ifAbsent, partsOf } from './parts.ts';
import { BackupRefused } from './refused.ts';
import { scratchFolder } from './scratch.ts';
import { unpacked } from './unpack.ts';

/** What is put back, and where. */
export interface RestoreOptions {
  readonly folders: Folders;
  readonly file: string;
  /** Version of this software. */
  readonly version: string;
  /** Whether the conventions live on the server of `npm start`; a cluster's database is put back by its administrators. */
  readonly database: boolean;
  /** Now. */
  readonly at: Date;
}

/** A backup that was put back. */
export interface Restored {
  /** When it was made, ISO 8601. */
  readonly madeAt: string;
  /** How many of its files were put back; the others are there already, or were left as they are. */
  readonly files: number;
  /** What is there in place of the backup's, by its name in the data folder: people may have been let in or out since. */
  readonly left: readonly string[];
  /** Where what it replaced is now; absent when it replaced nothing. */
  readonly replaced?: string;
}

/**
 * Puts a backup back while nothing runs. Nothing is lost: what it replaces is moved aside, and what has come since (evidence,
 * packages, mails) stays. Cut short, it is to be done again, which `npm start` says (`refuseHalfRestored`).
 * @throws BackupRefused when the backup is damaged, later than this software, or of another kind of deployment.
 * @throws AlreadyRunningError
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { folders, file, version } = options;
  const { data } = folders;
  await privateFolder(data);
  const claim = await claimInstance(data);
  try {
    await stopOrphan(keptIn(data, 'database'));
    const scratch = await scratchFolder(data);
    try {
      const manifest = await unpacked(file, scratch, version, partsOf(folders));
      refuseOtherKind(file, manifest, options.database);
      return await putBack(manifest, scratch, options);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  } finally {
    await claim.release();
  }
}

function refuseOtherKind(file: string, { database }: Manifest, isOurs: boolean): void {
  if (database === isOurs) return;
  throw new BackupRefused(
    isOurs
      ? `« ${file} » ne contient pas de base : elle a été faite avec un serveur Temporal à part. Désignez-le par TEMPORAL_ADDRESS, puis recommencez.`
      : `« ${file} » contient la base du serveur de « npm start », et TEMPORAL_ADDRESS (ou un profil) en désigne un autre : retirez ce réglage, puis recommencez.`,
  );
}

async function putBack(
  { madeAt, files }: Manifest,
  scratch: string,
  { folders, file, at }: RestoreOptions,
): Promise<Restored> {
  const { data } = folders;
  const parts = partsOf(folders);
  const left: string[] = [];
  for (const { name, path, putBack } of parts)
    if (putBack === 'ifNone' && (await exists(path))) left.push(name);
  const aside = new Aside(join(keptIn(data, 'replaced'), stampOf(at)));
  await writeFile(keptIn(data, 'restoring'), `${resolve(file)}\n`, { mode: 0o600, flush: true });
  for (const part of parts) {
    if (part.putBack !== 'whole' || !files.some(({ path }) => path.split('/')[0] === part.name)) continue;
    // The log of the former database must not be read with the new one.
    for (const end of ['', '-wal', '-shm']) await aside.take(`${part.path}${end}`, `${part.name}${end}`);
  }
  let count = 0;
  // The database last: what its records cite is there before it.
  for (const one of files.toReversed()) {
    const target = targetOf(parts, one);
    if (left.includes(target.part.name) || (await isSame(target.path, one))) continue;
    await aside.take(target.path, one.path);
    await move(join(scratch, one.path), target.path);
    count += 1;
  }
  await rm(keptIn(data, 'restoring'), { force: true });
  await syncFolder(data);
  return { madeAt, files: count, left, ...(aside.isUsed ? { replaced: aside.folder } : {}) };
}

/** Where a file of a backup goes. */
function targetOf(parts: readonly BackedUp[], { path }: ManifestFile): { part: BackedUp; path: string } {
  const [name = '', ...inside] = path.split('/');
  const part = parts.find((one) => name === one.name || name === `${one.name}-wal`);
  if (!part) throw new BackupRefused(`« ${path} » n’est pas d’une sauvegarde.`);
  return {
    part,
    path: join(dirname(part.path), basename(part.path) + name.slice(part.name.length), ...inside),
  };
}

async function isSame(path: string, { size, sha256 }: ManifestFile): Promise<boolean> {
  const found = await stat(path).catch(ifAbsent);
  if (!found?.isFile() || found.size !== size) return false;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex') === sha256;
}

/** Where what is replaced goes. */
class Aside {
  readonly folder: string;
  isUsed = false;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Moves a file there, if there is one. */
  async take(path: string, name: string): Promise<void> {
    if (!(await exists(path))) return;
    this.isUsed = true;
    await move(path, join(this.folder, name));
  }
}

async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  try {
    await rename(from, to);
  } catch (error) {
    // Evidence and packages may be on another disk.
    if (!hasCode(error, 'EXDEV')) throw error;
    const draft = `${to}.${randomBytes(6).toString('hex')}`;
    await copyFile(from, draft);
    const copy = await open(draft, 'r+');
    await copy.sync();
    await copy.close();
    await rename(draft, to);
    await rm(from);
  }
  await syncFolder(dirname(to));
}
