import { orderOf } from '../../../convention/ledger/entry.ts';
import { committedBy } from '../../../convention/ledger/import-plan.ts';
import { centsOf, negate } from '../../../convention/ledger/money.ts';
import type { NewEntry } from '../../../convention/ledger/record.ts';
import { accountsOf, totalsOf } from '../../../convention/ledger/totals.ts';
import { day } from '../support.ts';
import { about, commitment, ledgerOf, lineOf } from './entries.ts';
import { file, imported, planImport, written } from './imports.ts';

describe('an order typed by hand that a file tells anew', () => {
  const typed = ledgerOf(commitment('A', 30_000, '2020-05-04'));
  const plan = planImport(typed, file, 'mai.csv');

  it('counts once: what was typed is reversed, and Chorus’ word stands', () => {
    expect(plan.replaced.map(({ seq }) => seq)).toEqual([1]);
    expect(totalsOf(written(plan.entries, typed)).committed).toBe(3_700_000);
    expect(committedBy(plan)).toBe(700_000);
  });

  it('keeps what the file does not tell of it', () => {
    const payments = planImport(typed, [lineOf('payment', 'A', 1, 10)], 'paiements.csv');
    expect(payments.replaced).toEqual([]);
  });

  it('keeps what was typed since, when the same file comes again', () => {
    const after = written([release], imported);
    expect(planImport(after, file, 'mai.csv').entries).toEqual([]);
  });

  const release: NewEntry = {
    kind: 'change',
    order: 'A',
    on: day('2020-05-04'),
    amount: negate(centsOf(100)),
    reference: 'annulation',
    source: 'saisie',
  };
});

describe('payments typed by hand', () => {
  const typed = ledgerOf(
    commitment('A', 50_000, '2020-05-04'),
    about('payment', 'A', 10_000, '2020-05-04'),
    about('payment', 'A', 5000, '2020-05-04'),
  );

  it('are replaced one by one: those that the file has too, and no other', () => {
    const plan = planImport(typed, [lineOf('payment', 'A', 1, 5000)], 'paiements.csv');
    expect(plan.replaced.map(({ seq }) => seq)).toEqual([3]);
    expect(totalsOf(written(plan.entries, typed)).paid).toBe(1_500_000);
  });

  // What was typed, what one file after the other tells of each payment, and what is paid in the end.
  const stories: readonly [
    what: string,
    typed: readonly number[],
    files: readonly (readonly (readonly [item: number, euros: number])[])[],
    paid: number,
  ][] = [
    ['two of one amount, of which the file has one', [500, 500], [[[1, 500]]], 1000],
    ['two that the file has as one, cumulated', [500, 500], [[[1, 1000]]], 1000],
    ['three, two of which are one in the file', [300, 200, 700], [[[1, 500]]], 1200],
    [
      'one that the file has as two',
      [1000],
      [
        [
          [1, 300],
          [2, 700],
        ],
      ],
      1000,
    ],
    [
      'two that the file has as two others',
      [400, 600],
      [
        [
          [1, 300],
          [2, 700],
        ],
      ],
      1000,
    ],
    [
      'two that the file has as one, and one more',
      [500, 500],
      [
        [
          [1, 1000],
          [2, 50],
        ],
      ],
      1050,
    ],
    [
      'two of which a first file has one, a second both',
      [500, 500],
      [
        [[1, 500]],
        [
          [1, 500],
          [2, 500],
        ],
      ],
      1000,
    ],
    ['two of which one line tells one, then both, cumulated', [500, 500], [[[1, 500]], [[1, 1000]]], 1000],
    [
      'the same amount as one that is paid anew',
      [500],
      [
        [[1, 500]],
        [
          [1, 500],
          [2, 500],
        ],
      ],
      1000,
    ],
    ['none that the file has', [500], [[[1, 200]]], 700],
    [
      'one, and a refund that the file adds',
      [500],
      [
        [
          [1, 500],
          [2, -100],
        ],
      ],
      400,
    ],
  ];

  it.each(stories)('%s, count once', (_what, typed, files, paid) => {
    let ledger = ledgerOf(
      commitment('A', 5000, '2020-05-04'),
      commitment('B', 5000, '2020-05-04'),
      ...typed.map((euros) => about('payment', 'A', euros, '2020-05-04')),
      about('payment', 'B', 500, '2020-05-04'),
    );
    for (const file of files) {
      const lines = file.map(([item, euros]) => lineOf('payment', 'A', item, euros, '2020-05-10'));
      ledger = written(planImport(ledger, lines, 'paiements.csv', day('2020-05-12')).entries, ledger);
      expect(planImport(ledger, lines, 'paiements.csv', day('2020-05-12')).entries).toEqual([]);
    }
    expect(accountsOf(ledger).get('A')?.paid).toBe(paid * 100);
    expect(accountsOf(ledger).get('B')?.paid).toBe(50_000);
  });

  it('that stay beside what the file newly tells of their order are told', () => {
    const plan = planImport(typed, [lineOf('payment', 'A', 1, 7000)], 'paiements.csv');
    expect(plan.beside.map(({ seq }) => seq)).toEqual([2, 3]);
    expect(planImport(typed, [lineOf('payment', 'A', 1, 15_000)], 'paiements.csv').beside).toEqual([]);
  });

  it.each([
    ['hundreds typed, and one line', 400, 1],
    ['hundreds typed, and thousands of lines', 400, 4000],
    ['some typed, and some lines', 30, 30],
  ])('cost no more than they are: %s', (_what, typedCount, lineCount) => {
    const many = ledgerOf(
      commitment('A', 900_000, '2020-05-04'),
      ...Array.from({ length: typedCount }, (_, index) =>
        about('payment', 'A', 100 + index / 100, '2020-05-04'),
      ),
    );
    const lines = Array.from({ length: lineCount }, (_, index) =>
      lineOf('payment', 'A', index, (33_333 + index * 7) / 100),
    );
    const before = process.cpuUsage();
    planImport(many, lines, 'x');
    expect(process.cpuUsage(before).user).toBeLessThan(1_500_000);
  });

  it('of as many orders as a ledger holds are found as soon', () => {
    const orders = Array.from({ length: 5000 }, (_, index) => `${1_500_000_000 + index}`);
    const many = ledgerOf(
      ...orders.map((order) => commitment(order, 10, '2020-05-04')),
      ...orders.map((order) => about('payment', order, 10, '2020-05-04')),
    );
    const before = process.cpuUsage();
    const { replaced, beside } = planImport(
      many,
      orders.map((order) => lineOf('payment', order, 1, 10)),
      'x',
    );
    expect([replaced.length, beside.length]).toEqual([5000, 0]);
    expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
  });
});

