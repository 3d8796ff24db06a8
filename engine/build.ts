import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedExecutable, cacheFolder, temporalVersion } from './cache.ts';
import { goBuild } from './go-build-step.ts';
import type { Progress } from './progress.ts';

const versionVariable = 'github.com/temporalio/cli/internal/temporalcli.Version';

/**
 * Builds the Temporal CLI from its Go module into the user cache. Each builder writes its own file and renames it
 * at the end, so that two of them, or a kill in the middle, never leave a broken executable.
 *
 * @returns undefined when it is now in the cache, else the reason in French. Throws only when the cache folder
 * cannot be written.
 */
export async function buildTemporal(env: NodeJS.ProcessEnv, progress: Progress): Promise<string | undefined> {
  const building = join(cacheFolder(env), `building-${process.pid}-${Date.now()}`);
  try {
    const failed = await goBuild(
      {
        module: 'engine',
        args: [
          '-ldflags',
          `-s -w -X ${versionVariable}=${temporalVersion}`,
          '-o',
          building,
          'github.com/temporalio/cli/cmd/temporal',
        ],
        step: `Construction de Temporal ${temporalVersion} : 4 à 16 minutes et 156 Mo, une seule fois…`,
      },
      env,
      progress,
    );
    if (failed !== undefined) return failed;
    await rename(building, cachedExecutable(env));
    return undefined;
  } finally {
    await rm(building, { force: true });
  }
}
