import type { Moment } from '../convention/calendar/moment.ts';
import { type Instant, parisDate, parisInstant } from '../convention/calendar/paris.ts';
import { addWorkingDays } from '../convention/calendar/working-days.ts';
import { nextOccurrence, phaseChangeDays } from '../convention/clauses/calendar.ts';
import { type Convention, register, withEntry } from '../convention/convention.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import { owedDuties } from '../convention/duties/duties.ts';
import { type AlreadyDone, withTakenOver } from '../convention/duties/taken-over.ts';
import type { Refusal } from '../convention/errors.ts';
import { addresseeChangeDays } from '../convention/mailing/addressee.ts';
import type { News } from '../convention/mailing/audience.ts';
import { afterDelivery, neverArrived, threaded } from '../convention/mailing/delivery-record.ts';
import { handedOn } from '../convention/mailing/handover.ts';
import { inTime, stillKept } from '../convention/mailing/kept-for-later.ts';
import { leavesAtOnce } from '../convention/mailing/leaves-at-once.ts';
import type { Delivery, HandedOn, LetterOutcome } from '../convention/mailing/letter.ts';
import { faultNews, registeredNews } from '../convention/mailing/news.ts';
import { type ReturnedLetter, recordOfReturned } from '../convention/mailing/returned-letter.ts';
import {
  afterWriting,
  dueRungs,
  heldToMorning,
  isAnsweredAtOnce,
  nextMailInstant,
  nextRung,
  type Tracking,
} from '../convention/mailing/tracking.ts';
import { deliveryOf, lettersAndWaiting } from '../convention/mailing/writing.ts';
import { withPhase } from '../convention/term/phases.ts';
import { type ActName, doAct, isActName, signatureOf } from './acts.ts';

/**
 * Where the course of a convention stands: its record, and what is still to be told. Nothing else outlives a turn, so
 * that whoever takes it up from here goes on exactly as if nothing had been interrupted. Plain data.
 */
export interface Course {
  readonly convention: Convention;
  readonly tracking: Tracking;
  /** What is to be told, and when. */
  readonly waiting: readonly WaitingNews[];
  /** What the next letters say besides. */
  readonly handedOn: readonly HandedOn[];
  /** Whether somebody has acted since the last turn: an act is answered at once. */
  readonly acted: boolean;
  /** The latest instant that it has come to; absent in what earlier versions carried. */
  readonly at?: Instant;
}

/** News, and when it may leave. */
export interface WaitingNews {
  readonly news: News;
  readonly at: Instant;
}

/** What a turn gives. */
export interface Turn {
  readonly course: Course;
  /** The letters that leave now, if any does. */
  readonly delivery?: Delivery;
  /** The next instant at which anything falls due by itself: a letter, or something that the calendar brings. */
  readonly wake?: Instant;
}

/**
 * The beginning: somebody registers a signed convention. It is told of as any act is, at once or with the next mail.
 * @param signedText the file that is kept of its text, or where it is, when that is known.
 * @param already of a convention that runs already, what is done: nobody is written to before the next morning of mail.
 * @param together registered with others: nobody is written to before then either, so that one letter tells of all.
 */
export function registered(
  document: ConventionDocument,
  by: string,
  now: Instant,
  signedText?: string,
  already?: AlreadyDone,
  together = false,
): Course {
  const text = signedText === undefined ? undefined : { evidence: signedText, by, at: now };
  const alone = register(document, now, text);
  const isQuiet = together && !already;
  const quiet = isQuiet ? { ...alone, quietUntil: nextMailInstant(alone, now) } : alone;
  const begun = takenOver(quiet, by, already);
  const convention = withEntry(begun, {
    at: now,
    by: 'delegation',
    act: 'phase',
    text: `Convention enregistrée par ${by}.${already ? ` Elle courait déjà : ${Object.keys(already.done).length} obligations étaient remplies.` : ''}`,
  });
  const acted = !already && !together && isAnsweredAtOnce(convention);
  const waiting = waitingFor(convention, registeredNews(convention), now, acted);
  return { convention, tracking: {}, waiting, handedOn: [], acted, at: now };
}

