import type { Convention } from '../../../convention/convention.ts';
import {
  ceilingAt,
  ceilingIn,
  lowestCeiling,
  overrunOf,
  worsened,
} from '../../../convention/ledger/ceiling.ts';
import { centsOf } from '../../../convention/ledger/money.ts';
import type { NewEntry } from '../../../convention/ledger/record.ts';
import { amendedBy, at, day, inForce, signauxFaibles, signed } from '../support.ts';
import { about, booked, commitment, ledgerOf } from './entries.ts';

const october = at('2020-10-01');
const ceilingsOf = (convention: Convention, ...days: string[]) =>
  days.map((one) => {
    const ceiling = ceilingAt(convention, day(one));
    return ceiling === null ? null : ceiling / 100;
  });
const to = (ceiling: number | null) => ({ budget: { ceiling } });

/** Renewed once on 10 July 2020, in force until 9 October 2020, each period with its own ceiling. */
const renewedOnce: Convention = {
  ...inForce({ term: { months: 3 }, renewal: { mode: 'tacit', months: 3, ceiling: 60_000 } }),
  renewals: [{ rank: 1, months: 3, how: 'tacit', at: at('2020-07-10').now }],
};

describe('the ceiling', () => {
  it('of renewed periods is that of the first, once an amendment takes their own away', () => {
    const august = at('2020-08-03');
    const own = { renewal: { ceiling: null } };
    const signed = amendedBy(renewedOnce, august, own, '2020-09-01');
    expect(ceilingsOf(signed, '2020-08-03', '2020-09-01')).toEqual([60_000, 100_000]);
    const inForceNow = amendedBy(renewedOnce, august, own, '2020-08-03');
    expect(ceilingsOf(inForceNow, '2020-08-01', '2020-08-03')).toEqual([60_000, 100_000]);
  });

  it('of a renewed period takes the earlier effect of a later amendment that says it again', () => {
    const own = { renewal: { ceiling: 70_000 } };
    const raised = amendedBy(renewedOnce, october, own, '2020-09-01');
    const convention = amendedBy(raised, october, own, '2020-08-03');
    expect(ceilingsOf(convention, '2020-08-02', '2020-08-03')).toEqual([60_000, 70_000]);
    const ofTheFirst = amendedBy(raised, october, to(100_000), '2020-08-03');
    expect(ceilingsOf(ofTheFirst, '2020-08-03', '2020-09-01')).toEqual([60_000, 70_000]);
  });

  it('of a renewed period is left, or set, by what is signed for later', () => {
    const august = at('2020-08-03');
    const other = amendedBy(renewedOnce, august, { notice: { months: 2 } }, '2020-09-01');
    expect(ceilingsOf(other, '2020-08-31', '2020-09-01')).toEqual([60_000, 60_000]);
    const own = amendedBy(renewedOnce, august, { renewal: { ceiling: 70_000 } }, '2020-09-01');
    expect(ceilingsOf(own, '2020-08-31', '2020-09-01')).toEqual([60_000, 70_000]);
  });

  it('is lifted from the day for which that is signed', () => {
    const convention = amendedBy(inForce(), october, to(null), '2021-01-01');
    expect(ceilingsOf(convention, '2020-12-31', '2021-01-01')).toEqual([100_000, null]);
  });

  it('is that of the document, from its signature on', () => {
    expect(ceilingsOf(inForce(), '2020-03-25', '2020-04-10', '2021-04-09')).toEqual([
      100_000, 100_000, 100_000,
    ]);
    expect(ceilingsOf(signed(), '2020-03-25')).toEqual([100_000]);
  });

  it('amended counts from the day of its effect', () => {
    const convention = amendedBy(inForce(), october, to(120_000), '2020-10-01');
    expect(ceilingsOf(convention, '2020-09-30', '2020-10-01')).toEqual([100_000, 120_000]);
  });

  it('amended for later counts from that day, already before it has come', () => {
    const convention = amendedBy(inForce(), october, to(80_000), '2021-01-01');
    expect(ceilingsOf(convention, '2020-10-01', '2020-12-31', '2021-01-01')).toEqual([
      100_000, 100_000, 80_000,
    ]);
    expect(convention.document.budget?.ceiling).toBe(10_000_000);
  });

  it('amended with effect in the past counts from then', () => {
    const convention = amendedBy(inForce(), october, to(120_000), '2020-06-01');
    expect(ceilingsOf(convention, '2020-05-31', '2020-06-01')).toEqual([100_000, 120_000]);
  });

  it('of two amendments is the last signed of those that count that day', () => {
    const first = amendedBy(inForce(), october, to(120_000), '2020-09-01');
    const second = amendedBy(first, october, to(150_000), '2020-07-01');
    expect(ceilingsOf(second, '2020-06-30', '2020-07-01', '2020-09-01')).toEqual([100_000, 150_000, 150_000]);
  });

  it('does not take the earlier effect of a later amendment of something else', () => {
    const raised = amendedBy(inForce(), october, to(120_000), '2020-09-01');
    const convention = amendedBy(raised, october, { reports: { dueWorkingDay: 10 } }, '2020-06-01');
    expect(ceilingsOf(convention, '2020-06-01', '2020-08-31', '2020-09-01')).toEqual([
      100_000, 100_000, 120_000,
    ]);
  });

  it('takes the earlier effect of a later amendment that says it again', () => {
    const raised = amendedBy(inForce(), october, to(120_000), '2020-09-01');
    const convention = amendedBy(raised, october, to(120_000), '2020-06-01');
    expect(ceilingsOf(convention, '2020-05-31', '2020-06-01')).toEqual([100_000, 120_000]);
  });

  it('may be lifted, and set again', () => {
    const lifted = amendedBy(inForce(), october, to(null), '2020-09-01');
    const convention = amendedBy(lifted, october, to(90_000), '2020-10-01');
    expect(ceilingsOf(convention, '2020-08-31', '2020-09-01', '2020-10-01')).toEqual([100_000, null, 90_000]);
  });

  it('of a renewed period is its own, from its first day on', () => {
    expect(ceilingsOf(renewedOnce, '2020-07-09', '2020-07-10', '2020-10-09', '2020-12-01')).toEqual([
      100_000, 60_000, 60_000, 60_000,
    ]);
  });

  it.each([
    ['its own', 100_000, 60_000, 6_000_000],
    ['that of the first period when it has none', 100_000, undefined, 10_000_000],
    ['none when the convention has none', null, 60_000, null],
  ])('of a renewed period is %s', (_what, ceiling, renewal, expected) => {
    const { document } = inForce();
    const amount = (euros: number | null) => (euros === null ? null : centsOf(euros));
    const budget = document.budget && { ...document.budget, ceiling: amount(ceiling) };
    const clause = { article: '7', mode: 'tacit' as const, months: 12, maximum: 1 };
    const own = renewal === undefined ? clause : { ...clause, ceiling: centsOf(renewal) };
    expect(ceilingIn({ ...document, budget, renewal: own }, 1)).toBe(expected);
    expect(ceilingIn({ ...document, budget }, 0)).toBe(amount(ceiling));
  });
});

