import { copyFile, readdir, rename, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';

/** Largest log, in bytes, and how many former ones are kept of each. */
const usual = { largest: 20 * 1024 * 1024, kept: 4 };
const everyMs = 10 * 60_000;

/**
 * Puts aside the logs of a folder that have grown: `web.log` goes to `web.log.1`, which was `web.log.2`'s before. Who
 * writes them keeps its file, opened to append: it is copied, then emptied.
 */
export async function rotateLogs(folder: string, { largest, kept } = usual): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    if (!name.endsWith('.log') || (await stat(file)).size < largest) continue;
    await rm(`${file}.${kept}`, { force: true });
    for (let rank = kept - 1; rank > 0; rank--) {
      await rename(`${file}.${rank}`, `${file}.${rank + 1}`).catch(() => {});
    }
    await copyFile(file, `${file}.1`);
    await truncate(file);
  }
}

/** Does so now and then, as long as this process lives. A disk that is full stops nothing. */
export async function keepLogsSmall(folder: string): Promise<void> {
  const rotate = () => rotateLogs(folder).catch(() => {});
  await rotate();
  setInterval(rotate, everyMs).unref();
}
