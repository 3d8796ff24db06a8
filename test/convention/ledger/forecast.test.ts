import type { Convention, MonthAmount, Report } from '../../../convention/convention.ts';
import { reportBounds } from '../../../convention/duties/reports.ts';
import {
  budgetChart,
  forecastFor,
  forecastOf,
  monthsBetween,
  overCeiling,
  previousReport,
} from '../../../convention/ledger/forecast.ts';
import { centsOf } from '../../../convention/ledger/money.ts';
import { amendedBy, at, example, inForce, signed } from '../support.ts';
import { about, booked, commitment, type credits } from './entries.ts';

type Amounts = Readonly<Record<string, number>>;

const byMonth = (amounts: Amounts): MonthAmount[] =>
  Object.entries(amounts).map(([month, euros]) => ({ month, amount: centsOf(euros) }));

function report(orders: Amounts = {}, consumption: Amounts = {}): Report {
  return {
    at: 0,
    by: 'Ada',
    spent: centsOf(0),
    progress: 'x',
    forecast: 'x',
    ...(Object.keys(orders).length > 0 ? { orders: byMonth(orders) } : {}),
    ...(Object.keys(consumption).length > 0 ? { consumption: byMonth(consumption) } : {}),
  };
}

function reporting(
  convention: Convention,
  reports: Readonly<Record<string, Report>>,
  ...entries: readonly ReturnType<typeof credits>[]
): Convention {
  return { ...booked(convention, ...entries), reports };
}

describe('the forecast', () => {
  it('is that of the latest monthly report that gives figures, for the months after it', () => {
    const convention = reporting(inForce(), {
      '2020-06': report({ '2020-07': 1, '2020-05': 9, '2020-06': 9 }),
      '2020-04': report({ '2020-05': 2 }),
      '2020-07': report(),
      final: report({ '2020-08': 3 }),
    });
    expect(forecastOf(convention)).toEqual({
      after: '2020-06',
      orders: byMonth({ '2020-07': 1 }),
      consumption: [],
    });
  });

  it('is given by a report of orders alone, or of consumption alone', () => {
    for (const given of [report({ '2020-05': 1 }), report({}, { '2020-05': 1 })])
      expect(forecastOf(reporting(inForce(), { '2020-04': given }))?.after).toBe('2020-04');
    const both = report({ '2020-05': 1 }, { '2020-05': 2 });
    expect(forecastOf(reporting(inForce(), { '2020-04': both }))?.consumption).toHaveLength(1);
  });

  it('up to a month is not that of a later report', () => {
    const reports = { '2020-04': report({ '2020-05': 1 }), '2020-05': report({ '2020-06': 1 }) };
    const after = (upTo: string) => forecastOf(reporting(inForce(), reports), upTo)?.after;
    expect([after('2020-03'), after('2020-04'), after('2020-05'), after('2020-06')]).toEqual([
      undefined,
      '2020-04',
      '2020-05',
      '2020-05',
    ]);
  });

  it('is none when no report gives figures', () => {
    expect(forecastOf(reporting(inForce(), { '2020-04': report() }))).toBeUndefined();
  });

  it.each([
    ['2020-05', 3],
    ['2020-06', 5],
    ['2020-07', undefined],
  ])('for %s is the sum of what is forecast for it: %s', (month, euros) => {
    const amounts = [...byMonth({ '2020-05': 1 }), ...byMonth({ '2020-05': 2, '2020-06': 5 })];
    expect(forecastFor(amounts, month)).toBe(euros === undefined ? undefined : euros * 100);
    expect(forecastFor(undefined, month)).toBeUndefined();
  });

  it('before a month is that of the last report before it', () => {
    const reports = { '2020-04': report({ '2020-05': 1 }), '2020-06': report(), final: report() };
    const convention = reporting(inForce(), reports);
    expect(previousReport(convention, '2020-06')).toBe(reports['2020-04']);
    expect(previousReport(convention, '2020-08')).toBe(reports['2020-06']);
    expect(previousReport(convention, '2020-04')).toBeUndefined();
  });
});

