import fc from 'fast-check';
import type { BudgetChart } from '../../../convention/ledger/chart.ts';
import { monthsBetween } from '../../../convention/ledger/forecast.ts';
import { type Cents, centsOf } from '../../../convention/ledger/money.ts';

/** Amounts written in euros. */
export function euros(...amounts: number[]): Cents[] {
  return amounts.map(centsOf);
}

/** A year under a ceiling of 100 000 €, half of it known, with what is forecast for the rest. */
export function chart(changes: Partial<BudgetChart> = {}): BudgetChart {
  return {
    months: monthsBetween('2020-04', '2021-03'),
    ceiling: euros(...Array<number>(12).fill(100_000)),
    committed: euros(12_000, 30_000, 30_000, 52_000, 60_500, 80_000),
    paid: euros(0, 8_000, 15_000, 20_000, 38_000, 45_000),
    forecastCommitted: euros(80_000, 84_000, 90_000, 92_000, 95_000, 97_000, 98_500),
    forecastPaid: euros(45_000, 52_000, 60_000, 70_000, 80_000, 88_000, 90_000),
    ...changes,
  };
}

/** The same year, whose ceiling is not its own. */
export function chartWithoutCeiling(changes: Partial<BudgetChart> = {}): BudgetChart {
  const { ceiling: _, ...others } = chart(changes);
  return others;
}

const amounts = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 100_000_000 }).map((cents) => cents / 100),
  fc.integer({ min: 0, max: 500_000 }),
  fc.integer({ min: -90_000_000_000_000, max: 90_000_000_000_000 }),
);

/** Charts of every shape: up to 60 months, lists of any length, amounts of any size. */
export const anyChart: fc.Arbitrary<BudgetChart> = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.boolean())
  .chain(([count, capped]) => {
    const list = fc.array(amounts.map(centsOf), { maxLength: count + 2 });
    return fc.record(
      {
        months: fc.constant(monthsBetween('2020-04', '2030-03').slice(0, count)),
        ceiling: list,
        committed: list,
        paid: list,
        forecastCommitted: list,
        forecastPaid: list,
      },
      {
        requiredKeys: [
          'months',
          'committed',
          'paid',
          'forecastCommitted',
          'forecastPaid',
          ...(capped ? (['ceiling'] as const) : []),
        ],
      },
    );
  });
