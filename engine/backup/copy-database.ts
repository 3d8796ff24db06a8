import { constants } from 'node:fs';
import { copyFile, open, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ifAbsent } from './parts.ts';
import { BackupRefused } from './refused.ts';

/** How long a database that is written without a pause is tried. */
const patienceMs = 5 * 60_000;

/**
 * Copies a SQLite database, with its write-ahead log, while a server writes it: what the copy opens as is the database
 * as it stood at one instant. No lock is taken, which Node.js cannot do, and nobody waits.
 *
 * It is so because of how the log works (https://sqlite.org/fileformat2.html#walformat): the database itself is only written at
 * checkpoints, with pages that stand in the log, and the log only grows until it begins anew, which changes its header
 * before anything else. When that header is the same before and after the database, then the log, were copied in that
 * order, each page that a checkpoint changed meanwhile stands in the copied log, which is read first. Otherwise the copy
 * is made again: on two busy cores, one in three is whole while a server starts a hundred workflows a second.
 *
 * @param into a folder.
 * @returns the paths of what was copied; nothing when there is no database.
 * @throws BackupRefused when it never stood still for five minutes.
 */
export async function copyDatabase(
  database: string,
  into: string,
  patience: number = patienceMs,
): Promise<string[]> {
  const log = `${database}-wal`;
  const copies = [database, log].map((file) => join(into, basename(file)));
  const [copy = '', copiedLog = ''] = copies;
  for (const until = Date.now() + patience; ; ) {
    const before = await generationOf(database, log);
    if (before === undefined) return [];
    // A file system that can shares the blocks, which takes no time.
    await copyFile(database, copy, constants.COPYFILE_FICLONE);
    const hasLog = await copyIfThere(log, copiedLog);
    if ((await generationOf(database, log)) === before) return hasLog ? copies : [copy];
    if (Date.now() > until) {
      throw new BackupRefused(
        `La base « ${database} » n’a pas pu être copiée : elle ne cesse d’être écrite. Recommencez à une heure plus calme, ou arrêtez d’abord « npm start ».`,
      );
    }
  }
}

/** What changes when the log begins anew; without a log, when the database does. Undefined when there is none. */
async function generationOf(database: string, log: string): Promise<string | undefined> {
  const found = await stat(database).catch(ifAbsent);
  if (!found) return undefined;
  const header = await headerOf(log);
  return header === '' ? `${found.ino} ${found.size} ${found.mtimeMs}` : header;
}

/** Length of the header: its last bytes are its salts and checksum. */
const headerLength = 32;

async function headerOf(log: string): Promise<string> {
  const file = await open(log, 'r').catch(ifAbsent);
  if (!file) return '';
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headerLength), 0, headerLength, 0);
    return buffer.toString('hex', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function copyIfThere(log: string, copy: string): Promise<boolean> {
  const isThere = await copyFile(log, copy, constants.COPYFILE_FICLONE).then(() => true, ifAbsent);
  // An earlier try may have left one.
  if (!isThere) await rm(copy, { force: true });
  return isThere === true;
}