describe('orders forecast beyond the ceiling', () => {
  const over = (reports: Readonly<Record<string, Report>>, ...entries: ReturnType<typeof credits>[]) =>
    overCeiling(reporting(inForce(), reports, ...entries));
  const committed = commitment('A', 40_000, '2020-04-30');

  it.each<[string, Amounts, { month: string; by: number } | undefined]>([
    ['exactly the ceiling', { '2020-05': 30_000, '2020-06': 30_000 }, undefined],
    ['a cent more', { '2020-05': 30_000, '2020-06': 30_000.01 }, { month: '2020-06', by: 1 }],
    ['more and more', { '2020-05': 70_000, '2020-07': 5000 }, { month: '2020-05', by: 1_500_000 }],
    ['in any order', { '2020-07': 5000, '2020-05': 70_000 }, { month: '2020-05', by: 1_500_000 }],
    ['nothing', {}, undefined],
  ])('%s', (_what, orders, expected) => {
    expect(over({ '2020-04': report(orders) }, committed)).toEqual(expected);
  });

  it('are not counted twice once they are ordered', () => {
    const forecast = { '2020-04': report({ '2020-05': 30_000, '2020-06': 20_000 }) };
    expect(over(forecast, committed, commitment('B', 30_000, '2020-05-04'))).toBeUndefined();
  });

  it('count for what was really ordered, when that is more', () => {
    const forecast = { '2020-04': report({ '2020-05': 30_000, '2020-06': 20_000 }) };
    expect(over(forecast, committed, commitment('B', 45_000, '2020-05-04'))).toEqual({
      month: '2020-06',
      by: 500_000,
    });
  });

  it('are measured against the ceiling of their month', () => {
    const raised = amendedBy(inForce(), at('2020-05-04'), { budget: { ceiling: 120_000 } }, '2020-06-15');
    const orders = { '2020-05': 55_000, '2020-06': 20_000 };
    expect(overCeiling(reporting(raised, { '2020-04': report(orders) }, committed))).toBeUndefined();
    const earlier = { '2020-05': 65_000, '2020-06': 10_000 };
    expect(overCeiling(reporting(raised, { '2020-04': report(earlier) }, committed))).toEqual({
      month: '2020-05',
      by: 500_000,
    });
  });

  it('are measured period by period', () => {
    const renewable = {
      ...inForce({ term: { months: 3 }, renewal: { mode: 'tacit', months: 3, ceiling: 60_000 } }),
      renewals: [{ rank: 1, months: 3, how: 'tacit' as const, at: 0 }],
    };
    const within = { '2020-06': 60_000, '2020-08': 60_000 };
    expect(overCeiling(reporting(renewable, { '2020-04': report(within) }, committed))).toBeUndefined();
    const beyond = { '2020-06': 60_000, '2020-08': 60_001 };
    expect(overCeiling(reporting(renewable, { '2020-04': report(beyond) }, committed))).toEqual({
      month: '2020-08',
      by: 100,
    });
  });

  it('are none before the effect', () => {
    expect(overCeiling(reporting(signed(), { '2020-04': report({ '2020-05': 1e9 }) }))).toBeUndefined();
  });

  it('are none without a ceiling', () => {
    const { budget } = example();
    const free = inForce({ budget: { ...Object(budget), ceiling: null } });
    expect(overCeiling(reporting(free, { '2020-04': report({ '2020-05': 1e9 }) }))).toBeUndefined();
  });
});

