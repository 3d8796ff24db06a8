import { frenchDate } from './calendar/french.ts';
import { type Instant, parisDate } from './calendar/paris.ts';
import { latest, type PlainDate } from './calendar/plain-date.ts';
import { onOrAfterWorkingDay } from './calendar/working-days.ts';
import type { Convention } from './convention.ts';
import { outcomeOf } from './duties/duties.ts';
import { type Duty, type DutyId, type DutyKind, type DutyOutcome, isAlert } from './duty.ts';
import type { Rung } from './letter.ts';
import { contactsOf } from './organisations.ts';
import { isPaused } from './pause.ts';
import { type DatedRung, ladderOf, mailInstant } from './reminders.ts';
import { type Stretch, stretchesOf } from './stretches.ts';
import { nextMailInstant } from './tracking.ts';

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
export function lettersDue(convention: Convention, from: Instant, to: Instant): LettersOfTime {
  const due: MergedLetter[] = [];
  const withdrawn: WithdrawnLetter[] = [];
  for (const stretch of stretchesOf(convention, from, to)) {
    for (const duty of stretch.duties.values()) {
      const letters = lettersOfDuty(convention, stretch, duty, to);
      due.push(...letters.due);
      withdrawn.push(...letters.withdrawn);
    }
    withdrawn.push(...takenBack(stretch, to));
  }
  const within = ({ at }: DueLetter) => at >= from && at < to;
  // What was told before its day is not due again on it; what is due was not withdrawn.
  const known = new Set<string>();
  const isNews = (letter: DueLetter) => within(letter) && isNew(known, keyOf(letter));
  return { due: due.filter(isNews), withdrawn: withdrawn.filter(isNews) };
}

function lettersOfDuty(record: Convention, stretch: Stretch, duty: Duty, to: Instant): LettersOfTime {
  const { convention } = stretch;
  const { document } = convention;
  const rungs = rungsUntil(convention, duty, parisDate(Math.min(stretch.to, to)));
  const inStretch = (instant: Instant) => instant >= stretch.from && instant < stretch.to;
  const outcome = outcomeOf(convention, duty);
  const nominal = rungs.filter(({ on }) => inStretch(mailInstant(document, on)));
  if (outcome) return { due: [], withdrawn: withdrawnFrom(convention, duty, nominal, reasonOf(outcome)) };
  const paused = nominal.filter(({ on }) => isPaused(convention, duty, on));
  const reason = `rappels suspendus jusqu’au ${frenchDate(convention.pausedUntil ?? duty.dueOn)}`;
  const opening = openingOf(stretch, duty, rungs);
  const others = new Map<Instant, DatedRung[]>();
  for (const rung of rungs) {
    if (opening?.rungs.some(({ on }) => on === rung.on)) continue;
    const at = leavesAt(record, convention, duty, rung);
    if (at !== undefined && inStretch(at)) others.set(at, [...(others.get(at) ?? []), rung]);
  }
  const groups = [
    ...(opening ? [[opening.at, opening.rungs] as const] : []),
    // A date that has passed is not announced any more.
    ...[...others].filter(([at]) => !isAlert(duty) || parisDate(at) <= duty.dueOn),
  ];
  return {
    due: groups
      .filter(([at]) => !isOverBy(record, duty, at))
      .flatMap(([at, some]) => merged(convention, duty, some, at)),
    withdrawn: withdrawnFrom(convention, duty, paused, reason),
  };
}

/**
 * What is written at once, or at the next hour of mail, about a duty that this stretch brings, moves, reopens or no
 * longer pauses: the last of the rungs gone by, unless it is behind already.
 */
function openingOf(
  stretch: Stretch,
  duty: Duty,
  rungs: readonly DatedRung[],
): { readonly at: Instant; readonly rungs: readonly DatedRung[] } | undefined {
  const { convention, before, from, acted } = stretch;
  const twin = before?.duties.get(`${duty.id}/${duty.dueOn}`);
  const today = parisDate(from);
  const wasWritable = twin && before && !outcomeOf(before.convention, twin);
  const wasPaused = before ? isPaused(before.convention, duty, today) : false;
  if (wasWritable && (!wasPaused || isPaused(convention, duty, today))) return undefined;
  const behind = writtenOn(stretch, duty);
  const pending = rungs.filter(({ on }) => (!behind || on > behind) && !isPaused(convention, duty, on));
  const at = acted || isHourOfMail(convention, from) ? from : nextMailInstant(convention, from);
  const passed = pending.filter(({ on }) => on <= parisDate(at));
  const first = acted && !behind && passed.length === 0 ? firstAtOnce(convention, duty, today) : undefined;
  if (first) return { at, rungs: [first] };
  // What the calendar brings on its very day leaves at its own hour.
  const isOld = passed.some(({ on }) => on < today);
  const isGone = isAlert(duty) && duty.dueOn < parisDate(at);
  if (passed.length === 0 || isGone || (!acted && !isOld)) return undefined;
  return { at, rungs: passed };
}

