import type { BudgetChart } from '../../convention/ledger/chart.ts';
import type { Cents } from '../../convention/ledger/money.ts';

/** A total at the end of a month. */
export interface Point {
  /** Rank of the month among those drawn, from 0. */
  readonly rank: number;
  readonly amount: Cents;
}

/** A total month by month: what is known, then what is forecast after it. */
export interface Line {
  readonly known: readonly Point[];
  readonly ahead: readonly Point[];
}

/** The lines of a chart, within its months. */
export interface Lines {
  readonly committed: Line;
  readonly paid: Line;
  /** Empty when the convention has no ceiling of its own. */
  readonly ceiling: readonly Point[];
  /** How many months are known; the others are forecast. */
  readonly knownMonths: number;
}

/** A chart as lines; what its lists hold past its months is left out. */
export function linesOf(chart: BudgetChart): Lines {
  const { months, ceiling = [], committed, paid, forecastCommitted, forecastPaid } = chart;
  return {
    committed: lineOf(months.length, committed, forecastCommitted),
    paid: lineOf(months.length, paid, forecastPaid),
    ceiling: pointsOf(ceiling, 0, months.length),
    knownMonths: Math.min(months.length, Math.max(committed.length, paid.length)),
  };
}

/** The amount of a line or a ceiling at a month. */
export function amountAt(points: readonly Point[], rank: number): Cents | undefined {
  return points.find((point) => point.rank === rank)?.amount;
}

function lineOf(months: number, known: readonly Cents[], forecast: readonly Cents[]): Line {
  // The first forecast repeats the last real total, when there is one.
  const ahead = known.length > 0 ? forecast.slice(1) : forecast;
  return { known: pointsOf(known, 0, months), ahead: pointsOf(ahead, known.length, months) };
}

function pointsOf(amounts: readonly Cents[], start: number, months: number): Point[] {
  return amounts
    .map((amount, index) => ({ rank: start + index, amount }))
    .filter(({ rank }) => rank < months);
}
