import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { allConventions } from '../../client/on-many.ts';
import {
  type AskedOfMany,
  foreseeOnMany,
  performOnMany,
  readForMany,
  type Target,
} from '../../client/shared-act.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { forEach, openField } from './field.ts';
import { atRest } from './shared-import.ts';

/** How long a circular on many conventions keeps whoever records it waiting. */
export interface SharedActFigures {
  /** Seconds until what it does in each is shown. */
  readonly preview: number;
  /** Seconds from there to the last one, the process that does it being killed in the middle and another going on. */
  readonly whole: number;
  /** How many had been told as done when it was killed. */
  readonly killedAfter: number;
  /** How many have it exactly once at the end. */
  readonly once: number;
}

/** What one process is to do, as another may go on with it. */
export interface Batch {
  readonly targets: readonly Target[];
  readonly asked: AskedOfMany;
  readonly batch: string;
}

export const sign = () => ({ mark: 'm'.repeat(22) });

const by = 'bench';
const today = plainDateOf('2020-09-14');
const circular = { year: '2020', commitments: '2020-11-27', payments: '2020-12-10' };

/** Records the year-end dates of a circular, on a server and a worker of their own. */
export async function measureSharedAct(
  written: ConventionDocument,
  count: number,
): Promise<SharedActFigures> {
  const field = await openField('ours');
  const { conventions, environment } = field;
  try {
    const now = parisInstant(today, '12:00');
    const clockOffsetMs = now - Date.now();
    await forEach(count, 4, (rank) =>
      conventions.start({ ...written, id: `${written.id}-${rank}` }, by, { clockOffsetMs }),
    );
    while ((await allConventions(conventions)).length < count) await setTimeout(100);
    await atRest(field);
    const read = readForMany('recordYearEnd', circular, by);
    if (!read.ok) throw new Error(read.faults[0]?.message);
    const startedAt = performance.now();
    const ids = await allConventions(conventions);
    const foreseen = await foreseeOnMany(conventions, ids, read.asked, sign, { now, today });
    const preview = (performance.now() - startedAt) / 1000;
    const targets = foreseen.filter((one) => 'consequences' in one).map(({ id }): Target => ({ id }));
    const batch: Batch = { targets, asked: read.asked, batch: 'bench' };
    const killedAfter = await killedAt(count / 2, batch, environment);
    const outcomes = await performOnMany(conventions, targets, read.asked, { batch: batch.batch, sign });
    const whole = (performance.now() - startedAt) / 1000;
    const failed = outcomes.find(({ state }) => state !== 'done');
    if (failed) throw new Error(`${failed.id}: ${failed.text}`);
    let once = 0;
    for (const id of ids) {
      const { journal } = await conventions.record(id);
      if (journal.filter(({ act }) => act === 'recordYearEnd').length === 1) once += 1;
    }
    return { preview, whole, killedAfter, once };
  } finally {
    await field.close();
  }
}

/** Begins it in a process of its own, which is killed once so many are done. */
async function killedAt(
  count: number,
  batch: Batch,
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const child = fork(fileURLToPath(new URL('./shared-act-process.js', import.meta.url)), {
    env: { ...process.env, ...environment },
  });
  await once(child, 'message');
  let done = 0;
  child.on('message', () => {
    done += 1;
    if (done >= count) child.kill('SIGKILL');
  });
  child.send(batch);
  await once(child, 'exit');
  return done;
}
