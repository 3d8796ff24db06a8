import { register } from '../../../convention/convention.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { reportBounds } from '../../../convention/duties/reports.ts';
import { accepted, amendedBy, at, deadlinesOf, dutyOf, inForce, minimal } from '../support.ts';

/** A convention in effect on its signature, whose text asks for such reports. */
const reporting = (signedOn: string, term: Record<string, unknown>, reports: Record<string, unknown>) =>
  register(
    accepted({ ...minimal(), signedOn, term, reports: { article: '5', ...reports } }).document,
    at(signedOn).now,
  );

const linesOf = (convention: ReturnType<typeof reporting>) =>
  dutiesOf(convention).flatMap(({ id, kind, opensOn, dueOn, title }) =>
    kind === 'monthly-report' ? [`${id.slice(7)} ${opensOn} ${dueOn} ${title.slice(13)}`] : [],
  );

describe('reports of periods', () => {
  it.each<[string, ReturnType<typeof reporting>, string[]]>([
    [
      'each month by the fifth working day after it, first and last partial',
      reporting('2026-01-15', { months: 3 }, { everyMonths: 1 }),
      [
        '2026-01 2026-02-01 2026-02-06 de janvier 2026',
        '2026-02 2026-03-01 2026-03-06 de février 2026',
        '2026-03 2026-04-01 2026-04-08 de mars 2026', // Easter Monday on the 6th
        '2026-04 2026-04-15 2026-05-11 d’avril 2026', // 1 and 8 May
      ],
    ],
    [
      'each quarter of the civil year, first and last partial',
      reporting('2026-02-10', { months: 12 }, { everyMonths: 3 }),
      [
        '2026-03 2026-04-01 2026-04-08 de février à mars 2026',
        '2026-06 2026-07-01 2026-07-07 d’avril à juin 2026',
        '2026-09 2026-10-01 2026-10-07 de juillet à septembre 2026',
        '2026-12 2027-01-01 2027-01-08 d’octobre à décembre 2026',
        '2027-02 2027-02-10 2027-03-05 de janvier à février 2027',
      ],
    ],
    [
      'each quarter, the first and the last of one month',
      reporting('2026-03-31', { until: '2026-10-01' }, { everyMonths: 3, dueWorkingDay: 1 }),
      [
        '2026-03 2026-04-01 2026-04-01 de mars 2026',
        '2026-06 2026-07-01 2026-07-01 d’avril à juin 2026',
        '2026-09 2026-10-01 2026-10-01 de juillet à septembre 2026',
        '2026-10 2026-10-02 2026-11-02 d’octobre 2026',
      ],
    ],
    [
      'each half-year on its last working day, before the Sundays 31 December 2023 and 30 June 2024',
      reporting('2023-09-01', { months: 12 }, { everyMonths: 6, dueWorkingDay: 0 }),
      [
        '2023-12 2023-12-14 2023-12-29 de septembre à décembre 2023',
        '2024-06 2024-06-13 2024-06-28 de janvier à juin 2024',
        '2024-08 2024-08-15 2024-08-30 de juillet à août 2024',
      ],
    ],
    [
      'each half-year on 30 June and 31 December',
      reporting('2026-02-10', { until: '2026-12-31' }, { everyMonths: 6, dueWorkingDay: 0 }),
      [
        '2026-06 2026-06-15 2026-06-30 de février à juin 2026',
        '2026-12 2026-12-16 2026-12-31 de juillet à décembre 2026',
      ],
    ],
    [
      'each year by the twentieth working day after it',
      reporting('2026-03-01', { months: 24 }, { everyMonths: 12, dueWorkingDay: 20 }),
      [
        '2026-12 2027-01-01 2027-01-29 de mars à décembre 2026',
        '2027-12 2028-01-01 2028-01-28 de janvier à décembre 2027',
        '2028-02 2028-03-01 2028-03-28 de janvier à février 2028',
      ],
    ],
    [
      'each month on its last working day, never before the effect: a Saturday 31',
      reporting('2021-07-31', { until: '2021-08-31' }, { everyMonths: 1, dueWorkingDay: 0 }),
      ['2021-07 2021-07-31 2021-07-31 de juillet 2021', '2021-08 2021-08-16 2021-08-31 d’août 2021'],
    ],
    [
      'each half-year on its last working day, opened no earlier than the effect',
      reporting('2026-06-22', { until: '2026-07-10' }, { everyMonths: 6, dueWorkingDay: 0 }),
      ['2026-06 2026-06-22 2026-06-30 de juin 2026', '2026-07 2026-06-25 2026-07-10 de juillet 2026'],
    ],
    ['at no rhythm, when there is none', reporting('2026-01-15', { months: 12 }, { final: true }), []],
  ])('%s', (_what, convention, expected) => {
    expect(linesOf(convention)).toEqual(expected);
  });

  it.each<[everyMonths: number, periods: string]>([
    [1, '01 02 03 04 05 06 07 08 09 10 11 12 01'],
    [2, '02 04 06 08 10 12 01'],
    [3, '03 06 09 12 01'],
    [4, '04 08 12 01'],
    [6, '06 12 01'],
    [12, '12 01'],
  ])('every %i months, from 15 January to the next 14, close %s', (everyMonths, periods) => {
    const ids = Object.keys(
      deadlinesOf(reporting('2026-01-15', { months: 12 }, { everyMonths }), 'monthly-report'),
    );
    expect(ids.map((id) => id.slice(-2)).join(' ')).toBe(periods);
  });

  it.each<[everyMonths: number, closed: string, from: string, to: string]>([
    [1, '2026-02', '2026-02-01', '2026-02-28'],
    [3, '2026-12', '2026-10-01', '2026-12-31'],
    [3, '2027-02', '2027-01-01', '2027-02-28'],
    [6, '2028-02', '2028-01-01', '2028-02-29'],
    [12, '2026-12', '2026-01-01', '2026-12-31'],
  ])('every %i months: that of %s is about what goes from %s to %s', (everyMonths, closed, from, to) => {
    expect(reportBounds(reporting('2026-01-15', { months: 12 }, { everyMonths }), closed)).toEqual({
      from,
      to,
    });
  });
});

