import { registered, turned } from '../../acts/course.ts';
import { type Instant, parisDate, parisInstant } from '../../convention/calendar/paris.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';

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
  const document = { ...written, reminders: { ...written.reminders, hour, spreadMinutes } };
  const atOnce = { ...document, reminders: { ...document.reminders, spreadMinutes: 0 } };
  for (let day = document.signedOn; ; day = addDays(day, 1)) {
    const now = parisInstant(day, '23:00');
    const dueAt = parisInstant(addDays(day, 1), hour);
    let turn = turned(registered(atOnce, 'bench', now), { now, today: day });
    const first = turn.delivery?.letters.length ?? 0;
    while (turn.wake !== undefined && turn.wake <= dueAt) {
      const { wake } = turn;
      turn = turned(turn.course, { now: wake, today: parisDate(wake) });
      if (wake === dueAt && turn.delivery)
        return { document, dueAt, first, letters: turn.delivery.letters.length };
    }
  }
}
