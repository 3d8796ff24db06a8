import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { claimFile } from './claim.ts';
import type { Progress } from './progress.ts';

const abandonedAfterMs = 6 * 60 * 60 * 1000;
const lookAgainMs = 200;

/**
 * Makes what is missing from the cache, one process at a time: the others wait, and find it there. A maker that was
 * killed is told by its claim, which nobody answers any more, and replaced. One that takes the call and says nothing,
 * because it is suspended, is not waited for: each makes a file of its own, and puts it in place whole.
 *
 * @param isMade looks into the cache.
 * @param make puts it there.
 * @returns what `make` returned, or undefined when another process made it.
 * @throws what `make` throws, and the system's error when the cache folder cannot be written.
 */
export async function makeOnce<T>(
  env: NodeJS.ProcessEnv,
  progress: Progress,
  isMade: () => Promise<boolean>,
  make: () => Promise<T>,
): Promise<T | undefined> {
  const folder = cacheFolder(env);
  await mkdir(folder, { recursive: true });
  const startedAt = Date.now();
  for (;;) {
    const claim = await claimFile(join(folder, 'making.json'));
    try {
      if (await isMade()) return undefined;
      if (claim.state !== 'live') {
        await removeAbandoned(folder);
        return await make();
      }
    } finally {
      if (claim.state === 'held') await claim.release();
    }
    progress('Un autre lancement prépare Temporal…', (Date.now() - startedAt) / 1000);
    await new Promise((again) => setTimeout(again, lookAgainMs));
  }
}

/** What a killed maker was writing. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^(building|download|wheel)-/.test(name)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > abandonedAfterMs) {
      await rm(path, { recursive: true, force: true });
    }
  }
}
