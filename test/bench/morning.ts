import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import type { Conventions } from '../../client/conventions.ts';
import { searchAttributes } from '../../contract/search-attributes.ts';
import { ownConventions } from '../../contract/workflow-id.ts';
import type { Instant } from '../../convention/calendar/paris.ts';
import { type PlainDate, plainDateOf } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { OutcomeUnknown } from '../../convention/errors.ts';
import { mailInstant } from '../../convention/mailing/reminders.ts';
import { checkEvening, dueInstant, type Field, forEach, mailFrom, openField } from './field.ts';
import { embedded, type Held } from './ground.ts';
import { type AskedAct, type Due, dueOf, plannedQuietly } from './planned.ts';
import { timedOutTurns } from './timed-out-turns.ts';

/** A working morning of many conventions, whose letters are spread over some minutes. */
export interface MorningFigures {
  readonly conventions: number;
  /** Letters due, those of them that came, those that came without being due, and those that came twice. */
  readonly due: number;
  readonly came: number;
  readonly others: number;
  readonly twice: number;
  /** Seconds from the planned instant of a letter to its arrival. */
  readonly median: number;
  readonly p99: number;
  readonly latest: number;
  /** Notices and shortfalls in the middle of it all; the letters that tell of them, due and come. */
  readonly acts: Readonly<Record<UrgentAct, number>>;
  readonly urgentDue: number;
  readonly urgentCame: number;
  /** Seconds from such an act to the arrival of each of its letters. */
  readonly urgentMedian: number;
  readonly urgentP99: number;
  /** Of some of them, turns that the worker that had them in its cache did not take in time, so that their run was replayed. */
  readonly timedOut: number;
  readonly looked: number;
  /** Milliseconds of CPU that each part has spent a convention, all letters of the morning sent. */
  readonly cost: Readonly<Record<string, number>>;
  /** The same in the seconds before it, a second, when nothing is due. */
  readonly idle: Readonly<Record<string, number>>;
  /** What the database held more for each convention once registered, and after its morning; where it can be asked. */
  readonly registered?: Held;
  readonly lived?: Held;
}

/** Conventions in which somebody does, in the middle of the morning, what the others are to know « sans délai ». */
const urgent = 50;
type UrgentAct = 'giveNotice' | 'declareShortfall';

/** Conventions whose history is looked at afterwards. */
const histories = 200;

/** Lives a morning on a ground of its own. */
export async function measureMorning(
  written: ConventionDocument,
  count: number,
  minutes: number,
  openGround = embedded,
): Promise<MorningFigures> {
  const { document, dueAt, first, letters, alreadyDone } = plannedQuietly(written, minutes);
  const day = plainDateOf(new Date(dueAt + 12 * 3_600_000).toISOString().slice(0, 10));
  const field = await openField('ours', '', openGround);
  try {
    const empty = await field.ground.held?.();
    const instant = dueInstant(count, field.ground.startsASecond);
    const clockOffsetMs = dueAt - instant;
    const ids = Array.from({ length: count }, (_, rank) => `${document.id}-${rank}`);
    await forEach(count, 10, (rank) =>
      field.conventions.start({ ...document, id: ids[rank] ?? '' }, 'bench', { clockOffsetMs, alreadyDone }),
    );
    checkEvening(instant);
    // The server takes them in faster than their first turns are lived.
    await lived(field, count);
    if (!(await field.kept(first * count))) throw new Error('letters of their registration did not come');
    await setTimeout(restMs);
    // What is left to register would be counted as the morning's.
    if (Date.now() > instant - restMs) throw new Error('their first letters took too long');
    const registered = empty && perConvention(empty, await field.ground.held?.(), count);
    const rested = await spentOn(field);
    await setTimeout(instant - Date.now());
    const awake = await spentOn(field);
    await setTimeout(instant + minutes * 30_000 - Date.now());
    const asked = new Map<string, { readonly at: Instant; readonly act: AskedAct }>();
    const acts = { giveNotice: 0, declareShortfall: 0 };
    const middle = dueAt + minutes * 30_000;
    const inTheMiddle = farthestFrom(middle, ids, (id) => mailInstant({ ...document, id }, day));
    await forEach(urgent, 5, async (rank) => {
      const id = inTheMiddle[rank] ?? '';
      const act = urgentAct(rank, day);
      asked.set(id, { at: Date.now(), act });
      await done(field.conventions, id, act);
      acts[act.name] += 1;
    });
    await setTimeout(Math.max(0, instant + minutes * 60_000 + 30_000 - Date.now()));
    // What an act has told, and what it has changed of that morning's letters, is counted by its convention's twin.
    const owed = new Map<string, Due>();
    for (const [id, { act }] of asked) {
      const morning = [dueAt, dueAt + minutes * 60_000] as const;
      owed.set(id, dueOf(await field.conventions.record(id), alreadyDone, act, mailFrom, morning));
    }
    const owedByActs = [...owed.values()].reduce((sum, { all }) => sum + all.size, 0);
    const due = letters * (count - urgent) + owedByActs;
    await field.kept(first * count + due);
    const slept = await spentOn(field);
    const after = empty && perConvention(empty, await field.ground.held?.(), count);
    const arrived = await arrivals(field.mail, await field.letters());
    const told = arrived.filter(({ at }) => at >= instant);
    const mornings = told.filter(({ convention }) => !asked.has(convention));
    const delays = mornings.map(({ at, convention: id }) => {
      const due = mailInstant({ ...document, id }, day) - clockOffsetMs;
      return (at - due) / 1000;
    });
    const urgentLetters = told.filter(({ convention, messageId }) =>
      owed.get(convention)?.urgent.has(messageId),
    );
    const waits = urgentLetters.map(({ at, convention }) => (at - (asked.get(convention)?.at ?? 0)) / 1000);
    const expected = told.filter(
      ({ convention, messageId }) => owed.get(convention)?.all.has(messageId) ?? true,
    );
    const some = ids.filter((_, rank) => rank % Math.ceil(count / histories) === 0);
    return {
      conventions: count,
      due,
      came: distinct(expected),
      others: told.length - expected.length,
      twice: arrived.length - distinct(arrived),
      median: quantile(delays, 0.5),
      p99: quantile(delays, 0.99),
      latest: Math.max(...delays),
      acts,
      urgentDue: [...owed.values()].reduce((sum, one) => sum + one.urgent.size, 0),
      urgentCame: distinct(urgentLetters),
      urgentMedian: quantile(waits, 0.5),
      urgentP99: quantile(waits, 0.99),
      timedOut: await timedOutTurns(field.client, some),
      looked: some.length,
      cost: between(awake, slept, count),
      idle: between(rested, awake, (awake.at - rested.at) / 1000),
      ...(registered && { registered }),
      ...(after && { lived: after }),
    };
  } finally {
    await field.close();
  }
}

