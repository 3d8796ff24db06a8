import { csv, payments } from './files.ts';
import { amountsIn, exportedOn, readWell } from './reading.ts';

describe('the export of payments', () => {
  it('gives a payment an item of a request', () => {
    const { shape, lines, totals } = readWell(
      payments([{ paid: 123_456, paidOn: '44980' }], { grandTotal: true }),
    );
    expect(shape).toBe('payments');
    expect(lines).toEqual([
      {
        key: 'CP 1500012345 100028941 1',
        kind: 'payment',
        order: '1500012345',
        on: '2023-02-23',
        amount: 123_456,
        supplier: 'Société Générale d’Essai',
        reference: 'DP 100028941, EJ 1500012345',
      },
    ]);
    expect(totals).toEqual({ commitment: 0, acceptance: 0, payment: 123_456 });
  });

  it('may call its amount « EUR »', () => {
    expect(amountsIn(payments([{ paid: 500 }], { amountHeading: 'EUR' }))).toEqual([
      ['CP 1500012345 100028941 1', 500],
    ]);
  });

  it('may write the cost centre in the singular', () => {
    const bytes = csv([
      ['N° EJ', 'N° DP', 'Centre de coût CODE', 'EUR'],
      ['15', '100', 'EMPEF00099', '1,00'],
    ]);
    expect(readWell(bytes).ignored).toEqual([{ line: 5, reason: 'autre centre de coût : « EMPEF00099 »' }]);
  });

  it('adds the rows of an item together, as when it has two rates of tax', () => {
    expect(amountsIn(payments([{ paid: 500 }, { paid: 70 }, { paid: 3, requestItem: '2' }]))).toEqual([
      ['CP 1500012345 100028941 1', 570],
      ['CP 1500012345 100028941 2', 3],
    ]);
  });

  it('leaves out what was paid without an order, and nothing', () => {
    const { lines, ignored } = readWell(payments([{ order: '#', paid: 500 }, { paid: 0 }]));
    expect(lines).toEqual([]);
    expect(ignored).toEqual([
      { line: 5, reason: 'sans engagement juridique' },
      { line: 6, reason: 'montant nul' },
    ]);
  });

  it('gives what was paid back as a negative payment, on the day of the export when it tells none', () => {
    expect(readWell(payments([{ paid: -500 }])).lines).toMatchObject([{ amount: -500, on: exportedOn }]);
  });

  it('reads a payment without a request or its item', () => {
    expect(readWell(payments([{ paid: 5, request: '#', requestItem: '' }])).lines).toMatchObject([
      { key: 'CP 1500012345 - -', reference: 'EJ 1500012345' },
    ]);
  });
});
