import '../../engine/production-mode.ts';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDocument } from '../../convention/document/read-document.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { onCluster } from '../cluster/ground.ts';
import { measureIn, usage } from './arguments.ts';
import { measureBurst } from './burst.ts';
import { measureCold } from './cold.ts';
import { embedded, type Held } from './ground.ts';
import { measureIdle } from './idle.ts';
import { measureLedger } from './ledger.ts';
import { measureMail } from './mail.ts';
import { measureMorning } from './morning.ts';
import { measureOnePerson } from './one-person.ts';
import { measurePortfolio } from './portfolio.ts';
import { measureSharedAct } from './shared-act.ts';
import { measureSharedImport } from './shared-import.ts';

// `npm run bench`: how long a person waits, and what a year costs. Each figure beside what the project promises.

const here = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const cli = here('cli/main.js');
const example = join(here('..'), 'examples/signaux-faibles.json');

interface Run {
  readonly seconds: number;
  readonly output: string;
}

/** Runs a command to its end, or until its output says it is ready; then it is stopped. */
function time(args: readonly string[], environment: NodeJS.ProcessEnv, ready?: RegExp): Promise<Run> {
  return new Promise((done, failed) => {
    const startedAt = performance.now();
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    let seconds = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (!ready?.test(output) || seconds > 0) return;
      seconds = (performance.now() - startedAt) / 1000;
      child.kill('SIGINT');
    });
    child.once('error', failed);
    child.once('close', (code) => {
      if (code !== 0) failed(new Error(`${args.join(' ')} ended with ${code}: ${output}`));
      else done({ seconds: seconds || (performance.now() - startedAt) / 1000, output });
    });
  });
}

async function median(runs: number, measure: () => Promise<Run>): Promise<Run> {
  const all: Run[] = [];
  for (let run = 0; run < runs; run++) all.push(await measure());
  const middle = all.sort((a, b) => a.seconds - b.seconds)[Math.floor(runs / 2)];
  if (!middle) throw new RangeError('no run');
  return middle;
}

/** Prints a figure, what is promised, and their ratio: below 1, the promise is kept. */
function tell(what: string, figure: number, promised: number, unit: string): void {
  const ratio = (figure / promised).toFixed(2);
  process.stdout.write(
    `${what.padEnd(42)} ${figure.toFixed(2).padStart(8)} ${unit}  / ${promised} ${unit}  = ${ratio}\n`,
  );
}

/** Prints what the barest thing does beside ours, and their ratio, which is to be at most, or at least, so much. */
function compare(what: string, ours: number, bare: number, unit: string, goal: string): void {
  const ratio = (ours / bare).toFixed(2);
  const figures = `${ours.toFixed(2).padStart(8)} ${unit}  / ${bare.toFixed(2)} ${unit}`;
  process.stdout.write(`${what.padEnd(42)} ${figures}  = ${ratio}, ${goal}\n`);
}

async function readExample(): Promise<ConventionDocument> {
  const written: unknown = JSON.parse(await readFile(example, 'utf8'));
  const reading = readDocument(written);
  if (!reading.ok) throw new Error('the example is refused');
  return reading.document;
}

const asked = measureIn(process.argv.slice(2));
if ('refused' in asked) {
  process.stderr.write(`${asked.refused}\n\n${usage}`);
  process.exit(2);
}
if ('help' in asked) {
  process.stdout.write(usage);
  process.exit(0);
}
process.stdout.write(`${availableParallelism()} cores, Node ${process.version}\n`);
if ('all' in asked) await tellAll();
else {
  const [count = 0, minutes] = asked.numbers;
  await {
    morning: () => tellMorning(count, minutes, asked.flags.includes('--cluster')),
    portfolio: () => tellPortfolio(count),
    person: () => tellOnePerson(count),
    idle: tellIdle,
    'import-all': tellSharedImport,
    each: tellSharedAct,
  }[asked.measure]();
}
process.exit(0);

/**
 * `npm run bench -- morning 5000 3`: so many conventions, over so many minutes; the rate of 50,000 in 30 by default. With
 * `--cluster`, on two nodes and PostgreSQL.
 */
