import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Seconds without a first byte, or without one more, after which a download is abandoned: offline must fail fast. */
const patience = { toBegin: 8, toGoOn: 30 };

/** For `runStep`: gives up on a download once its folder has stopped growing, and says so in French. */
export function stallWatch(folder: string): (elapsedSeconds: number) => string | undefined {
  let size = 0;
  let grewAt = 0;
  return (elapsed) => {
    void sizeOf(folder).then((now) => {
      if (now === size) return;
      size = now;
      grewAt = elapsed;
    });
    const seconds = size === 0 ? patience.toBegin : patience.toGoOn;
    return elapsed - grewAt > seconds ? `aucune réponse depuis ${seconds} s` : undefined;
  };
}

async function sizeOf(folder: string): Promise<number> {
  let total = 0;
  for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found?.isFile()) total += found.size;
  }
  return total;
}
