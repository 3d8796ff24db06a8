import type { PlainDate } from '../calendar/plain-date.ts';
import { remembered } from '../remembered.ts';
import { type CommitmentEntry, type Entry, orderOf, type Total, totalOf } from './entry.ts';
import { type Cents, subtract, sumOf, zero } from './money.ts';

/** What some entries come to, in cents: the credits made available, Σ AE, what was accepted, Σ CP. */
export type Totals = Readonly<Record<Total, Cents>>;

/** An order (EJ) as the ledger knows it. */
export interface OrderAccount extends Omit<Totals, 'available'> {
  readonly order: string;
  readonly supplier: string;
  readonly contract?: string;
  readonly deliveryEndsOn?: PlainDate;
  /** The day of its first commitment: it counts in the period of that day. */
  readonly since: PlainDate;
}

/** The sums of some entries up to a day, it included; of all when there is none. */
export function totalsOf(entries: Iterable<Entry>, until?: PlainDate): Totals {
  const sums = { available: 0, committed: 0, accepted: 0, paid: 0 };
  for (const entry of entries) {
    if (until === undefined || entry.on <= until) sums[totalOf(entry)] += entry.amount;
  }
  return sums as Totals;
}

/** Every order up to a day, by number, in the order of their first entry. */
export function accountsOf(ledger: readonly Entry[], until?: PlainDate): ReadonlyMap<string, OrderAccount> {
  return until === undefined || lastDayIn(ledger) <= until
    ? allAccounts(ledger)
    : computeAccounts(ledger, until);
}

const allAccounts = remembered((ledger: readonly Entry[]) => computeAccounts(ledger));

/** The last day on which anything counts: up to it, the sums are those of all, and are known. */
const lastDayIn = remembered((ledger: readonly Entry[]) =>
  ledger.reduce((latest, { on }) => (on > latest ? on : latest), ''),
);

function computeAccounts(ledger: readonly Entry[], until?: PlainDate): ReadonlyMap<string, OrderAccount> {
  const accounts = new Map<string, OrderAccount>();
  const neverCounted = reversedAtOnce(ledger);
  const begun = new Set<string>();
  for (const entry of ledger) {
    const order = orderOf(entry);
    if (order === undefined || (until !== undefined && entry.on > until)) continue;
    const before = accounts.get(order) ?? opened(order, entry);
    // Credits are about no order.
    const total = totalOf(entry) as Exclude<Total, 'available'>;
    const counts = total === 'committed' && !neverCounted.has(entry.seq);
    const begins = counts && (!begun.has(order) || entry.on < before.since);
    if (counts) begun.add(order);
    accounts.set(order, {
      ...before,
      ...(entry.kind === 'commitment' ? descriptionOf(entry) : {}),
      since: begins ? entry.on : before.since,
      [total]: sumOf([before[total], entry.amount]),
    });
  }
  return accounts;
}

/** Orders with something left to pay or to release, oldest first. */
export function openOrders(ledger: readonly Entry[], until?: PlainDate): OrderAccount[] {
  return [...accountsOf(ledger, until).values()].filter(({ committed, paid }) => committed !== paid);
}

/** What is left to pay of an order. */
export function leftToPay({ committed, paid }: OrderAccount): Cents {
  return subtract(committed, paid);
}

/** The entries already reversed, by `seq`. */
export function corrected(ledger: readonly Entry[]): ReadonlySet<number> {
  return new Set(ledger.flatMap((entry) => (entry.kind === 'correction' ? [entry.corrects] : [])));
}

/** The entries reversed on their own day, with what reverses them, by `seq`. */
function reversedAtOnce(ledger: readonly Entry[]): ReadonlySet<number> {
  const isAtOnce = (entry: Entry) =>
    entry.kind === 'correction' && ledger[entry.corrects - 1]?.on === entry.on;
  const reversals = ledger.filter(isAtOnce);
  return new Set([...reversals.map(({ seq }) => seq), ...corrected(reversals)]);
}

function opened(order: string, { on }: Entry): OrderAccount {
  return { order, supplier: 'non précisé', since: on, committed: zero, accepted: zero, paid: zero };
}

function descriptionOf({ supplier, contract, deliveryEndsOn }: CommitmentEntry) {
  return {
    supplier,
    ...(contract === undefined ? {} : { contract }),
    ...(deliveryEndsOn === undefined ? {} : { deliveryEndsOn }),
  };
}
