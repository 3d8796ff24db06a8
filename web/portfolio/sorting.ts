import type { ListedConvention } from '../../client/list.ts';
import { folded } from '../slug.ts';
import type { Order, PortfolioQuery } from './query.ts';

/** Those of the query's phase, in its order; what is unknown comes last, whichever the order. */
export function sorted(
  matching: readonly ListedConvention[],
  { phase, sort, descending }: Pick<PortfolioQuery, 'phase' | 'sort' | 'descending'>,
): ListedConvention[] {
  const value = sortValues[sort];
  const order = descending ? -1 : 1;
  return matching
    .filter((one) => !phase || one.phase === phase)
    .map((one) => ({ one, by: value(one) }))
    .sort((a, b) => compare(a.by, b.by, order) || byNumber.compare(a.one.id, b.one.id))
    .map(({ one }) => one);
}

const sortValues: Readonly<Record<Order, (one: ListedConvention) => string | number | undefined>> = {
  // Before any date, the more the earlier.
  attention: ({ overdue, nextDeadline }) => (overdue > 0 ? -overdue : nextDeadline),
  deadline: ({ nextDeadline }) => nextDeadline,
  name: ({ shortName }) => folded(shortName),
  phase: ({ phase }) => phase,
  end: ({ endsOn }) => endsOn,
  overdue: ({ overdue }) => overdue,
  used: usedShare,
};

/** Share of the ceiling that is committed; undefined without a ceiling. */
function usedShare({ ceiling, committed = 0 }: ListedConvention): number | undefined {
  return ceiling ? committed / ceiling : undefined;
}

function compare(a: string | number | undefined, b: string | number | undefined, order: 1 | -1): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  if (typeof a === 'string' && typeof b === 'string') return byNumber.compare(a, b) * order;
  // Numbers come before words.
  if (typeof a !== typeof b) return typeof a === 'number' ? -order : order;
  return a < b ? -order : order;
}

/** `Équipe n° 2` comes before `Équipe n° 10`. */
const byNumber = new Intl.Collator('fr', { numeric: true });
