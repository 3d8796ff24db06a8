import { frenchDate } from '../convention/calendar/french.ts';
import { type Instant, parisDate } from '../convention/calendar/paris.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { Convention } from '../convention/convention.ts';
import { contactOf } from '../convention/document/contacts.ts';
import { outcomeOf } from '../convention/duties/duties.ts';
import {
  type Duty,
  type DutyId,
  type DutyKind,
  type DutyOutcome,
  frenchDutyStates,
  isAlert,
} from '../convention/duties/duty.ts';
import { grouped } from '../convention/grouped.ts';
import { addresseeOf } from '../convention/mailing/addressee.ts';
import type { Rung } from '../convention/mailing/letter.ts';
import { type DatedRung, ladderOf, mailInstant } from '../convention/mailing/reminders.ts';
import { mondayOf } from '../convention/mailing/rhythm.ts';
import {
  afterWriting,
  type DueRung,
  dueRungs,
  heldToMorning,
  nextMailInstant,
  nextRung,
  type Tracking,
} from '../convention/mailing/tracking.ts';
import { contactsOf } from '../convention/people/organisations.ts';
import { isPaused } from '../convention/term/pause.ts';
import { type Interval, intervalsOf } from './intervals.ts';

/** A letter about a duty that one contact of its holder was due; of an alert, one of either party. */
export interface DueLetter {
  readonly duty: DutyId;
  readonly kind: DutyKind;
  /** Title of the duty, in French. */
  readonly title: string;
  readonly contact: string;
  readonly dueOn: PlainDate;
  readonly rung: Rung;
  /** Day of the rung: part of the letter's identity. */
  readonly on: PlainDate;
  /** When it was due to leave. */
  readonly at: Instant;
}

/** A letter that several rungs made due at once: the last says all that the earlier ones would have. */
export interface MergedLetter extends DueLetter {
  /** Days of all its rungs. */
  readonly days: readonly PlainDate[];
  /** When the first of them would have been due to leave to anybody: before it is, who is written to on Mondays only. */
  readonly since: Instant;
}

/** A letter that was planned, and that something took back before its day. */
export interface WithdrawnLetter extends DueLetter {
  readonly reason: string;
}

/** The letters of a time, as the duties and their ladders lay them down. */
export interface LettersOfTime {
  readonly due: readonly MergedLetter[];
  readonly withdrawn: readonly WithdrawnLetter[];
}

/**
 * Every letter that the holders of duties were due between two instants (the second not included), computed anew from
 * the record: the duties as they stood then, their ladders, what was done, moved or paused meanwhile. Nothing is taken
 * from what the workflow remembers of its letters, so that it can be held against them.
 */
export function lettersDue(record: Convention, from: Instant, to: Instant): LettersOfTime {
  let tracking: Tracking = {};
  const intervals = intervalsOf(record, to);
  const lived = intervals.map((interval) => {
    const written = writtenIn(interval, tracking, Math.min(interval.to, to));
    tracking = written.tracking;
    return { interval, due: written.letters };
  });
  const due = lived.flatMap((one) => one.due).map((letter) => onceOwed(letter, intervals));
  const withdrawn = lived
    .filter(({ interval }) => interval.to > from)
    .flatMap(({ interval }) => [
      ...[...interval.duties.values()].flatMap((duty) => heldIn(interval, duty, to)),
      ...takenBack(interval, to),
    ]);
  const within = ({ at }: DueLetter) => at >= from && at < to;
  // What was told before its day is not due again on it; what is due was not withdrawn.
  const known = new Set<string>();
  const isNews = (letter: DueLetter) => within(letter) && isNew(known, keyOf(letter));
  return { due: onOneMonday(due).filter(isNews), withdrawn: withdrawn.filter(isNews) };
}