/** When news leaves: at once, or with the mail that may wait if it may. */
function waitingFor(
  convention: Convention,
  told: readonly News[],
  now: Instant,
  atOnce: boolean,
): WaitingNews[] {
  const later = atOnce ? now : nextMailInstant(convention, now);
  return told.map((news) => ({ news, at: leavesAtOnce(news.item) ? now : later }));
}

function takenOver(begun: Convention, by: string, already: AlreadyDone | undefined): Convention {
  if (!already) return begun;
  const { document, registeredAt } = begun;
  const on = parisDate(registeredAt);
  return withTakenOver(begun, {
    ...already,
    by,
    on,
    landmark: addWorkingDays(on, landmarkDays, document.holidays),
    quietUntil: nextMailInstant(begun, registeredAt),
  });
}

/** Working days in which what was due before a convention was registered is asked for. */
const landmarkDays = 10;

/**
 * Somebody does an act. A refusal that is itself kept comes with what it opened; what was done under the same name is
 * told, and changes nothing.
 * @param at of acts that are handed over at once, the later ones bear the milliseconds that follow it.
 * @throws Refused when it cannot be done: nothing has changed then.
 */
export function afterAct(
  course: Course,
  name: ActName,
  input: unknown,
  at: Moment,
  intention?: string,
): { readonly course: Course; readonly text: string; readonly refusal?: Refusal } {
  const effect = doAct(course.convention, name, input, ofItsOwn(course, at), intention);
  const { text, refusal } = effect;
  const answer = { text, ...(refusal ? { refusal } : {}) };
  if (effect.convention === course.convention) return { course, ...answer };
  const { as: actor } = signatureOf(input);
  const told = effect.news.map((news) => ({ ...news, ...(actor === undefined ? {} : { actor }) }));
  const { convention } = effect;
  const moment = noEarlier(course, at);
  const acted = isAnsweredAtOnce(convention);
  // What is handed on goes with the letter that somebody waits for.
  const isTold = acted || told.some(({ item }) => item.awaited);
  return {
    course: {
      ...course,
      convention,
      tracking: acted
        ? course.tracking
        : heldToMorning(course.convention, convention, course.tracking, moment),
      waiting: [...course.waiting, ...waitingFor(convention, told, moment.now, acted)],
      handedOn: [
        ...course.handedOn,
        ...(effect.handedOn ?? []).map((one) =>
          isTold ? one : { ...one, at: nextMailInstant(convention, moment.now) },
        ),
      ],
      acted,
      at: Math.max(moment.now, lastActAt(convention) ?? 0),
    },
    ...answer,
  };
}

/**
 * By so much or more, a clock that is set back had been mistaken altogether: nothing is dated by what it said before, unless
 * nothing happens until the true time has come within as much of it.
 */
const mostSetBackMs = 24 * 3_600_000;

/**
 * A moment, no earlier than what a convention has come to. The server's clock may be set back, and that of the node which takes
 * a convention over may be behind: it stands still until then, so that no day is lived twice, and its journal is in order.
 */
export function noEarlier({ at, convention }: Pick<Course, 'at' | 'convention'>, moment: Moment): Moment {
  const reached = at ?? lastActAt(convention);
  if (reached === undefined || reached <= moment.now || reached >= moment.now + mostSetBackMs) return moment;
  return { now: reached, today: parisDate(reached) };
}

/**
 * The moment of an act, which bears an instant that no other of the convention does. People who were not answered act at once
 * when a worker comes back, and what an act tells is known by its instant: of two that shared one, one would not be told.
 */
function ofItsOwn(course: Course, at: Moment): Moment {
  const moment = noEarlier(course, at);
  const last = lastActAt(course.convention);
  return last === moment.now ? { now: last + 1, today: parisDate(last + 1) } : moment;
}

function lastActAt({ journal }: Convention): Instant | undefined {
  return journal.findLast(({ act }) => isActName(act))?.at;
}

