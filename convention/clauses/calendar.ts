import type { Moment } from '../calendar/moment.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { amendment } from './amendment.ts';
import { type EventName, hasCome } from './clause.ts';
import { clauses } from './clauses.ts';
import { effect } from './effect.ts';
import { end } from './end.ts';
import type { CalendarEvent, Occurrence } from './event.ts';
import { settlement } from './settlement.ts';
import { shortfall } from './shortfall.ts';

const events: Readonly<Record<EventName, CalendarEvent>> = { effect, amendment, shortfall, end, settlement };

/**
 * The next thing that the calendar has brought by a moment, if anything: that of the first clause that has something.
 * Asked again of what it gave, until nothing more comes: no clause waits for another.
 */
export function nextOccurrence(convention: Convention, moment: Moment): Occurrence | undefined {
  if (convention.closed) return undefined;
  for (const { from, brings } of clauses) {
    if (!brings || !hasCome(from, convention)) continue;
    const occurred = events[brings].comesAbout(convention, moment);
    if (occurred) return occurred;
  }
  return undefined;
}

/** The days on which the calendar alone changes something, whatever the stage: effect, end, decisions not taken in time. */
export function phaseChangeDays(convention: Convention): PlainDate[] {
  if (convention.closed) return [];
  return [...new Set(Object.values(events).flatMap((event) => event.days(convention)))];
}
