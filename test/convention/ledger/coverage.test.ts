import { coverableFrom, uncoveredIn } from '../../../convention/ledger/coverage.ts';
import { centsOf } from '../../../convention/ledger/money.ts';
import { about, commitment, credits, ledgerOf } from './entries.ts';

describe('the day from which more of an order is covered', () => {
  const ledger = ledgerOf(
    credits(1000, '2020-05-01'),
    commitment('A', 100, '2020-05-04'),
    commitment('B', 1000, '2020-05-04'),
    about('payment', 'A', 60, '2020-06-01'),
    about('change', 'A', 50, '2020-07-01'),
    about('acceptance', 'A', 120, '2020-08-03'),
  );
  const from = (euros: number, ...covered: ('accepted' | 'paid')[]) =>
    coverableFrom(ledger, 'A', centsOf(euros), covered);

  it.each([
    [40, '2020-05-04'],
    [40.01, '2020-07-01'],
    [90, '2020-07-01'],
    [90.01, undefined],
  ])('for a payment of %f € is %s', (euros, expected) => {
    expect(from(euros, 'paid')).toBe(expected);
  });

  it('is that on which both what is accepted and what is paid are covered', () => {
    expect(from(30, 'accepted')).toBe('2020-05-04');
    expect(from(30.01, 'accepted')).toBeUndefined();
    expect(from(30.01, 'accepted', 'paid')).toBeUndefined();
  });

  it('is none for an order that is not known', () => {
    expect(coverableFrom(ledger, 'C', centsOf(1), ['paid'])).toBeUndefined();
  });
});

describe('orders that are not covered on some day', () => {
  it('are told with what is not, and whether it still is not', () => {
    const ledger = ledgerOf(
      credits(1000, '2020-05-01'),
      // Committed only after it was accepted, and never enough for what is paid.
      about('acceptance', 'A', 80, '2020-05-04'),
      commitment('A', 100, '2020-05-11'),
      about('payment', 'A', 60, '2020-06-01'),
      about('payment', 'A', 40.01, '2020-06-02'),
      // To the cent, on one day, whatever comes first.
      about('payment', 'B', 50, '2020-05-04'),
      commitment('B', 50, '2020-05-04'),
      about('payment', 'C', 50, '2020-05-04'),
    );
    expect(uncoveredIn(ledger, new Set(['A', 'B']))).toEqual([
      { order: 'A', covered: 'accepted', isStanding: false },
      { order: 'A', covered: 'paid', isStanding: true },
    ]);
    expect(uncoveredIn(ledger, new Set(['C']))).toEqual([{ order: 'C', covered: 'paid', isStanding: true }]);
  });
});
