import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../contract/durable-file.ts';
import { hasCode } from '../contract/system-error.ts';

/**
 * A secret kept in a file that only its user may read, made at first need. Whole at once: of two processes that make
 * it together, one wins, and both read the same.
 *
 * @param make what the file holds when it is not there yet.
 * @returns what it holds.
 */
export async function secretFile(file: string, make: () => string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  if (!(await createWhole(file, make()))) await chmod(file, 0o600);
  return (await readFile(file, 'utf8')).trim();
}

/** Creates a file for its user alone, with all its content at once, or not at all when there is one. */
export async function createWhole(file: string, content: string): Promise<boolean> {
  const draft = besideName(file);
  // What it encrypts or signs is kept for good: so is it, before it serves.
  await writeFile(draft, content, { mode: 0o600, flush: true });
  try {
    await link(draft, file);
    await syncFolder(dirname(file));
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** A name that nothing has, in the folder of a file. */
function besideName(file: string): string {
  return `${file}.${randomBytes(6).toString('hex')}`;
}
