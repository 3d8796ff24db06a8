import { Temporal } from 'temporal-polyfill/implementation';
import { type PlainDate, plainDateOf } from './plain-date.ts';

/** An instant: milliseconds since the Unix epoch. */
export type Instant = number;

const zone = 'Europe/Paris';

/** The instant at which a wall clock in Paris shows `time` (`HH:MM`) on a day, summer time included. */
export function parisInstant(date: PlainDate, time: string): Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

/** The day it is in Paris at an instant. */
export function parisDate(instant: Instant): PlainDate {
  // What is told of one moment asks for its day many times over.
  if (last?.instant !== instant) {
    last = { instant, date: plainDateOf(parisClock(instant).toPlainDate().toString()) };
  }
  return last.date;
}

let last: { readonly instant: Instant; readonly date: PlainDate } | undefined;

/** The wall clock in Paris at an instant, `HH:MM`. */
export function parisTime(instant: Instant): string {
  return parisClock(instant).toPlainTime().toString().slice(0, 5);
}

function parisClock(instant: Instant): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}