describe('the report of the end', () => {
  it('is owed with the others, fifteen days before the end and on a working day', () => {
    // 14 January 2028 is a Friday.
    expect(
      dutyOf(reporting('2026-01-15', { months: 24 }, { everyMonths: 6, final: true }), 'report-final'),
    ).toMatchObject({
      opensOn: '2027-12-30',
      dueOn: '2028-01-14',
    });
    // 29 March 2026 is a Sunday.
    expect(
      dutyOf(reporting('2026-01-15', { until: '2026-03-29' }, { final: true }), 'report-final'),
    ).toMatchObject({
      opensOn: '2026-03-14',
      dueOn: '2026-03-30',
    });
  });

  it('is not opened before the effect, nor owed when the text asks for none', () => {
    const short = reporting(
      '2026-03-20',
      { until: '2026-03-31' },
      { final: true, finalOpensDaysBefore: 180 },
    );
    expect(dutyOf(short, 'report-final').opensOn).toBe('2026-03-20');
    const none = reporting('2026-01-15', { months: 12 }, { everyMonths: 6 });
    expect(deadlinesOf(none, 'final-report')).toEqual({});
  });
});

test('an amendment of the rhythm leaves the reports of the months before it as they were', () => {
  const monthly = inForce({ term: { months: 12 } }, '2020-04-10');
  const quarterly = amendedBy(monthly, at('2020-08-03'), { reports: { everyMonths: 3 } }, '2020-08-03');
  const ids = dutiesOf(quarterly).flatMap(({ id, kind }) => (kind === 'monthly-report' ? [id.slice(7)] : []));
  expect(ids).toEqual([
    '2020-04',
    '2020-05',
    '2020-06',
    '2020-07',
    '2020-09',
    '2020-12',
    '2021-03',
    '2021-04',
  ]);
  expect(dutyOf(quarterly, 'report-2020-09').title).toBe('Compte rendu d’août à septembre 2020');
  expect(reportBounds(quarterly, '2020-06')).toEqual({ from: '2020-06-01', to: '2020-06-30' });
  const none = amendedBy(monthly, at('2020-08-03'), { reports: { everyMonths: null } }, '2020-08-03');
  expect(
    dutiesOf(none)
      .filter(({ kind }) => kind === 'monthly-report')
      .map(({ id }) => id),
  ).toEqual(['report-2020-04', 'report-2020-05', 'report-2020-06', 'report-2020-07']);
});

test('a last period that the end cuts short is reported on the last working day of the convention', () => {
  const convention = reporting('2026-02-10', { months: 12 }, { everyMonths: 3, dueWorkingDay: 0 });
  expect(dutyOf(convention, 'report-2027-02').dueOn).toBe('2027-02-09');
});
