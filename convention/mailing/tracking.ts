import type { Moment } from '../calendar/moment.ts';
import { type Instant, parisDate } from '../calendar/paris.ts';
import { addDays, daysBetween, latest, type PlainDate } from '../calendar/plain-date.ts';
import { onOrAfterWorkingDay } from '../calendar/working-days.ts';
import type { Convention } from '../convention.ts';
import { outcomeOf, owedDuties } from '../duties/duties.ts';
import { type Duty, isAlert } from '../duties/duty.ts';
import { present } from '../plain-object.ts';
import { isPaused } from '../term/pause.ts';
import type { Rung } from './letter.ts';
import { type DatedRung, ladderOf, mailInstant, rungsWhile } from './reminders.ts';

/** What has been written about each duty so far, by duty id. */
export type Tracking = Readonly<Record<string, TrackedDuty>>;

export interface TrackedDuty {
  /** Day of the last letter about it; rungs up to that day are behind. Absent while nothing was written. */
  readonly writtenOn?: PlainDate;
  /** Message-IDs, first and last, of the letters about it, by contact. */
  readonly threads: Readonly<Record<string, readonly string[]>>;
  /** The deadline it is known under, and the version of the document that laid it down; absent until it is owed. */
  readonly dueOn?: PlainDate;
  readonly version?: number;
  /** The calendar has brought it, or moved it, at another hour than that of mail: nothing is written about it before. */
  readonly notBefore?: Instant;
}

/** A duty to write about now. */
export interface DueRung {
  readonly duty: Duty;
  readonly rung: Rung;
  /** Day of the rung: part of the letter's identity. */
  readonly on: PlainDate;
  readonly daysOverdue: number;
  /** When it was to be told. */
  readonly at: Instant;
  /** Set when the letter leaves later than the document allows. */
  readonly plannedFor?: Instant;
  /** Nothing was ever written about this duty. */
  readonly first: boolean;
}

/**
 * The duties to write about now, each once: of several rungs gone by (a convention registered late, an engine that
 * was down), only the last counts.
 * @param acted whether an act is being answered: what it opens is told at once, without waiting for the hour of mail.
 */
export function dueRungs(
  convention: Convention,
  owed: readonly Duty[],
  tracking: Tracking,
  { now, today }: Moment,
  acted: boolean,
): DueRung[] {
  return owed.flatMap((duty): DueRung | [] => {
    const known = tracking[duty.id];
    const tracked = underItsDates(convention, duty, known, { now, today }, acted);
    const atOnce =
      acted &&
      !known &&
      now >= quietUntil(convention) &&
      duty.opensOn <= today &&
      !isPaused(convention, duty, today);
    const passed = pendingRungs(convention, duty, today, tracked).filter(
      (rung) => atOnce || instantOf(convention, duty, rung, tracked) <= now,
    );
    const last = passed.at(-1) ?? (atOnce ? firstRung(convention, duty) : undefined);
    if (!last) return [];
    const first = tracked.writtenOn === undefined;
    // What an act has just brought back (a pause lifted, a duty reopened) could not have left before.
    const plannedFor = acted
      ? undefined
      : passed
          .map((rung) => instantOf(convention, duty, rung, tracked))
          .findLast((planned) => isLate(convention, planned, now));
    const daysOverdue = Math.max(0, daysBetween(duty.dueOn, today));
    const rung = rungToday(duty, last.rung, first, today);
    const at = atOnce ? now : instantOf(convention, duty, last, tracked);
    return { duty, rung, on: last.on, daysOverdue, at, first, ...present({ plannedFor }) };
  });
}

/** Whether what was planned for an instant leaves later than the document allows. */
export function isLate({ document }: Pick<Convention, 'document'>, planned: Instant, now: Instant): boolean {
  return now - planned > document.reminders.lateAfterSeconds * 1000;
}

function rungToday(duty: Duty, rung: Rung, first: boolean, today: PlainDate): Rung {
  // Nobody is escalated over the head of somebody who was never written to.
  if (rung === 'escalation') return first ? 'overdue' : rung;
  return duty.dueOn < today ? 'overdue' : rung;
}

/**
 * A duty as it is tracked under its dates of now. What the calendar has just brought or moved, at midnight of an
 * amendment, say, waits for the hour of mail of a working day, and is not late for all that should have left before.
 */
function underItsDates(
  convention: Convention,
  duty: Duty,
  known: TrackedDuty | undefined,
  { now, today }: Moment,
  acted: boolean,
): TrackedDuty {
  const { document, version } = convention;
  const { dueOn } = duty;
  if (known?.dueOn === dueOn && known.version === version) return known;
  const { notBefore: _passed, ...others } = known ?? { threads: {} };
  const dated = { ...others, dueOn, version };
  if (acted) return dated;
  const isHour =
    onOrAfterWorkingDay(today, document.holidays) === today && now >= mailInstant(document, today);
  const isTold = isHour && isAnsweredAtOnce(convention);
  return { ...dated, notBefore: isTold ? now : nextMailInstant(convention, now) };
}

