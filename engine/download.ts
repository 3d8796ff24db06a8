import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedExecutable, cacheFolder, temporalVersion } from './cache.ts';
import { packageRoot } from './package-root.ts';
import { isExecutable } from './path-executable.ts';
import type { Progress } from './progress.ts';
import { runStep } from './run-step.ts';

/** Seconds without one more byte after which a download is abandoned: offline machines must fail fast. */
const stalledSeconds = 30;

/**
 * Lets the Temporal SDK download the Temporal CLI into the user cache. It is abandoned after 30 s without
 * progress, whatever the cause.
 *
 * @returns undefined when it is now in the cache, else the reason in French. Throws only when the cache folder
 * cannot be written.
 */
export async function downloadTemporal(
  env: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<string | undefined> {
  await mkdir(cacheFolder(env), { recursive: true });
  const folder = await mkdtemp(join(cacheFolder(env), 'download-'));
  try {
    const root = packageRoot();
    const { succeeded, output } = await runStep(
      process.execPath,
      [join(root, 'engine', 'download.mjs'), temporalVersion, folder],
      { cwd: root, env },
      {
        step: `Téléchargement de Temporal ${temporalVersion}…`,
        progress,
        shouldGiveUp: stallWatch(folder),
      },
    );
    if (!succeeded) return reasonOf(output);
    const suffix = process.platform === 'win32' ? '.exe' : '';
    const downloaded = join(folder, `temporal-v${temporalVersion}${suffix}`);
    if (!(await isExecutable(downloaded))) return 'le fichier téléchargé est introuvable ou non exécutable';
    await rename(downloaded, cachedExecutable(env));
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Gives up once the folder has stopped growing for {@link stalledSeconds}. */
function stallWatch(folder: string): (elapsedSeconds: number) => string | undefined {
  let size = 0;
  let grewAt = 0;
  return (elapsed) => {
    void sizeOf(folder).then((now) => {
      if (now === size) return;
      size = now;
      grewAt = elapsed;
    });
    return elapsed - grewAt > stalledSeconds ? `aucune réponse depuis ${stalledSeconds} s` : undefined;
  };
}

async function sizeOf(folder: string): Promise<number> {
  let total = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    total += found?.size ?? 0;
  }
  return total;
}

/** The one line of the SDK's failure that says why; its stack trace helps nobody here. */
function reasonOf(output: string): string {
  const said = /(?:Error|error): (.+)/.exec(output)?.[1] ?? output.split('\n').at(-1) ?? '';
  // It repeats itself once for each cause.
  const causes = new Set(said.split(': ').reverse());
  return `le téléchargement a échoué (${[...causes].reverse().join(': ').slice(0, 300)})`;
}
