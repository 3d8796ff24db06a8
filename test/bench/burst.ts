import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { z } from 'zod';
import { type Course, registered, turned } from '../../acts/course.ts';
import { Conventions } from '../../client/conventions.ts';
import { channelArgsTo } from '../../contract/loopback.ts';
import { searchAttributeTypes } from '../../contract/search-attributes.ts';
import { type Instant, parisDate, parisInstant } from '../../convention/calendar/paris.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { findTemporal } from '../../engine/find.ts';
import { startServer } from '../../engine/temporal-server.ts';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';

/** What it costs to wake many conventions at one instant, all held in memory by one worker. */
export interface BurstFigures {
  /** Wakes a second, from the instant to the last letter. */
  readonly wakes: number;
  /** Milliseconds of the worker's CPU a wake, its letters composed and sent in ours. */
  readonly cpu: number;
  /** Starts a second, so many at once. */
  readonly starts: number;
  /** Megabytes that the worker holds for each. */
  readonly memory: number;
}

const atOnce = 10;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Wakes so many of each kind, each on a server of its own: ours, then the barest workflow that sends as many letters. */
export async function measureBurst(
  document: ConventionDocument,
  count: number,
): Promise<{ readonly ours: BurstFigures; readonly bare: BurstFigures }> {
  const plan = planned({
    ...document,
    reminders: { ...document.reminders, hour: '00:01', spreadMinutes: 0 },
  });
  const bundle = await bundleWorkflows(here('./bare.workflows.js'));
  return { ours: await burst('ours', plan, count, bundle), bare: await burst('bare', plan, count, bundle) };
}

/** A convention, the evening when it is registered, and what it does at its first letters of the next day. */
interface Plan {
  readonly document: ConventionDocument;
  /** When its letters are due, by its own clock. */
  readonly dueAt: Instant;
  /** Letters of its registration, and of that instant. */
  readonly first: number;
  readonly letters: number;
}

/** The first evening after which letters leave at one minute past midnight. */
function planned(document: ConventionDocument): Plan {
  for (let day = document.signedOn; ; day = addDays(day, 1)) {
    const now = parisInstant(day, '23:00');
    const dueAt = parisInstant(addDays(day, 1), '00:01');
    let turn = turned(registered(document, 'bench', now), { now, today: day });
    const first = turn.delivery?.letters.length ?? 0;
    while (turn.wake !== undefined && turn.wake <= dueAt) {
      const { wake } = turn;
      turn = turned(asleep(turn.course), { now: wake, today: parisDate(wake) });
      if (wake === dueAt && turn.delivery)
        return { document, dueAt, first, letters: turn.delivery.letters.length };
    }
  }
}

function asleep(course: Course): Course {
  return { ...course, acted: false };
}

async function burst(
  what: 'ours' | 'bare',
  plan: Plan,
  count: number,
  bundle: string,
): Promise<BurstFigures> {
  const { executable } = await findTemporal();
  const folder = await mkdtemp(join(tmpdir(), 'delegation-bench-'));
  await writeFile(join(folder, 'bare.js'), bundle);
  const server = await startServer({
    executable,
    searchAttributes: searchAttributeTypes,
    dbFilename: join(folder, 'temporal.db'),
  });
  const mailbox = fork(here('../../mailbox/main.js'), ['--dir', join(folder, 'mail')]);
  let worker: ChildProcess | undefined;
  const connection = await Connection.connect({
    address: server.address,
    channelArgs: channelArgsTo(server.address),
  });
  try {
    const [said] = await once(mailbox, 'message');
    const { smtpUrl } = z.object({ smtpUrl: z.string() }).parse(said);
    const args = [what, server.address, smtpUrl, 'burst', folder, join(folder, 'bare.js')];
    worker = fork(here('./burst-worker.js'), args, { execArgv: [...process.execArgv, '--expose-gc'] });
    await once(worker, 'message');
    const empty = await figuresOf(worker);

    const startedAt = Date.now();
    // All must be registered the evening before.
    const instant = startedAt + 90_000 + count * 100;
    await start(what, connection, plan, count, instant);
    const startSeconds = (Date.now() - startedAt) / 1000;
    if (Date.now() > instant - 60_000) throw new Error(`${count} took ${startSeconds} s to start`);
    const before = what === 'ours' ? plan.first * count : 0;
    await kept(join(folder, 'mail'), before);
    await setTimeout(Math.max(0, instant - 3000 - Date.now()));
    const full = await figuresOf(worker);
    await setTimeout(Math.max(0, instant - Date.now()));
    await kept(join(folder, 'mail'), before + plan.letters * count);
    const seconds = (Date.now() - instant) / 1000;
    const after = await figuresOf(worker);
    return {
      wakes: count / seconds,
      cpu: (after.cpu - full.cpu) / count,
      starts: count / startSeconds,
      memory: (full.memory - empty.memory) / count,
    };
  } finally {
    await stopped(worker);
    mailbox.disconnect();
    await connection.close();
    process.kill(server.pid, 'SIGKILL');
    await server.exited;
    await rm(folder, { recursive: true, force: true });
  }
}

/** Starts them so many at once, all due at one instant of the machine's clock. */
async function start(
  what: 'ours' | 'bare',
  connection: Connection,
  { document, dueAt, letters }: Plan,
  count: number,
  instant: number,
): Promise<void> {
  const conventions = new Conventions({ connection, namespace: 'default', taskQueue: 'burst' });
  const client = new Client({ connection });
  const one = (rank: number) =>
    what === 'ours'
      ? conventions.start({ ...document, id: `${document.id}-${rank}` }, 'bench', {
          clockOffsetMs: dueAt - instant,
        })
      : client.workflow.start('bare', {
          taskQueue: 'burst',
          workflowId: `bare-${rank}`,
          args: [[instant], letters],
        });
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) await one(next++);
    }),
  );
}

/** Waits until so many letters are kept. */
async function kept(folder: string, letters: number): Promise<void> {
  while ((await readdir(folder)).filter((name) => name.endsWith('.eml')).length < letters)
    await setTimeout(100);
}

async function stopped(worker: ChildProcess | undefined): Promise<void> {
  if (!worker || worker.exitCode !== null) return;
  worker.send('stop');
  await once(worker, 'exit');
}

async function figuresOf(worker: ChildProcess): Promise<{ readonly cpu: number; readonly memory: number }> {
  worker.send('figures');
  const [said] = await once(worker, 'message');
  return z.object({ cpu: z.number(), memory: z.number() }).parse(said);
}
