import { addDays, earliest, latest, type PlainDate } from '../convention/calendar/plain-date.ts';
import type { Convention } from '../convention/convention.ts';
import { type DutyKind, dutyKinds } from '../convention/duties/duty.ts';
import type { Stop } from '../convention/term/stop.ts';
import type { DueLetter } from './due-letters.ts';
import { type KindCount, reconcile } from './reconciliation.ts';

// What is watched over all conventions at once.

/** What the daily reconciliation of all running conventions found: the result of its workflow. */
export interface DailyReconciliation {
  /** First and last day whose letters were looked at. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly conventions: number;
  /** Letters due: sent in time, sent late, failed or missing. */
  readonly due: number;
  readonly inTime: number;
  readonly late: number;
  readonly failed: number;
  readonly missing: number;
  /** Planned, and no longer due: their duty was over, moved or paused. */
  readonly withdrawn: number;
  /** Share of the letters due that left in time, from 0 to 1; absent when none was due. */
  readonly inTimeRate?: number;
  /** Sorts of duty about which letters were due in the last week, and none was sent. */
  readonly silent: readonly DutyKind[];
  /** Conventions that did not answer: nothing is proved of their letters. */
  readonly unanswered: number;
  /** Contacts whose letters wait because the sender's side of the mail keeps them back. */
  readonly held: number;
  /** Conventions that were stopped outside the application: nothing is written for them. */
  readonly stopped: number;
  /** How many admins were alerted; 0 when all is well, or when there is nobody to alert. */
  readonly alerted: number;
}

/** What the weekly summary told: the result of its workflow. */
export interface WeeklySummary {
  readonly day: PlainDate;
  /** Conventions under way. */
  readonly conventions: number;
  /** How many of them, in each section of the summary. */
  readonly stopped: number;
  readonly overdue: number;
  readonly coming: number;
  readonly overCeiling: number;
  readonly faulty: number;
  readonly ended: number;
  /** How many admins received it. */
  readonly sent: number;
}

/** The letters of many conventions, added up as they are read. Plain data: kept in heartbeats. */
export interface Tally {
  readonly conventions: number;
  readonly due: number;
  readonly sent: number;
  readonly late: number;
  readonly failed: number;
  readonly withdrawn: number;
  readonly missing: number;
  /** The first of them, by convention. */
  readonly missed: readonly MissedLetters[];
  /** Contacts whose letters wait. */
  readonly held: number;
  /** The first of them, by convention. */
  readonly waiting: readonly WaitingLetters[];
  /** Of the last week. */
  readonly byKind: Readonly<Partial<Record<DutyKind, KindCount>>>;
  /** Ids of the first conventions that did not answer, and how many there are. */
  readonly mute: readonly string[];
  readonly unanswered: number;
  /** The first of those that were stopped outside the application, and how many there are. */
  readonly halted: readonly HaltedConvention[];
  readonly stopped: number;
}

/** A convention that was stopped outside the application. */
export interface HaltedConvention extends Stop {
  readonly id: string;
  readonly shortName: string;
}

/** Letters that nothing accounts for, of one convention. */
export interface MissedLetters {
  readonly id: string;
  readonly shortName: string;
  readonly letters: readonly DueLetter[];
}

/** Letters that the sender's side of the mail keeps back, of one convention. */
export interface WaitingLetters {
  readonly id: string;
  readonly shortName: string;
  readonly held: Convention['held'];
}

/** Nothing read yet. */
export const emptyTally: Tally = {
  conventions: 0,
  due: 0,
  sent: 0,
  late: 0,
  failed: 0,
  withdrawn: 0,
  missing: 0,
  missed: [],
  held: 0,
  waiting: [],
  byKind: {},
  mute: [],
  unanswered: 0,
  halted: [],
  stopped: 0,
};

/** How many conventions, and letters of each, a tally names: what a mail can show, and a heartbeat hold. */
const named = 20;

/** The days that a reconciliation looks at: those since the last one, yesterday at least, a month at most. */
export function daysToReconcile(today: PlainDate, lastDay?: PlainDate): { from: PlainDate; to: PlainDate } {
  const yesterday = addDays(today, -1);
  if (!lastDay) return { from: yesterday, to: yesterday };
  return {
    from: latest(addDays(today, -31), earliest(addDays(lastDay, 1), yesterday)),
    to: yesterday,
  };
}

/** The tally with one more convention, for some days; sorts of duty are counted over the week that ends with them. */
export function tallied(
  tally: Tally,
  convention: Convention,
  { from, to }: { readonly from: PlainDate; readonly to: PlainDate },
): Tally {
  const { due, sent, late, failed, withdrawn, missing } = reconcile(convention, from, to);
  const week = reconcile(convention, addDays(to, -6), to);
  const { id, shortName } = convention.document;
  const { held } = convention;
  const isNamed = missing.length > 0 && tally.missed.length < named;
  const isShown = held.length > 0 && tally.waiting.length < named;
  return {
    ...tally,
    conventions: tally.conventions + 1,
    due: tally.due + due,
    sent: tally.sent + sent,
    late: tally.late + late,
    failed: tally.failed + failed.length,
    withdrawn: tally.withdrawn + withdrawn.length,
    missing: tally.missing + missing.length,
    missed: isNamed ? [...tally.missed, { id, shortName, letters: missing.slice(0, named) }] : tally.missed,
    held: tally.held + held.length,
    waiting: isShown ? [...tally.waiting, { id, shortName, held: held.slice(0, named) }] : tally.waiting,
    byKind: Object.fromEntries(
      dutyKinds.flatMap((kind) => {
        const before = tally.byKind[kind] ?? { due: 0, sent: 0 };
        const count = week.byKind[kind];
        const sum = { due: before.due + count.due, sent: before.sent + count.sent };
        return sum.due === 0 ? [] : [[kind, sum]];
      }),
    ),
  };
}

/** The tally with one more convention that did not answer. */
export function unanswered(tally: Tally, id: string): Tally {
  return {
    ...tally,
    conventions: tally.conventions + 1,
    unanswered: tally.unanswered + 1,
    mute: tally.mute.length < named ? [...tally.mute, id] : tally.mute,
  };
}

/** The tally with one more convention that was stopped outside the application. */
export function halted(tally: Tally, one: HaltedConvention): Tally {
  return {
    ...tally,
    conventions: tally.conventions + 1,
    stopped: tally.stopped + 1,
    halted: tally.halted.length < named ? [...tally.halted, one] : tally.halted,
  };
}

/** The sorts of duty that went silent: letters about them were due, and none was sent. */
export function silentKinds({ byKind }: Tally): DutyKind[] {
  return dutyKinds.filter((kind) => {
    const count = byKind[kind];
    return count !== undefined && count.due > 0 && count.sent === 0;
  });
}

/** Whether admins must look at it. */
export function isAlarming(tally: Tally): boolean {
  const { missing, held, unanswered, stopped } = tally;
  return missing + held + unanswered + stopped > 0 || silentKinds(tally).length > 0;
}
