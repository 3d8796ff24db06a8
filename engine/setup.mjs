// Makes a clone ready to run, and does nothing when it is: dependencies, compilation, workflow bundle, command.
// Runs before `npm start`, `npm test` and `npm run check`, so it is plain JavaScript without dependencies.
//   --dependencies  only the dependencies
//   --engine        the Temporal executable too
//   --browser       the browser in which the tests open the pages too
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const path = (...parts) => join(root, ...parts);

const lockFile = path('package-lock.json');
const dependenciesStamp = path('node_modules', '.delegation-setup');
const installedLock = path('node_modules', '.package-lock.json');
const compiler = path('engine', 'compile.mjs');
const dist = path('dist');
const distStamp = path('dist', '.delegation-setup');
// The first draws no window, and takes less of the processor than the others.
const browsers = JSON.parse(readFileSync(path('engine', 'browsers.json'), 'utf8'));
// What pages fetch as it is written: the compiler does not carry it over.
const assets = ['web', 'assets'];
// The rooms, as tsconfig.json lists them.
const sourceFolders = JSON.parse(readFileSync(path('tsconfig.json'), 'utf8')).include.filter(
  (room) => room !== 'test',
);
/** Compiled only where the dependencies of development are. */
const testFolder = 'test';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 3)) {
  fail(
    `Node.js 20.3 ou suivant est nécessaire ; celui-ci est ${process.versions.node}. Voir https://nodejs.org`,
  );
}

const options = ['--dependencies', '--engine', '--browser'];
const wanted = process.argv.slice(2);
const unknown = wanted.find((option) => !options.includes(option));
if (unknown !== undefined) fail(`Option inconnue : ${unknown} (possibles : ${options.join(', ')})`, 2);

// `npm start` does with what `npm ci --omit=dev` installs; checks and tests do not.
const isForDevelopment = wanted.length > 0;
const dependencies = hashOf([lockFile]);
inTurn(() => dependenciesAreInstalled(), installDependencies);
if (!wanted.includes('--dependencies')) {
  const sources = sourceFiles();
  const known = hashOf([path('package.json'), compiler, ...sources, ...assetFiles()], dependencies);
  // The engine is fetched while the workflows are bundled: one waits for the network, the other for the processor.
  let engine;
  const fetchEngine = () => {
    if (!wanted.includes('--engine')) return;
    engine ??= ended(
      spawn(process.execPath, [path('dist', 'engine', 'prepare.js')], { cwd: root, stdio: 'inherit' }),
    );
  };
  inTurn(
    () => readOr(distStamp) === known,
    () => compile(sources, known, fetchEngine),
  );
  linkCommand();
  fetchEngine();
  if (engine) check('La préparation du moteur', await engine);
  if (wanted.includes('--browser')) inTurn(browserIsThere, installBrowser);
}

function dependenciesAreInstalled() {
  if (isForDevelopment && !hasDevelopment()) return false;
  const stamp = readOr(dependenciesStamp);
  if (stamp !== '') return stamp === dependencies;
  // Installed by hand, with `npm ci` or `npm install`: believed when it came after the lock file.
  if (!existsSync(installedLock) || statSync(installedLock).mtimeMs < statSync(lockFile).mtimeMs)
    return false;
  writeFileSync(dependenciesStamp, dependencies);
  return true;
}

function hasDevelopment() {
  return existsSync(path('node_modules', 'typescript', 'package.json'));
}

function installDependencies() {
  console.error('Installation des dépendances…');
  let outcome = npm('ci');
  // A lock file written behind a registry that lacks the builds for other systems does not list them, and
  // `npm ci` then refuses it on every system. This installs the same versions and leaves the lock file alone.
  if (outcome.status !== 0 && outcome.stderr?.includes('EUSAGE')) outcome = npm('install', '--no-save');
  check('L’installation des dépendances', outcome);
  writeFileSync(dependenciesStamp, dependencies);
}

function npm(...command) {
  const args = [...command, '--include=dev', '--no-audit', '--no-fund'];
  const program = process.env.npm_execpath;
  if (program?.endsWith('.js')) return spawnSync(process.execPath, [program, ...args], quiet());
  return spawnSync('npm', args, { ...quiet(), shell: process.platform === 'win32' });
}

