import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedExecutable, cacheFolder, temporalVersion } from './cache.ts';
import { packageRoot } from './package-root.ts';
import { onPath } from './path-executable.ts';
import type { Progress } from './progress.ts';
import { runStep } from './run-step.ts';

const versionVariable = 'github.com/temporalio/cli/internal/temporalcli.Version';

/**
 * Builds the Temporal CLI from its Go module into the user cache. Each builder writes its own file and renames it
 * at the end, so that two of them, or a kill in the middle, never leave a broken executable.
 *
 * @returns undefined when it is now in the cache, else the reason in French. Throws only when the cache folder
 * cannot be written.
 */
export async function buildTemporal(env: NodeJS.ProcessEnv, progress: Progress): Promise<string | undefined> {
  const go = await onPath('go', env);
  if (!go) return 'le compilateur Go est introuvable';
  const building = join(cacheFolder(env), `building-${process.pid}-${Date.now()}`);
  try {
    const { succeeded, output } = await runStep(
      go,
      [
        'build',
        '-trimpath',
        '-ldflags',
        `-s -w -X ${versionVariable}=${temporalVersion}`,
        '-o',
        building,
        'github.com/temporalio/cli/cmd/temporal',
      ],
      { cwd: join(packageRoot(), 'engine'), env: { ...env, CGO_ENABLED: '0', GOWORK: 'off' } },
      {
        step: `Construction de Temporal ${temporalVersion} : 4 à 16 minutes et 156 Mo, une seule fois…`,
        progress,
      },
    );
    if (!succeeded) return `« go build » a échoué (${lastLines(output)})`;
    await rename(building, cachedExecutable(env));
    return undefined;
  } finally {
    await rm(building, { force: true });
  }
}

function lastLines(output: string): string {
  return output.split('\n').slice(-5).join(' / ') || 'sans rien dire';
}
