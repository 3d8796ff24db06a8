import type { Values } from '../../acts/form.ts';
import { slugOf } from '../slug.ts';
import { type SortKey, sortLabels } from './query.ts';

const { name: _name, ...sorted } = sortLabels;

/** What a list may show of a convention beside its name, as its headings have it; in an address, their slugs. */
export const columnLabels = {
  id: 'Identifiant',
  parties: 'Parties',
  ...sorted,
  ceiling: 'Plafond',
  left: 'Reste à engager',
} as const;
export type ColumnKey = keyof typeof columnLabels;

/** What it shows when nothing is chosen. */
const usual: readonly ColumnKey[] = ['parties', 'phase', 'deadline', 'end', 'overdue', 'used'];
/** In the order of the list, whatever that of the address. */
export const everyColumn: readonly ColumnKey[] = ['id', ...usual, 'ceiling', 'left'];

/** The columns that may be chosen, value and label. */
export const columnOptions = everyColumn.map(
  (key) => [slugOf(columnLabels[key]), columnLabels[key]] as const,
);

/** The columns that an address asks for, `phase,fin`; those that count as usual when it asks for none that there is. */
export function readColumns(
  { colonne = '' }: Values,
  otherwise: readonly ColumnKey[] = usual,
): readonly ColumnKey[] {
  const asked = colonne.split(',');
  const chosen = everyColumn.filter((key) => asked.includes(slugOf(columnLabels[key])));
  return chosen.length > 0 ? chosen : otherwise;
}

/** The same as an address asks for them. */
export function columnSlugs(columns: readonly ColumnKey[]): string {
  return columns.map((key) => slugOf(columnLabels[key])).join(',');
}

/** Whether a list is sorted by a column. */
export function isSortKey(key: ColumnKey): key is ColumnKey & SortKey {
  return key in sortLabels;
}
