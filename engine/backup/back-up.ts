import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { syncFolder } from '../../contract/durable-file.ts';
import { codeOf, hasCode } from '../../contract/system-error.ts';
import { keptIn } from '../data-folder.ts';
import { exists } from '../path-executable.ts';
import { copyDatabase } from './copy-database.ts';
import { refuseHalfRestored } from './half-restored.ts';
import { hashing } from './hashing.ts';
import { type ManifestFile, manifestName, manifestText } from './manifest.ts';
import { type Folders, filesUnder, ifAbsent, partsOf, pathIn } from './parts.ts';
import { BackupRefused } from './refused.ts';
import { scratchFolder } from './scratch.ts';
import { type TarFile, tarOf } from './tar.ts';

/** What a backup is made of. */
export interface BackupOptions {
  readonly folders: Folders;
  /** The file to write, which may not be there yet; or a folder, in which it is named after the instant. */
  readonly to: string;
  /** Version of this software. */
  readonly version: string;
  /** Whether the conventions live on the server of `npm start`, and its database goes with the rest. */
  readonly database: boolean;
  /** Now. */
  readonly at: Date;
}

/** A backup that was made. */
export interface Backup {
  readonly file: string;
  readonly files: number;
  /** Of the file itself. */
  readonly bytes: number;
}

/**
 * Backs a deployment up, running or not, in one file that only its user reads. First the database as it stands at one
 * instant, then what its records cite, which is always kept before it is cited.
 * @throws BackupRefused when there is nothing to back up, or it cannot be written there.
 */
export async function backUp({ folders, to, version, database, at }: BackupOptions): Promise<Backup> {
  const { data } = folders;
  await refuseHalfRestored(data);
  const file = await fileOf(to, at);
  if (database && !(await exists(keptIn(data, 'database')))) {
    throw new BackupRefused(
      `Le dossier « ${data} » n’a pas de base à sauvegarder : DELEGATION_DATA doit être le dossier des données de « npm start ».`,
    );
  }
  const scratch = await scratchFolder(data);
  try {
    const copied = database ? await copyDatabase(keptIn(data, 'database'), scratch) : [];
    const listed: ManifestFile[] = [];
    const madeAt = at.toISOString();
    const files = listing(filesIn(folders, copied), listed, (all) =>
      manifestText({ delegation: version, madeAt, database, files: all }),
    );
    const bytes = await writeWhole(file, tarOf(files));
    return { file, files: listed.length, bytes };
  } catch (error) {
    if (!hasCode(error, 'ENOSPC')) throw error;
    throw new BackupRefused(
      `Le disque de « ${data} » n’a plus de place : la base y est copiée avant d’être mise dans « ${file} ».`,
    );
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function fileOf(to: string, at: Date): Promise<string> {
  const found = await stat(to).catch(ifAbsent);
  if (found?.isDirectory()) return join(to, `delegation-${stampOf(at)}.tar.gz`);
  if (found) {
    throw new BackupRefused(
      `« ${to} » existe déjà, et n’est pas remplacé ; accepté : un fichier qui n’existe pas, ou un dossier.`,
    );
  }
  return to;
}

/** An instant in the name of a file: `2026-11-29T12-42-01Z`. */
export function stampOf(at: Date): string {
  return at.toISOString().replace(/\.\d+/, '').replaceAll(':', '-');
}

/** The database, then the rest, the engine's version that goes with it among them. */
async function* filesIn(folders: Folders, copied: readonly string[]): AsyncGenerator<TarFile> {
  for (const copy of copied) {
    const { size } = await stat(copy);
    yield { name: basename(copy), size, content: createReadStream(copy) };
  }
  const isDatabase = (path: string) => path === keptIn(folders.data, 'database');
  const hasDatabase = copied.length > 0;
  for (const part of partsOf(folders)) {
    if (isDatabase(part.path) || (part.putBack === 'whole' && !hasDatabase)) continue;
    for (const inside of await filesUnder(part.path)) {
      // Each is of some megabytes at most, and whole: who wrote it gave it its name once it was.
      const content = await readFile(join(part.path, inside)).catch(ifAbsent);
      if (content)
        yield { name: pathIn(part, inside), size: content.length, content: Readable.from([content]) };
    }
  }
}

/** The same files, then the manifest of them all. */
async function* listing(
  files: AsyncIterable<TarFile>,
  listed: ManifestFile[],
  textOf: (files: readonly ManifestFile[]) => string,
): AsyncGenerator<TarFile> {
  for await (const { name, size, content } of files) {
    const hash = createHash('sha256');
    yield { name, size, content: hashing(content, hash) };
    listed.push({ path: name, size, sha256: hash.digest('hex') });
  }
  const text = Buffer.from(textOf(listed));
  yield { name: manifestName, size: text.length, content: Readable.from([text]) };
}

/** Writes a file whole or not at all, and so that a power cut does not take it back. @returns its size. */
async function writeWhole(file: string, tar: AsyncIterable<Uint8Array>): Promise<number> {
  const partial = `${file}.${randomBytes(6).toString('hex')}.partial`;
  try {
    const handle = await open(partial, 'wx', 0o600);
    try {
      // A database is mostly text: the fastest compression halves it, the best would take minutes.
      const zipped = createGzip({ level: 1 });
      // What fails there is told to whoever reads it.
      const deflating = pipeline(Readable.from(tar), zipped).catch(() => {});
      await writeFile(handle, zipped);
      await deflating;
      await handle.sync();
      const { size } = await handle.stat();
      await rename(partial, file);
      await syncFolder(dirname(resolve(file)));
      return size;
    } finally {
      await handle.close();
    }
  } catch (error) {
    const why = unwritable[codeOf(error)];
    if (why === undefined) throw error;
    throw new BackupRefused(`« ${file} » ${why} ; accepté : un fichier à écrire, ou un dossier.`);
  } finally {
    await rm(partial, { force: true });
  }
}

const unwritable: Readonly<Record<string, string>> = {
  ENOENT: 'est dans un dossier qui n’existe pas',
  ENOTDIR: 'est dans un dossier qui n’existe pas',
  EACCES: 'ne vous est pas ouvert en écriture',
  EPERM: 'ne vous est pas ouvert en écriture',
  EROFS: 'ne vous est pas ouvert en écriture',
  ENOSPC: 'ne tient pas sur ce disque, qui n’a plus de place',
};
