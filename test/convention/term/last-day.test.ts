import { register } from '../../../convention/convention.ts';
import { lastDayOf, spansOf } from '../../../convention/term/term.ts';
import { lived } from '../lived.ts';
import { accepted, at, day, minimal, signauxFaibles } from '../support.ts';

type Term = Record<string, unknown>;

describe('the last day', () => {
  it.each<[term: Term, effect: string, expected: string]>([
    // The eve of the same day; where the month has no such day, its last (CPC art. 641).
    [{ months: 12 }, '2024-02-29', '2025-02-28'],
    [{ months: 12 }, '2024-02-28', '2025-02-27'],
    [{ months: 12 }, '2024-03-01', '2025-02-28'],
    [{ months: 12 }, '2023-03-01', '2024-02-29'],
    [{ months: 24 }, '2024-02-29', '2026-02-28'],
    [{ months: 48 }, '2024-02-29', '2028-02-28'],
    [{ months: 6 }, '2020-08-31', '2021-02-28'],
    [{ months: 6 }, '2020-08-30', '2021-02-28'],
    [{ months: 6 }, '2020-08-29', '2021-02-28'],
    [{ months: 6 }, '2020-08-28', '2021-02-27'],
    [{ months: 6 }, '2023-08-31', '2024-02-29'],
    [{ months: 6 }, '2023-08-29', '2024-02-28'],
    [{ months: 1 }, '2021-01-31', '2021-02-28'],
    [{ months: 1 }, '2021-01-28', '2021-02-27'],
    [{ months: 1 }, '2024-01-31', '2024-02-29'],
    [{ months: 1 }, '2021-02-28', '2021-03-27'],
    [{ months: 1 }, '2021-03-31', '2021-04-30'],
    [{ months: 1 }, '2020-12-31', '2021-01-30'],
    [{ months: 3 }, '2020-12-01', '2021-02-28'],
    [{ months: 12 }, '2026-01-01', '2026-12-31'],
    [{ months: 120 }, '2026-01-01', '2035-12-31'],
    // The same day.
    [{ months: 12, lastDay: 'anniversary' }, '2024-02-29', '2025-02-28'],
    [{ months: 12, lastDay: 'anniversary' }, '2024-03-01', '2025-03-01'],
    [{ months: 6, lastDay: 'anniversary' }, '2020-08-31', '2021-02-28'],
    [{ months: 1, lastDay: 'anniversary' }, '2021-01-31', '2021-02-28'],
    [{ months: 1, lastDay: 'anniversary' }, '2021-02-28', '2021-03-28'],
    // A day that the text fixes.
    [{ until: '2021-12-31' }, '2020-08-31', '2021-12-31'],
    [{ until: '2021-12-31', lastDay: 'anniversary' }, '2020-08-31', '2021-12-31'],
  ])('of %j from %s is %s', (term, effect, expected) => {
    expect(lastDayOf(signauxFaibles({ term }), day(effect))).toBe(expected);
  });
});

/** The last days of the periods of a convention renewed tacitly, in effect on its signature. */
function lastDays(signedOn: string, term: Term, months: number, until: string): string[] {
  const renewal = { article: '7', mode: 'tacit', months, maximum: null };
  const { document } = accepted({ ...minimal(), signedOn, term, renewal });
  return spansOf(lived(register(document, at(signedOn).now), at(until))).map(({ to }) => to);
}

describe('the last days of renewed periods are counted from the origin, and never chained', () => {
  it.each<[string, Term, number, until: string, string[]]>([
    ['2021-01-31', { months: 1 }, 1, '2021-05-01', ['2021-02-28', '2021-03-30', '2021-04-30', '2021-05-30']],
    [
      '2024-02-29',
      { months: 12 },
      12,
      '2028-01-01',
      ['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-28'],
    ],
    ['2020-08-31', { months: 6 }, 6, '2022-01-01', ['2021-02-28', '2021-08-30', '2022-02-28']],
    ['2020-08-31', { months: 6 }, 12, '2022-06-01', ['2021-02-28', '2022-02-28', '2023-02-28']],
    [
      '2021-01-31',
      { months: 1, lastDay: 'anniversary' },
      1,
      '2021-04-01',
      ['2021-02-28', '2021-03-31', '2021-04-30'],
    ],
    [
      '2021-01-15',
      { until: '2021-01-30' },
      1,
      '2021-04-01',
      ['2021-01-30', '2021-02-28', '2021-03-30', '2021-04-30'],
    ],
    ['2023-01-15', { until: '2023-02-28' }, 12, '2024-03-01', ['2023-02-28', '2024-02-29', '2025-02-28']],
    ['2026-01-01', { months: 12 }, 12, '2027-06-01', ['2026-12-31', '2027-12-31']],
  ])(
    'in effect on %s for %j, then %i months each time, seen on %s: %j',
    (signedOn, term, months, until, expected) => {
      expect(lastDays(signedOn, term, months, until)).toEqual(expected);
    },
  );
});
