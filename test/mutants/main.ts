import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isEquivalent } from './equivalent.ts';
import { type Mutant, mutantsOf, mutated, sampled } from './mutants.ts';

// `node dist/test/mutants/main.js [count|all] [seed]`: changes one operator, constant or condition at a time in a copy
// of the sources, and runs the unit tests about it. Fails when more than one in twenty goes unnoticed.

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const [howMany = '120', seed = '1'] = process.argv.slice(2);
const leastShare = 0.95;
/** A mutant that runs for ever is noticed by whoever waits for it. */
const patienceMs = 300_000;
const hands = 2;

/**
 * What is changed, and the tests that are about it. The test of the same name is run first, since it notices most;
 * then those of its target, then all those of the agreement, then its target's in full.
 */
const targets: readonly { readonly source: string; readonly tests: string }[] = [
  { source: 'convention/calendar', tests: 'test/convention/calendar/' },
  { source: 'convention/ledger', tests: 'test/convention/(ledger|acts)/' },
  { source: 'convention/tracking.ts', tests: 'test/convention/(tracking|writing|course)' },
  { source: 'convention/acts/notice.ts', tests: 'test/convention/acts/(notice|ending)' },
  { source: 'convention/term.ts', tests: 'test/convention/(term|renewal)' },
];
const allTests = 'test/convention/';

const copied = [
  'contract',
  'convention',
  'workflows',
  'activities',
  'client',
  'engine',
  'worker',
  'examples',
  'test',
];
const settings = ['package.json', 'jest.config.js', 'tsconfig.json'];

async function sourcesOf(target: string): Promise<string[]> {
  if (target.endsWith('.ts')) return [target];
  return (await readdir(join(root, target))).sort().map((name) => `${target}/${name}`);
}

async function copyOfTree(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'delegation-mutants-'));
  for (const name of [...copied, ...settings])
    await cp(join(root, name), join(folder, name), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Whether the tests of a copy pass. */
function pass(folder: string, tests: string, full: boolean, timeout = patienceMs): Promise<boolean> {
  const args = [
    join(root, 'node_modules/jest/bin/jest.js'),
    '--selectProjects',
    'unit',
    '--bail',
    '--silent',
  ];
  const options = {
    cwd: folder,
    timeout,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, DELEGATION_FULL: full ? '1' : '0' },
  };
  return new Promise((done) => {
    execFile(process.execPath, [...args, '-w', '1', '--', tests], options, (error) => done(error === null));
  });
}

async function survives(folder: string, mutant: Mutant, source: string, tests: string): Promise<boolean> {
  const file = join(folder, mutant.file);
  const namesake = `test/${mutant.file.replace(/\.ts$/, '.test.ts')}`;
  await writeFile(file, mutated(source, mutant));
  try {
    return (
      (!existsSync(join(folder, namesake)) || (await pass(folder, namesake, false))) &&
      (await pass(folder, tests, false)) &&
      (await pass(folder, allTests, false)) &&
      (await pass(folder, tests, true))
    );
  } finally {
    await writeFile(file, source);
  }
}

const all: { readonly mutant: Mutant; readonly source: string; readonly tests: string }[] = [];
for (const { source: target, tests } of targets) {
  for (const file of await sourcesOf(target)) {
    const source = await readFile(join(root, file), 'utf8');
    const mutants = mutantsOf(file, source).filter((mutant) => !isEquivalent(mutant, source));
    all.push(...mutants.map((mutant) => ({ mutant, source, tests })));
  }
}
const count = howMany === 'all' ? all.length : Number(howMany);
const chosen = new Set(
  sampled(
    all.map(({ mutant }) => mutant),
    count,
    seed,
  ),
);
const left = all.filter(({ mutant }) => chosen.has(mutant));
console.log(`${left.length} of ${all.length} mutants (${basename(root)}, seed ${seed})`);

const survivors: Mutant[] = [];
let tried = 0;
async function work(): Promise<void> {
  const folder = await copyOfTree();
  try {
    for (let next = left.pop(); next; next = left.pop()) {
      const { mutant, source, tests } = next;
      tried += 1;
      if (tried % 20 === 0) console.log(`${tried} tried, ${survivors.length} unnoticed`);
      if (!(await survives(folder, mutant, source, tests))) continue;
      survivors.push(mutant);
      console.log(`unnoticed: ${mutant.file}:${mutant.line} « ${mutant.was} » → « ${mutant.becomes} »`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const probe = await copyOfTree();
for (const { tests } of targets)
  if (!(await pass(probe, tests, false, 0))) throw new Error(`the tests of ${tests} fail without any mutant`);
await rm(probe, { recursive: true, force: true });
await Promise.all(Array.from({ length: hands }, work));
const share = 1 - survivors.length / tried;
console.log(`${tried - survivors.length} of ${tried} noticed (${(share * 100).toFixed(1)} %)`);
process.exitCode = share >= leastShare ? 0 : 1;
