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
        key: 'CP 1500012345 ETAT 2023 100028941 1',
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
      ['CP 1500012345 ETAT 2023 100028941 1', 500],
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
      ['CP 1500012345 ETAT 2023 100028941 1', 570],
      ['CP 1500012345 ETAT 2023 100028941 2', 3],
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
      { key: 'CP 1500012345 ETAT 2023 - -', reference: 'EJ 1500012345' },
    ]);
  });
});

describe('a payment', () => {
  const one = { paid: 701_335, request: '100028941', requestItem: '1' };

  it('is named by its company, its year, its request and its item: numbers of requests come back each year', () => {
    const rows = [one, { ...one, year: '2024', paid: 500_000 }, { ...one, company: 'PACA', paid: 3 }];
    expect(amountsIn(payments(rows))).toEqual([
      ['CP 1500012345 ETAT 2023 100028941 1', 701_335],
      ['CP 1500012345 ETAT 2024 100028941 1', 500_000],
      ['CP 1500012345 PACA 2023 100028941 1', 3],
    ]);
  });

  it('is one, whether a spreadsheet has taken the zeros of its numbers or not', () => {
    const [kept] = amountsIn(
      payments([{ ...one, order: '0001500012345', request: '000195567', requestItem: '001' }]),
    );
    expect(kept).toEqual(amountsIn(payments([{ ...one, request: '195567' }]))[0]);
    expect(kept?.[0]).toBe('CP 1500012345 ETAT 2023 195567 1');
  });
});