/** An act is answered at once: what it opens on a Saturday is told that day, by the rung of the Monday. */
function firstAtOnce(convention: Convention, duty: Duty, today: PlainDate): DatedRung | undefined {
  const isHeld = duty.opensOn > today || isAlert(duty) || isPaused(convention, duty, today);
  return isHeld ? undefined : (ladderOf(convention.document, duty).next().value ?? undefined);
}

/** Up to which day rungs of a duty are behind, when it was written about under another deadline or before a pause. */
function writtenOn({ convention, before, from }: Stretch, duty: Duty): PlainDate | undefined {
  const days = convention.mails
    .filter((mail) => mail.at < from)
    .flatMap(({ at, about }) =>
      about
        .filter((identity) => identity.startsWith(`${duty.id}/`))
        .map((identity) => latest(parisDate(at), rungDayIn(identity) ?? duty.opensOn)),
    );
  const twin = [...(before?.duties.values() ?? [])].find(({ id }) => id === duty.id);
  const was = before && twin && !outcomeOf(before.convention, twin) ? before.convention : undefined;
  const passed =
    was && twin
      ? rungsUntil(was, twin, parisDate(from)).filter(
          ({ on }) => mailInstant(was.document, on) < from && !isPaused(was, twin, on),
        )
      : [];
  return [...days, ...passed.map(({ on }) => on)].sort().at(-1);
}

/** The day of the rung in the identity of what a letter says: `report-2020-04/2020-05-11/before:2020-05-07`. */
export function rungDayIn(identity: string): PlainDate | undefined {
  const [, , rung = ''] = identity.split('/');
  const day = rung.slice(rung.indexOf(':') + 1);
  return /^\d{4}-\d\d-\d\d$/.test(day) ? (day as PlainDate) : undefined;
}

/** When the letter of a rung leaves, a pause under way being over; undefined for one written before that pause. */
function leavesAt(record: Convention, convention: Convention, duty: Duty, { on }: DatedRung) {
  const { document, pausedUntil } = convention;
  const planned = mailInstant(document, on);
  if (!pausedUntil || !isPaused(convention, duty, on)) return planned;
  const since = record.journal.findLast(({ act }) => act === 'pauseReminders')?.at ?? 0;
  return planned < since
    ? planned
    : mailInstant(document, onOrAfterWorkingDay(pausedUntil, document.holidays));
}

/** What the end of a duty, or its move, left in the air: the letters of the stretch before that will not be. */
function takenBack({ convention, before, duties, from }: Stretch, to: Instant): WithdrawnLetter[] {
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
        ? `échéance déplacée au ${frenchDate(moved.dueOn)}`
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

/** Whether a duty was over by then, or the convention closed, by what came after the stretch that brought the letter. */
function isOverBy(record: Convention, duty: Duty, instant: Instant): boolean {
  const outcome = outcomeOf(record, duty);
  return (outcome && outcome.at <= instant) || (record.closed !== undefined && record.closed.at <= instant);
}

function isHourOfMail({ document }: Convention, instant: Instant): boolean {
  const today = parisDate(instant);
  return onOrAfterWorkingDay(today, document.holidays) === today && instant >= mailInstant(document, today);
}

function reasonOf(outcome: DutyOutcome): string {
  if (outcome.state === 'done') return 'obligation remplie';
  return outcome.state === 'waived' ? 'obligation levée' : `obligation caduque : ${outcome.reason}`;
}

function merged(
  convention: Convention,
  duty: Duty,
  rungs: readonly DatedRung[],
  at: Instant,
): MergedLetter[] {
  const last = rungs.at(-1);
  if (!last) return [];
  const days = rungs.map(({ on }) => on);
  return lettersTo(convention, duty, last, at).map((letter) => ({ ...letter, days }));
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

function lettersTo({ document }: Convention, duty: Duty, { on, rung }: DatedRung, at: Instant): DueLetter[] {
  const { id, kind, title, dueOn, holder, copies, role } = duty;
  // Both parties are told alike of what is only announced.
  const told = isAlert(duty) ? [holder, ...copies] : [holder];
  const contacts = new Set(
    told.flatMap((one) => contactsOf(document, one, role).map((contact) => contact.id)),
  );
  return [...contacts].map((contact) => ({ duty: id, kind, title, contact, dueOn, rung, on, at }));
}

function keyOf({ duty, dueOn, on, contact }: DueLetter): string {
  return `${duty}/${dueOn}/${on} ${contact}`;
}

function isNew(known: Set<string>, key: string): boolean {
  if (known.has(key)) return false;
  known.add(key);
  return true;
}