describe('the lowest ceiling to come', () => {
  it('is that of an amendment signed for later, when it is lower', () => {
    const convention = amendedBy(inForce(), october, to(80_000), '2021-01-01');
    expect(lowestCeiling(convention, october.today)).toBe(8_000_000);
    expect(lowestCeiling(convention, day('2021-02-01'))).toBe(8_000_000);
    const raised = amendedBy(inForce(), october, to(120_000), '2021-01-01');
    expect(lowestCeiling(raised, october.today)).toBe(10_000_000);
  });

  it('is that of its period, whose last day counts and no later one', () => {
    const signedFor = (effect: string) =>
      lowestCeiling(amendedBy(renewedOnce, at('2020-05-04'), to(80_000), effect), day('2020-05-04'));
    expect([signedFor('2020-07-09'), signedFor('2020-07-10')]).toEqual([8_000_000, 10_000_000]);
    expect(lowestCeiling(renewedOnce, day('2020-08-03'))).toBe(6_000_000);
  });

  it('is none when there is none', () => {
    expect(lowestCeiling(inForce({ budget: { ceiling: null } }), october.today)).toBeNull();
  });
});

describe('a ledger that passes the ceiling', () => {
  const over = (convention: Convention, ...entries: readonly NewEntry[]) =>
    overrunOf(convention, ledgerOf(...entries));

  it('is told by how much, from which day, and what the two amounts are', () => {
    expect(
      over(inForce(), commitment('A', 70_000, '2020-05-04'), commitment('B', 30_000.01, '2020-06-01')),
    ).toEqual({ missing: 1, on: '2020-06-01', ceiling: 10_000_000, committed: 10_000_001, period: 0 });
    expect(over(inForce(), commitment('A', 100_000, '2020-05-04'))).toBeUndefined();
  });

  it('for a few days only is told all the same, at its worst', () => {
    const entries = [
      commitment('A', 101_000, '2020-05-04'),
      commitment('B', 29_000, '2020-05-11'),
      about('change', 'A', -90_000, '2020-05-18'),
    ];
    expect(over(inForce(), ...entries)).toMatchObject({ missing: 3_000_000, on: '2020-05-04' });
    const better = [commitment('A', 130_000, '2020-05-04'), about('change', 'A', -20_000, '2020-05-11')];
    expect(over(inForce(), ...better)).toMatchObject({ missing: 3_000_000, committed: 13_000_000 });
  });

  it('whatever the order in which its entries were written', () => {
    const entries = [about('change', 'A', -90_000, '2020-05-18'), commitment('A', 101_000, '2020-05-04')];
    expect(over(inForce(), ...entries)).toMatchObject({ missing: 100_000, on: '2020-05-04' });
  });

  it('only because the ceiling was raised later is told', () => {
    const raised = amendedBy(inForce(), october, to(120_000), '2020-09-01');
    expect(over(raised, commitment('A', 110_000, '2020-08-31'))?.missing).toBe(1_000_000);
    expect(over(raised, commitment('A', 110_000, '2020-09-01'))).toBeUndefined();
  });

  it('only because the ceiling will be lowered is told', () => {
    const lowered = amendedBy(inForce(), october, to(80_000), '2021-01-01');
    expect(over(lowered, commitment('A', 90_000, '2020-10-01'))).toMatchObject({
      missing: 1_000_000,
      on: '2021-01-01',
    });
  });

  it('does so period by period: an order counts in that in which it began', () => {
    expect(
      over(
        renewedOnce,
        commitment('A', 90_000, '2020-05-04'),
        about('change', 'A', 10_000, '2020-08-03'),
        commitment('B', 60_000, '2020-08-03'),
      ),
    ).toBeUndefined();
    expect(over(renewedOnce, commitment('B', 60_001, '2020-07-10'))?.missing).toBe(100);
  });

  it('is not measured against a ceiling lowered once its period is over', () => {
    const lowered = amendedBy(
      { ...renewedOnce, inForceSince: day('2020-04-10') },
      at('2020-08-03'),
      to(50_000),
      '2020-08-03',
    );
    expect(over(lowered, commitment('A', 90_000, '2020-05-04'))).toBeUndefined();
    expect(
      over(lowered, about('change', 'A', 20_000, '2020-08-03'), commitment('A', 90_000, '2020-05-04')),
    ).toMatchObject({ missing: 1_000_000, ceiling: 10_000_000 });
  });
});

