import type { HolidayRegion } from '../calendar/holidays.ts';
import { type Instant, parisDate, parisInstant } from '../calendar/paris.ts';
import { addDays, dayOfWeek, daysBetween, type PlainDate } from '../calendar/plain-date.ts';
import { onOrAfterWorkingDay, onOrBeforeWorkingDay } from '../calendar/working-days.ts';
import type { ConventionDocument, ReminderPolicy } from '../document/schema.ts';
import type { Duty } from '../duties/duty.ts';
import { remembered } from '../remembered.ts';
import type { Rung } from './letter.ts';

/** A day on which a duty is written about, if it is still open then, and how gravely. */
export interface DatedRung {
  readonly on: PlainDate;
  readonly rung: Rung;
}

/** The reminder policy of a duty: its own, else the document's for its id or its kind, else the document's. */
export function policyOf(document: ConventionDocument, duty: Duty): ReminderPolicy {
  return Object.assign({}, document.reminders.policy, ...exceptionsFor(document, duty));
}

/** What is said of a duty alone, or of its kind. */
function exceptionsFor({ reminders: { duties } }: ConventionDocument, duty: Duty) {
  return [duties[duty.kind], duties[duty.id], duty.policy].map((some) =>
    Object.fromEntries(Object.entries(some ?? {}).filter(([, value]) => value !== undefined)),
  );
}

/**
 * The ladder of letters about a duty, by day: it opens, its deadline comes near, comes, has passed, more and more
 * rarely, for ever when the policy says so: take what is needed. Letters leave on working days: a reminder before
 * the deadline moves back, one after moves on, to the day of the week on which all that is late is told together. On
 * one day, only the gravest; and no reminder in the week of the notice.
 */
export function* ladderOf(document: ConventionDocument, duty: Duty): Generator<DatedRung> {
  const ladder = knownLadder(document, duty);
  for (let step = 0; ; step += 1) {
    while (ladder.rungs.length <= step) {
      const next = ladder.others.next();
      if (next.done) return;
      ladder.rungs.push(next.value);
    }
    const rung = ladder.rungs[step];
    if (rung) yield rung;
  }
}

/** The first rungs of a ladder, as long as they are wanted. */
export function rungsWhile(
  document: ConventionDocument,
  duty: Duty,
  isWanted: (rung: DatedRung) => boolean,
): readonly DatedRung[] {
  const rungs: DatedRung[] = [];
  for (const rung of ladderOf(document, duty)) {
    if (!isWanted(rung)) break;
    rungs.push(rung);
  }
  return rungs;
}

/** A ladder as far as it was climbed: it is asked for at every turn, and its days are slow to count. */
interface ClimbedLadder {
  readonly rungs: DatedRung[];
  readonly others: Generator<DatedRung>;
}

function knownLadder(document: ConventionDocument, duty: Duty): ClimbedLadder {
  const ladders = climbed(document);
  const { id, opensOn, dueOn, alertsOn = [] } = duty;
  const key = [id, opensOn, dueOn, ...alertsOn].join(' ');
  const known = ladders.get(key) ?? { rungs: [], others: rungsOf(document, duty) };
  ladders.set(key, known);
  return known;
}

const climbed = remembered((_document: ConventionDocument) => new Map<string, ClimbedLadder>());

function* rungsOf(document: ConventionDocument, duty: Duty): Generator<DatedRung> {
  const { holidays } = document;
  const { opensOn, dueOn } = duty;
  if (duty.alertsOn) {
    for (const on of duty.alertsOn) yield { on: onOrBeforeWorkingDay(on, holidays), rung: 'before' };
    return;
  }
  const policy = policyOf(document, duty);
  const noticeOn = onOrAfterWorkingDay(opensOn, holidays);
  yield { on: noticeOn, rung: 'notice' };
  let last = noticeOn;
  for (const days of [...policy.before].sort((a, b) => b - a)) {
    const on = onOrBeforeWorkingDay(addDays(dueOn, -days), holidays);
    if (on <= last || on < addDays(noticeOn, 7)) continue;
    yield { on, rung: 'before' };
    last = on;
  }
  const onDeadline = onOrAfterWorkingDay(dueOn, holidays);
  if (policy.onDeadline && onDeadline > last) {
    yield { on: onDeadline, rung: onDeadline === dueOn ? 'due' : 'overdue' };
    last = onDeadline;
  }
  const { escalateAfter } = policy;
  const isTogether = exceptionsFor(document, duty).every(({ after, thenEvery }) => !after && !thenEvery);
  let held: DatedRung | undefined;
  for (const { days, weeks } of lateDays(policy, isTogether)) {
    const day = addDays(dueOn, days);
    const on = isTogether ? togetherOn(day, weeks, holidays) : onOrAfterWorkingDay(day, holidays);
    if (on <= last) continue;
    const isEscalation = days === escalateAfter;
    if (held && held.on < on) yield held;
    const isGravest = isEscalation || (held?.on === on && held.rung === 'escalation');
    held = { on, rung: isGravest ? 'escalation' : 'overdue' };
  }
  if (held) yield held;
}

