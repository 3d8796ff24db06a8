import type { HolidayRegion } from './holidays.ts';
import type { Reckoned } from './reckoning.ts';

/** How long after a day, or before it, something is: in months, then days, then working days. */
export interface Span {
  readonly months: number;
  readonly days: number;
  readonly workingDays: number;
}

/** The day that a span gives from its origin; always from it, so that what recurs on the last day of months does so whatever their length. */
export function after(
  origin: Reckoned,
  { months, days, workingDays }: Span,
  region?: HolidayRegion,
): Reckoned {
  return origin.plusMonths(months).plusDays(days).plusWorkingDays(workingDays, region);
}