/** Letters left or were refused: the record keeps it, and the manager learns of what was refused. */
export function afterLetters(
  course: Course,
  { letters }: Pick<Delivery, 'letters'>,
  outcomes: readonly LetterOutcome[],
  at: Moment,
): Course {
  const moment = noEarlier(course, at);
  const { convention, freshFaults } = afterDelivery(course.convention, letters, outcomes, moment);
  const news = freshFaults.flatMap((fault) => faultNews(convention, fault));
  return {
    ...course,
    convention,
    tracking: threaded(course.tracking, letters, outcomes),
    waiting: [...course.waiting, ...news.map((one) => ({ news: one, at: moment.now }))],
    handedOn: [...course.handedOn, ...handedOn(convention, letters, outcomes, moment)],
    at: moment.now,
  };
}

/**
 * A letter came back after a server had taken it: it is as if that one had refused it. When its address is not at fault, the
 * record says only that it did not arrive. Told again, it changes nothing.
 */
export function afterReturn(course: Course, returned: ReturnedLetter, at: Moment): Course {
  const moment = noEarlier(course, at);
  const mail = recordOfReturned(course.convention, returned);
  if (!mail) return course;
  const { letter, messageId, refused, reason } = returned;
  const { contact } = mail;
  const { convention } = course;
  const mails = convention.mails.filter((one) => one !== mail);
  const before = { ...course, convention: { ...convention, mails } };
  if (!refused)
    return {
      ...before,
      convention: neverArrived(before.convention, { contact, reason }, letter.to.name, moment),
      at: moment.now,
    };
  const outcome = { contact, messageId, status: 'refused', response: reason } as const;
  return afterLetters(before, { letters: [letter] }, [outcome], moment);
}

/** Lets every clause go as far as it can, then writes once: all that falls due at one instant is one delivery. */
export function turned(before: Course, at: Moment): Turn {
  const moment = noEarlier(before, at);
  const { now, today } = moment;
  const lived = broughtForward(before, moment);
  const { acted, tracking } = lived;
  const convention = withPhase(lived.convention, today);
  const owed = owedDuties(convention);
  const rungs = dueRungs(convention, owed, tracking, moment, acted);
  const news = lived.waiting.filter(({ at }) => at <= now).map(({ news, at }) => ({ ...news, at }));
  const handedOn = lived.handedOn.map((one) => inTime(convention, one, moment, acted));
  const isReady = ({ at = now, over }: HandedOn) => !over && at <= now;
  const handed = handedOn.filter(isReady);
  const kept = handedOn.filter((one) => !isReady(one));
  const { letters, waiting } = lettersAndWaiting(convention, rungs, news, tracking, moment, handed);
  const course: Course = {
    convention,
    tracking: afterWriting(convention, tracking, owed, rungs, moment, acted),
    waiting: lived.waiting.filter(({ at }) => at > now),
    handedOn: stillKept(kept, letters, waiting),
    acted: false,
    at: now,
  };
  const wake = nextWake(course, now);
  return {
    course,
    ...(letters.length > 0 ? { delivery: deliveryOf(convention, letters) } : {}),
    ...(wake === undefined ? {} : { wake }),
  };
}

/** All that the calendar has brought, one thing after the other; it is told with the mail that may wait. */
function broughtForward(course: Course, moment: Moment): Course {
  const occurred = nextOccurrence(course.convention, moment);
  if (!occurred) return course;
  const { now } = moment;
  // What an act has just brought about is told with its answer.
  const told = waitingFor(course.convention, occurred.news, now, course.acted);
  const entry = { at: now, by: 'delegation', act: 'phase', text: occurred.text };
  const convention = withEntry(occurred.convention, entry);
  return broughtForward({ ...course, convention, waiting: [...course.waiting, ...told] }, moment);
}

function nextWake({ convention, tracking, waiting, handedOn }: Course, now: Instant): Instant | undefined {
  const instants = [
    ...waiting.map(({ at }) => at),
    ...handedOn.flatMap(({ at }) => at ?? []),
    ...[...phaseChangeDays(convention), ...addresseeChangeDays(convention)].map((day) =>
      parisInstant(day, '00:00'),
    ),
    ...owedDuties(convention).flatMap((duty) => nextRung(convention, duty, tracking)?.at ?? []),
  ].filter((instant) => instant > now);
  return instants.length > 0 ? Math.min(...instants) : undefined;
}
