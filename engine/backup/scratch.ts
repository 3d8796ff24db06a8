import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { keptIn } from '../data-folder.ts';
import { privateFolder } from '../private-folder.ts';

const abandonedAfterMs = 24 * 3_600_000;

/**
 * A new folder of the data folder, on the same disk as the database: a file is moved from there at once. What a backup
 * or a restoration that was killed had left for a day is removed.
 */
export async function scratchFolder(data: string): Promise<string> {
  const folder = keptIn(data, 'scratch');
  await privateFolder(folder);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > abandonedAfterMs)
      await rm(path, { recursive: true, force: true });
  }
  return mkdtemp(join(folder, 'of-'));
}
