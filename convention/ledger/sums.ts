import type { PlainDate } from '../calendar/plain-date.ts';
import { rankAt, type Span } from '../term/term.ts';
import { type Entry, orderOf } from './entry.ts';
import { accountsOf, type Totals, totalsOf } from './totals.ts';

/** The period in which an entry counts: that in which its order was begun, by what the ledger knows of it on a day. */
export function rankIn(
  ledger: readonly Entry[],
  spans: readonly Span[],
  until?: PlainDate,
): (entry: Entry) => number {
  const accounts = accountsOf(ledger, until);
  return (entry) => rankAt(spans, accounts.get(orderOf(entry) ?? '')?.since ?? entry.on);
}

/**
 * The sums of a period up to a day: of the orders begun in it, and of the credits made available for it.
 * @param own the entries that are summed, those of a line of the budget, say; all those of the ledger when absent.
 */
export function spanTotals(
  ledger: readonly Entry[],
  spans: readonly Span[],
  rank: number,
  until?: PlainDate,
  own = ledger,
): Totals {
  const rankOf = rankIn(ledger, spans, until);
  return totalsOf(
    own.filter((entry) => rankOf(entry) === rank),
    until,
  );
}

/** The sums of a month, or of other days, both included: what a report of it is filled in with and compared to. */
export function totalsBetween(ledger: readonly Entry[], from: PlainDate, to: PlainDate): Totals {
  const since = ledger.filter(({ on }) => on >= from);
  return totalsOf(since, to);
}
