import { byDate, type PlainDate } from '../calendar/plain-date.ts';
import { grouped } from '../grouped.ts';
import { type Entry, orderOf, totalOf } from './entry.ts';
import { type Cents, subtract, sumOf } from './money.ts';
import { type Totals, totalsOf } from './totals.ts';

/** What is accepted or paid of an order, which what is committed of it must cover. */
export type Covered = 'accepted' | 'paid';

/** The sums of an order at the end of a day. */
interface Day extends Totals {
  readonly on: PlainDate;
}

/** An order of which more was accepted or paid, on some day, than was committed of it by then. */
export interface Uncovered {
  readonly order: string;
  readonly covered: Covered;
  /** Whether it still is so once all is counted; else what covers it came later. */
  readonly isStanding: boolean;
}

/**
 * The first day from which so much more of an order is covered, that day and ever since, by what is committed of it.
 * @returns `undefined` when it never is.
 */
export function coverableFrom(
  ledger: readonly Entry[],
  order: string,
  amount: Cents,
  covered: readonly Covered[],
): PlainDate | undefined {
  const days = daysOf(ledger.filter((entry) => orderOf(entry) === order));
  const isShort = (day: Day) => covered.some((one) => subtract(day.committed, day[one]) < amount);
  return days[days.findLastIndex(isShort) + 1]?.on;
}

/** The orders, of some, that are not covered on some day. */
export function uncoveredIn(ledger: readonly Entry[], orders: ReadonlySet<string>): Uncovered[] {
  const about = ledger.filter((entry) => orders.has(orderOf(entry) ?? ''));
  return [...grouped(about, (entry) => orderOf(entry) ?? '')].flatMap(([order, entries]) => {
    const days = daysOf(entries);
    const isShort = (covered: Covered, day: Day | undefined) =>
      day !== undefined && day[covered] > day.committed;
    return (['accepted', 'paid'] as const)
      .filter((covered) => days.some((day) => isShort(covered, day)))
      .map((covered) => ({ order, covered, isStanding: isShort(covered, days.at(-1)) }));
  });
}

/** The days on which something of an order counts, in order, from its entries. */
function daysOf(entries: readonly Entry[]): Day[] {
  const days: Day[] = [];
  for (const entry of [...entries].sort((a, b) => byDate(a.on, b.on))) {
    const total = totalOf(entry);
    const last = days.at(-1);
    const before = last ?? totalsOf([]);
    const day = { ...before, on: entry.on, [total]: sumOf([before[total], entry.amount]) };
    if (last?.on === entry.on) days[days.length - 1] = day;
    else days.push(day);
  }
  return days;
}
