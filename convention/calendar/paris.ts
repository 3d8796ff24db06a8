import { Temporal } from 'temporal-polyfill/implementation';
import { dateOfDay, dayNumber, type PlainDate } from './plain-date.ts';

/** An instant: milliseconds since the Unix epoch. */
export type Instant = number;

const zone = 'Europe/Paris';
const minute = 60_000;
const day = 1440 * minute;

/** The instant at which a wall clock in Paris shows `time` (`HH:MM`) on a day, summer time included. */
export function parisInstant(date: PlainDate, time: string): Instant {
  const wall = dayNumber(date) * day + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * minute;
  // Away from the days when clocks change, where an hour may come twice or not at all.
  const known = intervals.find(({ from, to, ahead }) => wall - ahead > from + day && wall - ahead < to - day);
  if (known) return wall - known.ahead;
  const zoned = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time });
  learn(zoned);
  return zoned.epochMilliseconds;
}

/** The day it is in Paris at an instant. */
export function parisDate(instant: Instant): PlainDate {
  return dateOfDay(Math.floor(parisWall(instant) / day));
}

/** The wall clock in Paris at an instant, `HH:MM`. */
export function parisTime(instant: Instant): string {
  const minutes = Math.floor((((parisWall(instant) % day) + day) % day) / minute);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** What a clock of Paris shows at an instant, in milliseconds, as if Paris kept universal time. */
function parisWall(instant: Instant): number {
  const known = intervals.find(({ from, to }) => instant >= from && instant < to);
  return (
    instant +
    (known?.ahead ?? learn(Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)))
  );
}

/** A time during which Paris is ahead of universal time by so many milliseconds: a summer, a winter. */
interface Interval {
  readonly from: Instant;
  readonly to: Instant;
  readonly ahead: number;
}

// A cache of a pure function, the same wherever it runs: the zone's rules are asked twice a year, not at each letter.
const intervals: Interval[] = [];

function learn(zoned: Temporal.ZonedDateTime): number {
  const ahead = zoned.offsetNanoseconds / 1e6;
  const to = zoned.getTimeZoneTransition('next');
  // Strictly before: an instant at which clocks change begins its own interval.
  const from = zoned.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  if (from && to && !intervals.some((known) => known.from === from.epochMilliseconds))
    intervals.push({ from: from.epochMilliseconds, to: to.epochMilliseconds, ahead });
  return ahead;
}
