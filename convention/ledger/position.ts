import { daysBetween, type PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { present } from '../plain-object.ts';
import { rankAt, spanAt, spansOf } from '../term/term.ts';
import { type LinePosition, linePositions } from './budget-lines.ts';
import { ceilingAt, mostPaidAt } from './ceiling.ts';
import { overCeiling, withForecast } from './forecast.ts';
import { type Cents, subtract } from './money.ts';
import { spanTotals } from './sums.ts';
import { type OrderAccount, openOrders, type Totals } from './totals.ts';

/** Where the money of a convention stands on a day, for the period of that day; amounts in cents. */
export interface Position extends Totals {
  readonly on: PlainDate;
  /** 0 for the first period. */
  readonly period: number;
  /** Absent when the convention has no ceiling of its own. */
  readonly ceiling?: Cents;
  /** What may be paid (CP) at most, where that is less. */
  readonly mostPaid?: Cents;
  /** Ceiling − Σ AE. */
  readonly remainingToCommit?: Cents;
  /** Σ AE − Σ CP. */
  readonly remainingToPay: Cents;
  /** Each line of the budget, when there are several. */
  readonly lines: readonly LinePosition[];
  /** Orders of any period with something left to pay or to release. */
  readonly openOrders: readonly OrderAccount[];
  /** Cents committed and paid in a month, on average since the period began. */
  readonly monthlyCommitted: Cents;
  readonly monthlyPaid: Cents;
  /** The month in which orders forecast by the last report pass the ceiling: `2020-11`. */
  readonly exhaustedIn?: string;
}

/** The position on a day, from the entries that count up to that day. */
export function positionOf(convention: Convention, on: PlainDate): Position {
  const { ledger } = convention;
  const spans = spansOf(convention);
  const span = spanAt(spans, on);
  const rank = rankAt(spans, on);
  const sums = spanTotals(ledger, spans, rank, on);
  const ceiling = ceilingAt(convention, on, spans);
  // A rate over less than a month would say more than is known.
  const months = span ? Math.max(1, (daysBetween(span.from, on) + 1) / (365.25 / 12)) : 1;
  const monthly = (amount: Cents) => Math.round(amount / months) as Cents;
  const exhaustedIn = overCeiling(convention)?.month;
  return {
    on,
    period: rank,
    ...(ceiling === null ? {} : { ceiling, remainingToCommit: subtract(ceiling, sums.committed) }),
    ...present({ mostPaid: mostPaidAt(convention, on, spans) }),
    ...sums,
    remainingToPay: subtract(sums.committed, sums.paid),
    lines: withForecast(convention, linePositions(convention, spans, rank, on)),
    openOrders: openOrders(ledger, on),
    monthlyCommitted: monthly(sums.committed),
    monthlyPaid: monthly(sums.paid),
    ...(exhaustedIn === undefined ? {} : { exhaustedIn }),
  };
}