async function tellMorning(
  conventions: number,
  minutes: number | undefined,
  isOnCluster: boolean,
): Promise<void> {
  const window = minutes ?? Math.max(1, Math.round(conventions * 0.0006));
  const ground = isOnCluster ? onCluster : embedded;
  const morning = await measureMorning(await readExample(), conventions, window, ground);
  const { due, came, others, twice, median: middle, p99, latest } = morning;
  const { acts, urgentDue, urgentCame, urgentMedian, urgentP99 } = morning;
  process.stdout.write(
    `${conventions} conventions in ${window} min: ${due} letters due, ${came} came, ${twice} twice, ${others} not due\n`,
  );
  process.stdout.write(
    `after the planned instant: median ${middle.toFixed(1)} s, latest ${latest.toFixed(1)} s\n`,
  );
  tell('99 of 100 letters', p99, 60, 's');
  process.stdout.write(
    `urgent, of ${acts.giveNotice} notices and ${acts.declareShortfall} shortfalls: ${urgentDue} letters due, ${urgentCame} came, median ${urgentMedian.toFixed(1)} s\n`,
  );
  tell('99 of 100 urgent letters', urgentP99, 10, 's');
  process.stdout.write(
    `turns replayed since their worker was too late: ${morning.timedOut} in ${morning.looked} conventions\n`,
  );
  tellParts('CPU a convention, its letters of that morning sent', morning.cost, 'ms');
  tellParts('CPU a second, while nothing is due', morning.idle, 'ms');
  tellHeld('a convention that is registered', morning.registered);
  tellHeld('the same after that morning', morning.lived);
}

function tellParts(what: string, parts: Readonly<Record<string, number>>, unit: string): void {
  const told = Object.entries(parts).map(([name, value]) => `${name} ${value.toFixed(1)} ${unit}`);
  process.stdout.write(`${what}: ${told.join(', ')}\n`);
}

function tellHeld(what: string, held: Held | undefined): void {
  if (!held) return;
  const rows = Object.entries(held.rows).filter(([, count]) => count >= 0.05);
  const told = rows.map(([table, count]) => `${table} ${count.toFixed(1)}`);
  process.stdout.write(`${what}: ${(held.bytes / 1000).toFixed(1)} kB; rows: ${told.join(', ')}\n`);
}

async function tellAll(): Promise<void> {
  const schedule = await median(3, () => time([cli, 'schedule', example, '--json'], {}));
  tell('schedule', schedule.seconds, 0.5, 's');

  const rehearsal = await median(3, () => time([cli, 'rehearse', example, '--json'], {}));
  tell('rehearse, a whole year', rehearsal.seconds, 10, 's');

  const start = await median(3, async () => {
    const data = await mkdtemp(join(tmpdir(), 'delegation-bench-'));
    const ports = ['TEMPORAL', 'UI', 'SMTP', 'MAILBOX', 'HEALTH'].map((name) => [
      `DELEGATION_${name}_PORT`,
      '0',
    ]);
    try {
      return await time(
        [here('worker/start.js')],
        { DELEGATION_DATA: data, ...Object.fromEntries(ports) },
        /Tout est en marche/,
      );
    } finally {
      await rm(data, { recursive: true, force: true });
    }
  });
  tell('start, ready with the example under way', start.seconds, 8, 's');

  const document = await readExample();
  const cold = await measureCold(document);
  tell('cold wake, in the eleventh month', cold.late, 60, 'ms');
  compare('  / that of the first week', cold.late, cold.early, 'ms', 'at most 2');
  compare(`  / the barest of ${cold.events} events`, cold.late, cold.bare, 'ms', 'at most 3');
  tell(`history of a year, ${cold.runs} runs`, cold.yearEvents, 450, 'events');
  compare('that year / a bare one of as many timers', cold.year, cold.bareYear, 's', 'at most 1.5');

  const { ours, bare } = await measureBurst(document, 1000);
  compare('CPU of a wake, in a burst of 1,000', ours.cpu, bare.cpu, 'ms', 'at most 1.3');
  compare('wakes in a burst of 1,000', ours.wakes, bare.wakes, 'a second', 'at least 0.85');
  compare('starts, ten at once', ours.starts, bare.starts, 'a second', 'as much as can be');
  compare('CPU of a start, its first letters sent', ours.begun, bare.begun, 'ms', 'as little as can be');
  compare('memory of a convention in the cache', ours.memory, bare.memory, 'MB', 'at most 1.3');

  const ledger = await measureLedger(document);
  tell('import of 10,000 ledger lines', ledger.importing, 5, 's');
  tell('an act with 10,000 ledger lines', ledger.act, 0.5, 's');
  tell('a view of 10,000 ledger lines', ledger.view, 0.5, 's');

  await tellSharedImport();
  await tellSharedAct();

  const mail = await measureMail(document);
  process.stdout.write(
    `${'letters in a burst of 1,000, ours / bare'.padEnd(42)} ${mail.ours.toFixed(0).padStart(8)} / ${mail.bare.toFixed(0)} a second = ${mail.ratio.toFixed(2)}, at least 0.8\n`,
  );

  await tellIdle();
  await tellPortfolio(10_000);
}

