import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { codeOf, frenchUnreadable } from '../../contract/system-error.ts';
import { hashing } from './hashing.ts';
import { type Manifest, type ManifestFile, manifestName, readManifest } from './manifest.ts';
import type { BackedUp } from './parts.ts';
import { BackupRefused } from './refused.ts';
import { BadTar, filesOfTar, type TarFile } from './tar.ts';

/** A manifest says a line of each file; it is the one file that is read in memory. */
const largestManifest = 256 * 1024 * 1024;

/**
 * Unpacks a backup into an empty folder, on disk for good, and checks it: all that its manifest says is there, octet for
 * octet, and nothing else.
 * @param version that of this software.
 * @param parts what may be in a backup.
 * @returns its manifest.
 * @throws BackupRefused
 */
export async function unpacked(
  file: string,
  into: string,
  version: string,
  parts: readonly BackedUp[],
): Promise<Manifest> {
  const found = new Map<string, ManifestFile>();
  let text = '';
  const source = createGunzip();
  // What fails there is told to whoever reads it: the reading ends by itself, and nothing is written after it.
  const inflating = pipeline(createReadStream(file), source).catch(() => {});
  try {
    for await (const one of filesOfTar(source)) {
      if (one.name === manifestName) text = await textOf(one);
      else if (isOfBackup(one.name, parts) && !found.has(one.name))
        found.set(one.name, await written(one, into));
      else throw new BadTar(one.name);
    }
    const manifest = readManifest(text, version);
    refuseOthers(manifest, found);
    return manifest;
  } catch (error) {
    throw explained(file, error);
  } finally {
    source.destroy();
    await inflating;
  }
}

/** Whether a path may be in a backup, and stays in the folder where it is unpacked. */
function isOfBackup(path: string, parts: readonly BackedUp[]): boolean {
  const names = path.split('/');
  return (
    parts.some(({ name }) => names[0] === name || names[0] === `${name}-wal`) &&
    names.every((name) => name !== '' && name !== '.' && name !== '..' && !/[\\\0]/.test(name))
  );
}

async function textOf({ size, content }: TarFile): Promise<string> {
  if (size > largestManifest) throw new BadTar('a manifest of that size');
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function written({ name, size, content }: TarFile, into: string): Promise<ManifestFile> {
  const path = join(into, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const handle = await open(path, 'wx', 0o600);
  try {
    await writeFile(handle, hashing(content, hash));
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { path: name, size, sha256: hash.digest('hex') };
}

function refuseOthers({ files }: Manifest, found: ReadonlyMap<string, ManifestFile>): void {
  const faults = files.flatMap(({ path, size, sha256 }) => {
    const there = found.get(path);
    if (!there) return [`« ${path} » manque`];
    return there.size === size && there.sha256 === sha256 ? [] : [`« ${path} » n’est plus ce qu’il était`];
  });
  const listed = new Set(files.map(({ path }) => path));
  const others = [...found.keys()]
    .filter((path) => !listed.has(path))
    .map((path) => `« ${path} » est de trop`);
  const [first, ...more] = [...faults, ...others];
  if (first === undefined) return;
  throw new BackupRefused(
    `elle est abîmée : ${first}${more.length > 0 ? `, et ${more.length} autre${more.length > 1 ? 's' : ''}` : ''}.`,
  );
}

function explained(file: string, error: unknown): unknown {
  if (error instanceof BackupRefused) return new BackupRefused(`« ${file} » : ${error.message}`);
  const code = codeOf(error);
  const why =
    error instanceof BadTar || code === 'Z_BUF_ERROR' || code === 'ERR_STREAM_PREMATURE_CLOSE'
      ? 'n’est pas une sauvegarde de « delegation backup », ou n’est pas entier'
      : (unreadable[code] ??
        (code.startsWith('Z_')
          ? 'n’est pas une sauvegarde de « delegation backup », ou est abîmé'
          : undefined));
  if (why === undefined) return error;
  return new BackupRefused(`« ${file} » ${why} ; accepté : un fichier écrit par « delegation backup ».`);
}

const unreadable: Readonly<Record<string, string>> = {
  ...frenchUnreadable,
  ENOSPC: 'ne tient pas, décompressé, sur le disque des données, qui n’a plus de place',
};
