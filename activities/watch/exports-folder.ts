import { createHash, type Hash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import {
  chmod,
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  truncate,
} from 'node:fs/promises';
import { join } from 'node:path';
import { ifThere, syncFolder } from '../../contract/durable-file.ts';
import { hasCode } from '../../contract/system-error.ts';
import { fileName, largestFile } from '../../contract/taken-files.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';

/** Where an export goes once it is read. */
export const keptIn = { imported: 'lus', refused: 'refusés' } as const;
export type KeptIn = (typeof keptIn)[keyof typeof keptIn];

/** A file that may be an export, as a look finds it. */
export interface FoundExport {
  readonly name: string;
  /** Its size and time: it has not changed as long as they have not. */
  readonly state: string;
}

/** The same once it is read. */
export interface ReadExport extends FoundExport {
  /** In hexadecimal. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  /** Who may read it, as the system says it. */
  readonly mode: number;
  /** Absent when it is larger than what is taken. */
  readonly bytes?: Uint8Array;
}

/** What spreadsheets and Chorus export; the rest, drafts of those who copy included, is nobody's business. */
const isExport = /^[^.~].*\.(csv|txt|xlsx?|ods)$/is;

/**
 * The files of a folder that may be exports, those that were there first before the others: neither links, nor hidden
 * files, nor folders.
 * @throws the system's error when the folder cannot be read.
 */
export async function exportsIn(folder: string): Promise<FoundExport[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((one) => one.isFile() && isExport.test(one.name)).map(({ name }) => name);
  const found: (FoundExport & { readonly at: number })[] = [];
  for (const name of names) {
    const stats = await ifThere(lstat(join(folder, name)));
    if (stats?.isFile()) found.push({ name, state: stateOf(stats), at: stats.mtimeMs });
  }
  return found
    .sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1))
    .map(({ name, state }) => ({ name, state }));
}

/** Reads one; undefined when it is there no more, is no file any more, or is still being written. */
export async function readExport(
  folder: string,
  { name, state }: FoundExport,
): Promise<ReadExport | undefined> {
  // What has become a link meanwhile is not followed, and what waits for a writer is not waited for.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  let file: FileHandle;
  try {
    file = await open(join(folder, name), flags);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ELOOP')) return undefined;
    throw error;
  }
  try {
    const stats = await file.stat();
    if (!stats.isFile() || stateOf(stats) !== state) return undefined;
    const hash = createHash('sha256');
    const bytes = await bytesOf(file, hash);
    if (stateOf(await file.stat()) !== state) return undefined;
    const { size, mode } = stats;
    return { name, state, sha256: hash.digest('hex'), size, mode, ...(bytes ? { bytes } : {}) };
  } finally {
    await file.close();
  }
}

/**
 * Puts an export that was read aside, under the day and the beginning of its digest, with its report beside it. Asked
 * again on the same day, its report is told after the first.
 * @param report its lines.
 * @returns where it is, from the folder; undefined when it has changed since it was read, and stays where it is.
 * @throws the system's error when it cannot be put there, or where it would go is no folder.
 */
export async function putAside(
  folder: string,
  { name, state, sha256, mode }: ReadExport,
  where: KeptIn,
  day: PlainDate,
  report: readonly string[],
): Promise<string | undefined> {
  const aside = await folderIn(folder, where);
  const kept = `${day}-${sha256.slice(0, digestShown)}-${shortened(fileName(name))}`;
  const stats = await ifThere(lstat(join(folder, name)));
  if (!stats?.isFile() || stateOf(stats) !== state) return undefined;
  const withdraw = await addTo(join(aside, `${kept}${reportEnd}`), report, mode);
  try {
    await rename(join(folder, name), join(aside, kept));
  } catch (error) {
    await withdraw();
    throw error;
  }
  await syncFolder(aside);
  return `${where}/${kept}`;
}

/** Where the same bytes were put before, from the folder: the last of them. */
export async function putBefore(folder: string, sha256: string, where: KeptIn): Promise<string | undefined> {
  const names = (await ifThere(readdir(join(folder, where)))) ?? [];
  const last = names
    .filter((name) => name.slice(dayLength).startsWith(`-${sha256.slice(0, digestShown)}-`))
    .filter((name) => !name.endsWith(reportEnd))
    .sort()
    .at(-1);
  return last === undefined ? undefined : `${where}/${last}`;
}

const digestShown = 12;
const dayLength = '2026-11-30'.length;
const reportEnd = '.rapport.txt';

function stateOf({ size, mtimeMs }: Stats): string {
  return `${size}/${mtimeMs}`;
}

/** All that a file holds, told to a digest; undefined, and not kept, when it is larger than what is taken. */
async function bytesOf(file: FileHandle, hash: Hash): Promise<Uint8Array | undefined> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of file.createReadStream({ autoClose: false })) {
    hash.update(chunk);
    size += chunk.length;
    if (size > largestFile) chunks = [];
    else chunks.push(chunk);
  }
  return size > largestFile ? undefined : Buffer.concat(chunks);
}

/** A folder of the folder, open to whom that one is open to. */
async function folderIn(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  try {
    await mkdir(path);
    await chmod(path, (await stat(folder)).mode & 0o7777);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  if (!(await lstat(path)).isDirectory()) throw new Error(`« ${name} » n’est pas un dossier`);
  return path;
}

/**
 * Adds to a text, which whoever may read the export may read.
 * @returns takes it away again.
 */
async function addTo(path: string, lines: readonly string[], mode: number): Promise<() => Promise<void>> {
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW } = constants;
  const file = await open(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW);
  try {
    const { size } = await file.stat();
    await file.chmod((mode & 0o666) | 0o600);
    await file.writeFile(`${[...(size > 0 ? ['', ''] : []), ...lines].join('\n')}\n`);
    await file.sync();
    return () => (size > 0 ? truncate(path, size) : rm(path));
  } finally {
    await file.close();
  }
}

/** The end of a name that leaves room for what is written before and after it: file systems take 255 bytes. */
function shortened(name: string): string {
  let short = name;
  while (Buffer.byteLength(short) > longestName) short = [...short].slice(1).join('');
  return short;
}

const longestName = 200;
