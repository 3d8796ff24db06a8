import { orderOf } from '../../../convention/ledger/entry.ts';
import { committedBy, givenWayOn, planImport } from '../../../convention/ledger/import-plan.ts';
import { centsOf, negate } from '../../../convention/ledger/money.ts';
import { type NewEntry, withEntries } from '../../../convention/ledger/record.ts';
import { accountsOf, totalsOf } from '../../../convention/ledger/totals.ts';
import { at, day } from '../support.ts';
import { about, commitment, ledgerOf, lineOf, reversing } from './entries.ts';

const file = [
  lineOf('payment', 'A', 1, 5000),
  lineOf('commitment', 'A', 10, 40_000),
  lineOf('commitment', 'A', 20, -3000),
  lineOf('acceptance', 'A', 1, 6000),
];
const written = (entries: readonly NewEntry[], ledger = ledgerOf()) =>
  withEntries(ledger, entries, 'Ada', at('2020-05-04'));
const first = planImport([], file, 'mai.csv');
const imported = written(first.entries);
const keys = (lines: readonly { readonly key: string }[]) => lines.map(({ key }) => key);

describe('an import', () => {
  it('writes commitments before what was accepted and paid of them, whatever the order of the file', () => {
    expect(first.entries.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['commitment', 4_000_000],
      ['change', -300_000],
      ['acceptance', 600_000],
      ['payment', 500_000],
    ]);
    expect(first.fresh).toEqual(file);
  });

  it('keeps the name of the file and of each line', () => {
    expect(first.entries[0]).toEqual({
      kind: 'commitment',
      key: 'commitment A 10',
      order: 'A',
      on: '2020-05-04',
      amount: 4_000_000,
      supplier: 'Titulaire de A',
      reference: 'EJ A, poste 10',
      source: 'mai.csv',
    });
    expect(first.entries[0]).not.toHaveProperty('contract');
    const ofContract = { ...lineOf('commitment', 'A', 10, 100), contract: 'UGAP 7' };
    expect(planImport([], [ofContract], 'x').entries[0]).toMatchObject({ contract: 'UGAP 7' });
  });

  it('of a line that lowers an order is a release, even of an order that is new with it', () => {
    const [, release] = planImport(
      [],
      [lineOf('commitment', 'A', 10, 100), lineOf('commitment', 'A', 20, -30)],
      'x',
    ).entries;
    expect(release?.kind).toBe('change');
  });

  it('of the same file again has nothing to write', () => {
    const again = planImport(imported, file, 'mai.csv');
    expect([again.entries, again.fresh, again.changed, again.orphans]).toEqual([[], [], [], []]);
    expect(again.known).toEqual(file);
  });

  it('of the same lines under another name has nothing to write either', () => {
    expect(planImport(imported, [...file].reverse(), 'copie.csv').entries).toEqual([]);
  });

  it('of other lines leaves those that the file does not name', () => {
    const other = planImport(imported, [lineOf('commitment', 'B', 10, 500)], 'juin.csv');
    const both = written(other.entries, imported);
    expect(accountsOf(both).get('A')).toEqual(accountsOf(imported).get('A'));
    expect(planImport(both, file, 'mai.csv').entries).toEqual([]);
  });
});

