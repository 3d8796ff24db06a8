import type { Convention } from '../convention/convention.ts';
import { type ErrorCode, Refused } from '../convention/errors.ts';
import { grouped } from '../convention/grouped.ts';
import { frenchEuros, sumOf } from '../convention/ledger/money.ts';
import { claimsAmong } from './claims.ts';
import { addedByKey, type IgnoredRow, type Movement } from './movements.ts';
import {
  type ChorusExport,
  type ChorusReading,
  chargedOn,
  exportIn,
  tellerOf,
  totalsOfLines,
  whySilent,
  withoutOrder,
} from './read-chorus.ts';
import {
  chargingOf,
  type Import,
  type ImportOptions,
  importOf,
  outsideReason,
  refuseFaults,
} from './read-import.ts';
import type { ReadRow } from './row.ts';
import { chargedTo } from './scope.ts';

type Totals = ChorusReading['totals'];

/** What one export says of several conventions, before anything is written. */
export interface SharedImport {
  readonly shape: ChorusReading['shape'];
  /** What all rows of the file come to: that of the shares, and of the rows that are nobody's. */
  readonly totals: Totals;
  /** Of the conventions that some rows belong to, in their order. */
  readonly shares: readonly Share[];
  /** Rows that count and are no convention's, in the order of the file. */
  readonly unclaimed: readonly UnclaimedRow[];
  /** Rows that count for nothing. */
  readonly ignored: readonly IgnoredRow[];
}

/** What belongs to one convention. */
export interface Share {
  readonly id: string;
  /** Rows of the file. */
  readonly rows: number;
  readonly totals: Totals;
  /** What it would change; or why it cannot be compared with the ledger, in French. */
  readonly import: Import | { readonly code: ErrorCode; readonly refused: string };
}

/** A row that belongs to none, or to several. */
export interface UnclaimedRow {
  /** Line of the file, from 1. */
  readonly line: number;
  /** In French. */
  readonly reason: string;
  /** Those that it may belong to; none when no convention has its codes. */
  readonly between: readonly string[];
  readonly totals: Totals;
}

/**
 * Reads one export of Chorus against several conventions: each row goes to one of them, or to none with the reason.
 * Σ of all parts is Σ of the file, to the cent.
 * @throws Refused `BAD_DOCUMENT` with every fault of the file, whosever the row.
 */
export function readSharedImport(
  conventions: readonly Convention[],
  bytes: Uint8Array,
  options: ImportOptions,
): SharedImport {
  const { on, today, payments, year, file: path } = options;
  const file = exportIn(bytes);
  refuseFaults(path, file.faults);
  const told = toldIn(file, { on, payments, ...(year === undefined ? {} : { year }) });
  refuseFaults(
    path,
    file.rows.flatMap(({ faults }) => faults),
  );
  const open = conventions.filter(({ closed, document }) => !closed && document.budget !== undefined);
  const claim = claimsAmong(open, (convention, line) => outsideReason(convention, line, today) === undefined);
  const parts = new Map(open.map((convention) => [convention.document.id, partOf(convention)]));
  const unclaimed: UnclaimedRow[] = [];
  const ignored: IgnoredRow[] = [...file.ignored];
  for (const { row, movements } of told) {
    const { line } = row;
    if (movements.every(({ amount }) => amount === 0) && !row.has('order')) {
      ignored.push({ line, reason: withoutOrder });
      continue;
    }
    if (movements.length === 0) {
      ignored.push({ line, reason: whySilent(row, file) });
      continue;
    }
    const claimed = row.has('order') ? claim(row, movements) : { reason: withoutOrder, between: [] };
    const part = 'of' in claimed ? parts.get(claimed.of) : undefined;
    const refused = part ? part.take(row, movements) : 'reason' in claimed ? claimed : undefined;
    if (refused) unclaimed.push({ line, ...refused, totals: totalsOfLines(movements) });
  }
  const shares = [...parts.values()].flatMap(({ share }) => share(file.shape, options));
  const all = told.flatMap(({ movements }) => movements);
  return { shape: file.shape, totals: totalsOfLines(all), shares, unclaimed, ignored };
}

/** Rows that are nobody's by their reason, the most frequent first. */
export function byReason(
  unclaimed: readonly UnclaimedRow[],
): readonly (readonly [reason: string, rows: readonly UnclaimedRow[]])[] {
  return [...grouped(unclaimed, ({ reason }) => reason)].sort(([, a], [, b]) => b.length - a.length);
}

/** What several parts of a file come to. */
export function totalsTogether(parts: readonly { readonly totals: Totals }[]): Totals {
  const sum = (kind: keyof Totals) => sumOf(parts.map(({ totals }) => totals[kind]));
  return { commitment: sum('commitment'), acceptance: sum('acceptance'), payment: sum('payment') };
}

/** What a file or a part of it comes to: `engagé 10,00 €, service fait 5,00 €, payé 0,00 €`. */
export function frenchTotals({ commitment, acceptance, payment }: Totals): string {
  return `engagé ${frenchEuros(commitment)}, service fait ${frenchEuros(acceptance)}, payé ${frenchEuros(payment)}`;
}

interface ToldRow {
  readonly row: ReadRow;
  readonly movements: readonly Movement[];
}

function toldIn(file: ChorusExport, options: Parameters<typeof tellerOf>[1]): ToldRow[] {
  const tell = tellerOf(file, options);
  return file.rows.map((row) => ({ row, movements: tell(row) }));
}

/** The rows of one convention, as they are found. */
function partOf(convention: Convention) {
  const { scopes, lineOfOrder } = chargingOf(convention);
  const { id } = convention.document;
  const movements: Movement[] = [];
  let rows = 0;
  return {
    /** Takes a row in, or says why no line of the budget has it. */
    take(row: ReadRow, told: readonly Movement[]): Pick<UnclaimedRow, 'reason' | 'between'> | undefined {
      const charged = chargedTo(row, scopes, lineOfOrder);
      if ('reason' in charged) return { reason: `« ${id} » : ${charged.reason}`, between: [id] };
      rows += 1;
      movements.push(...chargedOn(told, charged.line));
      return undefined;
    },
    share(shape: ChorusReading['shape'], options: ImportOptions): Share[] {
      if (rows === 0) return [];
      const { lines, nil, ignored } = addedByKey(movements);
      const totals = totalsOfLines(lines);
      const reading = { shape, lines, nil, ignored, faults: [], totals };
      return [{ id, rows, totals, import: comparedWith(convention, reading, options) }];
    },
  };
}

function comparedWith(
  convention: Convention,
  reading: ChorusReading,
  options: ImportOptions,
): Share['import'] {
  try {
    return importOf(convention, reading, options);
  } catch (error) {
    if (error instanceof Refused) return { code: error.code, refused: error.message };
    throw error;
  }
}
