import type { PlainDate } from '../convention/calendar/plain-date.ts';
import { chorusNumber } from '../convention/ledger/chorus-number.ts';
import { keyOf } from '../convention/ledger/line-key.ts';
import { sumOf } from '../convention/ledger/money.ts';
import { cut } from './cells.ts';
import { contractOf, type Movement, supplierOf } from './movements.ts';
import type { ReadRow } from './row.ts';

/**
 * What a row of the export of payments says: what was paid of an order, by one item of a request (demande de paiement).
 * A request is named by its company, its year and its number, which comes back each year.
 * @param on the day of a payment that the export does not date.
 */
export function paymentMovements(row: ReadRow, on: PlainDate): Movement[] {
  const amount = sumOf(row.figures.map((figure) => figure.amount));
  const order = row.number('order');
  const request = row.number('request');
  return [
    {
      row: row.line,
      key: keyOf(
        'CP',
        order,
        cut(chorusNumber(row.text('company')), 35),
        row.number('year'),
        request,
        row.number('requestItem'),
      ),
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