describe('a line that has changed', () => {
  const raised = [lineOf('commitment', 'A', 10, 45_000, '2020-06-15'), ...file.slice(2)];
  const plan = planImport(imported, raised, 'juin.csv');

  it('is a correction of the entry, and a new entry, both on the later of the two days', () => {
    expect(plan.changed).toEqual([{ line: raised[0], before: 4_000_000 }]);
    expect(plan.entries).toMatchObject([
      { kind: 'correction', corrects: 1, of: 'commitment', order: 'A', amount: -4_000_000, on: '2020-06-15' },
      { kind: 'commitment', key: 'commitment A 10', amount: 4_500_000, on: '2020-06-15', source: 'juin.csv' },
    ]);
    const earlier = planImport(imported, [lineOf('commitment', 'A', 10, 45_000, '2020-04-20')], 'x');
    expect(earlier.entries.map(({ on }) => on)).toEqual(['2020-05-04', '2020-05-04']);
  });

  it('leaves the totals at what the file says, and the order in the period in which it began', () => {
    const after = written(plan.entries, imported);
    expect(totalsOf(after)).toMatchObject({ committed: 4_200_000, paid: 500_000 });
    expect(accountsOf(after).get('A')?.since).toBe('2020-05-04');
  });

  it('and changes back is corrected again', () => {
    const after = written(plan.entries, imported);
    const back = planImport(after, file, 'mai.csv');
    expect(keys(back.changed.map(({ line }) => line))).toEqual(['commitment A 10']);
    expect(totalsOf(written(back.entries, after))).toEqual(totalsOf(imported));
  });

  it('to nothing is only undone', () => {
    const nothing = planImport(imported, [lineOf('payment', 'A', 1, 0)], 'x');
    expect(nothing.entries.map(({ kind }) => kind)).toEqual(['correction']);
    const after = written(nothing.entries, imported);
    expect(totalsOf(after).paid).toBe(0);
    expect(planImport(after, [lineOf('payment', 'A', 1, 0)], 'x').entries).toEqual([]);
  });

  it('only in its day or its wording is known', () => {
    const [line] = file;
    if (!line) throw new Error('no line');
    const reworded = { ...line, ...lineOf('payment', 'A', 1, 5000, '2020-06-01'), supplier: 'X' };
    expect(planImport(imported, [reworded], 'x').known).toEqual([reworded]);
  });

  it('adds to Σ AE what it raises, no more', () => {
    expect(committedBy(plan)).toBe(500_000);
    expect(committedBy(first)).toBe(3_700_000);
  });

  it('that somebody had reversed by hand is written anew: Chorus still has it', () => {
    const plan = planImport(reversing(imported, 4), file, 'mai.csv');
    expect(keys(plan.fresh)).toEqual(['payment A 1']);
  });
});

describe('a line of an order that nobody committed', () => {
  it('is an orphan, unless the file commits the order, before or after it', () => {
    const plan = planImport(imported, [lineOf('payment', 'B', 1, 10)], 'x');
    expect([keys(plan.orphans), plan.entries]).toEqual([['payment B 1'], []]);
    const whole = [lineOf('payment', 'B', 1, 10), lineOf('commitment', 'B', 10, 10)];
    expect(planImport(imported, whole, 'x').orphans).toEqual([]);
  });

  it('typed by hand is known to an import', () => {
    const typed = ledgerOf(commitment('B', 10, '2020-05-04'));
    expect(planImport(typed, [lineOf('payment', 'B', 1, 10)], 'x').orphans).toEqual([]);
  });
});

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

describe('the days of an import', () => {
  it('are those of the file, but no new order counts before a given day', () => {
    const plan = planImport(
      [],
      [
        lineOf('commitment', 'A', 10, 100, '2020-05-04'),
        lineOf('commitment', 'B', 10, 100, '2020-05-12'),
        lineOf('payment', 'A', 1, 10, '2020-05-04'),
      ],
      'x',
      undefined,
      day('2020-05-11'),
    );
    expect(plan.entries.map(({ kind, on }) => [kind, on])).toEqual([
      ['commitment', '2020-05-11'],
      ['commitment', '2020-05-12'],
      ['payment', '2020-05-04'],
    ]);
  });

  it('have orders lowered given way on the last of those on which one is undone', () => {
    const lines = [
      lineOf('commitment', 'A', 10, 100, '2020-05-04'),
      lineOf('commitment', 'B', 10, 100, '2020-05-04'),
      lineOf('payment', 'A', 1, 10, '2020-05-04'),
    ];
    const before = written(planImport([], lines, 'mai.csv').entries);
    const changed = (a: number, b: number, paid: number) =>
      givenWayOn(
        planImport(
          before,
          [
            lineOf('commitment', 'A', 10, a, '2020-06-02'),
            lineOf('commitment', 'B', 10, b, '2020-06-01'),
            lineOf('payment', 'A', 1, paid, '2020-06-03'),
          ],
          'juin.csv',
        ),
      );
    expect(changed(90, 90, 9)).toBe('2020-06-02');
    expect(changed(100, 90, 9)).toBe('2020-06-01');
    expect(changed(100, 100, 9)).toBeUndefined();
  });
});
