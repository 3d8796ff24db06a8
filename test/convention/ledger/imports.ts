import { planImport } from '../../../convention/ledger/import-plan.ts';
import { type NewEntry, withEntries } from '../../../convention/ledger/record.ts';
import { at } from '../support.ts';
import { ledgerOf, lineOf } from './entries.ts';

export const file = [
  lineOf('payment', 'A', 1, 5000),
  lineOf('commitment', 'A', 10, 40_000),
  lineOf('commitment', 'A', 20, -3000),
  lineOf('acceptance', 'A', 1, 6000),
];
export const written = (entries: readonly NewEntry[], ledger = ledgerOf()) =>
  withEntries(ledger, entries, 'Ada', at('2020-05-04'));
export const first = planImport([], file, 'mai.csv');
export const imported = written(first.entries);
