import { earliest, latest } from '../convention/calendar/plain-date.ts';
import type { ImportLine } from '../convention/ledger/import-line.ts';
import { type Cents, sumOf } from '../convention/ledger/money.ts';
import { cut } from './cells.ts';
import type { ReadRow } from './row.ts';

/** A row that is left out, and why. */
export interface IgnoredRow {
  /** Line of the file, from 1. */
  readonly line: number;
  /** In French. */
  readonly reason: string;
}

/** A line as one row tells it: rows of the same key are added together. */
export interface Movement extends ImportLine {
  /** Line of the file. */
  readonly row: number;
}

/** Why what comes to nothing is left out. */
export const noAmount = 'montant nul';

const unknownSupplier = 'non précisé';

/** The supplier of a row, as a ledger line has it. */
export function supplierOf(row: ReadRow): string {
  return cut(row.text('supplier'), 200) || unknownSupplier;
}

/** The contract of a row, when there is one, as a ledger line has it. */
export function contractOf(row: ReadRow): { contract?: string } {
  const contract = cut(row.text('contract'), 100);
  return contract === '' ? {} : { contract };
}

/**
 * One line a key, amounts added. An order counts from the first day that its rows tell, so that it belongs to the
 * period in which it was made; what was accepted or paid is complete on the last. Lines that come to nothing are
 * apart: they only say something of what an earlier export had told.
 */
export function addedByKey(movements: readonly Movement[]): {
  lines: ImportLine[];
  nil: ImportLine[];
  ignored: IgnoredRow[];
} {
  const byKey = new Map<string, Movement>();
  for (const movement of movements) {
    const before = byKey.get(movement.key);
    byKey.set(movement.key, before ? together(before, movement) : movement);
  }
  const all = [...byKey.values()];
  const counting = all.filter(({ amount }) => amount !== 0);
  const nothing = all.filter(({ amount }) => amount === 0);
  const counted = new Set(counting.map(({ row }) => row));
  const empty = new Set(nothing.map(({ row }) => row).filter((row) => !counted.has(row)));
  return {
    lines: counting.map(withoutRow),
    nil: nothing.map(withoutRow),
    ignored: [...empty].map((line) => ({ line, reason: noAmount })),
  };
}

function withoutRow({ row: _, ...line }: Movement): ImportLine {
  return line;
}

/** What lines of one kind come to. */
export function totalOfKind(lines: readonly ImportLine[], kind: ImportLine['kind']): Cents {
  return sumOf(lines.filter((line) => line.kind === kind).map(({ amount }) => amount));
}

function together(before: Movement, after: Movement): Movement {
  const contract = before.contract ?? after.contract;
  return {
    ...before,
    row: after.row,
    on: before.kind === 'commitment' ? earliest(before.on, after.on) : latest(before.on, after.on),
    amount: sumOf([before.amount, after.amount]),
    supplier: before.supplier === unknownSupplier ? after.supplier : before.supplier,
    ...(contract === undefined ? {} : { contract }),
  };
}
