import { frenchDate } from '../convention/calendar/french.ts';
import { frenchNumber } from '../convention/french-number.ts';
import { type Entry, frenchKinds, orderOf } from '../convention/ledger/entry.ts';
import { type Cents, frenchEuros } from '../convention/ledger/money.ts';
import type { Position } from '../convention/ledger/position.ts';
import { lineFacts } from '../convention/ledger/statement.ts';
import { leftToPay } from '../convention/ledger/totals.ts';
import { withoutDigests } from '../convention/proof/piece.ts';
import { cut, table } from './print.ts';

/** The position of the budget, for people. */
export function describePosition(position: Omit<Position, 'openOrders'>): string[] {
  const { on, period, ceiling, mostPaid, available, committed, accepted, paid } = position;
  const { remainingToCommit, remainingToPay, monthlyCommitted, monthlyPaid, exhaustedIn, lines } = position;
  const rows: (readonly [string, Cents])[] = [
    ...(ceiling === undefined ? [] : [['Plafond', ceiling] as const]),
    ...(mostPaid === undefined ? [] : [['Paiements (CP), au plus', mostPaid] as const]),
    ['Crédits mis à disposition', available],
    ['Engagé (AE)', committed],
    ['Service fait', accepted],
    ['Payé (CP)', paid],
    ...(remainingToCommit === undefined ? [] : [['Reste à engager', remainingToCommit] as const]),
    ['Reste à payer', remainingToPay],
    ['Engagé par mois, en moyenne', monthlyCommitted],
    ['Payé par mois, en moyenne', monthlyPaid],
  ];
  const amounts = rows.map(([label, amount]) => [label, frenchEuros(amount)] as const);
  const width = Math.max(...amounts.map(([, amount]) => amount.length));
  return [
    `Budget au ${frenchDate(on)}${period > 0 ? `, période n° ${period + 1}` : ''}${ceiling === undefined ? ' (sans plafond propre)' : ''}`,
    ...amounts.map(([label, amount]) => `  ${label.padEnd(30)}${amount.padStart(width)}`),
    ...lineFacts(lines).map(([line, standing]) => `  ${line} : ${standing}`),
    ...(exhaustedIn
      ? [`  Plafond dépassé en ${exhaustedIn}, d’après les prévisions du dernier compte rendu`]
      : []),
  ];
}

/** The last entries of a ledger, for people. */
export function describeEntries(entries: readonly Entry[], count: number): string[] {
  if (count === 0)
    return ['Le registre est vide : « delegation import » ou « delegation entry » le remplit.'];
  return [
    ...(entries.length < count
      ? [`Les ${frenchNumber(entries.length)} dernières écritures sur ${frenchNumber(count)} (--all) :`]
      : []),
    ...table(
      ['N°', 'Date', 'Nature', 'EJ', 'Montant', 'Référence'],
      entries.map((entry) => [
        String(entry.seq),
        entry.on,
        entry.kind === 'correction' ? `correction de ${entry.corrects}` : cut(frenchKinds[entry.kind], 26),
        orderOf(entry) ?? '',
        frenchEuros(entry.amount),
        withoutDigests(entry.reference),
      ]),
    ),
  ];
}

/** Orders that are still open, for people. */
export function describeOrders(orders: Position['openOrders'], count: number): string[] {
  if (count === 0) return [];
  const shown = orders.slice(0, 5);
  return [
    `Engagements ouverts (${frenchNumber(count)}) :`,
    ...shown.map((one) => `  EJ ${one.order}, ${one.supplier} : reste ${frenchEuros(leftToPay(one))}`),
    ...(count > shown.length ? ['  …'] : []),
  ];
}