/** @param compiled what may begin once the sources are compiled. */
function compile(sources, known, compiled) {
  console.error('Compilation…');
  rmSync(dist, { recursive: true, force: true });
  const list = sources.map((file) => relative(root, file)).join('\n');
  check(
    'La compilation',
    spawnSync(process.execPath, [compiler, dist], { ...quiet(), stdio: 'pipe', input: list }),
  );
  if (existsSync(path(...assets))) cpSync(path(...assets), join(dist, ...assets), { recursive: true });
  compiled();
  const bundle = path('dist', 'worker', 'bundle.js');
  if (existsSync(bundle))
    check('La préparation des workflows', spawnSync(process.execPath, [bundle], quiet()));
  mkdirSync(dist, { recursive: true });
  writeFileSync(distStamp, known);
}

/** npm links the commands of a package's dependencies, not its own. */
function linkCommand() {
  const target = path('dist', 'cli', 'main.js');
  if (!existsSync(target)) return;
  if ((statSync(target).mode & 0o111) !== 0o111) chmodSync(target, 0o755);
  if (process.platform === 'win32') return;
  const command = path('node_modules', '.bin', 'delegation');
  const relative = join('..', '..', 'dist', 'cli', 'main.js');
  if (attempt(() => readlinkSync(command)) === relative) return;
  mkdirSync(dirname(command), { recursive: true });
  rmSync(command, { force: true });
  try {
    symlinkSync(relative, command);
  } catch (error) {
    // Another setup has just made it.
    if (error.code !== 'EEXIST') throw error;
  }
}

function browserIsThere() {
  return browsers.some(isOnPath);
}

function installBrowser() {
  const [lightest] = browsers;
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) {
    fail(
      'Les tests ouvrent les pages dans un vrai navigateur, introuvable ici : installez Chromium ou Google Chrome ' +
        `(Debian : « sudo apt-get install ${lightest} »), de sorte que l’une de ces commandes soit dans le PATH : ` +
        `${browsers.join(', ')}.`,
    );
  }
  console.error('Installation de Chromium avec apt-get, pour les tests qui ouvrent les pages…');
  const aptGet = (...args) =>
    spawnSync('apt-get', args, { ...quiet(), env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  aptGet('update');
  const install = (name) => aptGet('install', '-y', '--no-install-recommends', name);
  const installed = install(lightest);
  if (browserIsThere()) return;
  // Older releases have no such package.
  check('L’installation de Chromium', installed.status === 0 ? installed : install('chromium'));
  if (!browserIsThere()) {
    fail(
      `Chromium est installé, mais aucune de ces commandes n’est dans le PATH : ${browsers.join(', ')}. ` +
        'Installez Chromium ou Google Chrome autrement.',
    );
  }
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    if (folder === '') return false;
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Does a step that is not done yet, one process at a time for this folder. */
function inTurn(isDone, step) {
  if (isDone()) return;
  // In the folder itself: where everybody writes, anybody could hold it for ever.
  const turn = path('.setup-turn');
  while (!takeTurn(turn)) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    if (isDone()) return;
  }
  try {
    if (!isDone()) step();
  } finally {
    rmSync(turn, { force: true });
  }
}

function takeTurn(turn) {
  try {
    writeFileSync(turn, String(process.pid), { flag: 'wx' });
    process.once('exit', () => {
      if (readOr(turn) === String(process.pid)) rmSync(turn, { force: true });
    });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const owner = Number(readOr(turn));
    if (owner > 0 && !isAlive(owner)) rmSync(turn, { force: true });
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function sourceFiles() {
  const files = [];
  for (const folder of hasDevelopment() ? [...sourceFolders, testFolder] : sourceFolders) {
    if (!existsSync(path(folder))) continue;
    for (const name of readdirSync(path(folder), { recursive: true })) {
      if (/\.tsx?$/.test(name)) files.push(path(folder, name));
    }
  }
  return files.sort();
}

function assetFiles() {
  if (!existsSync(path(...assets))) return [];
  return readdirSync(path(...assets)).map((name) => path(...assets, name));
}

function hashOf(files, seed = '') {
  const hash = createHash('sha256').update(seed);
  for (const file of files) hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

/** How a process ended, as `spawnSync` tells it; it does not outlive this one. */
function ended(child) {
  process.once('exit', () => child.kill());
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ status: null, error }));
    child.once('close', (status, signal) => resolve({ status, signal }));
  });
}

function quiet() {
  return { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 };
}

function check(what, { status, signal, error, stdout, stderr }) {
  if (status === 0) return;
  const said = [stdout, stderr].filter(Boolean).join('\n').trim();
  if (said) console.error(said);
  fail(`${what} a échoué (${error?.message ?? signal ?? `code ${status}`}).`);
}

function readOr(file) {
  return attempt(() => readFileSync(file, 'utf8')) ?? '';
}

function attempt(read) {
  try {
    return read();
  } catch {}
}

function fail(line, code = 1) {
  console.error(line);
  process.exit(code);
}
