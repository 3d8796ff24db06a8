import { parisDate } from '../../convention/calendar/paris.ts';
import type { DutyItem, Letter, Writer } from '../../convention/mailing/letter.ts';
import { type CalendarDeadline, deadlinesCalendar } from './deadlines.ts';

/** Name of the file of a letter's deadlines, as its text tells it. */
export const deadlinesFile = 'echeances.ics';

/** The duties of a letter asked of its addressee, whose deadline is to come: what its calendar holds. */
export function datedDuties({ items, writtenAt }: Letter): DutyItem[] {
  const today = parisDate(writtenAt);
  return items.flatMap((item) => (item.kind === 'duty' && isDated(item) && item.dueOn >= today ? item : []));
}

/** The same as a calendar has them. */
export function deadlinesIn({ convention, manager }: Writer, letter: Letter): CalendarDeadline[] {
  // Deliveries written before the sequence was told have the version alone.
  const { sequence = convention.version - 1 } = convention;
  return datedDuties(letter).map((item) => ({ ...item, convention, manager, sequence }));
}

/** Their calendar; none when nothing asked of the addressee is to come. */
export function letterCalendar(writer: Writer, letter: Letter): string | undefined {
  const deadlines = deadlinesIn(writer, letter);
  return deadlines.length === 0 ? undefined : deadlinesCalendar(deadlines, letter.writtenAt);
}

function isDated({ standing, evidence }: DutyItem): boolean {
  return standing === 'holder' && evidence !== undefined;
}
