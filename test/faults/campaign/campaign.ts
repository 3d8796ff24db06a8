import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Convention } from '../../../convention/convention.ts';
import type { ConventionOutcome } from '../../../workflows/messages.ts';
import { forEach } from '../../bench/field.ts';
import { randomFrom } from '../../support/random.ts';
import type { CampaignAsked } from './arguments.ts';
import { type Count, counted, type Found, toldOf } from './count.ts';
import { Field } from './field.ts';
import { fire, type Landed } from './fire.ts';
import { Overload } from './overload.ts';
import { People, type Registered } from './people.ts';
import { plansOfExamples } from './planned-conventions.ts';

/** How a campaign went. */
export interface Campaign {
  readonly faults: readonly Landed[];
  readonly count: Count;
  readonly conventions: number;
  readonly letters: number;
  /** What was not well once all was mended: conventions that do not answer, archives that are not there. */
  readonly broken: readonly string[];
  /** Why no disk was filled nor made read-only; empty when they were. */
  readonly noDisks: string;
  /** Kept when it failed. */
  readonly folder: string;
}

/** How long what is mended is waited for, at most: a machine that has other work takes its time. */
const patienceMs = 900_000;

/** Lives one: so many faults, chosen by a seed. */
export async function campaign(
  { ground, count, seed }: CampaignAsked,
  tell: (line: string) => void,
): Promise<Campaign> {
  const plans = plansOfExamples();
  const field = await Field.open(ground);
  // Whoever stops it finds nothing left running, nor mounted.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void field.close(false).finally(() => process.exit(1)));
  let isWell = false;
  try {
    const overload = new Overload();
    const people = new People(field, plans, randomFrom(seed + 1));
    const living = people.live();
    const faults = await fire(field, count, randomFrom(seed), tell);
    tell('all is mended');
    await people.stop(patienceMs);
    await living;
    const { found, broken } = await drained(field, people, tell);
    const letters = await people.post.all();
    const result = counted(people.registered, found, people.asked, letters, faults, overload.periods);
    overload.stop();
    isWell = isWhole(result, broken);
    return {
      faults,
      count: result,
      conventions: people.registered.length,
      letters: letters.length,
      broken,
      noDisks: field.noDisks,
      folder: field.folder,
    };
  } finally {
    await field.close(!isWell);
  }
}

/** Whether nothing was lost, nor told or done otherwise than it was to be. */
export function isWhole({ lost, otherwise, unexplained, acts }: Count, broken: readonly string[]): boolean {
  return [lost, otherwise, unexplained, acts, broken].every(({ length }) => length === 0);
}

/** Waits until all that was due has come, or no longer than that. */
async function drained(
  field: Field,
  people: People,
  tell: (line: string) => void,
): Promise<{ found: readonly Found[]; broken: readonly string[] }> {
  const lastDue = Math.max(...people.registered.map(({ dueAt }) => dueAt));
  while (Date.now() < lastDue + 1_000) await pause(500);
  const until = Date.now() + patienceMs;
  const found = new Map<string, Found>();
  let waiting: readonly Registered[] = people.registered;
  for (;;) {
    const broken: string[] = [];
    const still: Registered[] = [];
    const letters = await people.post.all();
    await forEach(waiting.length, 8, async (rank) => {
      const registered = waiting[rank];
      if (!registered) return;
      const one = await readOne(field, registered);
      if (one.record) found.set(registered.id, { registered, record: one.record });
      const isTold = one.record && toldOf({ registered, record: one.record }, letters).lost.length === 0;
      if (one.broken) broken.push(`${registered.id} : ${one.broken}`);
      if (one.broken || !isTold) still.push(registered);
    });
    waiting = still;
    if (waiting.length === 0 || Date.now() > until) return { found: [...found.values()], broken };
    tell(`${waiting.length} conventions are waited for`);
    await pause(3_000);
  }
}

/** A convention as it stands, and what is not well about it. */
async function readOne(
  field: Field,
  { id, started }: Registered,
): Promise<{ readonly broken?: string; readonly record?: Convention }> {
  if (!started || !('done' in started))
    return { broken: `its registration was told ${JSON.stringify(started)}` };
  try {
    const record = await field.conventions.record(id);
    if (record.closed && !(await isArchived(field, id)))
      return { record, broken: 'closed, and not archived' };
    return record.held.length > 0 ? { record, broken: 'letters are still held' } : { record };
  } catch (error) {
    return { broken: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether the package of a closed convention is on its disk. */
async function isArchived(field: Field, id: string): Promise<boolean> {
  const ended = await Promise.race([
    field.conventions.outcome(id).catch(() => undefined),
    pause(1_000, undefined),
  ]);
  const { archive } = (ended ?? {}) as Partial<ConventionOutcome>;
  return archive !== undefined && existsSync(join(field.archives, archive.file));
}
