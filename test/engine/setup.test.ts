import { spawnSync } from 'node:child_process';
import { cp, mkdir, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../engine/package-root.ts';
import { temporaryFolder } from './support.ts';

/** Stands for the compiler: copies sources to dist/, and fails on one that says so. */
const compiler = `
import { cpSync, readFileSync } from 'node:fs';
if (readFileSync('worker/a.ts', 'utf8').includes('wrong')) { console.log('a.ts: it is wrong'); process.exit(2); }
for (const folder of ['worker', 'client']) cpSync(folder, 'dist/' + folder, { recursive: true });
`;

async function write(root: string, files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
}

/** A small clone with its dependencies there. */
async function clone(): Promise<string> {
  const root = await temporaryFolder();
  await write(root, {
    'package.json': '{"type":"module"}',
    'tsconfig.json': '{}',
    'package-lock.json': '{}',
    'worker/a.ts': 'one',
    'worker/bundle.js':
      "import { writeFileSync } from 'node:fs'; writeFileSync('dist/workflow-bundle.js', 'x');",
    'client/cli/main.js': '#!/usr/bin/env node',
    'node_modules/.package-lock.json': '{}',
    'node_modules/typescript/package.json': '{"type":"module"}',
    'node_modules/typescript/bin/tsc': compiler,
  });
  await cp(join(packageRoot(), 'engine', 'setup.mjs'), join(root, 'engine', 'setup.mjs'));
  return root;
}

function setUp(root: string, ...options: string[]) {
  const env = { ...process.env, npm_execpath: join(root, 'npm.js') };
  const run = spawnSync(process.execPath, [join(root, 'engine', 'setup.mjs'), ...options], {
    encoding: 'utf8',
    env,
  });
  return { code: run.status, said: run.stderr };
}

const exists = (path: string) => stat(path).then(Boolean, () => false);

test('compiles, bundles and links once, then has nothing to do nor to say', async () => {
  const root = await clone();
  expect(setUp(root)).toEqual({ code: 0, said: 'Compilation…\n' });
  expect(await exists(join(root, 'dist', 'workflow-bundle.js'))).toBe(true);
  const command = join(root, 'node_modules', '.bin', 'delegation');
  expect(await readlink(command)).toBe('../../dist/client/cli/main.js');
  expect((await stat(command)).mode & 0o111).toBe(0o111);
  expect(setUp(root)).toEqual({ code: 0, said: '' });
});

test('compiles again from nothing when a source has changed', async () => {
  const root = await clone();
  setUp(root);
  await write(root, { 'worker/a.ts': 'two', 'dist/worker/removed.js': 'stale' });
  expect(setUp(root)).toEqual({ code: 0, said: 'Compilation…\n' });
  expect(await exists(join(root, 'dist', 'worker', 'removed.js'))).toBe(false);
});

test('shows what the compiler says, fails, and tries again the next time', async () => {
  const root = await clone();
  await write(root, { 'worker/a.ts': 'wrong' });
  for (let attempt = 1; attempt <= 2; attempt++) {
    const { code, said } = setUp(root);
    expect(code).toBe(1);
    expect(said).toContain('a.ts: it is wrong');
    expect(said).toContain('La compilation a échoué (code 2).');
  }
});

test('installs the dependencies when they are absent or when the lock file has changed', async () => {
  const root = await clone();
  await write(root, {
    'npm.js': `import { mkdirSync, writeFileSync } from 'node:fs';
      if (process.argv[2] !== 'ci') throw new Error('not ci');
      mkdirSync('node_modules', { recursive: true });
      writeFileSync('node_modules/installed', '');`,
  });
  expect(setUp(root, '--dependencies')).toEqual({ code: 0, said: '' });
  await write(root, { 'package-lock.json': '{"changed":true}' });
  expect(setUp(root, '--dependencies')).toEqual({ code: 0, said: 'Installation des dépendances…\n' });
  expect(setUp(root, '--dependencies')).toEqual({ code: 0, said: '' });
  await rm(join(root, 'node_modules'), { recursive: true });
  expect(setUp(root, '--dependencies')).toEqual({ code: 0, said: 'Installation des dépendances…\n' });
  expect(await exists(join(root, 'dist'))).toBe(false);
});

test('installs what the lock file says even when npm ci finds it incomplete', async () => {
  const root = await clone();
  await write(root, {
    'package-lock.json': '{"changed":true}',
    'npm.js': `if (process.argv[2] === 'ci') { console.error('npm error code EUSAGE'); process.exit(1); }
      if (process.argv.slice(2, 4).join(' ') !== 'install --no-save') throw new Error('not an install');`,
  });
  expect(setUp(root, '--dependencies')).toEqual({ code: 0, said: 'Installation des dépendances…\n' });
});

test('says that the dependencies could not be installed', async () => {
  const root = await clone();
  await write(root, { 'package-lock.json': '{"changed":true}', 'npm.js': "throw new Error('no network');" });
  const { code, said } = setUp(root);
  expect(code).toBe(1);
  expect(said).toContain('no network');
  expect(said).toContain('L’installation des dépendances a échoué');
});

test('refuses an option that it does not know', async () => {
  expect(setUp(await clone(), '--everything')).toMatchObject({
    code: 2,
    said: expect.stringContaining('--everything'),
  });
});
