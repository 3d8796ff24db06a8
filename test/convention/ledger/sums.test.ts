import { spanTotals, totalsBetween } from '../../../convention/ledger/sums.ts';
import { day } from '../support.ts';
import { about, commitment, credits, ledgerOf, reversing } from './entries.ts';

const spans = [
  { rank: 0, from: day('2020-04-10'), to: day('2020-07-09') },
  { rank: 1, from: day('2020-07-10'), to: day('2020-10-09') },
];
const ledger = ledgerOf(
  credits(1000, '2020-04-14'),
  commitment('A', 100, '2020-05-04'),
  about('acceptance', 'A', 30, '2020-05-31'),
  about('payment', 'A', 20, '2020-05-31'),
  credits(500, '2020-07-10'),
  commitment('B', 40, '2020-07-10'),
  about('change', 'A', 7, '2020-07-31'),
);
const totals = (rank: number, until?: string, of = ledger, by: readonly (typeof spans)[number][] = spans) => {
  const { available, committed, accepted, paid } = spanTotals(of, by, rank, until ? day(until) : undefined);
  return [available, committed, accepted, paid].map((amount) => amount / 100);
};

describe('the sums of a period', () => {
  it('are those of its orders, even later, and of the credits of its days', () => {
    expect(totals(0)).toEqual([1000, 107, 30, 20]);
    expect(totals(1)).toEqual([500, 40, 0, 0]);
    expect(totals(0, '2020-07-31')).toEqual([1000, 107, 30, 20]);
  });

  it('up to a day are of what counts by then, that day included', () => {
    expect(totals(0, '2020-04-13')).toEqual([0, 0, 0, 0]);
    expect(totals(0, '2020-04-14')).toEqual([1000, 0, 0, 0]);
    expect(totals(0, '2020-05-30')).toEqual([1000, 100, 0, 0]);
    expect(totals(0, '2020-05-31')).toEqual([1000, 100, 30, 20]);
    expect(totals(1, '2020-07-10')).toEqual([500, 40, 0, 0]);
  });

  it('have a correction of credits, and none of an order among the credits', () => {
    expect(totals(0, undefined, reversing(ledger, 1))).toEqual([0, 107, 30, 20]);
    expect(totals(0, undefined, reversing(ledger, 4))).toEqual([1000, 107, 30, 0]);
  });

  it('are all of the first before any period is known', () => {
    expect(totals(0, undefined, ledger, [])).toEqual([1500, 147, 30, 20]);
    expect(totals(1, undefined, ledger, [])).toEqual([0, 0, 0, 0]);
  });
});

describe('the sums of a month', () => {
  const within = (from: string, to: string) => {
    const { committed, paid } = totalsBetween(ledger, day(from), day(to));
    return [committed / 100, paid / 100];
  };

  it('are of its days, the first and the last included', () => {
    expect(within('2020-05-04', '2020-05-31')).toEqual([100, 20]);
    expect(within('2020-05-05', '2020-05-30')).toEqual([0, 0]);
    expect(within('2020-05-31', '2020-06-30')).toEqual([0, 20]);
    expect(within('2020-07-01', '2020-07-31')).toEqual([47, 0]);
    expect(within('2020-05-01', '2020-07-30')).toEqual([140, 20]);
  });

  it('have what was reversed taken back', () => {
    const reversed = reversing(reversing(ledger, 4), 7);
    expect(totalsBetween(reversed, day('2020-05-01'), day('2020-05-31')).paid).toBe(0);
    expect(totalsBetween(reversed, day('2020-07-01'), day('2020-07-31')).committed).toBe(4000);
  });
});
