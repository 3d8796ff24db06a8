import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cachedExecutable, cacheFolder } from '../../engine/cache.ts';
import { findTemporal, TemporalNotFoundError } from '../../engine/find.ts';
import { temporaryFolder } from './support.ts';

/** An environment of its own: nothing on the PATH, an empty cache, and a network that refuses at once. */
async function bareEnvironment(): Promise<{ env: NodeJS.ProcessEnv; bin: string }> {
  const folder = await temporaryFolder();
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const nowhere = 'http://127.0.0.1:9';
  return {
    bin,
    env: {
      PATH: bin,
      HOME: folder,
      XDG_CACHE_HOME: join(folder, 'cache'),
      HTTPS_PROXY: nowhere,
      HTTP_PROXY: nowhere,
    },
  };
}

async function script(path: string, body: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
}

const answers = (version: string) => `echo 'temporal version ${version} (Server 1.32.0, UI 2.54.1)'`;

test.each(['1.9.0', '1.9.1', '1.12.3', '2.0.0', '0.0.0-DEV'])(
  'takes the %s of the PATH first',
  async (version) => {
    const { env, bin } = await bareEnvironment();
    await script(join(bin, 'temporal'), answers(version));
    await script(cachedExecutable(env), answers('1.9.1'));
    expect(await findTemporal({ env })).toEqual({ executable: join(bin, 'temporal'), source: 'path' });
  },
);

test.each(['1.8.2', '0.13.2', '0.0.0-DEV (Server 1.31.4)'])(
  'passes over the %s of the PATH',
  async (version) => {
    const { env, bin } = await bareEnvironment();
    await script(join(bin, 'temporal'), `echo 'temporal version ${version}'`);
    await script(cachedExecutable(env), answers('1.9.1'));
    expect(await findTemporal({ env })).toEqual({ executable: cachedExecutable(env), source: 'cache' });
  },
);

test('builds it when nothing else works, telling so, and keeps only the result', async () => {
  const { env, bin } = await bareEnvironment();
  // Stands for the compiler: leaves a copy of itself where the result is wanted.
  await script(join(bin, 'go'), 'echo "$PWD $*" > "$HOME/asked"; /bin/cp "$0" "$6"');
  const steps: string[] = [];
  const found = await findTemporal({ env, progress: (step) => steps.push(step) });
  expect(found).toEqual({ executable: cachedExecutable(env), source: 'build' });
  expect(await readdir(cacheFolder(env))).toEqual(['temporal']);
  expect(await readFile(join(env.HOME ?? '', 'asked'), 'utf8')).toMatch(
    /\/engine build .*temporalcli\.Version=1\.9\.1 -o .* github\.com\/temporalio\/cli\/cmd\/temporal/,
  );
  expect(steps).toEqual([
    expect.stringContaining('Téléchargement de Temporal'),
    expect.stringMatching(/Construction de Temporal.*4 à 7 minutes.*156 Mo/),
  ]);
  expect((await findTemporal({ env })).source).toBe('cache');
});

test('leaves nothing in the cache when the build fails', async () => {
  const { env, bin } = await bareEnvironment();
  await script(join(bin, 'go'), '/bin/cp "$0" "$6"; echo "disk full" >&2; exit 1');
  await expect(findTemporal({ env })).rejects.toThrow('disk full');
  expect(await readdir(cacheFolder(env))).toEqual([]);
});

test('names each way tried, why it failed, and what to install', async () => {
  const { env, bin } = await bareEnvironment();
  await script(join(bin, 'temporal'), answers('1.2.0'));
  const failure = await findTemporal({ env }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(TemporalNotFoundError);
  const message = String(failure);
  expect(message).toMatch(/du PATH : .*temporal version 1\.2\.0.*il faut la version 1\.9/);
  expect(message).toContain(`cache de l'utilisateur : rien à ${cachedExecutable(env)}`);
  expect(message).toMatch(/téléchargement : le téléchargement a échoué \(.+\)/);
  expect(message).toContain('construction avec Go : le compilateur Go est introuvable');
  expect(message).toMatch(/installez Temporal CLI[\s\S]*installez Go[\s\S]*TEMPORAL_ADDRESS/);
});
