import { accountsOf, corrected, leftToPay, openOrders, totalsOf } from '../../../convention/ledger/totals.ts';
import { day } from '../support.ts';
import { about, commitment, credits, ledgerOf, reversing } from './entries.ts';

const ledger = ledgerOf(
  credits(100_000, '2020-04-14'),
  commitment('A', 40_000, '2020-05-04'),
  about('change', 'A', -5000, '2020-06-02'),
  about('acceptance', 'A', 12_000, '2020-06-15'),
  about('payment', 'A', 12_000.01, '2020-06-30'),
  commitment('B', 8000, '2020-06-30'),
);

describe('the sums of a ledger', () => {
  it.each([
    ['2020-04-13', 0, 0, 0, 0],
    ['2020-04-14', 10_000_000, 0, 0, 0],
    ['2020-05-04', 10_000_000, 4_000_000, 0, 0],
    ['2020-06-02', 10_000_000, 3_500_000, 0, 0],
    ['2020-06-15', 10_000_000, 3_500_000, 1_200_000, 0],
    ['2020-06-30', 10_000_000, 4_300_000, 1_200_000, 1_200_001],
  ])('up to %s, that day included', (until, creditsMade, committed, accepted, paid) => {
    expect(totalsOf(ledger, day(until))).toEqual({ available: creditsMade, committed, accepted, paid });
  });

  it('are nothing of nothing', () => {
    expect(totalsOf([])).toEqual({ available: 0, committed: 0, accepted: 0, paid: 0 });
  });
});

describe('an order', () => {
  it('has what was committed, accepted and paid of it, changes and releases included', () => {
    expect(accountsOf(ledger).get('A')).toEqual({
      order: 'A',
      supplier: 'Titulaire de A',
      since: '2020-05-04',
      committed: 3_500_000,
      accepted: 1_200_000,
      paid: 1_200_001,
    });
  });

  it('has its contract and its end of delivery, as its last commitment says, if it does', () => {
    const first = commitment('A', 10, '2020-05-04');
    const described = { ...first, contract: 'UGAP 7', deliveryEndsOn: day('2020-12-31') };
    const account = (...entries: (typeof first)[]) => accountsOf(ledgerOf(...entries)).get('A');
    expect(account(described)).toMatchObject({ contract: 'UGAP 7', deliveryEndsOn: '2020-12-31' });
    expect(account(described, first)).toMatchObject({ contract: 'UGAP 7', deliveryEndsOn: '2020-12-31' });
    expect(Object.keys(account(first) ?? {})).toEqual([
      'order',
      'supplier',
      'since',
      'committed',
      'accepted',
      'paid',
    ]);
  });

  it.each([
    ['2020-05-03', undefined],
    ['2020-05-04', 4_000_000],
    ['2020-06-01', 4_000_000],
    ['2020-06-02', 3_500_000],
    ['2021-01-01', 3_500_000],
  ])('up to %s has what counts by then', (until, committed) => {
    expect(accountsOf(ledger, day(until)).get('A')?.committed).toBe(committed);
  });

  it('up to a day has nothing later, in whatever order that was written', () => {
    const late = ledgerOf(commitment('A', 10, '2020-06-04'), about('change', 'A', 5, '2020-05-29'));
    expect(accountsOf(late, day('2020-06-03')).get('A')?.committed).toBe(500);
    expect(accountsOf(late, day('2020-06-04')).get('A')?.committed).toBe(1500);
  });

  it('is open as long as something is left to pay or to release', () => {
    const orders = openOrders(ledger);
    expect(orders.map(({ order }) => order)).toEqual(['A', 'B']);
    expect(orders.map(leftToPay)).toEqual([2_299_999, 800_000]);
    expect(openOrders(ledger, day('2020-06-29')).map(({ order }) => order)).toEqual(['A']);
    const released = ledgerOf(commitment('A', 10, '2020-05-04'), about('change', 'A', -10, '2020-05-05'));
    expect(openOrders(released)).toEqual([]);
  });

  it('begins on the first day on which anything was committed of it, in whatever order that was written', () => {
    const late = ledgerOf(commitment('A', 10, '2020-06-04'), about('change', 'A', 5, '2020-05-29'));
    expect(accountsOf(late).get('A')?.since).toBe('2020-05-29');
    const paidBefore = ledgerOf(commitment('A', 10, '2020-06-04'), about('payment', 'A', 5, '2020-05-29'));
    expect(accountsOf(paidBefore).get('A')?.since).toBe('2020-06-04');
  });

  it('does not begin on a day on which it was written by mistake, and reversed', () => {
    const mistaken = reversing(ledgerOf(commitment('A', 10, '2020-05-04')), 1);
    const rewritten = [...mistaken, ...ledgerOf(commitment('A', 10, '2020-09-04')).map(third)];
    expect(accountsOf(rewritten).get('A')?.since).toBe('2020-09-04');
  });

  it('began on its first day even though it was reversed later', () => {
    const reversedLater = reversing(ledgerOf(commitment('A', 10, '2020-05-04')), 1, '2020-06-04');
    const rewritten = [...reversedLater, ...ledgerOf(commitment('A', 10, '2020-09-04')).map(third)];
    expect(accountsOf(rewritten).get('A')?.since).toBe('2020-05-04');
  });
});

const third = <One extends object>(entry: One) => ({ ...entry, seq: 3 });

describe('a correction', () => {
  it('names what it reverses, and brings every sum back', () => {
    const reversed = reversing(reversing(ledger, 6), 5);
    expect([...corrected(reversed)]).toEqual([6, 5]);
    expect(totalsOf(reversed)).toEqual(totalsOf(ledger.slice(0, 4)));
    expect(reversed.slice(0, 6)).toEqual(ledger);
  });

  it('of another day counts from that day', () => {
    const reversed = reversing(ledger, 2, '2020-07-01');
    expect(totalsOf(reversed, day('2020-06-30')).committed).toBe(4_300_000);
    expect(totalsOf(reversed, day('2020-07-01')).committed).toBe(300_000);
  });

  it('of credits takes them back', () => {
    expect(totalsOf(reversing(ledger, 1)).available).toBe(0);
  });
});
