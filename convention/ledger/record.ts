import type { Moment } from '../calendar/moment.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import { type Entry, type Original, orderOf } from './entry.ts';
import { negate } from './money.ts';
import { accountsOf, type OrderAccount } from './totals.ts';

type Unwritten<One> = One extends Entry ? Omit<One, 'seq' | 'by' | 'at'> : never;

/** An entry before it has its place in the ledger. */
export type NewEntry = Unwritten<Entry>;

/** The ledger with some entries more, in their order. */
export function withEntries(
  ledger: readonly Entry[],
  entries: readonly NewEntry[],
  by: string,
  { now }: Moment,
): readonly Entry[] {
  const written = entries.map(
    (entry, index): Entry => ({ ...entry, seq: ledger.length + index + 1, by, at: now }),
  );
  return [...ledger, ...written];
}

/** The entry that reverses another. */
export function reversalOf(entry: Original, on: PlainDate, reference: string, source: string): NewEntry {
  const order = orderOf(entry);
  return {
    kind: 'correction',
    corrects: entry.seq,
    of: entry.kind,
    on,
    amount: negate(entry.amount),
    reference,
    source,
    ...(order === undefined ? {} : { order }),
  };
}

/** The first order of which more is paid than was committed, if there is one: Σ CP of an order ≤ its Σ AE. */
export function overpaidIn(ledger: readonly Entry[]): OrderAccount | undefined {
  for (const account of accountsOf(ledger).values()) {
    if (account.paid > account.committed || account.paid < 0) return account;
  }
  return undefined;
}
