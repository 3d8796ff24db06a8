import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, readFile, readlink, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../engine/package-root.ts';
import { temporaryFolder } from './support.ts';

/** Stands for the compiler: copies sources and programs to dist/, and fails on a source that says so. */
const compiler = `
import { cpSync, readFileSync } from 'node:fs';
const [dist] = process.argv.slice(2);
for (const source of readFileSync(0, 'utf8').split('\\n')) {
  if (readFileSync(source, 'utf8').includes('wrong')) { console.log(source + ': it is wrong'); process.exit(2); }
  if (source.startsWith('test/')) cpSync(source, dist + '/' + source);
}
for (const folder of ['worker', 'cli']) cpSync(folder, dist + '/' + folder, { recursive: true });
`;

async function write(root: string, files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
}

/** A lock file that asks for a version of what works and of what develops. */
const lock = (version: string) =>
  JSON.stringify({
    packages: {
      '': { name: 'delegation' },
      'node_modules/used': { version },
      'node_modules/typescript': { version, dev: true },
      'node_modules/of-another-system': { version, optional: true },
    },
  });

/** Stands for npm: installs what the lock file asks for. */
const npm = `
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
if (process.argv[2] !== 'ci') throw new Error('not ci');
mkdirSync('node_modules/typescript', { recursive: true });
mkdirSync('node_modules/.bin', { recursive: true });
writeFileSync('node_modules/typescript/package.json', '');
copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
`;

/** A small clone with its dependencies there. */
async function clone(): Promise<string> {
  const root = await temporaryFolder();
  await write(root, {
    'package.json': '{"type":"module","engines":{"node":">=20.19"}}',
    'tsconfig.json': '{ "include": ["worker", "cli", "web", "test"] }',
    'package-lock.json': lock('1.0.0'),
    'worker/a.ts': 'one',
    'worker/bundle.js':
      "import { writeFileSync } from 'node:fs'; writeFileSync('dist/workflow-bundle.js', 'x');",
    'cli/main.js': '#!/usr/bin/env node',
    'web/a.ts': 'one',
    'test/a.ts': 'one',
    'node_modules/.bin/tsc': '',
    'node_modules/.package-lock.json': lock('1.0.0'),
    'node_modules/typescript/package.json': '{}',
    'engine/compile.mjs': compiler,
  });
  for (const name of ['setup.mjs', 'browsers.json'])
    await cp(join(packageRoot(), 'engine', name), join(root, 'engine', name));
  return root;
}

function setUp(root: string, ...options: string[]) {
  return setUpWith({}, root, ...options);
}

function setUpWith(variables: NodeJS.ProcessEnv, root: string, ...options: string[]) {
  const env = { ...process.env, npm_execpath: join(root, 'npm.js'), ...variables };
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
  expect(await readlink(command)).toBe('../../dist/cli/main.js');
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
    expect(said).toContain('worker/a.ts: it is wrong');
    expect(said).toContain('La compilation a échoué (code 2).');
  }
});

test('installs the dependencies when they are absent or when the lock file has changed', async () => {
  const root = await clone();
  await write(root, { 'npm.js': npm });
  expect(setUp(root, '--dependencies')).toEqual({ code: 0, said: '' });
  await write(root, { 'package-lock.json': lock('1.0.1') });
  expect(setUp(root, '--dependencies')).toEqual({ code: 0, said: 'Installation des dépendances…\n' });
  expect(setUp(root, '--dependencies')).toEqual({ code: 0, said: '' });
  await rm(join(root, 'node_modules'), { recursive: true });
  expect(setUp(root, '--dependencies')).toEqual({ code: 0, said: 'Installation des dépendances…\n' });
  expect(await exists(join(root, 'dist'))).toBe(false);
});

test('installs nothing through a link: it would empty what it leads to', async () => {
  const root = await clone();
  const elsewhere = join(await temporaryFolder(), 'node_modules');
  await rename(join(root, 'node_modules'), elsewhere);
  await symlink(elsewhere, join(root, 'node_modules'));
  await write(root, { 'package-lock.json': lock('2.0.0'), 'npm.js': npm });
  const { code, said } = setUp(root, '--dependencies');
  expect(code).toBe(1);
  expect(said).toContain(`« node_modules » est un lien vers « ${elsewhere} »`);
  expect(await readFile(join(elsewhere, '.package-lock.json'), 'utf8')).toBe(lock('1.0.0'));
});

