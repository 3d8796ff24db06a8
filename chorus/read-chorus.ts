import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { ImportLine } from '../convention/ledger/import-line.ts';
import type { Cents } from '../convention/ledger/money.ts';
import type { ChorusFault } from './chorus-fault.ts';
import { textOf } from './file-text.ts';
import type { Heading } from './headings.ts';
import { orderMovements, ordersReading, whyNothing, wrongYears } from './inf-bud-53.ts';
import { addedByKey, type IgnoredRow, type Movement, noAmount, totalOfKind } from './movements.ts';
import { paymentMovements } from './payments.ts';
import type { ReadRow } from './row.ts';
import { sortedRows } from './rows.ts';
import { type ChorusScope, chargedTo } from './scope.ts';
import { hasHeadings, sheetIn } from './sheet.ts';
import { wrongTotals } from './subtotals.ts';

/** How an export is read. */
export interface ChorusOptions {
  /** The day of what the export does not date: that of the export. */
  readonly on: PlainDate;
  /**
   * Whether payments are read from INF-BUD-53; not by default. They are in the export of payments too, under other
   * keys: a ledger that takes both would count them twice. The export of payments is always read.
   */
  readonly payments?: boolean;
  /** The year of INF-BUD-53, when it does not say it: each year's export tells amounts of its own. */
  readonly year?: number;
  /** The only line of the budget that an order is charged to already, by its number; `undefined` when none or several are. */
  readonly lineOfOrder?: (order: string) => string | undefined;
}

/** What an export of Chorus says of a convention. Nothing is to be imported while it has faults. */
export interface ChorusReading {
  /** Which export it is: the follow-up of orders, or the payments. */
  readonly shape: 'inf-bud-53' | 'payments';
  /** One line a key, in the order of the file. */
  readonly lines: readonly ImportLine[];
  /** Lines that come to nothing: they undo what an earlier export told under the same key. */
  readonly nil: readonly ImportLine[];
  readonly ignored: readonly IgnoredRow[];
  readonly faults: readonly ChorusFault[];
  /** What the lines come to, in cents. */
  readonly totals: Readonly<Record<ImportLine['kind'], Cents>>;
}

/**
 * Reads a CSV export of Chorus, the State's accounting system: the follow-up of orders (INF-BUD-53) or the payments.
 *
 * Each order's item gives a commitment (`AE 1500012345 10`) and an acceptance (`SF …`); each item of a request for
 * payment gives a payment (`CP …`). Rows of one key are added together, so that the export of tomorrow changes the
 * line that the export of today has written. An acceptance is all that was delivered and accepted, paid or not.
 * A bad row throws nothing: it is told in `faults`.
 *
 * @param scopes the lines of the budget; rows that say that they are charged to something else are ignored.
 * @throws Refused `BAD_DOCUMENT` when the file is no such export, or has more than 20 MB or 50 000 rows.
 */
export function readChorus(
  bytes: Uint8Array,
  scopes: readonly ChorusScope[],
  options: ChorusOptions,
): ChorusReading {
  const file = exportIn(bytes);
  const told = movementsIn(file, scopes, options);
  const { lines, nil, ignored } = addedByKey(told.movements);
  return {
    shape: file.shape,
    lines,
    nil,
    ignored: [...file.ignored, ...told.ignored, ...ignored].sort(byLine),
    faults: [...file.faults, ...told.faults].sort(byLine),
    totals: totalsOfLines(lines),
  };
}

/** An export of Chorus, whoever's its rows are. */
export interface ChorusExport extends Pick<ChorusReading, 'shape' | 'ignored' | 'faults'> {
  readonly heading: Heading;
  readonly rows: readonly ReadRow[];
}

/**
 * Reads an export, each row once.
 * @throws Refused `BAD_DOCUMENT` when the file is none, or has more than 20 MB or 50 000 rows.
 */
export function exportIn(bytes: Uint8Array): ChorusExport {
  const sheet = sheetIn(textOf(bytes, hasHeadings));
  const { heading } = sheet;
  const { rows, grandTotals, ignored, faults: misshapen } = sortedRows(sheet);
  const faults = [...sheet.faults, ...misshapen, ...[...rows, ...grandTotals].flatMap((row) => row.faults)];
  // Where an amount is missing, totals are wrong for that only.
  if (faults.length === 0) faults.push(...wrongYears(rows), ...wrongTotals(grandTotals, rows));
  const shape = heading.layout === 'payments' ? 'payments' : 'inf-bud-53';
  return { shape, heading, rows, ignored, faults };
}

/** What each row of an export says, whoever's it is; what cannot be read of it is told in its `faults`. */
export function tellerOf(
  { heading, rows }: ChorusExport,
  { on, payments = false, year }: ChorusOptions,
): (row: ReadRow) => Movement[] {
  const reading = ordersReading(heading, rows, { on, payments, ...(year === undefined ? {} : { year }) });
  return (row) => (heading.layout === 'payments' ? paymentMovements(row, on) : orderMovements(row, reading));
}

/** Why a row of which nothing is told says nothing, in French. */
export function whySilent(row: ReadRow, { heading }: ChorusExport): string {
  return heading.layout === 'payments' ? noAmount : whyNothing(row, heading);
}

/** Why a row that names no order is left out, in French. */
export const withoutOrder = 'sans engagement juridique';

/** What lines come to, in cents, each kind apart. */
export function totalsOfLines(lines: readonly ImportLine[]): ChorusReading['totals'] {
  return {
    commitment: totalOfKind(lines, 'commitment'),
    acceptance: totalOfKind(lines, 'acceptance'),
    payment: totalOfKind(lines, 'payment'),
  };
}

/** What a row says, on the line of the budget that it is charged to. */
export function chargedOn(movements: readonly Movement[], line: string | undefined): readonly Movement[] {
  return line === undefined ? movements : movements.map((one) => ({ ...one, budgetLine: line }));
}

function movementsIn(
  file: ChorusExport,
  scopes: readonly ChorusScope[],
  options: ChorusOptions,
): { movements: Movement[]; ignored: IgnoredRow[]; faults: ChorusFault[] } {
  const tell = tellerOf(file, options);
  const movements: Movement[] = [];
  const ignored: IgnoredRow[] = [];
  const faults: ChorusFault[] = [];
  for (const row of file.rows) {
    if (row.faults.length > 0) continue;
    const charged = row.has('order') ? chargedTo(row, scopes, options.lineOfOrder) : { reason: withoutOrder };
    if ('reason' in charged) {
      ignored.push({ line: row.line, reason: charged.reason });
      continue;
    }
    const told = tell(row);
    if (row.faults.length > 0) faults.push(...row.faults);
    else if (told.length > 0) movements.push(...chargedOn(told, charged.line));
    else ignored.push({ line: row.line, reason: whySilent(row, file) });
  }
  return { movements, ignored, faults };
}

function byLine(a: { readonly line: number }, b: { readonly line: number }): number {
  return a.line - b.line;
}
