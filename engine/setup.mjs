// Makes a clone ready to run, and does nothing when it is: dependencies, compilation, workflow bundle, command.
// Runs before `npm start`, `npm test` and `npm run check`, so it is plain JavaScript without dependencies.
//   --dependencies  only the dependencies
//   --engine        the Temporal executable too
//   --browser       the browser in which the tests open the pages too
//   --mail          the mail server from which the tests read what comes back too
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const path = (...parts) => join(root, ...parts);

const lockFile = path('package-lock.json');
const compiler = path('engine', 'compile.mjs');
const dist = path('dist');
const distStamp = join(dist, '.delegation-setup');
const command = path('node_modules', '.bin', 'delegation');
const commandTarget = join('..', '..', 'dist', 'cli', 'main.js');
// The first draws no window, and takes less of the processor than the others.
const browsers = JSON.parse(readFileSync(path('engine', 'browsers.json'), 'utf8'));
// The rooms, as tsconfig.json lists them.
const sourceFolders = JSON.parse(readFileSync(path('tsconfig.json'), 'utf8')).include.filter(
  (room) => room !== 'test',
);
/** Compiled only where the dependencies of development are. */
const testFolder = 'test';

const { node } = process.versions;
const [, oldest] = />=(\S+)/.exec(JSON.parse(readFileSync(path('package.json'), 'utf8')).engines.node);
if (node.localeCompare(oldest, 'en', { numeric: true }) < 0)
  fail(`Node.js ${oldest} ou suivant est nécessaire ; celui-ci est ${node}. Voir https://nodejs.org`);
// Whoever starts the application is told; what other commands print may be read by a program.
if (node.startsWith('20.') && process.env.npm_lifecycle_event === 'prestart') {
  console.error(
    `Node.js ${node} n’est plus corrigé depuis le 30 avril 2026 : passez à Node.js 22 ou suivant. Voir https://nodejs.org`,
  );
}

const options = ['--dependencies', '--engine', '--browser', '--mail'];
const wanted = process.argv.slice(2);
const unknown = wanted.find((option) => !options.includes(option));
if (unknown !== undefined) fail(`Option inconnue : ${unknown} (possibles : ${options.join(', ')})`, 2);

// `npm start` does with what `npm ci --omit=dev` installs; checks and tests do not.
const isForDevelopment = wanted.length > 0;
inTurn(dependenciesAreInstalled, installDependencies);
if (!wanted.includes('--dependencies')) {
  const sources = sourceFiles();
  const known = hashOf([path('package.json'), lockFile, compiler, ...sources]);
  // The engine is fetched while the workflows are bundled: one waits for the network, the other for the processor.
  let engine;
  const fetchEngine = () => {
    if (!wanted.includes('--engine')) return;
    engine ??= ended(
      spawn(process.execPath, [join(dist, 'engine', 'prepare.js')], { cwd: root, stdio: 'inherit' }),
    );
  };
  inTurn(
    () => readOr(distStamp) === known,
    () => compile(sources, known, fetchEngine),
  );
  inTurn(commandIsLinked, linkCommand);
  fetchEngine();
  if (engine) check('La préparation du moteur', await engine);
  if (wanted.includes('--browser')) inTurn(browserIsThere, installBrowser);
  if (wanted.includes('--mail')) inTurn(mailServerIsThere, installMailServer);
}

/** npm notes what it has installed, by `npm ci` or otherwise, from here or by hand. */
function dependenciesAreInstalled() {
  const asked = packagesOf(lockFile);
  const installed = packagesOf(path('node_modules', '.package-lock.json'));
  if (!asked || !installed) return false;
  return Object.entries(asked).every(([folder, { version, optional, dev }]) => {
    const isLeftOut = folder === '' || optional || (dev && !isForDevelopment);
    return isLeftOut || installed[folder]?.version === version;
  });
}

function packagesOf(lock) {
  return attempt(() => JSON.parse(readFileSync(lock, 'utf8')).packages);
}

function installDependencies() {
  const modules = path('node_modules');
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
    fail(
      `« node_modules » est un lien vers « ${readlinkSync(modules)} », qu’une installation viderait ; accepté : un dossier, ou rien.`,
    );
  }
  console.error('Installation des dépendances…');
  let outcome = npm('ci');
  // A lock file written behind a registry that lacks the builds for other systems does not list them, and
  // `npm ci` then refuses it on every system. This installs the same versions and leaves the lock file alone.
  if (outcome.status !== 0 && outcome.stderr?.includes('EUSAGE')) outcome = npm('install', '--no-save');
  check('L’installation des dépendances', outcome);
}

function npm(...asked) {
  const args = [...asked, '--include=dev', '--no-audit', '--no-fund'];
  const program = process.env.npm_execpath;
  if (program?.endsWith('.js')) return spawnSync(process.execPath, [program, ...args], quiet());
  return spawnSync('npm', args, quiet());
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
  compiled();
  chmodSync(join(dist, 'cli', 'main.js'), 0o755);
  const bundle = join(dist, 'worker', 'bundle.js');
  check('La préparation des workflows', spawnSync(process.execPath, [bundle], quiet()));
  writeFileSync(distStamp, known);
}

/** npm links the commands of a package's dependencies, not its own. */
function linkCommand() {
  rmSync(command, { force: true });
  symlinkSync(commandTarget, command);
}

function commandIsLinked() {
  return attempt(() => readlinkSync(command)) === commandTarget;
}

function browserIsThere() {
  return browsers.some(isOnPath);
}

function installBrowser() {
  const [lightest] = browsers;
  if (!canInstall()) {
    fail(
      'Les tests ouvrent les pages dans un vrai navigateur, introuvable ici : installez Chromium ou Google Chrome ' +
        `(Debian : « sudo apt-get install ${lightest} »), de sorte que l’une de ces commandes soit dans le PATH : ` +
        `${browsers.join(', ')}.`,
    );
  }
  console.error('Installation de Chromium avec apt-get, pour les tests qui ouvrent les pages…');
  aptGet('update');
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

function mailServerIsThere() {
  return isOnPath('dovecot');
}

function installMailServer() {
  if (!canInstall()) {
    fail(
      'Les tests lisent les courriels revenus dans un vrai serveur IMAP, introuvable ici : installez Dovecot ' +
        '(Debian : « sudo apt-get install dovecot-imapd »), de sorte que la commande « dovecot » soit dans le PATH ' +
        '(Debian l’installe dans /usr/sbin).',
    );
  }
  console.error('Installation de Dovecot avec apt-get, pour les tests qui lisent les courriels revenus…');
  aptGet('update');
  check('L’installation de Dovecot', install('dovecot-imapd'));
  if (!mailServerIsThere()) {
    fail('Dovecot est installé, mais la commande « dovecot » n’est pas dans le PATH : ajoutez-y /usr/sbin.');
  }
}

function canInstall() {
  return process.getuid?.() === 0 && isOnPath('apt-get');
}

function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', args, { ...quiet(), env });
}

function install(name) {
  return aptGet('install', '-y', '--no-install-recommends', name);
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    return folder !== '' && attempt(() => accessSync(join(folder, program), constants.X_OK) ?? true);
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
  const isDeveloped = existsSync(path('node_modules', 'typescript', 'package.json'));
  for (const folder of isDeveloped ? [...sourceFolders, testFolder] : sourceFolders) {
    for (const name of readdirSync(path(folder), { recursive: true })) {
      if (/\.tsx?$/.test(name)) files.push(path(folder, name));
    }
  }
  return files.sort();
}

function hashOf(files) {
  const hash = createHash('sha256');
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