/** Whether a duty has been late for so long that its holder's representative is told along. */
export function isEscalated(document: ConventionDocument, duty: Duty, today: PlainDate): boolean {
  const { escalateAfter } = policyOf(document, duty);
  return !duty.alertsOn && escalateAfter !== null && today >= addDays(duty.dueOn, escalateAfter);
}

/** The instant at which a convention's letters of a day leave: the document's hour, spread by the convention. */
export function mailInstant(document: ConventionDocument, on: PlainDate): Instant {
  const instants = told(document);
  const known = instants.get(on);
  if (known !== undefined) return known;
  const { hour, spreadMinutes } = document.reminders;
  const instant = parisInstant(on, hour) + spreadSeconds(document.id, spreadMinutes) * 1000;
  instants.set(on, instant);
  return instant;
}

// The hours of a document's days, which cost a zone conversion each.
const told = remembered((_document: ConventionDocument) => new Map<PlainDate, Instant>());

/** The next instant at which mail of Mondays only leaves: the hour of mail of the first working day of a week. */
export function mondayInstant(document: ConventionDocument, now: Instant): Instant {
  const today = parisDate(now);
  const instant = mailInstant(document, togetherOn(today, 1, document.holidays));
  return instant >= now
    ? instant
    : mailInstant(document, togetherOn(addDays(today, 1), 1, document.holidays));
}

/** For how long a letter waits for others, at most, in minutes: what has not left within the hour is found to be held. */
const longestWait = 45;

/**
 * Until when a letter written at an instant may wait for those of other conventions to the same person: the end of the
 * window in which the letters of its day leave. None when that has passed.
 */
export function waitsUntil({ reminders }: ConventionDocument, now: Instant): Instant | undefined {
  const { hour, spreadMinutes } = reminders;
  const from = parisInstant(parisDate(now), hour);
  const until = from + Math.min(spreadMinutes, longestWait) * 60_000;
  return now >= from && now <= until ? until : undefined;
}

/** Days after the deadline, the last of which come back every so many weeks when they are told together. */
function* lateDays({ after, escalateAfter, thenEvery }: ReminderPolicy, isTogether: boolean) {
  const fixed = [...new Set([...after, ...(escalateAfter === null ? [] : [escalateAfter])])].sort(
    (a, b) => a - b,
  );
  for (const days of fixed) yield { days, weeks: 1 };
  if (thenEvery === null) return;
  const weeks = Math.max(1, Math.floor(thenEvery / 7));
  const [first, step] = isTogether ? [7, 7 * weeks] : [thenEvery, thenEvery];
  // A century of reminders is enough for anybody, and bounds every reader of the ladder.
  for (let days = (fixed.at(-1) ?? 0) + first; days < 36_500; days += step) yield { days, weeks };
}

/**
 * The day on which what is late is told together, that day or later: the first working day of the week; of what comes
 * back every so many weeks, that of the weeks in which all that has this rhythm does.
 */
function togetherOn(day: PlainDate, weeks: number, holidays: HolidayRegion | undefined): PlainDate {
  const monday = addDays(day, 1 - dayOfWeek(day));
  const rank = daysBetween(firstMonday, monday) / 7;
  const week = addDays(monday, 7 * ((weeks - (rank % weeks)) % weeks));
  const on = onOrAfterWorkingDay(week, holidays);
  return on >= day ? on : togetherOn(addDays(monday, 7), weeks, holidays);
}

const firstMonday = '2000-01-03' as PlainDate;

/** A share of the window that is a convention's own (FNV-1a of its id), so that thousands do not leave at once. */
function spreadSeconds(id: string, spreadMinutes: number): number {
  let hash = 0x811c9dc5;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return spreadMinutes === 0 ? 0 : hash % (spreadMinutes * 60);
}
