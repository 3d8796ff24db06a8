import { type Course, registered, turned } from '../../acts/course.ts';
import { type Instant, parisDate, parisInstant } from '../../convention/calendar/paris.ts';
import { addDays, type PlainDate } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { type AlreadyDone, askedBefore } from '../../convention/duties/taken-over.ts';

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