describe('the chart of the budget', () => {
  const euros = (amounts: readonly number[] | undefined) => amounts?.map((amount) => amount / 100);
  const entries = [
    commitment('A', 40_000, '2020-05-04'),
    about('payment', 'A', 10_000, '2020-06-30'),
    commitment('B', 5000, '2020-07-02'),
  ];

  it('draws each month from the effect: committed and paid up to the report, forecast from it on', () => {
    const forecast = report({ '2020-07': 20_000, '2020-09': 10_000 }, { '2020-08': 4000 });
    const chart = budgetChart(reporting(inForce(), { '2020-06': forecast }, ...entries), '2020-06');
    expect(chart?.months).toEqual(['2020-04', '2020-05', '2020-06', '2020-07', '2020-08', '2020-09']);
    expect(euros(chart?.ceiling)).toEqual(Array.from({ length: 6 }, () => 100_000));
    expect(euros(chart?.committed)).toEqual([0, 40_000, 40_000]);
    expect(euros(chart?.paid)).toEqual([0, 0, 10_000]);
    expect(euros(chart?.forecastCommitted)).toEqual([40_000, 60_000, 60_000, 70_000]);
    expect(euros(chart?.forecastPaid)).toEqual([10_000, 10_000, 14_000, 14_000]);
  });

  it('stops at the month of the report when nothing is forecast', () => {
    const chart = budgetChart(reporting(inForce(), { '2020-05': report() }, ...entries), '2020-05');
    expect(chart).toMatchObject({ months: ['2020-04', '2020-05'], forecastCommitted: [], forecastPaid: [] });
  });

  it('shows the ceiling that counts at the end of each month', () => {
    const raised = amendedBy(inForce(), at('2020-05-04'), { budget: { ceiling: 120_000 } }, '2020-06-15');
    const chart = budgetChart(reporting(raised, {}, ...entries), '2020-07');
    expect(euros(chart?.ceiling)).toEqual([100_000, 100_000, 120_000, 120_000]);
  });

  it('has no ceiling to draw when the convention has none', () => {
    const { budget } = example();
    const free = inForce({ budget: { ...Object(budget), ceiling: null } });
    expect(Object.keys(budgetChart(reporting(free, {}, ...entries), '2020-05') ?? {})).not.toContain(
      'ceiling',
    );
  });

  it('forecasts from what is known at the end of the month of the report', () => {
    const forecast = report({ '2020-08': 100 }, { '2020-08': 10 });
    const more = [...entries, about('payment', 'A', 500, '2020-07-31')];
    const chart = budgetChart(reporting(inForce(), { '2020-07': forecast }, ...more), '2020-07');
    expect(euros(chart?.forecastCommitted)).toEqual([45_000, 45_100]);
    expect(euros(chart?.forecastPaid)).toEqual([10_500, 10_510]);
  });

  it('is not drawn of nothing, nor before the effect', () => {
    expect(budgetChart(inForce(), '2020-05')).toBeUndefined();
    expect(budgetChart(booked(signed(), ...entries), '2020-05')).toBeUndefined();
  });

  it('begins with the period of the month', () => {
    const renewed = {
      ...inForce({ term: { months: 3 }, renewal: { mode: 'tacit', months: 3, ceiling: 60_000 } }),
      renewals: [{ rank: 1, months: 3, how: 'tacit' as const, at: 0 }],
    };
    const chart = budgetChart(
      reporting(renewed, {}, ...entries, commitment('C', 9000, '2020-08-03')),
      '2020-08',
    );
    expect(chart?.months).toEqual(['2020-07', '2020-08']);
    expect(euros(chart?.ceiling)).toEqual([60_000, 60_000]);
    expect(euros(chart?.committed)).toEqual([0, 9000]);
  });
});

describe('months', () => {
  it('follow one another across years', () => {
    expect(monthsBetween('2020-11', '2021-02')).toEqual(['2020-11', '2020-12', '2021-01', '2021-02']);
    expect(monthsBetween('2020-11', '2020-11')).toEqual(['2020-11']);
    expect(monthsBetween('2020-12', '2020-11')).toEqual([]);
  });

  it.each([
    ['2020-02', '2020-02-29'],
    ['2021-02', '2021-02-28'],
    ['2020-12', '2020-12-31'],
  ])('%s ends on %s', (month, to) => {
    expect(reportBounds(inForce(), month)).toEqual({ from: `${month}-01`, to });
  });
});
