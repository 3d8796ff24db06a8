import '../../engine/production-mode.ts';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readDocument } from '../../convention/document/read-document.ts';
import { measureLedger } from './ledger.ts';
import { measureMail } from './mail.ts';
import { measurePortfolio } from './portfolio.ts';

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

process.stdout.write(`${availableParallelism()} cores, Node ${process.version}; medians of 3\n`);

const schedule = await median(3, () => time([cli, 'schedule', example, '--json'], {}));
tell('schedule', schedule.seconds, 0.5, 's');

const rehearsal = await median(3, () => time([cli, 'rehearse', example, '--json'], {}));
const { events } = z.object({ events: z.int() }).parse(JSON.parse(rehearsal.output));
tell('rehearse, a whole year', rehearsal.seconds, 10, 's');
tell('history of that year', events, 900, 'events');

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

const written: unknown = JSON.parse(await readFile(example, 'utf8'));
const reading = readDocument(written);
if (!reading.ok) throw new Error('the example is refused');
const ledger = await measureLedger(reading.document);
tell('import of 10,000 ledger lines', ledger.importing, 5, 's');
tell('an act with 10,000 ledger lines', ledger.act, 0.5, 's');
tell('a view of 10,000 ledger lines', ledger.view, 0.5, 's');

const mail = await measureMail(reading.document);
process.stdout.write(
  `${'letters in a burst of 1,000, ours / bare'.padEnd(42)} ${mail.ours.toFixed(0).padStart(8)} / ${mail.bare.toFixed(0)} a second = ${mail.ratio.toFixed(2)}, at least 0.8\n`,
);

const portfolio = await measurePortfolio(reading.document);
tell('first page of 10,000 conventions', portfolio.firstPage, 200, 'ms');
tell('search in 10,000 conventions', portfolio.search, 300, 'ms');
tell('first reading of 10,000 conventions', portfolio.firstReading, 10, 's');
tell('memory of the web process then', portfolio.memory, 512, 'MB');
