import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedExecutable, cacheFolder, temporalVersion } from './cache.ts';
import { packageRoot } from './package-root.ts';
import { exists } from './path-executable.ts';
import type { Progress } from './progress.ts';
import { releaseHere, unknownHere, whyNotOfficial } from './release.ts';
import { runStep } from './run-step.ts';
import { stallWatch } from './stalled.ts';

/**
 * Lets the Temporal SDK download the Temporal CLI into the user cache, and keeps it when it is the official build. It
 * is abandoned after 8 s without a first byte, or 30 s without one more, whatever the cause.
 *
 * @param release what is known of the official build; for this system by default.
 * @returns undefined when it is now in the cache, else the reason in French. Throws only when the cache folder
 * cannot be written.
 */
export async function downloadTemporal(
  env: NodeJS.ProcessEnv,
  progress: Progress,
  release = releaseHere(),
): Promise<string | undefined> {
  if (!release) return unknownHere();
  const folder = await mkdtemp(join(cacheFolder(env), 'download-'));
  try {
    const root = packageRoot();
    const { output } = await runStep(
      process.execPath,
      [join(root, 'engine', 'download.mjs'), temporalVersion, folder],
      { cwd: root, env },
      {
        step: `Téléchargement de Temporal ${temporalVersion}…`,
        progress,
        shouldGiveUp: stallWatch(folder),
      },
    );
    const downloaded = join(folder, `temporal-v${temporalVersion}`);
    if (!(await exists(downloaded))) return `le téléchargement a échoué (${reasonOf(output)})`;
    const reason = await whyNotOfficial(downloaded, release);
    if (reason !== undefined) return `le fichier téléchargé est refusé : ${reason}`;
    await chmod(downloaded, 0o755);
    await rename(downloaded, cachedExecutable(env));
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The one line of the SDK's failure that says why; its stack trace helps nobody here. */
function reasonOf(output: string): string {
  const said = /(?:Error|error): (.+)/.exec(output)?.[1] ?? output.split('\n').at(-1) ?? '';
  // It repeats itself once for each cause.
  const causes = new Set(said.split(': ').reverse());
  return [...causes].reverse().join(': ').slice(0, 300);
}
