import { byDate, type PlainDate, yearOf } from '../calendar/plain-date.ts';
import { remembered } from '../remembered.ts';
import { type Entry, orderOf, totalOf } from './entry.ts';
import { type Cents, zero } from './money.ts';

/**
 * What some entries of one line commit of the limit of a year, in cents: an order counts in the year in which it was
 * made, what raises it in that of the raise. What a later year releases of it gives nothing back to that later year, nor
 * to the one that is over; what is released in the same year is free again.
 */
export function committedInYear(entries: readonly Entry[], year: number): Cents {
  return committedByYear(entries).get(year) ?? zero;
}

const committedByYear = remembered((entries: readonly Entry[]): ReadonlyMap<number, Cents> => {
  const orders = new Map<string | undefined, Map<PlainDate, number>>();
  for (const entry of entries) {
    if (totalOf(entry) !== 'committed') continue;
    const order = orderOf(entry);
    const days = orders.get(order) ?? new Map<PlainDate, number>();
    orders.set(order, days.set(entry.on, (days.get(entry.on) ?? 0) + entry.amount));
  }
  const sums = new Map<number, number>();
  for (const days of orders.values()) {
    for (const [year, amount] of yearsOf(days)) sums.set(year, (sums.get(year) ?? 0) + amount);
  }
  return sums as Map<number, Cents>;
});

/** What one order commits of each year, from what it commits each day: an entry written anew the same day is no release. */
function yearsOf(days: ReadonlyMap<PlainDate, number>): ReadonlyMap<number, number> {
  const years = new Map<number, number>();
  let before = 0;
  let last: number | undefined;
  for (const [day, amount] of [...days].sort(([a], [b]) => byDate(a, b))) {
    const year = yearOf(day);
    if (last !== undefined && year !== last) before += years.get(last) ?? 0;
    last = year;
    const own = years.get(year) ?? 0;
    // The year's own are released first, then those of the years before.
    const older = Math.max(0, Math.min(-amount - Math.max(0, own), before));
    before -= older;
    years.set(year, own + amount + older);
  }
  return years;
}