test('does without what only development needs, until a check or a test is asked for', async () => {
  const root = await clone();
  await write(root, { 'npm.js': "throw new Error('it installs');" });
  setUp(root);
  expect(await exists(join(root, 'dist', 'test'))).toBe(true);
  await rm(join(root, 'node_modules', 'typescript'), { recursive: true });
  const installed = JSON.stringify({ packages: { 'node_modules/used': { version: '1.0.0' } } });
  await write(root, { 'node_modules/.package-lock.json': installed });
  expect(setUp(root)).toEqual({ code: 0, said: 'Compilation…\n' });
  expect(await exists(join(root, 'dist', 'test'))).toBe(false);
  const { code, said } = setUp(root, '--dependencies');
  expect(code).toBe(1);
  expect(said).toContain('it installs');
});

test('installs what the lock file says even when npm ci finds it incomplete', async () => {
  const root = await clone();
  await write(root, {
    'package-lock.json': lock('1.0.1'),
    'npm.js': `if (process.argv[2] === 'ci') { console.error('npm error code EUSAGE'); process.exit(1); }
      if (process.argv.slice(2, 4).join(' ') !== 'install --no-save') throw new Error('not an install');`,
  });
  expect(setUp(root, '--dependencies')).toEqual({ code: 0, said: 'Installation des dépendances…\n' });
});

test('says that the dependencies could not be installed', async () => {
  const root = await clone();
  await write(root, { 'package-lock.json': lock('1.0.1'), 'npm.js': "throw new Error('no network');" });
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

test('a folder that was moved has nothing to do', async () => {
  const root = await clone();
  setUp(root);
  const moved = join(await temporaryFolder(), 'moved');
  await rename(root, moved);
  expect(setUp(moved)).toEqual({ code: 0, said: '' });
});

test('two at once do each step once', async () => {
  const root = await clone();
  await write(root, { 'package-lock.json': lock('1.0.1'), 'npm.js': npm });
  const runs = [1, 2].map(async () => {
    const run = spawn(process.execPath, [join(root, 'engine', 'setup.mjs')], {
      env: { ...process.env, npm_execpath: join(root, 'npm.js') },
    });
    let said = '';
    run.stderr.on('data', (text) => {
      said += text;
    });
    const [code] = await once(run, 'close');
    expect(code).toBe(0);
    return said;
  });
  const said = (await Promise.all(runs)).join('').split('\n').filter(Boolean);
  expect(said.sort()).toEqual(['Compilation…', 'Installation des dépendances…']);
});

describe('with a Node.js', () => {
  async function withNode(version: string, variables: NodeJS.ProcessEnv = {}) {
    const root = await clone();
    const versions = `{ value: { ...process.versions, node: '${version}' } }`;
    await write(root, { 'node.cjs': `Object.defineProperty(process, 'versions', ${versions});` });
    return setUpWith({ ...variables, NODE_OPTIONS: `--require ${join(root, 'node.cjs')}` }, root);
  }

  test.each(['18.20.8', '20.9.0', '20.18.3'])('%s, refuses and says which it takes', async (version) => {
    expect(await withNode(version)).toEqual({
      code: 1,
      said: `Node.js 20.19 ou suivant est nécessaire ; celui-ci est ${version}. Voir https://nodejs.org\n`,
    });
  });

  test.each(['20.19.0', '22.0.0', '100.0.0'])('%s, sets up without a word more', async (version) => {
    expect(await withNode(version)).toEqual({ code: 0, said: 'Compilation…\n' });
  });

  test('20, tells whoever starts the application that it is past its end of life', async () => {
    const starts = { npm_lifecycle_event: 'prestart' };
    expect((await withNode('20.20.2', starts)).said).toMatch(
      /^Node.js 20.20.2 n’est plus corrigé .*\nCompilation…\n$/,
    );
    expect((await withNode('22.0.0', starts)).said).toBe('Compilation…\n');
  });

  test('that package.json asks for: those who read and those who deploy are told the same', async () => {
    const textOf = (name: string) => readFile(join(packageRoot(), name), 'utf8');
    const oldest = JSON.parse(await textOf('package.json')).engines.node.slice(2);
    expect(await textOf('README.md')).toContain(`[Node.js](https://nodejs.org) ${oldest} ou suivant`);
    expect(await textOf('publiccode.yml')).toContain(`versionMin: "${oldest}"`);
  });
});

/** A PATH that holds only the given programs, and the user who runs the set-up. */
async function machine(root: string, user: 'root' | 'someone', programs: Record<string, string>) {
  const folder = join(root, 'programs');
  await write(folder, { 'package.json': '{"type":"commonjs"}' });
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(folder, name), `#!${process.execPath}\n${script}`);
    await chmod(join(folder, name), 0o755);
  }
  await write(root, { 'user.cjs': `process.getuid = () => ${user === 'root' ? 0 : 1000};` });
  return { PATH: folder, NODE_OPTIONS: `--require ${join(root, 'user.cjs')}` };
}

