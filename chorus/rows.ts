import { Refused } from '../convention/errors.ts';
import { contentOf, shown } from './cells.ts';
import { type ChorusFault, wholeLine } from './chorus-fault.ts';
import type { Row } from './csv-rows.ts';
import type { Heading } from './headings.ts';
import type { IgnoredRow } from './movements.ts';
import { ReadRow } from './row.ts';
import type { Sheet } from './sheet.ts';
import { subtotalIn } from './subtotals.ts';

/** The rows of an export, each read once: its own, its grand totals, and those left out. */
export interface SortedRows {
  readonly rows: readonly ReadRow[];
  readonly grandTotals: readonly ReadRow[];
  readonly ignored: readonly IgnoredRow[];
  /** Rows that are not as long as the headings. */
  readonly faults: readonly ChorusFault[];
}

/**
 * Tells the rows of an export from its subtotals, and from what was written under the table.
 * @throws Refused `BAD_DOCUMENT` when the amounts are such that their sum would not be exact.
 */
export function sortedRows({ heading, rows: given }: Sheet): SortedRows {
  const rows: ReadRow[] = [];
  const grandTotals: ReadRow[] = [];
  const ignored: IgnoredRow[] = [];
  const faults: ChorusFault[] = [];
  for (const row of given) {
    const subtotal = subtotalIn(row, heading);
    if (subtotal === 'all') grandTotals.push(new ReadRow(row, heading));
    else if (subtotal === 'some') ignored.push({ line: row.line, reason: 'sous-total (« Résultat »)' });
    else if (isAside(row, heading)) ignored.push({ line: row.line, reason: asideReason(row) });
    else if (isMisshapen(row, heading)) faults.push(misshapen(row, heading));
    else rows.push(new ReadRow(row, heading));
  }
  refuseInexact(rows);
  return { rows, grandTotals, ignored, faults };
}

/** Whether a row is a text under the table, as in « Édité le 3 mars ». */
function isAside({ cells }: Row, { width }: Heading): boolean {
  return cells.length < width && cells.slice(1).every((cell) => contentOf(cell) === '');
}

function asideReason({ cells }: Row): string {
  return `texte hors du tableau : « ${shown(cells[0] ?? '')} »`;
}

/** Whether a row is cut short, or goes on past the headings: its cells may then be those of other columns. */
function isMisshapen({ cells }: Row, { width, titles }: Heading): boolean {
  return cells.length < width || cells.slice(titles.length).some((cell) => contentOf(cell) !== '');
}

function misshapen({ line, cells }: Row, { titles }: Heading): ChorusFault {
  return {
    line,
    column: wholeLine,
    given: shown(`${cells.length} cellules : ${cells.join(' ; ')}`),
    accepted: `${titles.length} cellules, autant que d’en-têtes`,
  };
}

function refuseInexact(rows: readonly ReadRow[]): void {
  let sum = 0;
  for (const { figures } of rows) {
    for (const { amount } of figures) sum += Math.abs(amount);
  }
  if (sum <= Number.MAX_SAFE_INTEGER) return;
  throw new Refused(
    'BAD_DOCUMENT',
    'Les montants de ce fichier dépassent ensemble 90 000 milliards d’euros : refusé ; accepté : un export de Chorus.',
  );
}