/** One export of 20,000 lines for 300 conventions: `npm run bench -- import-all`. */
async function tellSharedImport(): Promise<void> {
  const { preview, whole, told, kept, nobodys } = await measureSharedImport(await readExample(), 300, 20_000);
  tell('20,000 lines of 300 conventions, shown', preview, 60, 's');
  tell('20,000 lines of 300 conventions, imported', whole, 60, 's');
  const euros = (cents: number) => `${(cents / 100).toFixed(2)} €`;
  const isExact = told === kept + nobodys;
  process.stdout.write(
    `  file ${euros(told)} = ledgers ${euros(kept)} + nobody's ${euros(nobodys)}: ${isExact ? 'to the cent' : 'NOT EQUAL'}\n`,
  );
}

/** One circular for 300 conventions, whose process is killed in the middle: `npm run bench -- each`. */
async function tellSharedAct(): Promise<void> {
  const { preview, whole, killedAfter, once } = await measureSharedAct(await readExample(), 300);
  tell('a circular on 300 conventions, shown', preview, 60, 's');
  tell('  and done, killed and resumed', whole, 60, 's');
  process.stdout.write(`  killed after ${killedAfter} of 300, then resumed: ${once} have it once\n`);
}

async function tellIdle(): Promise<void> {
  const { cpu, idle, reporting, letters, acts } = await measureIdle();
  compare('cold wake of a small convention, year 10 / 1', cpu.late, cpu.early, 'ms', 'at most 1.1');
  compare('what it carries, nothing due, year 10 / 1', idle.late / 1000, idle.early / 1000, 'KB', '1');
  compare(
    '  with a report a year, all given',
    reporting.late / 1000,
    reporting.early / 1000,
    'KB',
    'as written',
  );
  const each = (reporting.late - reporting.early) / (letters + acts);
  process.stdout.write(`  ${letters} letters and ${acts} acts, ${each.toFixed(0)} bytes each\n`);
}

/** One person in so many conventions, for a year: `npm run bench -- person 300`. */
async function tellOnePerson(conventions: number): Promise<void> {
  const { mornings, messages, busyDays, letters, due, missing, late } = await measureOnePerson(
    await readExample(),
    conventions,
  );
  process.stdout.write(
    `one person in ${conventions} conventions, ${mornings} mornings: ${messages} messages for ${letters} letters, more than one on ${busyDays} days\n`,
  );
  process.stdout.write(`  the proof of that year: ${due} letters due, ${missing} missing, ${late} late\n`);
}

/** `npm run bench -- portfolio 100000`. */
async function tellPortfolio(conventions: number): Promise<void> {
  const portfolio = await measurePortfolio(await readExample(), conventions);
  const isLarge = conventions > 10_000;
  tell(`first page of ${conventions} conventions`, portfolio.firstPage, 200, 'ms');
  tell(`search in ${conventions} conventions`, portfolio.search, 300, 'ms');
  tell('first page, the list being old', portfolio.oldPage, 200, 'ms');
  tell(`first reading of ${conventions} conventions`, portfolio.firstReading, isLarge ? 60 : 10, 's');
  tell('memory of the web process then', portfolio.memory, isLarge ? 1024 : 512, 'MB');
}
