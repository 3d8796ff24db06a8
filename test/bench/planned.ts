import type { ActName } from '../../acts/acts.ts';
import { type Course, registered, turned } from '../../acts/course.ts';
import { type Instant, parisDate, parisInstant } from '../../convention/calendar/paris.ts';
import { addDays, type PlainDate } from '../../convention/calendar/plain-date.ts';
import type { Convention } from '../../convention/convention.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { type AlreadyDone, askedBefore } from '../../convention/duties/taken-over.ts';
import { leavesAtOnce } from '../../convention/mailing/leaves-at-once.ts';
import type { Letter } from '../../convention/mailing/letter.ts';
import { domainOf, mailboxOf } from '../../letters/address.ts';
import { messageIdOf } from '../../letters/identity.ts';
import { SimulatedLife } from '../convention/simulation.ts';

/** A convention that is registered in the evening, and owes letters just after midnight. */
export interface Plan {
  readonly document: ConventionDocument;
  /** When the first of its letters may leave, by its own clock. */
  readonly dueAt: Instant;
  /** Letters of its registration, and of that instant. */
  readonly first: number;
  readonly letters: number;
}

/** Letters leave from that minute of the day. */
const hour = '00:01';

/** The first evening after which a convention owes letters at once, its mail spread over so many minutes. */
export function planned(written: ConventionDocument, spreadMinutes: number): Plan {
  const { document, atOnce } = mailedFrom(hour, written, spreadMinutes);
  for (let day = document.signedOn; ; day = addDays(day, 1)) {
    const dueAt = parisInstant(addDays(day, 1), hour);
    const { first, letters } = livedUntil(dueAt, day, (now) => registered(atOnce, 'bench', now));
    if (letters > 0) return { document, dueAt, first, letters };
  }
}

/**
 * The first evening after which a convention that already ran owes a report, all that its text had asked until then being done:
 * nobody is written to before.
 */
export function plannedQuietly(
  written: ConventionDocument,
  spreadMinutes: number,
): Plan & { readonly alreadyDone: AlreadyDone } {
  const { document, atOnce } = mailedFrom(hour, written, spreadMinutes);
  const effectiveOn = addDays(document.signedOn, 1);
  for (let day = addDays(effectiveOn, 31); ; day = addDays(day, 1)) {
    const done = askedBefore(document, day, effectiveOn).map(({ id }) => [id, 'fait']);
    const alreadyDone = { done: Object.fromEntries(done), effectiveOn };
    const dueAt = parisInstant(addDays(day, 1), hour);
    const { first, letters, about } = livedUntil(dueAt, day, (now) =>
      registered(atOnce, 'bench', now, undefined, alreadyDone),
    );
    if (first === 0 && about.some((identity) => identity.startsWith('report-')))
      return { document, dueAt, first, letters, alreadyDone };
  }
}

/** Message-IDs of letters that were due: all of them, and those among them that tell something urgent. */
export interface Due {
  readonly all: ReadonlySet<string>;
  readonly urgent: ReadonlySet<string>;
}

/** An act, as it was asked for: a journal has its amounts in cents. */
export interface AskedAct {
  readonly name: ActName;
  readonly input: unknown;
}

/**
 * What a convention that was registered quietly, and in which one act was done, owed from one instant to another: lived by a
 * twin, the act at the same instant, whose letters leave at once.
 */
export function dueOf(
  { document, registeredAt, journal }: Convention,
  alreadyDone: AlreadyDone,
  { name, input }: AskedAct,
  mailFrom: string,
  [since, until]: readonly [Instant, Instant],
): Due {
  const course = registered(document, 'bench', registeredAt, undefined, alreadyDone);
  const twin = new SimulatedLife({ course, wake: registeredAt }, registeredAt);
  twin.passes(journal.find(({ act }) => act === name)?.at ?? until);
  twin.does(name, input);
  const domain = domainOf(mailboxOf(mailFrom).email);
  twin.passes(Math.max(until, twin.moment.now));
  const due = twin.deliveries.flatMap(({ convention, letters }) =>
    letters
      .filter(({ writtenAt }) => writtenAt >= since)
      .map((letter) => ({ letter, id: messageIdOf(convention, letter, domain) })),
  );
  return {
    all: new Set(due.map(({ id }) => id)),
    urgent: new Set(due.filter(({ letter }) => isUrgent(letter)).map(({ id }) => id)),
  };
}

function isUrgent({ items }: Letter): boolean {
  return items.some((item) => item.kind === 'news' && leavesAtOnce(item));
}

function mailedFrom(from: string, written: ConventionDocument, spreadMinutes: number) {
  const document = { ...written, reminders: { ...written.reminders, hour: from, spreadMinutes } };
  return { document, atOnce: { ...document, reminders: { ...document.reminders, spreadMinutes: 0 } } };
}

/** The letters of a convention registered on an evening: at once, and at the first instant of the next day's. */
function livedUntil(dueAt: Instant, day: PlainDate, begin: (now: Instant) => Course) {
  const now = parisInstant(day, '23:00');
  let turn = turned(begin(now), { now, today: day });
  const first = turn.delivery?.letters.length ?? 0;
  while (turn.wake !== undefined && turn.wake <= dueAt) {
    const { wake } = turn;
    turn = turned(turn.course, { now: wake, today: parisDate(wake) });
    if (wake === dueAt && turn.delivery) {
      const { letters } = turn.delivery;
      const about = letters.flatMap(({ items }) => items.map(({ identity }) => identity));
      return { first, letters: letters.length, about };
    }
  }
  return { first, letters: 0, about: [] };
}
