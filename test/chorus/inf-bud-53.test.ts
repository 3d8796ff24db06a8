import { csv, infBud53, infBud53Lines, payments } from './files.ts';
import { amountsIn, exportedOn, readWell, refusalOf } from './reading.ts';

const whole = {
  contract: '2023-C-12',
  acceptedOn: '23.02.2023',
  engaged: 100_000,
  carriedOver: 30_000,
  certified: 1_000,
  preRecorded: 200,
  invoiced: 30,
  paid: 4,
};

describe('INF-BUD-53 by columns', () => {
  it('gives an order’s commitment less what was carried over, and all that was accepted', () => {
    const common = {
      order: '1500012345',
      supplier: 'Société Générale d’Essai',
      contract: '2023-C-12',
      reference: 'EJ 1500012345, poste 10',
    };
    const { lines, totals } = readWell(infBud53([whole]), { year: 2023 });
    expect(lines).toEqual([
      { ...common, key: 'AE 1500012345 10 2023', kind: 'commitment', on: exportedOn, amount: 70_000 },
      { ...common, key: 'SF 1500012345 10 2023', kind: 'acceptance', on: '2023-02-23', amount: 1_234 },
    ]);
    expect(totals).toEqual({ commitment: 70_000, acceptance: 1_234, payment: 0 });
  });

  it('gives payments only when asked, for they are in the export of payments too', () => {
    const { lines } = readWell(infBud53([whole]), { payments: true, year: 2023 });
    expect(lines[2]).toMatchObject({
      key: 'CP 1500012345 10 2023',
      kind: 'payment',
      on: '2023-02-23',
      amount: 4,
    });
    expect(amountsIn(infBud53([whole]), { year: 2023 })).toHaveLength(2);
  });

  it('adds the rows of an item together', () => {
    const rows = [
      { engaged: 100, acceptedOn: '01/03/2023', invoiced: 5, supplier: '#' },
      { engaged: 20, acceptedOn: '15/02/2023', invoiced: 6, contract: 'C1' },
      { engaged: 3, item: '20' },
    ];
    expect(readWell(infBud53(rows)).lines).toMatchObject([
      { key: 'AE 1500012345 10', amount: 120, supplier: 'Société Générale d’Essai', contract: 'C1' },
      { key: 'SF 1500012345 10', amount: 11, on: '2023-03-01' },
      { key: 'AE 1500012345 20', amount: 3 },
    ]);
  });

  it('dates a commitment by the first day that the order tells', () => {
    const headings = [
      'N° EJ',
      'Date d’engagement',
      'Date de création EJ',
      'Date comptable EJ',
      'Montant engagé',
    ];
    const bytes = csv([
      headings,
      ['1', '01/02/2023', '02/02/2023', '03/02/2023', '1,00'],
      ['2', '#', '02/02/2023', '03/02/2023', '1,00'],
      ['3', '', '00.00.0000', '44980', '1,00'],
      ['4', '', '', '', '1,00'],
      ['5', '05/02/2023', '', '', '1,00'],
      ['5', '04/02/2023', '', '', '1,00'],
    ]);
    expect(readWell(bytes).lines.map(({ on }) => on)).toEqual([
      '2023-02-01',
      '2023-02-02',
      '2023-02-23',
      exportedOn,
      '2023-02-04',
    ]);
  });

  it('has the year in its keys when it tells it', () => {
    const bytes = csv([
      ['N° EJ', 'N° poste EJ', 'Exercice comptable', 'Montant engagé'],
      ['15', '10', '2022', '1,00'],
      ['15', '10', '2023', '2,00'],
    ]);
    expect(amountsIn(bytes)).toEqual([
      ['AE 15 10 2022', 100],
      ['AE 15 10 2023', 200],
    ]);
  });

  it('leaves out what comes to nothing, in a row or in a line', () => {
    const { lines, nil, ignored } = readWell(
      infBud53([
        { order: '1', engaged: 500, carriedOver: 500 },
        { order: '2', engaged: 700 },
        { order: '2', engaged: -700, paid: 1 },
      ]),
      { year: 2023 },
    );
    expect(lines).toMatchObject([{ key: 'SF 2 10 2023' }]);
    // Kept apart: an earlier export may have told something of them.
    expect(nil.map(({ key }) => key)).toEqual(['AE 1 10 2023', 'SF 1 10 2023', 'AE 2 10 2023']);
    expect(ignored).toEqual([{ line: 5, reason: 'montant nul' }]);
  });

  it('is refused when it carries orders over from another year without saying its own', () => {
    expect(refusalOf(infBud53([{ engaged: 500, carriedOver: 200 }])).message).toContain('--year 2021');
    expect(readWell(infBud53([{ engaged: 500, carriedOver: 0 }])).lines).toHaveLength(1);
  });

  it('leaves out a row without an order', () => {
    const { lines, ignored } = readWell(infBud53([{ order: '#', engaged: 100 }]));
    expect(lines).toEqual([]);
    expect(ignored).toEqual([{ line: 5, reason: 'sans engagement juridique' }]);
  });

  it('names an item alike however it is written, and does without', () => {
    const rows = [
      { item: '00010', engaged: 1 },
      { item: '10', engaged: 2 },
      { item: '#', engaged: 3, supplier: '' },
    ];
    expect(readWell(infBud53(rows)).lines).toMatchObject([
      { key: 'AE 1500012345 10', amount: 3 },
      { key: 'AE 1500012345 -', amount: 3, reference: 'EJ 1500012345', supplier: 'non précisé' },
    ]);
  });

  it('gives what was released as a negative commitment', () => {
    expect(amountsIn(infBud53([{ engaged: 0, carriedOver: 500 }]), { year: 2023 })).toEqual([
      ['AE 1500012345 10 2023', -500],
    ]);
  });
});

