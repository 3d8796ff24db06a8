import fc from 'fast-check';
import { addDays, addMonths } from '../../../convention/calendar/plain-date.ts';
import { type Convention, register } from '../../../convention/convention.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { comingRenewal, isRenewed, lastNoticeDay } from '../../../convention/term/renewal.ts';
import { noticeEndsOn, periodOf, spansOf } from '../../../convention/term/term.ts';
import { runs } from '../../support/runs.ts';
import { lived } from '../lived.ts';
import { acting, anyDay, at, day, deadlinesOf, dutyOf, inForce, signauxFaibles } from '../support.ts';

const tacit = (renewal: Record<string, unknown> = {}) =>
  inForce({ term: { months: 3 }, renewal: { mode: 'tacit', months: 3, ...renewal } });
const noticed = (convention: Convention, receivedOn: string) =>
  acting(convention, at(receivedOn), [
    'giveNotice',
    { by: 'Ada', from: 'delegator', receivedOn, reason: 'fin' },
  ]);
const from = (convention: Convention) => ({ ...convention, inForceSince: day('2020-04-10') });

describe('the last day on which a notice still ends a convention by its last day', () => {
  const withNotice = new Map(
    Array.from({ length: 24 }, (_one, index) => [
      index + 1,
      signauxFaibles({ notice: { months: index + 1 } }),
    ]),
  );

  it.each([
    ['2021-02-28', 3, '2020-11-30'],
    ['2020-02-29', 3, '2019-11-30'],
    ['2021-04-09', 3, '2021-01-09'],
    ['2021-03-31', 1, '2021-02-28'],
    ['2021-03-30', 1, '2021-02-28'],
    ['2021-03-27', 1, '2021-02-27'],
    ['2021-12-31', 12, '2020-12-31'],
    ['2022-02-28', 24, '2020-02-29'],
  ])('by %s with %i months is %s', (lastDay, months, expected) => {
    expect(lastNoticeDay(signauxFaibles({ notice: { months } }), day(lastDay))).toBe(expected);
  });

  it('is the last of those whose notice ends by then, whatever the day and the months', () => {
    fc.assert(
      fc.property(anyDay('1990-01-01', '2150-12-31'), fc.integer({ min: 1, max: 24 }), (lastDay, months) => {
        const document = withNotice.get(months) ?? signauxFaibles();
        const last = lastNoticeDay(document, lastDay);
        expect(noticeEndsOn(document, last) <= lastDay).toBe(true);
        for (let days = 1; days <= 40; days++)
          expect(noticeEndsOn(document, addDays(last, days)) > lastDay).toBe(true);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('is the last of those, on each last day of four years', () => {
    const document = signauxFaibles();
    const wrong: string[] = [];
    for (let lastDay = day('2019-01-01'); lastDay <= '2022-12-31'; lastDay = addDays(lastDay, 1)) {
      let expected = addDays(addMonths(lastDay, -3), 10);
      while (noticeEndsOn(document, expected) > lastDay) expected = addDays(expected, -1);
      if (lastNoticeDay(document, lastDay) !== expected) wrong.push(lastDay);
    }
    expect(wrong).toEqual([]);
  });
});

describe('a tacit renewal', () => {
  it('comes unless prevented, and is announced to both 30, 10 and 2 days before the last notice that does', () => {
    expect(comingRenewal(inForce({ renewal: { mode: 'tacit' } }))).toEqual({
      rank: 1,
      mode: 'tacit',
      months: 12,
      lastDay: '2021-04-09',
    });
    const duty = dutyOf(inForce({ renewal: { mode: 'tacit' } }), 'renewal-1-notice');
    expect(duty).toMatchObject({ holder: 'delegator', copies: ['delegatee'], dueOn: '2021-01-09' });
    expect(duty.alertsOn).toEqual(['2020-12-10', '2020-12-30', '2021-01-07']);
  });

  it('is prevented by a notice received on its last day, not the day after', () => {
    const convention = inForce({ renewal: { mode: 'tacit' } });
    expect(comingRenewal(noticed(convention, '2021-01-09'))).toBeUndefined();
    const late = noticed(convention, '2021-01-10');
    expect(comingRenewal(late)?.rank).toBe(1);
    expect(periodOf(lived(from(late), at('2021-04-10')))?.endsOn).toBe('2021-04-10');
  });

  it('is prevented by an end that is agreed, or for breach', () => {
    const convention = inForce({ renewal: { mode: 'tacit' } });
    const agreed: Convention = {
      ...convention,
      agreedEnd: {
        id: 1,
        proposedOn: day('2020-05-04'),
        on: day('2021-03-31'),
        agreedBy: ['delegator', 'delegatee'],
        reason: 'x',
        decidedOn: day('2020-05-04'),
      },
    };
    expect([comingRenewal(agreed), isRenewed(agreed)]).toEqual([undefined, false]);
  });

  it('comes on the day after the term, as many times as the document allows', () => {
    const twice = from(tacit({ maximum: 2 }));
    const spans = (on: string) => spansOf(lived(twice, at(on))).map(({ to }) => to);
    expect(spans('2020-07-09')).toEqual(['2020-07-09']);
    expect(spans('2020-07-10')).toEqual(['2020-07-09', '2020-10-09']);
    expect(spans('2020-10-10')).toEqual(['2020-07-09', '2020-10-09', '2021-01-09']);
    expect(lived(twice, at('2021-01-10')).ended).toEqual({ cause: 'term', on: '2021-01-09' });
  });

  it('without a limit goes on until a notice ends it', () => {
    const years = lived(from(tacit({ maximum: null })), at('2030-05-06'));
    expect(years.renewals).toHaveLength(40);
    expect(periodOf(years)?.endsOn).toBe('2030-07-09');
    const over = lived(noticed(years, '2030-05-06'), at('2030-08-07'));
    expect(over.ended).toEqual({ cause: 'notice', on: '2030-08-06' });
    expect(over.renewals).toHaveLength(41);
  });

  it('is always counted from the origin: the end of a month is not lost on the way', () => {
    const effect = day('2020-08-31');
    const convention: Convention = {
      ...register(
        signauxFaibles({
          term: { months: 1, lastDay: 'anniversary' },
          renewal: { mode: 'tacit', months: 1, maximum: null },
        }),
        0,
      ),
      confirmedEffect: { on: effect, reason: 'x' },
      inForceSince: effect,
    };
    expect(spansOf(lived(convention, at('2021-03-15'))).map(({ to }) => to)).toEqual([
      '2020-09-30',
      '2020-10-31',
      '2020-11-30',
      '2020-12-31',
      '2021-01-31',
      '2021-02-28',
      '2021-03-31',
    ]);
  });

  it('of a term fixed by a date runs from that date', () => {
    const convention = from(
      inForce({ term: { until: '2020-12-31' }, renewal: { mode: 'tacit', months: 12 } }),
    );
    expect(spansOf(lived(convention, at('2021-01-04'))).map(({ from: first, to }) => [first, to])).toEqual([
      ['2020-04-10', '2020-12-31'],
      ['2021-01-01', '2021-12-31'],
    ]);
  });

  it('keeps what each period owes: a final report and a committee of its own', () => {
    const renewed = lived(from(tacit()), at('2020-07-10'));
    expect(deadlinesOf(renewed, 'final-report')).toEqual({
      'report-final': '2020-07-09',
      'report-final-2': '2020-10-09',
    });
    expect(deadlinesOf(renewed, 'committee')).toEqual({
      'committee-1': '2020-07-09',
      'committee-2': '2020-10-09',
    });
    expect(Object.keys(deadlinesOf(renewed, 'monthly-report'))).toHaveLength(7);
  });
});

describe('the renewal that may come', () => {
  it.each<[string, Convention]>([
    ['the document allows none', inForce()],
    ['there is no effect yet', { ...register(signauxFaibles({ renewal: { mode: 'tacit' } }), 0) }],
    ['the convention has ended', { ...tacit(), ended: { cause: 'term', on: day('2020-07-09') } }],
    ['as many have come as may', { ...tacit(), renewals: [{ rank: 1, months: 3, how: 'tacit', at: 0 }] }],
  ])('is none when %s', (_what, convention) => {
    expect([comingRenewal(convention), isRenewed(convention)]).toEqual([undefined, false]);
  });

  it('once the document forbids it no longer comes, and what came stays', () => {
    const forbidden = { ...inForce(), renewals: [{ rank: 1, months: 12, how: 'tacit' as const, at: 0 }] };
    expect(periodOf(forbidden)?.lastDay).toBe('2022-04-09');
    expect(comingRenewal(forbidden)).toBeUndefined();
  });
});

describe('the periods of a convention, whatever its term and its renewals,', () => {
  it('follow one another without a gap, and end with it', () => {
    const shapes = fc.record({
      months: fc.integer({ min: 1, max: 24 }),
      lastDay: fc.constantFrom('eve', 'anniversary'),
      renewed: fc.array(fc.integer({ min: 1, max: 24 }), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(shapes, anyDay('2020-03-25', '2060-12-31'), ({ months, lastDay, renewed }, effect) => {
        const convention: Convention = {
          ...register(signauxFaibles({ term: { months, lastDay } }), 0),
          confirmedEffect: { on: effect, reason: 'x' },
          renewals: renewed.map((one, index) => ({ rank: index + 1, months: one, how: 'tacit', at: 0 })),
        };
        const spans = spansOf(convention);
        expect(spans[0]?.from).toBe(effect);
        expect(spans.map(({ rank }) => rank)).toEqual(spans.map((_one, index) => index));
        for (const [index, { from: first, to }] of spans.entries()) {
          expect(first <= to).toBe(true);
          const next = spans[index + 1];
          expect(next ? next.from : addDays(to, 1)).toBe(addDays(to, 1));
        }
        expect(spans.at(-1)?.to).toBe(periodOf(convention)?.endsOn);
        const ids = dutiesOf(convention).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: runs(60) },
    );
  });
});
