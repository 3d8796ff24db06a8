import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
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
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, make(), { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    await chmod(file, 0o600);
  } finally {
    await rm(draft, { force: true });
  }
  return (await readFile(file, 'utf8')).trim();
}
