import { stringify } from 'csv-stringify/sync';
import { phases } from '../../convention/term/phases.ts';
import type { Stats } from './stats.ts';

/** The same figures for a spreadsheet, one a line. */
export function statsCsv(stats: Stats): string {
  const { conventions, byPhase, mails, reports, settled, conventionsSettled } = stats;
  const rows: (readonly [string, number])[] = [
    ['conventions', conventions],
    ...phases.map((phase) => [`phase.${phase}`, byPhase[phase] ?? 0] as const),
    ['mails.due', mails.due],
    ['mails.inTime', mails.inTime],
    ['reports.due', reports.due],
    ['reports.inTime', reports.inTime],
    ['settled.cents', settled],
    ['settled.conventions', conventionsSettled],
  ];
  return stringify(rows, {
    header: true,
    columns: ['figure', 'value'],
    delimiter: ';',
    escape_formulas: true,
  });
}