describe('what makes an overrun worse is refused, and nothing else', () => {
  // However it came about: the ceiling is already passed from May to July.
  const passed = booked(
    inForce(),
    commitment('A', 110_000, '2020-05-04'),
    about('change', 'A', -60_000, '2020-07-01'),
  );
  const worse = (...entries: readonly NewEntry[]) =>
    worsened(passed, { ...passed, ledger: [...passed.ledger, ...ledgerOf(...entries)] });

  it.each<[string, readonly NewEntry[]]>([
    ['one that lowers it', [about('change', 'A', -5000, '2020-05-11')]],
    ['one after it', [commitment('B', 50_000, '2020-07-01')]],
    ['one that commits nothing', [about('payment', 'A', 1000, '2020-05-11')]],
  ])('%s is not', (_what, entries) => {
    expect(worse(...entries)).toBeUndefined();
  });

  it('one during it is, by what then lacks', () => {
    expect(worse(commitment('B', 1000, '2020-06-01'))?.missing).toBe(1_100_000);
  });

  it('another one, even smaller, on other days is', () => {
    expect(worse(commitment('B', 50_001, '2020-07-01'))).toMatchObject({ missing: 100, on: '2020-07-01' });
  });

  it('a ceiling where there was none is, by what then lacks', () => {
    const free = { ...passed, document: signauxFaibles({ budget: { ceiling: null } }) };
    expect(worsened(free, passed)).toMatchObject({ missing: 1_000_000, on: '2020-05-04' });
    expect(worsened(passed, free)).toBeUndefined();
  });

  it('another one, even smaller, in another period is', () => {
    const before = booked(renewedOnce, commitment('A', 110_000, '2020-05-04'));
    const after = booked(
      renewedOnce,
      commitment('A', 110_000, '2020-05-04'),
      commitment('B', 60_001, '2020-08-03'),
    );
    expect(worsened(before, after)).toMatchObject({ missing: 100, ceiling: 6_000_000 });
  });
});
