import type { Convention } from '../../convention/convention.ts';
import { periodOf, spanAt, spansOf } from '../../convention/term/term.ts';
import { lived } from './lived.ts';
import { amendedBy, at, day, inForce } from './support.ts';

// In effect on 10 April 2020 for a year, renewed tacitly for a year: the second period ends on 9 April 2022.
const renewed = lived(inForce({ renewal: { mode: 'tacit', maximum: 3 } }), at('2021-04-12'));
const periods = (convention: Convention) => spansOf(convention).map(({ from, to }) => `${from} ${to}`);
const june = at('2021-06-10');

describe('a term amended once the convention was renewed', () => {
  it('is that of the current period: those gone by stay what they were', () => {
    const longer = amendedBy(renewed, june, { term: { months: 18 } }, '2021-06-10');
    expect(periods(longer)).toEqual(['2020-04-10 2021-04-09', '2021-04-10 2022-10-09']);
    expect(spanAt(spansOf(longer), june.today)?.rank).toBe(1);
    expect(periodOf(longer)).toMatchObject({ effectiveOn: '2020-04-10', endsOn: '2022-10-09' });
  });

  it('is not given anew by an amendment of something else: a period renewed for six months keeps them', () => {
    const half = lived(inForce({ renewal: { mode: 'tacit', months: 6, maximum: 3 } }), at('2021-04-12'));
    const richer = amendedBy(half, june, { budget: { ceiling: 150_000 } }, '2021-06-10');
    expect(periods(richer)).toEqual(['2020-04-10 2021-04-09', '2021-04-10 2021-10-09']);
  });

  it('may be a day', () => {
    const until = amendedBy(renewed, june, { term: { until: '2021-12-31' } }, '2021-06-10');
    expect(periods(until)).toEqual(['2020-04-10 2021-04-09', '2021-04-10 2021-12-31']);
    const next = lived(until, at('2022-01-03'));
    expect(periods(next)).toEqual([
      '2020-04-10 2021-04-09',
      '2021-04-10 2021-12-31',
      '2022-01-01 2022-12-31',
    ]);
  });

  it('stays so when it is amended again, and when the convention is renewed again', () => {
    const twice = amendedBy(
      amendedBy(renewed, june, { term: { months: 18 } }, '2021-06-10'),
      at('2021-07-01'),
      { term: { months: 6 } },
      '2021-07-01',
    );
    expect(periods(twice).at(-1)).toBe('2021-04-10 2021-10-09');
    const third = lived(twice, at('2021-10-11'));
    expect(periods(third)).toEqual([
      '2020-04-10 2021-04-09',
      '2021-04-10 2021-10-09',
      '2021-10-10 2022-10-09',
    ]);
    const cut = amendedBy(third, at('2021-11-02'), { term: { months: 3 } }, '2021-11-02');
    expect(periods(cut).at(-1)).toBe('2021-10-10 2022-01-09');
  });

  it('of retroactive effect leaves a period that is over as it is', () => {
    const longer = amendedBy(renewed, june, { term: { months: 18 } }, '2021-01-04');
    expect(periods(longer)).toEqual(['2020-04-10 2021-04-09', '2021-04-10 2022-10-09']);
  });

  it('of a later effect moves the period of that day', () => {
    const signed = amendedBy(renewed, june, { term: { months: 18 } }, '2022-01-03');
    expect(periods(signed).at(-1)).toBe('2021-04-10 2022-04-09');
    expect(periods(lived(signed, at('2022-01-03'))).at(-1)).toBe('2021-04-10 2022-10-09');
  });

  it('moves with the effect, by the same months', () => {
    const longer = amendedBy(renewed, june, { term: { months: 18 } }, '2021-06-10');
    const moved = { ...longer, confirmedEffect: { on: day('2020-05-01'), reason: 'x' } };
    expect(periods(moved)).toEqual(['2020-05-01 2021-04-30', '2021-05-01 2022-10-31']);
  });

  it('of the first period is that of the first, though its renewal be agreed already', () => {
    const longer = amendedBy(inForce(), at('2020-06-10'), { term: { months: 18 } }, '2020-06-10');
    expect(periods(longer)).toEqual(['2020-04-10 2021-10-09']);
  });
});