/** Stands for apt-get: notes what it is asked, and installs when it is asked to what it has, its own name by default. */
const aptGet = (has: string, installs = has) => `
const { appendFileSync, chmodSync, writeFileSync } = require('node:fs');
const asked = process.argv.slice(2);
appendFileSync(__dirname + '/asked', asked.join(' ') + '\\n');
if (asked[0] === 'install' && asked.at(-1) !== '${has}') process.exit(100);
if (asked[0] === 'install') {
  writeFileSync(__dirname + '/${installs}', '');
  chmodSync(__dirname + '/${installs}', 0o755);
}
`;

test('asks for nothing when a browser is there', async () => {
  const root = await clone();
  const variables = await machine(root, 'someone', { 'google-chrome-stable': '' });
  expect(setUpWith(variables, root, '--browser')).toEqual({ code: 0, said: 'Compilation…\n' });
});

const lightest = 'install -y --no-install-recommends chromium-headless-shell\n';

test.each([
  ['the lightest that there is', 'chromium-headless-shell', ''],
  ['Chromium itself where there is no lighter', 'chromium', 'install -y --no-install-recommends chromium\n'],
])(
  'installs %s with apt-get as root, says so, and has nothing to do the next time',
  async (_what, has, more) => {
    const root = await clone();
    const variables = await machine(root, 'root', { 'apt-get': aptGet(has) });
    const { code, said } = setUpWith(variables, root, '--browser');
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('Installation de Chromium') });
    expect(await readFile(join(root, 'programs', 'asked'), 'utf8')).toBe(`update\n${lightest}${more}`);
    expect(setUpWith(variables, root, '--browser')).toEqual({ code: 0, said: '' });
  },
);

test.each([
  { who: 'someone who is not root', user: 'someone', programs: { 'apt-get': aptGet('chromium') } },
  { who: 'root without apt-get', user: 'root', programs: {} },
] as const)('tells $who which browser to install', async ({ user, programs }) => {
  const root = await clone();
  const { code, said } = setUpWith(await machine(root, user, programs), root, '--browser');
  expect(code).toBe(1);
  expect(said).toContain('installez Chromium ou Google Chrome');
  expect(await exists(join(root, 'programs', 'asked'))).toBe(false);
});

test('shows why apt-get failed', async () => {
  const root = await clone();
  const failing = "console.error('E: no network'); process.exit(100);";
  const { code, said } = setUpWith(await machine(root, 'root', { 'apt-get': failing }), root, '--browser');
  expect(code).toBe(1);
  expect(said).toContain('E: no network');
  expect(said).toContain('L’installation de Chromium a échoué (code 100).');
});

test('says that a package that brings no command is not enough', async () => {
  const root = await clone();
  const variables = await machine(root, 'root', {
    'apt-get': aptGet('chromium-headless-shell', 'chromium.desktop'),
  });
  expect(setUpWith(variables, root, '--browser')).toMatchObject({
    code: 1,
    said: expect.stringContaining('aucune de ces commandes'),
  });
});

test('installs a mail server with apt-get as root, says so, and has nothing to do the next time', async () => {
  const root = await clone();
  const variables = await machine(root, 'root', { 'apt-get': aptGet('dovecot-imapd', 'dovecot') });
  const { code, said } = setUpWith(variables, root, '--mail');
  expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('Installation de Dovecot') });
  expect(await readFile(join(root, 'programs', 'asked'), 'utf8')).toBe(
    'update\ninstall -y --no-install-recommends dovecot-imapd\n',
  );
  expect(setUpWith(variables, root, '--mail')).toEqual({ code: 0, said: '' });
});

test('tells who may not install it which mail server is missing', async () => {
  const root = await clone();
  const { code, said } = setUpWith(await machine(root, 'someone', {}), root, '--mail');
  expect(code).toBe(1);
  expect(said).toContain('installez Dovecot (Debian : « sudo apt-get install dovecot-imapd »)');
});

test('npm runs no script of ours by itself while it installs: the set-up, which installs, would wait for itself', async () => {
  const { scripts } = Object(JSON.parse(await readFile(join(packageRoot(), 'package.json'), 'utf8')));
  const lifecycle = /^(pre|post)?(install|prepare|publish|pack|version|dependencies|uninstall)$|^prepublish/;
  expect(Object.keys(scripts).filter((name) => lifecycle.test(name))).toEqual([]);
});
