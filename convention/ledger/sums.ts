import type { PlainDate } from '../calendar/plain-date.ts';
import { rankAt, type Span } from '../term/term.ts';
import { type Entry, orderOf } from './entry.ts';
import type { Cents } from './money.ts';
import { accountsOf, totalsOf } from './totals.ts';

/** What some entries come to, in cents. */
export interface Sums {
  /** Credits made available. */
  readonly available: Cents;
  /** Σ AE. */
  readonly committed: Cents;
  readonly accepted: Cents;
  /** Σ CP. */
  readonly paid: Cents;
}

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
): Sums {
  const rankOf = rankIn(ledger, spans, until);
  const counted = own.filter((entry) => (until === undefined || entry.on <= until) && rankOf(entry) === rank);
  const { credits: available, ...others } = totalsOf(counted);
  return { available, ...others };
}

/** Spending of a month (CP): what a monthly report is filled in with. */
export function paidIn(ledger: readonly Entry[], from: PlainDate, to: PlainDate): Cents {
  return totalsOf(
    ledger.filter(({ on }) => on >= from),
    to,
  ).paid;
}

/** Orders of a month (AE), changes and releases included. */
export function committedBetween(ledger: readonly Entry[], from: PlainDate, to: PlainDate): Cents {
  return totalsOf(
    ledger.filter(({ on }) => on >= from),
    to,
  ).committed;
}
