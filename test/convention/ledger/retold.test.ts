import type { Original } from '../../../convention/ledger/entry.ts';
import type { Cents } from '../../../convention/ledger/money.ts';
import { retoldBy, type Told } from '../../../convention/ledger/retold.ts';
import { about, commitment, credits, ledgerOf, lineOf } from './entries.ts';

/** In cents, what is told and what was typed of the payments of one order: what is replaced of it, and what stays. */
function retold(told: readonly number[], typed: readonly number[]) {
  const { replaced, beside } = retoldBy(
    told.map((more, index): Told => ({ line: lineOf('payment', 'A', index, 1), more: more as Cents })),
    ledgerOf(...typed.map((cents) => about('payment', 'A', cents / 100, '2020-05-04'))) as Original[],
  );
  const cents = (some: Iterable<Original>) => [...some].map(({ amount }) => amount);
  return { replaced: cents(replaced), beside: cents(beside) };
}

describe('payments typed by hand are replaced', () => {
  it.each<[string, number[], number[], number[], number[]]>([
    ['one for one, before any sum', [30], [10, 20, 30], [30], [10, 20]],
    ['one for one, each but once', [30, 30], [30], [30], []],
    ['several for one', [30, 7], [10, 20, 5], [10, 20], [5]],
    ['one for several', [10, 20, 7], [30, 5], [30], [5]],
    ['one for several that are left', [30, 10, 10], [30, 20], [30, 20], []],
    ['all for all', [15, 15], [10, 20], [10, 20], []],
    ['to the cent', [3, 7], [1, 2], [1, 2], []],
    ['by no other sum', [15, 16], [10, 20], [], [10, 20]],
    ['by no sum with what was paid back', [30, 7], [-10, 40], [], [-10, 40]],
    ['by nothing, of nothing', [0, 5], [3], [], [3]],
  ])('%s', (_how, told, typed, replaced, beside) => {
    expect(retold(told, typed)).toEqual({ replaced, beside });
  });

  it('by sums as long as lines times entries are a thousand at most', () => {
    // Whose only equal sum is that of the first ones.
    const few = (lines: number, entries: number) =>
      retold(
        [30, ...Array.from({ length: lines - 1 }, (_, index) => 100_000 + 2 * index)],
        [10, 20, ...Array.from({ length: entries - 2 }, (_, index) => 1_000_001 + 2 * index)],
      ).replaced;
    expect(few(25, 40)).toEqual([10, 20]);
    expect(few(13, 77)).toEqual([]);
  });

  it('by sums as long as two thousand are looked at, at most', () => {
    const powers = Array.from({ length: 10 }, (_, index) => 2 ** index);
    expect(retold([5000, 7000], [...powers, 976, 4000]).replaced).not.toEqual([]);
    expect(retold([5000, 7000], [...powers, 977, 4000]).replaced).toEqual([]);
  });
});

describe('what was typed of an order', () => {
  const typed = ledgerOf(
    credits(100, '2020-01-02'),
    commitment('A', 100, '2019-12-02'),
    commitment('A', 100, '2020-05-04'),
    commitment('B', 100, '2020-05-04'),
    about('payment', 'A', 10, '2019-12-02'),
  ) as Original[];
  const replacedBy = (kind: 'commitment' | 'payment', key: string) =>
    [...retoldBy([{ line: { ...lineOf(kind, 'A', 10, 10), key }, more: 1000 as Cents }], typed).replaced].map(
      ({ kind: one, on }) => `${one} ${on}`,
    );

  it.each<['commitment' | 'payment', string, string[]]>([
    ['commitment', 'AE A 10', ['commitment 2019-12-02', 'commitment 2020-05-04']],
    ['commitment', 'AE A 10 2020', ['commitment 2020-05-04']],
    ['commitment', 'AE A 10 2018', []],
    ['payment', 'CP A PACA 2020 100028941 1', ['payment 2019-12-02']],
    ['payment', 'CP A 1', ['payment 2019-12-02']],
  ])('a %s told under %s replaces %j', (kind, key, expected) => {
    expect(replacedBy(kind, key)).toEqual(expected);
  });
});
