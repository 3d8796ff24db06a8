import { stringify } from 'csv-stringify/sync';
import type { ListedConvention } from '../../client/list.ts';
import { phases } from '../../convention/convention.ts';

/** What the service does, in figures and without a name: the shape of `/stats.json`, kept stable. */
export interface Stats {
  readonly conventions: number;
  /** How many of each phase, all phases there. */
  readonly byPhase: Readonly<Record<string, number>>;
  readonly mails: Rate;
  readonly reports: Rate;
  /** Balances agreed upon, in cents, all conventions together. */
  readonly settled: number;
  readonly conventionsSettled: number;
}

/** How many were due, and how many of them came in time. */
export interface Rate {
  readonly due: number;
  readonly inTime: number;
  /** From 0 to 1; absent while nothing was due. */
  readonly rate?: number;
}

/** The figures of some conventions. */
export function statsOf(conventions: readonly ListedConvention[]): Stats {
  const sum = (value: (one: ListedConvention) => number) =>
    conventions.reduce((total, one) => total + value(one), 0);
  const rate = (due: number, inTime: number): Rate => ({
    due,
    inTime,
    ...(due > 0 ? { rate: inTime / due } : {}),
  });
  return {
    conventions: conventions.length,
    byPhase: Object.fromEntries(
      phases.map((phase) => [phase, conventions.filter((one) => one.phase === phase).length]),
    ),
    mails: rate(
      sum(({ figures }) => figures?.mails.due ?? 0),
      sum(({ figures }) => figures?.mails.inTime ?? 0),
    ),
    reports: rate(
      sum(({ figures }) => figures?.reports.due ?? 0),
      sum(({ figures }) => figures?.reports.inTime ?? 0),
    ),
    settled: sum(({ figures }) => figures?.balance ?? 0),
    conventionsSettled: conventions.filter(({ figures }) => figures?.balance !== undefined).length,
  };
}

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