/**
 * Conventions in which to act at an instant: those whose mail of that morning leaves at the greatest distance from it. An act that comes
 * while that mail is late is told in the same letters, which no count made beforehand can know.
 */
function farthestFrom(
  instant: Instant,
  ids: readonly string[],
  mailOf: (id: string) => Instant,
): readonly string[] {
  const distances = new Map(ids.map((id) => [id, Math.abs(mailOf(id) - instant)]));
  return ids.toSorted((a, b) => (distances.get(b) ?? 0) - (distances.get(a) ?? 0)).slice(0, urgent);
}

/** Says that the convention ends, or that its credits fall short, that day. */
function urgentAct(rank: number, day: PlainDate): AskedAct & { readonly name: UrgentAct } {
  const reason = 'fin du programme';
  return rank % 2 === 0
    ? { name: 'giveNotice', input: { by: 'bench', from: 'delegator', receivedOn: day, reason } }
    : { name: 'declareShortfall', input: { by: 'bench', missing: 15_000, reason } };
}

/** Asks for it until it is answered, on a machine that is too busy to answer in time. */
async function done(conventions: Conventions, id: string, { name, input }: AskedAct): Promise<void> {
  for (;;) {
    try {
      await conventions.perform(id, name, input, id);
      return;
    } catch (error) {
      if (!(error instanceof OutcomeUnknown)) throw error;
    }
  }
}

/** Waits until so many conventions have had their first turn: they are searched by their phase then. */
async function lived({ client, taskQueue }: Field, count: number): Promise<void> {
  const { name } = searchAttributes.phase;
  const query = `${ownConventions(taskQueue)} AND ${name} IS NOT NULL`;
  while ((await client.workflow.count(query)).count < count) await setTimeout(2000);
}

/** After the last first letter: the server writes what it puts off, and the machine is at rest. */
const restMs = 10_000;

interface Spent {
  readonly at: Instant;
  readonly ms: Readonly<Record<string, number>>;
}

async function spentOn({ ground, figures }: Field): Promise<Spent> {
  return { at: Date.now(), ms: { worker: (await figures()).cpu, ...(await ground.spent()) } };
}

function between(before: Spent, after: Spent, share: number): Record<string, number> {
  return quotients(before.ms, after.ms, share);
}

function perConvention(before: Held, after: Held | undefined, count: number): Held | undefined {
  if (!after) return undefined;
  return { bytes: (after.bytes - before.bytes) / count, rows: quotients(before.rows, after.rows, count) };
}

function quotients(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
  share: number,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after).map(([name, value]) => [name, (value - (before[name] ?? 0)) / share]),
  );
}

interface Arrival {
  readonly at: Instant;
  readonly convention: string;
  readonly messageId: string;
}

function distinct(letters: readonly Arrival[]): number {
  return new Set(letters.map(({ messageId }) => messageId)).size;
}

/** Reads the heads of letters: when they came, of which convention, under which identity. */
async function arrivals(folder: string, names: readonly string[]): Promise<Arrival[]> {
  const all: Arrival[] = [];
  for (const name of names) {
    const { headers, messageId = '' } = await simpleParser(await headOf(join(folder, name)));
    const [, date = '', time = '', ms] = /^(\d{8})T(\d{6})(\d{3})-/.exec(name) ?? [];
    const day = date.replace(/(....)(..)(..)/, '$1-$2-$3');
    const at = Date.parse(`${day}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}.${ms}Z`);
    all.push({ at, convention: String(headers.get('x-delegation-convention')), messageId });
  }
  return all;
}

/** The head of a letter, without its body: there may be hundreds of thousands. */
async function headOf(file: string): Promise<Buffer> {
  const opened = await open(file);
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const head = buffer.subarray(0, bytesRead);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) throw new Error(`${file}: a head of more than ${headBytes} bytes`);
    return head.subarray(0, end + 4);
  } finally {
    await opened.close();
  }
}

const headBytes = 16_384;

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
