import type { Convention } from '../../../convention/convention.ts';
import type { Entry } from '../../../convention/ledger/entry.ts';
import type { ImportLine } from '../../../convention/ledger/import-line.ts';
import { centsOf } from '../../../convention/ledger/money.ts';
import { type NewEntry, reversalOf, withEntries } from '../../../convention/ledger/record.ts';
import { at, day, deepFreeze } from '../support.ts';

const written = (on: string, euros: number) => ({
  on: day(on),
  amount: centsOf(euros),
  reference: 'Chorus',
  source: 'saisie',
});

/** Credits made available. */
export function credits(euros: number, on: string): NewEntry {
  return { kind: 'credits', ...written(on, euros) };
}

/** An order committed. */
export function commitment(order: string, euros: number, on: string): NewEntry {
  return { kind: 'commitment', order, supplier: `Titulaire de ${order}`, ...written(on, euros) };
}

/** Something else that happens to an order. */
export function about(
  kind: 'change' | 'acceptance' | 'payment',
  order: string,
  euros: number,
  on: string,
): NewEntry {
  return { kind, order, ...written(on, euros) };
}

/** A ledger of some entries, in their order. */
export function ledgerOf(...entries: readonly NewEntry[]): readonly Entry[] {
  return withEntries([], entries, 'Ada', at('2020-05-04'));
}

/** A ledger with one of its entries reversed, on its own day or on another. */
export function reversing(ledger: readonly Entry[], seq: number, on?: string): readonly Entry[] {
  const entry = ledger[seq - 1];
  if (!entry || entry.kind === 'correction') throw new Error(`no entry ${seq} to reverse`);
  const reversal = reversalOf(entry, on ? day(on) : entry.on, 'erreur', 'saisie');
  return withEntries(ledger, [reversal], 'Ada', at('2020-05-04'));
}

/** The convention with some entries in its ledger, whatever its acts would say of them. */
export function booked(convention: Convention, ...entries: readonly NewEntry[]): Convention {
  return deepFreeze({ ...convention, ledger: ledgerOf(...entries) });
}

/** A line of an export of Chorus. */
export function lineOf(
  kind: ImportLine['kind'],
  order: string,
  item: number,
  euros: number,
  on = '2020-05-04',
): ImportLine {
  return {
    key: `${kind} ${order} ${item}`,
    kind,
    order,
    on: day(on),
    amount: centsOf(euros),
    supplier: `Titulaire de ${order}`,
    reference: `EJ ${order}, poste ${item}`,
  };
}