describe('INF-BUD-53 by lines', () => {
  it.each(['', 'Type montant', 'Type de montant'])(
    'says the same as by columns, under the year: « %s »',
    (kindHeading) => {
      expect(amountsIn(infBud53Lines([whole], 2023, { kindHeading, grandTotal: true }))).toEqual([
        ['AE 1500012345 10 2023', 70_000],
        ['SF 1500012345 10 2023', 1_234],
      ]);
    },
  );

  it('takes what it says was received, rather than the sum', () => {
    const { lines, ignored } = readWell(
      infBud53Lines([{ engaged: 100, invoiced: 40, paid: 50, received: 95 }], 2023),
    );
    expect(lines).toMatchObject([{ amount: 100 }, { kind: 'acceptance', amount: 95 }]);
    expect(ignored).toEqual([
      { line: 6, reason: 'montant compté ailleurs : « Montant facturé »' },
      { line: 7, reason: 'montant compté ailleurs : « Montant payé »' },
    ]);
  });

  it('counts once what is told of a year by a row of its own too', () => {
    const bytes = csv([
      ['N° EJ', 'N° poste EJ', '', '2023'],
      ['15', '10', 'Montant TOTAL engagé (b)', '60,00'],
      ['15', '10', 'Bascule des EJ non soldés (EJ années antérieures) (a)', '10,00'],
      ['15', '10', 'Montant EJ engagés Année en cours (= b - a)', '50,00'],
    ]);
    expect(amountsIn(bytes)).toEqual([['AE 15 10 2023', 5000]]);
  });

  it('gives payments only when asked', () => {
    expect(amountsIn(infBud53Lines([{ paid: 50, received: 95 }], 2023), { payments: true })).toEqual([
      ['CP 1500012345 10 2023', 50],
      ['SF 1500012345 10 2023', 95],
    ]);
  });

  it.each([
    [2022, '2022-12-31'],
    [2023, exportedOn],
  ])('counts from the end of its year, or from the day of the export: %d', (year, on) => {
    expect(readWell(infBud53Lines([{ engaged: 100 }], year)).lines).toMatchObject([{ on }]);
  });

  it('leaves out the other kinds of amount, and those of nothing', () => {
    const bytes = csv([
      ['N° EJ', 'N° poste EJ', '', '2023'],
      ['15', '10', 'Montant bloqué', '12,00'],
      ['15', '10', 'Montant engagé', '0,00'],
    ]);
    expect(readWell(bytes)).toMatchObject({
      lines: [],
      ignored: [
        { line: 5, reason: 'autre montant : « Montant bloqué »' },
        { line: 6, reason: 'montant nul' },
      ],
    });
  });
});

describe('both exports', () => {
  it('count a payment once between them', () => {
    const orders = readWell(infBud53([whole]), { year: 2023 }).totals;
    const paid = readWell(payments([{ paid: whole.paid }])).totals;
    expect(orders.payment + paid.payment).toBe(whole.paid);
  });
});

describe('the year told by hand', () => {
  it('changes nothing where nothing is carried over: the same file is the same lines, with it or without', () => {
    const file = infBud53([{ engaged: 1000, certified: 10 }]);
    expect(readWell(file, { year: 2020 }).lines).toEqual(readWell(file).lines);
  });
});