/** A letter whose duty is over on the Monday that it waits for is due when an act brings that back, if one does. */
function onceOwed(letter: MergedLetter, intervals: readonly Interval[]): MergedLetter {
  const isOwed = ({ convention, duties }: Interval) =>
    [...duties.values()].some((duty) => duty.id === letter.duty && !outcomeOf(convention, duty));
  const then = intervals.findLast(({ from }) => from <= letter.at);
  if (!then || isOwed(then)) return letter;
  const back = intervals.find((one) => one.from > letter.at && isOwed(one));
  if (!back?.duties.has(`${letter.duty}/${letter.dueOn}`)) return letter;
  const { acted, convention, from } = back;
  return onceOwed({ ...letter, at: acted ? from : nextMailInstant(convention, from) }, intervals);
}

/** What waited for one Monday about one duty is one letter, about the last of its rungs. */
function onOneMonday(due: readonly MergedLetter[]): MergedLetter[] {
  const letters = grouped(due, ({ duty, dueOn, contact, at }) => `${duty}/${dueOn} ${contact} ${at}`);
  return [...letters.values()].flatMap((all) => {
    const last = all.at(-1);
    if (!last) return [];
    const since = Math.min(...all.map((one) => one.since));
    return { ...last, since, days: all.flatMap(({ days }) => days) };
  });
}

/** What a interval of life writes by an instant, its engine never being late, and what has been written after it. */
function writtenIn(interval: Interval, left: Tracking, until: Instant) {
  const { convention, acted, waits, duties, from, before } = interval;
  const letters: MergedLetter[] = [];
  let tracking =
    waits && before
      ? heldToMorning(before.convention, convention, left, { now: from, today: parisDate(from) })
      : left;
  const turn = (owed: readonly Duty[], now: Instant, answering: boolean) => {
    const moment = { now, today: parisDate(now) };
    const rungs = dueRungs(convention, owed, tracking, moment, answering);
    for (const due of rungs) letters.push(...merged(convention, due, tracking[due.duty.id]?.writtenOn, now));
    tracking = afterWriting(convention, tracking, owed, rungs, moment, answering);
  };
  const owed = [...duties.values()];
  turn(owed, from, acted);
  // Until the next interval, what is written about one duty changes nothing for another.
  for (const duty of owed) {
    let last = from;
    for (;;) {
      const next = nextRung(convention, duty, tracking)?.at;
      if (next === undefined || next <= last || next >= until) break;
      turn([duty], next, false);
      last = next;
    }
  }
  return { letters, tracking };
}

/** Letters planned in a interval that nobody was due: their duty was over, or reminders were paused. */
function heldIn({ convention, from, to }: Interval, duty: Duty, until: Instant): WithdrawnLetter[] {
  const { document } = convention;
  const end = Math.min(to, until);
  const nominal = rungsUntil(convention, duty, parisDate(end)).filter(({ on }) => {
    const instant = mailInstant(document, on);
    return instant >= from && instant < end;
  });
  const outcome = outcomeOf(convention, duty);
  if (outcome) return withdrawnFrom(convention, duty, nominal, reasonOf(outcome));
  const paused = nominal.filter(({ on }) => isPaused(convention, duty, on));
  const reason = `rappels suspendus jusqu’au ${frenchDate(convention.pausedUntil ?? duty.dueOn)}`;
  return withdrawnFrom(convention, duty, paused, reason);
}

/** Why a letter planned at an instant was not due then, or not any more a little later, if it was not. */
export function mootReason(
  record: Convention,
  { duty: id, dueOn, at, contact }: DueLetter,
  within: number,
): string | undefined {
  for (const { to, convention, duties } of intervalsOf(record, at + within + 1)) {
    if (to <= at) continue;
    const duty = duties.get(`${id}/${dueOn}`);
    if (!duty) return 'obligation retirée';
    const outcome = outcomeOf(convention, duty);
    if (outcome) return reasonOf(outcome);
    if (isPaused(convention, duty, parisDate(at))) return 'rappels suspendus';
    if (!contactOf(convention.document, contact)) return 'contact retiré par avenant';
  }
  return undefined;
}

