import { type Cents, frenchEuros, sumOf, zero } from '../convention/ledger/money.ts';
import { plain } from './cells.ts';
import type { ChorusFault } from './chorus-fault.ts';
import type { Row } from './csv-rows.ts';
import type { Heading } from './headings.ts';
import type { ReadRow } from './row.ts';

const subtotal = 'resultat';
const grandTotal = 'resultat global';

/** What a row adds up: some rows above it, or the whole file; `undefined` when it is a row of its own. */
export function subtotalIn({ cells }: Row, { amounts }: Heading): 'some' | 'all' | undefined {
  const names = cells
    .filter((cell, index) => mayBeSubtotal(cell) && amounts.every((amount) => amount.index !== index))
    .map(plain);
  if (names.includes(grandTotal)) return 'all';
  return names.includes(subtotal) ? 'some' : undefined;
}

/**
 * Where a grand total of the file is not the sum of its rows: those of every centre, ours or not. A total that the
 * long layout gives without a kind is that of all its rows.
 */
export function wrongTotals(totals: readonly ReadRow[], rows: readonly ReadRow[]): ChorusFault[] {
  if (totals.length === 0) return [];
  const sums = sumsByTitle(rows);
  const all = sumOf(sums.values());
  const faults: ChorusFault[] = [];
  for (const { line, figures } of totals) {
    for (const { title, amount } of figures) {
      const name = plain(title);
      const sum = name === '' || name === grandTotal ? all : (sums.get(name) ?? zero);
      if (amount === sum) continue;
      faults.push({
        line,
        column: title,
        given: frenchEuros(amount),
        accepted: `la somme des lignes du fichier, ${frenchEuros(sum)}`,
      });
    }
  }
  return faults;
}

function sumsByTitle(rows: readonly ReadRow[]): ReadonlyMap<string, Cents> {
  const sums = new Map<string, Cents>();
  const names = new Map<string, string>();
  for (const { figures } of rows) {
    for (const { title, amount } of figures) {
      // The same few titles come back at every row.
      const name = names.get(title) ?? plain(title);
      names.set(title, name);
      const before = sums.get(name);
      sums.set(name, before === undefined ? amount : sumOf([before, amount]));
    }
  }
  return sums;
}

function mayBeSubtotal(cell: string): boolean {
  return /^\s*r.{1,2}sultat/i.test(cell);
}
