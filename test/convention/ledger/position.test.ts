import { positionOf } from '../../../convention/ledger/position.ts';
import { acting, at, day, example, inForce, signed } from '../support.ts';
import { about, booked, commitment, credits } from './entries.ts';

const ledger = [
  credits(80_000, '2020-04-14'),
  commitment('A', 40_000, '2020-05-04'),
  about('acceptance', 'A', 12_000, '2020-06-15'),
  about('payment', 'A', 10_000, '2020-06-30'),
  commitment('B', 8000, '2020-07-01'),
];
const convention = booked(inForce(), ...ledger);

describe('the position of the budget', () => {
  it('says what is available, committed, accepted and paid, and what remains', () => {
    expect(positionOf(convention, day('2020-07-01'))).toMatchObject({
      on: '2020-07-01',
      period: 0,
      ceiling: 10_000_000,
      available: 8_000_000,
      committed: 4_800_000,
      accepted: 1_200_000,
      paid: 1_000_000,
      remainingToCommit: 5_200_000,
      remainingToPay: 3_800_000,
    });
  });

  it.each([
    ['2020-04-13', 0, 0, 0, []],
    ['2020-05-03', 8_000_000, 0, 0, []],
    ['2020-06-29', 8_000_000, 4_000_000, 0, ['A']],
    ['2020-06-30', 8_000_000, 4_000_000, 1_000_000, ['A']],
    ['2020-07-01', 8_000_000, 4_800_000, 1_000_000, ['A', 'B']],
  ])('on %s is that of the entries of up to that day', (on, available, committed, paid, open) => {
    const position = positionOf(convention, day(on));
    expect(position).toMatchObject({ available, committed, paid });
    expect(position.openOrders.map(({ order }) => order)).toEqual(open);
  });

  it('gives a rate by month since the period began, over a month at least', () => {
    // 10 April to 8 June: 60 days, 1.97 months of 30.4 days.
    expect(positionOf(convention, day('2020-06-08'))).toMatchObject({
      monthlyCommitted: Math.round(4_000_000 / (60 / (365.25 / 12))),
      monthlyPaid: 0,
    });
    const early = booked(inForce(), commitment('A', 40_000, '2020-04-10'));
    expect(positionOf(early, day('2020-04-12')).monthlyCommitted).toBe(4_000_000);
  });

  it('before the effect gives what was committed as the rate of a month', () => {
    const position = positionOf(booked(signed(), commitment('A', 40_000, '2020-04-01')), day('2020-04-02'));
    expect(position).toMatchObject({ period: 0, committed: 4_000_000, monthlyCommitted: 4_000_000 });
  });

  it('has neither ceiling nor remainder to commit when the convention has none of its own', () => {
    const { budget } = example();
    const position = positionOf(
      booked(inForce({ budget: { ...Object(budget), ceiling: null } }), ...ledger),
      day('2020-07-01'),
    );
    expect(Object.keys(position)).not.toContain('ceiling');
    expect(Object.keys(position)).not.toContain('remainingToCommit');
    expect(position.remainingToPay).toBe(3_800_000);
  });

  it('is that of the period of the day: each has its own ceiling and its own orders', () => {
    const renewed = {
      ...booked(
        inForce({ term: { months: 3 }, renewal: { mode: 'tacit', months: 3, ceiling: 60_000 } }),
        credits(50_000, '2020-04-14'),
        commitment('A', 40_000, '2020-05-04'),
        credits(30_000, '2020-07-13'),
        commitment('B', 8000, '2020-07-13'),
        about('payment', 'A', 1000, '2020-08-03'),
      ),
      renewals: [{ rank: 1, months: 3, how: 'tacit' as const, at: at('2020-07-10').now }],
    };
    expect(positionOf(renewed, day('2020-08-03'))).toMatchObject({
      period: 1,
      ceiling: 6_000_000,
      available: 3_000_000,
      committed: 800_000,
      paid: 0,
    });
    expect(positionOf(renewed, day('2020-07-09'))).toMatchObject({
      period: 0,
      ceiling: 10_000_000,
      available: 5_000_000,
      committed: 4_000_000,
      paid: 0,
    });
    // An order is still open, whatever its period.
    expect(positionOf(renewed, day('2020-08-03')).openOrders.map(({ order }) => order)).toEqual(['A', 'B']);
  });

  it('names the month in which the orders forecast pass the ceiling', () => {
    const report = {
      by: 'Ada',
      period: '2020-07',
      progress: 'x',
      forecast: 'x',
      orders: [
        { month: '2020-09', amount: 30_000 },
        { month: '2020-11', amount: 25_000 },
      ],
    };
    const reported = acting(convention, at('2020-08-05'), ['submitReport', report]);
    expect(positionOf(reported, day('2020-08-05')).exhaustedIn).toBe('2020-11');
    expect(Object.keys(positionOf(convention, day('2020-08-05')))).not.toContain('exhaustedIn');
  });
});
