import { folded } from '../../client/folded.ts';
import type { ListedConvention } from '../../client/list.ts';
import type { PortfolioQuery, SortedBy } from './query.ts';

/** What a list is sorted by, and which way. */
export type Way = Pick<PortfolioQuery, 'sort' | 'descending'>;

/** A convention of a list in an order, with the value that gives it its place. */
export interface Placed<One> {
  readonly one: One;
  readonly id: string;
  readonly by: string | number | undefined;
}

interface Listed {
  readonly listed: ListedConvention;
}

/** All in an order; what is unknown comes last, whichever way. */
export function inOrder<One extends Listed>(all: readonly One[], order: Way): readonly Placed<One>[] {
  return all.map((one) => placeOf(one, order)).sort((a, b) => comparePlaces(a, b, order));
}

/** The same list with some of its conventions, or others, as they have become: what sorting it anew would give. */
export function inOrderAgain<One extends Listed>(
  list: readonly Placed<One>[],
  changed: readonly One[],
  order: Way,
): readonly Placed<One>[] {
  const ids = new Set(changed.map(({ listed }) => listed.id));
  const again = list.filter(({ id }) => !ids.has(id));
  for (const one of changed) {
    const place = placeOf(one, order);
    let from = 0;
    let to = again.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      const there = again[middle];
      if (there && comparePlaces(there, place, order) < 0) from = middle + 1;
      else to = middle;
    }
    again.splice(from, 0, place);
  }
  return again;
}

function placeOf<One extends Listed>(one: One, { sort }: Way): Placed<One> {
  return { one, id: one.listed.id, by: sortValues[sort](one.listed) };
}

function comparePlaces(a: Placed<unknown>, b: Placed<unknown>, { descending }: Way): number {
  return compare(a.by, b.by, descending ? -1 : 1) || byNumber.compare(a.id, b.id);
}

const sortValues: Readonly<Record<SortedBy, (one: ListedConvention) => string | number | undefined>> = {
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