/** The tracking once duties are known and some were written about. */
export function afterWriting(
  convention: Convention,
  tracking: Tracking,
  owed: readonly Duty[],
  written: readonly DueRung[],
  moment: Moment,
  acted: boolean,
): Tracking {
  const days = new Map(written.map(({ duty, on }) => [duty.id, latest(moment.today, on)]));
  const known = owed.map((duty): [string, TrackedDuty] => {
    const tracked = underItsDates(convention, duty, tracking[duty.id], moment, acted);
    const writtenOn = days.get(duty.id);
    return [duty.id, writtenOn === undefined ? tracked : { ...tracked, writtenOn }];
  });
  return { ...tracking, ...Object.fromEntries(known) };
}

/** Whether the same letters lie ahead by either tracking, for the same duties. */
export function sameLettersAhead(before: Tracking, after: Tracking): boolean {
  const duties = Object.keys(after);
  return (
    duties.length === Object.keys(before).length &&
    duties.every((duty) => before[duty] && before[duty].writtenOn === after[duty]?.writtenOn)
  );
}

/** The next letter about a duty if nothing is done, from the ladder of its reminders. */
export function nextRung(
  convention: Convention,
  duty: Duty,
  tracking: Tracking,
): (DatedRung & { readonly at: Instant }) | undefined {
  if (outcomeOf(convention, duty)) return undefined;
  const tracked = tracking[duty.id];
  const writtenOn = tracked?.writtenOn;
  for (const rung of ladderOf(convention.document, duty)) {
    if (writtenOn && rung.on <= writtenOn) continue;
    const at = instantOf(convention, duty, rung, tracked);
    // A date that has passed is not announced any more.
    if (isAlert(duty) && parisDate(at) > duty.dueOn) return undefined;
    return { ...rung, at };
  }
  return undefined;
}

/** Whether what an act tells or opens is told at once, or with the mail of the next morning. */
export function isAnsweredAtOnce({ document }: Pick<Convention, 'document'>): boolean {
  return document.reminders.answers !== 'morning';
}

/**
 * The tracking once an act that is told in the morning has brought back what could not have left before: a duty reopened,
 * reminders that were paused. It is written about with the mail of that morning.
 */
export function heldToMorning(
  before: Convention,
  after: Convention,
  tracking: Tracking,
  moment: Moment,
): Tracking {
  const due = (convention: Convention) =>
    dueRungs(convention, owedDuties(convention), tracking, moment, false).map(({ duty }) => duty.id);
  const known = new Set(due(before));
  const notBefore = nextMailInstant(after, moment.now);
  const held = due(after).flatMap((id): [string, TrackedDuty][] => {
    const tracked = tracking[id];
    return tracked && !known.has(id) ? [[id, { ...tracked, notBefore }]] : [];
  });
  return held.length > 0 ? { ...tracking, ...Object.fromEntries(held) } : tracking;
}

/** The next instant at which mail that may wait leaves: the hour of mail of a working day. */
export function nextMailInstant({ document }: Convention, now: Instant): Instant {
  const today = onOrAfterWorkingDay(parisDate(now), document.holidays);
  const instant = mailInstant(document, today);
  if (instant >= now) return instant;
  return mailInstant(document, onOrAfterWorkingDay(addDays(today, 1), document.holidays));
}

/** The rungs not behind, up to today. */
function pendingRungs(convention: Convention, duty: Duty, today: PlainDate, tracked?: TrackedDuty) {
  if (outcomeOf(convention, duty) || (isAlert(duty) && duty.dueOn < today)) return [];
  const writtenOn = tracked?.writtenOn;
  const begun = rungsWhile(convention.document, duty, ({ on }) => on <= today);
  return begun.filter(({ on }) => !writtenOn || on > writtenOn);
}

function firstRung(convention: Convention, duty: Duty): DatedRung | undefined {
  if (outcomeOf(convention, duty) || duty.alertsOn) return undefined;
  return ladderOf(convention.document, duty).next().value ?? undefined;
}

/**
 * When a rung's letter leaves; while reminders are paused, on the day they come back, and never before what the
 * calendar has brought may be told.
 */
function instantOf(convention: Convention, duty: Duty, { on }: DatedRung, tracked?: TrackedDuty): Instant {
  const { document, pausedUntil } = convention;
  const day =
    pausedUntil && isPaused(convention, duty, on) ? onOrAfterWorkingDay(pausedUntil, document.holidays) : on;
  const instant = mailInstant(document, day);
  return Math.max(instant, tracked?.notBefore ?? instant, quietUntil(convention));
}

/** A convention that already ran when it was registered, or was registered with others, begins by a morning of mail. */
function quietUntil({ takenOver, quietUntil: morning = 0 }: Convention): Instant {
  return takenOver?.quietUntil ?? morning;
}
