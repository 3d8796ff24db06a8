import type { Cents } from './money.ts';

/** The budget month by month, as a mail draws it: cumulated amounts in cents, one of each list a month. */
export interface BudgetChart {
  /** Months drawn, in order: `2020-04`. */
  readonly months: readonly string[];
  /** What may be committed at most, each month; absent when the convention has no ceiling of its own. */
  readonly ceiling?: readonly Cents[];
  /** Σ AE at the end of each month, up to the month of the report: shorter than `months`. */
  readonly committed: readonly Cents[];
  /** Σ CP at the end of each month, up to the month of the report. */
  readonly paid: readonly Cents[];
  /** Σ AE forecast from the month of the report (its real total first) on; as long as what remains of `months`, or shorter. */
  readonly forecastCommitted: readonly Cents[];
  /** Σ CP forecast, likewise. */
  readonly forecastPaid: readonly Cents[];
}
