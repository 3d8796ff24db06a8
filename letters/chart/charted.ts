import type { BudgetChart } from '../../convention/ledger/chart.ts';
import type { LetterItem } from '../../convention/mailing/letter.ts';

/** The chart of an item of a letter; there is none to show without a month. */
export function chartIn(item: LetterItem): BudgetChart | undefined {
  if (item.kind !== 'news' || !item.chart) return undefined;
  return item.chart.months.length > 0 ? item.chart : undefined;
}
