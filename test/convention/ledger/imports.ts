import type { PlainDate } from '../../../convention/calendar/plain-date.ts';
import type { Entry } from '../../../convention/ledger/entry.ts';
import type { ImportLine } from '../../../convention/ledger/import-line.ts';
import { type ImportPlan, planFor } from '../../../convention/ledger/import-plan.ts';
import { type NewEntry, withEntries } from '../../../convention/ledger/record.ts';
import { at, day, inForce } from '../support.ts';
import { ledgerOf, lineOf } from './entries.ts';

/** What an import on a day, before those of the file when none is given, would do with a ledger of one line. */
export function planImport(
  ledger: readonly Entry[],
  lines: readonly ImportLine[],
  source: string,
  today = day('1990-01-01'),
  from?: PlainDate,
): ImportPlan {
  return planFor({ document: inForce().document, ledger }, lines, source, today, from);
}

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