describe('what was accepted, typed by hand', () => {
  it('is replaced in whole: a file tells all that was accepted of an order', () => {
    const typed = ledgerOf(
      commitment('A', 50_000, '2020-05-04'),
      about('acceptance', 'A', 500, '2020-05-04'),
      about('acceptance', 'A', 400, '2020-05-05'),
    );
    const plan = planImport(typed, [lineOf('acceptance', 'A', 10, 1200)], 'mai.csv');
    expect(totalsOf(written(plan.entries, typed)).accepted).toBe(120_000);
  });
});

describe('an order lowered for another', () => {
  const june = day('2020-06-12');
  const may = [lineOf('commitment', 'A', 10, 60_000)];
  const ledger = written(planImport([], may, 'mai.csv').entries);
  const sums = (entries: readonly NewEntry[]) => {
    const all = written(entries, ledger);
    const days = [...new Set(all.map(({ on }) => on))].sort();
    return days.map((on) => [on, totalsOf(all, on).committed]);
  };

  it.each([
    ['made meanwhile', '2020-05-20', 0],
    ['made the day of the import', '2020-06-12', 0],
    ['made before it', '2020-04-20', 0],
    ['of which something is left', '2020-05-20', 1000],
  ])('at no instant counts along with it: %s', (_what, on, left) => {
    const lines = [lineOf('commitment', 'A', 10, left), lineOf('commitment', 'B', 10, 60_000 - left, on)];
    for (const file of [lines, [...lines].reverse()])
      for (const [, sum] of sums(planImport(ledger, file, 'juin.csv', june).entries))
        expect(sum).toBeLessThanOrEqual(6_000_000);
  });

  it('counts until the day of the import when nothing takes its place', () => {
    const plan = planImport(ledger, [lineOf('commitment', 'A', 10, 0)], 'juin.csv', june);
    expect(plan.entries.map(({ on }) => on)).toEqual([june]);
  });

  it('gives way on the first day of what is ordered anew, and nothing else does', () => {
    const before = written(
      planImport([], [...may, lineOf('commitment', 'C', 10, 100), lineOf('payment', 'A', 1, 50)], 'mai.csv')
        .entries,
    );
    const plan = planImport(
      before,
      [
        lineOf('commitment', 'A', 10, 30_000),
        lineOf('commitment', 'C', 10, 200),
        lineOf('payment', 'A', 1, 40),
        lineOf('payment', 'B', 1, 10, '2020-05-18'),
        lineOf('commitment', 'B', 20, -10, '2020-05-19'),
        lineOf('commitment', 'B', 30, 500, '2020-05-25'),
        lineOf('commitment', 'B', 10, 0.01, '2020-05-20'),
      ],
      'juin.csv',
      june,
    );
    const reversed = plan.entries.filter(({ kind }) => kind === 'correction');
    expect(reversed.map((entry) => [orderOf(entry), entry.on])).toEqual([
      ['A', '2020-05-20'],
      ['C', '2020-06-12'],
      ['A', '2020-06-12'],
    ]);
  });
});

describe('an order that a file has for nothing', () => {
  const typed = ledgerOf(commitment('A', 100, '2020-05-04'));
  const nothing = lineOf('commitment', 'A', 10, 0);
  const replaced = (ledger: typeof typed, ...lines: (typeof nothing)[]) =>
    planImport(ledger, lines, 'x').replaced.map(orderOf);

  it('takes the place of what was typed of it', () => {
    expect(replaced(typed, nothing)).toEqual(['A']);
    expect(replaced(typed, lineOf('payment', 'A', 1, 0))).toEqual([]);
    const paidToo = written(planImport(typed, [lineOf('payment', 'A', 1, 10)], 'mai.csv').entries, typed);
    expect(replaced(paidToo, nothing)).toEqual(['A']);
  });

  it('leaves what was typed beside what the ledger has of it from a file', () => {
    const other = lineOf('commitment', 'A', 20, 0.01);
    const both = written(planImport([], [other], 'mai.csv').entries);
    const ledger = written([commitment('A', 100, '2020-05-05')], both);
    expect(replaced(ledger, nothing)).toEqual([]);
    expect(replaced(ledger, nothing, other)).toEqual([]);
  });
});
