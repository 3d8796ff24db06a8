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
const order: readonly ColumnKey[] = ['id', ...usual, 'ceiling', 'left'];

/** The columns that may be chosen, value and label. */
export const columnOptions = order.map((key) => [slugOf(columnLabels[key]), columnLabels[key]] as const);

/** The columns that an address asks for, `phase,fin`; the usual ones when it asks for none that there is. */
export function readColumns({ colonne = '' }: Values): readonly ColumnKey[] {
  const asked = colonne.split(',');
  const chosen = order.filter((key) => asked.includes(slugOf(columnLabels[key])));
  return chosen.length > 0 ? chosen : usual;
}

/** The same as an address asks for them. */
export function columnSlugs(columns: readonly ColumnKey[]): string {
  return columns.map((key) => slugOf(columnLabels[key])).join(',');
}

/** Whether a list is sorted by a column. */
export function isSortKey(key: ColumnKey): key is ColumnKey & SortKey {
  return key in sortLabels;
}
