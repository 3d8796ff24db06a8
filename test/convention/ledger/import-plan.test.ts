import { committedBy, givenWayOn } from '../../../convention/ledger/import-plan.ts';
import { accountsOf, totalsOf } from '../../../convention/ledger/totals.ts';
import { day } from '../support.ts';
import { commitment, ledgerOf, lineOf, reversing } from './entries.ts';
import { file, first, imported, planImport, written } from './imports.ts';

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
