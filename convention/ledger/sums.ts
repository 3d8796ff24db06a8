import type { PlainDate } from '../calendar/plain-date.ts';
import { rankAt, type Span } from '../term/term.ts';
import { type Entry, orderOf } from './entry.ts';
import { type Cents, sumOf } from './money.ts';
import { accountsOf } from './totals.ts';

/** The sums of a period up to a day: those of the orders begun in it, and the credits made available for it. */
export function spanTotals(
  ledger: readonly Entry[],
  spans: readonly Span[],
  rank: number,
  until?: PlainDate,
): { readonly available: Cents; readonly committed: Cents; readonly accepted: Cents; readonly paid: Cents } {
  const within = (day: PlainDate) => rankAt(spans, day) === rank;
  const orders = [...accountsOf(ledger, until).values()].filter(({ since }) => within(since));
  const credits = ledger.filter(
    (entry) => isCredits(entry) && within(entry.on) && (until === undefined || entry.on <= until),
  );
  return {
    available: sumOf(credits.map(({ amount }) => amount)),
    committed: sumOf(orders.map(({ committed }) => committed)),
    accepted: sumOf(orders.map(({ accepted }) => accepted)),
    paid: sumOf(orders.map(({ paid }) => paid)),
  };
}

/** Spending of a month (CP): what a monthly report is filled in with. */
export function paidIn(ledger: readonly Entry[], from: PlainDate, to: PlainDate): Cents {
  return sumWithin(ledger, 'payment', from, to);
}

/** Orders of a month (AE), changes and releases included. */
export function committedBetween(ledger: readonly Entry[], from: PlainDate, to: PlainDate): Cents {
  return sumOf([sumWithin(ledger, 'commitment', from, to), sumWithin(ledger, 'change', from, to)]);
}

function sumWithin(ledger: readonly Entry[], kind: Entry['kind'], from: PlainDate, to: PlainDate): Cents {
  const counted = ledger.filter(
    (entry) =>
      (entry.kind === 'correction' ? entry.of : entry.kind) === kind && entry.on >= from && entry.on <= to,
  );
  return sumOf(counted.map(({ amount }) => amount));
}

function isCredits(entry: Entry): boolean {
  return entry.kind === 'credits' || (entry.kind === 'correction' && orderOf(entry) === undefined);
}
