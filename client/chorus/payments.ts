import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import { sumOf } from '../../convention/money.ts';
import { contractOf, keyOf, type Movement, supplierOf } from './lines.ts';
import type { ReadRow } from './row.ts';

/**
 * What a row of the export of payments says: what was paid of an order, by one item of a request (demande de paiement).
 * @param on the day of a payment that the export does not date.
 */
export function paymentMovements(row: ReadRow, on: PlainDate): Movement[] {
  const amount = sumOf(row.figures.map((figure) => figure.amount));
  const order = row.number('order');
  const request = row.number('request');
  return [
    {
      row: row.line,
      key: keyOf('CP', order, request, row.itemNumber('requestItem')),
      kind: 'payment',
      order,
      on: row.date(['lastTouchedOn', 'acceptedOn', 'requestedOn'], on),
      amount,
      supplier: supplierOf(row),
      ...contractOf(row),
      reference: `${request ? `DP ${request}, ` : ''}EJ ${order}`,
    },
  ];
}