/** The day of the rung in the identity of what a letter says: `report-2020-04/2020-05-11/before:2020-05-07`. */
export function rungDayIn(identity: string): PlainDate | undefined {
  const [, , rung = ''] = identity.split('/');
  const day = rung.slice(rung.indexOf(':') + 1);
  return /^\d{4}-\d\d-\d\d$/.test(day) ? (day as PlainDate) : undefined;
}

/** What the end of a duty, or its move, left in the air: the letters of the interval before that will not be. */
function takenBack({ convention, before, duties, from }: Interval, to: Instant): WithdrawnLetter[] {
  if (!before) return [];
  return [...before.duties].flatMap(([key, duty]) => {
    if (duties.has(key) || outcomeOf(before.convention, duty)) return [];
    const rungs = rungsUntil(before.convention, duty, parisDate(to)).filter(
      ({ on }) => mailInstant(before.convention.document, on) >= from,
    );
    const moved = [...duties.values()].find(({ id }) => id === duty.id);
    const reason = convention.closed
      ? 'convention close'
      : moved
        ? `date déplacée au ${frenchDate(moved.dueOn)}`
        : 'obligation retirée';
    return withdrawnFrom(before.convention, duty, rungs, reason);
  });
}

function rungsUntil({ document }: Convention, duty: Duty, last: PlainDate): DatedRung[] {
  const rungs: DatedRung[] = [];
  for (const rung of ladderOf(document, duty)) {
    if (rung.on > last) break;
    rungs.push(rung);
  }
  return rungs;
}

function reasonOf(outcome: DutyOutcome): string {
  const state = `obligation ${frenchDutyStates[outcome.state]}`;
  return outcome.state === 'lapsed' ? `${state} : ${outcome.reason}` : state;
}

function merged(
  convention: Convention,
  { duty, rung, on, at: planned }: DueRung,
  behind: PlainDate | undefined,
  now: Instant,
): MergedLetter[] {
  const earlier = rungsUntil(convention, duty, on).map((one) => one.on);
  const days = [...earlier.filter((day) => day < on && (!behind || day > behind)), on];
  return lettersTo(convention, duty, { on, rung }, now).map((letter) => {
    const monday = mondayOf(convention, letter.contact, { kind: 'duty', dueOn: duty.dueOn }, planned);
    return { ...letter, at: Math.max(now, monday ?? now), days, since: now };
  });
}

function withdrawnFrom(
  convention: Convention,
  duty: Duty,
  rungs: readonly DatedRung[],
  reason: string,
): WithdrawnLetter[] {
  return rungs.flatMap((rung) =>
    lettersTo(convention, duty, rung, mailInstant(convention.document, rung.on)).map((letter) => ({
      ...letter,
      reason,
    })),
  );
}

function lettersTo(convention: Convention, duty: Duty, { on, rung }: DatedRung, at: Instant): DueLetter[] {
  const { document } = convention;
  const { id, kind, title, dueOn, holder, copies, role } = duty;
  // Both parties are told alike of what is only announced.
  const told = isAlert(duty) ? [holder, ...copies] : [holder];
  const asked = told.flatMap((one) => contactsOf(document, one, role));
  // Of those who are written to at one address that day, the first is told.
  const addressed = asked.map((contact) => {
    const { email } = addresseeOf(convention, contact, parisDate(at));
    return [email.toLowerCase(), contact.id] as const;
  });
  const contacts = new Map(addressed.reverse());
  return [...contacts.values()]
    .reverse()
    .map((contact) => ({ duty: id, kind, title, contact, dueOn, rung, on, at }));
}

function keyOf({ duty, dueOn, on, contact }: DueLetter): string {
  return `${duty}/${dueOn}/${on} ${contact}`;
}

function isNew(known: Set<string>, key: string): boolean {
  if (known.has(key)) return false;
  known.add(key);
  return true;
}
