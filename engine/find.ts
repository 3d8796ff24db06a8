import { buildTemporal } from './build.ts';
import { cachedExecutable } from './cache.ts';
import { downloadTemporal } from './download.ts';
import { isExecutable, onPath, whyTooOld } from './path-executable.ts';
import type { Progress } from './progress.ts';

/** One way to get the Temporal executable, and why it did not work. */
export interface FailedWay {
  way: string;
  reason: string;
}

/** No way to get the Temporal executable worked. Its message, in French, names each and says what to install. */
export class TemporalNotFoundError extends Error {
  override readonly name = 'TemporalNotFoundError';
  readonly failedWays: readonly FailedWay[];

  constructor(failedWays: readonly FailedWay[]) {
    const tried = failedWays.map(({ way, reason }) => `  - ${way} : ${reason}`);
    super(
      [
        'Le moteur Temporal est introuvable. Ce qui a été essayé :',
        ...tried,
        'Pour continuer, au choix :',
        '  - installez Temporal CLI, version 1.9 ou suivante, dans un dossier du PATH (https://docs.temporal.io/cli) ;',
        '  - installez Go, version 1.21 ou suivante (https://go.dev/doc/install), et recommencez ;',
        '  - désignez un serveur Temporal existant par la variable TEMPORAL_ADDRESS.',
      ].join('\n'),
    );
    this.failedWays = failedWays;
  }
}

/** Which way gave the executable. */
export type TemporalSource = 'path' | 'cache' | 'download' | 'build';

/** A Temporal executable that can be run. */
export interface FoundTemporal {
  /** Its absolute path. */
  executable: string;
  source: TemporalSource;
}

/**
 * Finds the Temporal executable, or makes it: on the PATH at version 1.9 or later, else in the user cache, else by
 * the SDK's download, else by a build of the Go module. The first two take milliseconds; the download a minute at
 * most when the network is absent; the build 4 to 7 minutes on 2 cores, once.
 *
 * @param env the environment to read; `process.env` by default.
 * @throws TemporalNotFoundError when no way works.
 */
export async function findTemporal(
  options: { progress?: Progress; env?: NodeJS.ProcessEnv } = {},
): Promise<FoundTemporal> {
  const { env = process.env, progress = () => {} } = options;
  const failedWays: FailedWay[] = [];

  const installed = await onPath('temporal', env);
  const tooOld = installed && (await whyTooOld(installed, env));
  if (installed && !tooOld) return { executable: installed, source: 'path' };
  failedWays.push({ way: 'commande « temporal » du PATH', reason: tooOld ?? 'absente' });

  const executable = cachedExecutable(env);
  if (await isExecutable(executable)) return { executable, source: 'cache' };
  failedWays.push({ way: "cache de l'utilisateur", reason: `rien à ${executable}` });

  const ways = [
    { source: 'download', way: 'téléchargement', make: downloadTemporal },
    { source: 'build', way: 'construction avec Go', make: buildTemporal },
  ] as const;
  for (const { source, way, make } of ways) {
    const reason = await make(env, progress).catch((error: unknown) => String(error));
    if (reason === undefined) return { executable, source };
    failedWays.push({ way, reason });
  }
  throw new TemporalNotFoundError(failedWays);
}
