import fc from 'fast-check';
import { addDays, addMonths } from '../../../convention/calendar/plain-date.ts';
import { type Convention, register } from '../../../convention/convention.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { lastDayOf, noticeEndsOn, periodOf, rankAt, spanAt, spansOf } from '../../../convention/term/term.ts';
import { runs } from '../../support/runs.ts';
import { anyDay, day, deadlinesOf, inForce, signauxFaibles, signed } from '../support.ts';

describe('the periods of a convention', () => {
  const renewed = (endsOn?: string): Convention => ({
    ...inForce({ term: { months: 3 }, renewal: { mode: 'tacit', months: 3 } }),
    renewals: [
      { rank: 1, months: 3, how: 'tacit', at: 0 },
      { rank: 2, months: 3, how: 'tacit', at: 0 },
    ],
    notices: endsOn
      ? [
          {
            from: 'delegator',
            receivedOn: day('2020-05-04'),
            reason: 'x',
            withdrawnBy: [],
            endsOn: day(endsOn),
          },
        ]
      : [],
  });
  const spans = spansOf(renewed());

  it('follow one another, up to the end', () => {
    expect(spans).toEqual([
      { rank: 0, from: '2020-04-10', to: '2020-07-09' },
      { rank: 1, from: '2020-07-10', to: '2020-10-09' },
      { rank: 2, from: '2020-10-10', to: '2021-01-09' },
    ]);
    expect(spansOf(signed())).toEqual([]);
  });

  it.each([
    ['2020-10-10', '2020-10-10', 3],
    ['2020-10-09', '2020-10-09', 2],
    ['2020-08-03', '2020-08-03', 2],
    ['2020-07-10', '2020-07-10', 2],
    ['2020-07-09', '2020-07-09', 1],
    ['2020-04-10', '2020-04-10', 1],
  ])('end on %s with it', (endsOn, to, count) => {
    const left = spansOf(renewed(endsOn));
    expect(left).toHaveLength(count);
    expect(left.at(-1)?.to).toBe(to);
  });

  it.each([
    ['2020-04-09', 0],
    ['2020-07-09', 0],
    ['2020-07-10', 1],
    ['2020-10-10', 2],
    ['2022-01-01', 2],
  ])('have %s in that of rank %i', (on, rank) => {
    expect(spanAt(spans, day(on))?.rank).toBe(rank);
    expect(rankAt(spans, day(on))).toBe(rank);
    expect(rankAt([], day(on))).toBe(0);
  });

  it('are as long as the term of the version that counts when they begin', () => {
    const convention = renewed();
    const { document } = convention;
    const longer = { ...document, term: { ...document.term, months: 4 } } as typeof document;
    const amended = (period: number, renewals = convention.renewals): Convention => ({
      ...convention,
      renewals,
      document: longer,
      pastVersions: [{ document, until: day('2020-05-04'), period }] as unknown as Convention['pastVersions'],
    });
    const ends = (one: Convention) => spansOf(one).map(({ to }) => to);
    expect(ends(amended(0))).toEqual(['2020-08-09', '2020-11-09', '2021-02-09']);
    expect(ends(amended(1))).toEqual(['2020-07-09', '2020-11-09', '2021-02-09']);
    expect(ends(amended(2))).toEqual(['2020-07-09', '2020-10-09', '2021-02-09']);
    expect(ends({ ...amended(1), document: { ...longer, term: document.term } })).toEqual(ends(convention));
  });
});

describe('a period, whatever its dates', () => {
  const documents = fc.record({
    months: fc.integer({ min: 1, max: 60 }),
    lastDay: fc.constantFrom('eve', 'anniversary'),
    notice: fc.integer({ min: 1, max: 24 }),
  });

  it('ends no later than its term nor than its notice, which run date to date from their origins', () => {
    fc.assert(
      fc.property(documents, anyDay('2020-03-25', '2100-01-01'), fc.nat(2000), (given, effect, days) => {
        const { months, lastDay, notice } = given;
        const document = signauxFaibles({ term: { months, lastDay }, notice: { months: notice } });
        const receivedOn = addDays(effect, days);
        const period = periodOf({
          ...register(document, 0),
          confirmedEffect: { on: effect, reason: 'x' },
          notices: [
            {
              from: 'delegator',
              receivedOn,
              reason: 'x',
              withdrawnBy: [],
              endsOn: noticeEndsOn(document, receivedOn),
            },
          ],
        });
        const anniversary = addMonths(effect, months);
        // Where the month has no such day, its last day is the last (CPC art. 641).
        const hasDay = anniversary.endsWith(effect.slice(8));
        const term = addDays(anniversary, lastDay === 'eve' && hasDay ? -1 : 0);
        const noticeEnd = addMonths(receivedOn, notice);
        expect(period).toEqual({
          effectiveOn: effect,
          lastDay: term,
          endsOn: noticeEnd < term ? noticeEnd : term,
        });
      }),
    );
  });

  it('has one monthly report for each calendar month it touches, and duties that open before they are due', () => {
    fc.assert(
      fc.property(documents, anyDay('2020-03-25', '2100-01-01'), ({ months, lastDay }, effect) => {
        const document = signauxFaibles({ term: { months, lastDay } });
        const convention = { ...register(document, 0), confirmedEffect: { on: effect, reason: 'x' } };
        const touched = new Set<string>();
        for (let one = effect; one <= lastDayOf(document, effect); one = addDays(one, 1))
          touched.add(one.slice(0, 7));
        const reports = Object.keys(deadlinesOf(convention, 'monthly-report'));
        expect(reports.sort()).toEqual([...touched].map((month) => `report-${month}`).sort());
        for (const { opensOn, dueOn } of dutiesOf(convention)) expect(opensOn <= dueOn).toBe(true);
      }),
      { numRuns: runs(25) },
    );
  });
});
