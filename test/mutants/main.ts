import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rooms } from '../support/rooms.ts';
import { isEquivalent } from './equivalent.ts';
import { Hand } from './hand.ts';
import { type Mutant, mutantsOf, sampled, withChoices } from './mutants.ts';
import { inOrder, type Trial } from './trials.ts';

// `node dist/test/mutants/main.js [count|all] [seed] [hands]`: changes one operator, constant or condition at a time in
// a copy of the sources, and runs the unit tests that come to it. Fails when more than one in twenty goes unnoticed.

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const [howMany = '120', seed = '1', hands = '2'] = process.argv.slice(2);
const leastShare = 0.95;
const targets = [
  'convention/calendar',
  'convention/ledger',
  'convention/mailing/tracking.ts',
  'acts/give-notice.ts',
  'acts/withdraw-notice.ts',
  'convention/term/term.ts',
];
const tests = ['test/convention/', 'test/acts/', 'test/audit/'];

const copied = [...rooms, 'examples', 'test'];
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

/** Does something of each, with all hands. */
async function byHand<T>(some: readonly T[], work: (hand: Hand, one: T) => Promise<void>): Promise<void> {
  const left = some.values();
  const workUntilDone = async (hand: Hand) => {
    for (const one of left) await work(hand, one);
    hand.stop();
  };
  await Promise.all(Array.from({ length: Number(hands) }, () => workUntilDone(new Hand(folder, tests))));
}

/** What each test file comes to while no mutant is in force. */
async function trialsWithoutMutant(): Promise<Trial[]> {
  const trials: Trial[] = [];
  const found: string[] = [];
  for (const folder of tests) {
    const names = await readdir(join(root, folder), { recursive: true });
    found.push(...names.filter((name) => name.endsWith('.test.ts')).map((name) => folder + name));
  }
  await byHand(found.sort(), async (hand, test) => {
    const answer = await hand.ask({ test }, 600_000);
    if (!answer?.passes) throw new Error(`${test} fails without any mutant`);
    trials.push({ test, ms: answer.ms, reached: new Set(answer.reached) });
  });
  return trials;
}

/** Whether some test notices a mutant; one that never ends is noticed by whoever waits for it. */
async function notices(hand: Hand, trials: readonly Trial[], mutant: number): Promise<boolean> {
  for (const { test, ms } of trials) {
    const answer = await hand.ask({ test, mutant }, 20 * ms + 10_000);
    if (!answer?.passes) return true;
  }
  return false;
}

/** Writes into the copy each source with its mutants, numbered from that of the first on. */
async function writeMutants(): Promise<Mutant[]> {
  const all: Mutant[] = [];
  for (const target of targets) {
    for (const file of await sourcesOf(target)) {
      const source = await readFile(join(root, file), 'utf8');
      const mutants = mutantsOf(file, source).filter((mutant) => !isEquivalent(mutant, source));
      const numbered = mutants.map((mutant, index) => [all.length + index, mutant] as const);
      await writeFile(join(folder, file), withChoices(source, numbered));
      all.push(...mutants);
    }
  }
  return all;
}

const folder = await copyOfTree();
try {
  const all = await writeMutants();
  const count = howMany === 'all' ? all.length : Number(howMany);
  const chosen = new Set(sampled(all, count, seed));
  console.log(`${chosen.size} of ${all.length} mutants (${basename(root)}, seed ${seed})`);
  const trials = await trialsWithoutMutant();
  let [tried, noticed] = [0, 0];
  const numbered = [...all.entries()].filter(([, mutant]) => chosen.has(mutant));
  await byHand(numbered, async (hand, [number, mutant]) => {
    const isNoticed = await notices(hand, inOrder(trials, mutant, number), number);
    tried += 1;
    if (isNoticed) noticed += 1;
    const { file, line, was, becomes } = mutant;
    if (!isNoticed) console.log(`unnoticed: ${file}:${line} « ${was} » → « ${becomes} »`);
    if (tried % 20 === 0) console.log(`${tried} tried, ${tried - noticed} unnoticed`);
  });
  const share = noticed / tried;
  console.log(`${noticed} of ${tried} noticed (${(share * 100).toFixed(1)} %)`);
  process.exitCode = share >= leastShare ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
