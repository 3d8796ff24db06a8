import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill/implementation';
import {
  addDays,
  addMonths,
  addYears,
  byDate,
  dayOf,
  dayOfWeek,
  daysBetween,
  earliest,
  endOfMonth,
  isPlainDate,
  lastDayOfMonths,
  latest,
  plainDateOf,
  startOfMonth,
  yearOf,
} from '../../../convention/calendar/plain-date.ts';
import { anyDay, day } from '../support.ts';

const temporal = (text: string) => Temporal.PlainDate.from(text);

describe('a plain date', () => {
  it('is any real day from 1900 to 2199, and goes through the reader unchanged', () => {
    fc.assert(fc.property(anyDay(), (date) => isPlainDate(date) && plainDateOf(date) === date));
  });

  it.each([
    ['30 February', '2020-02-30'],
    ['29 February of a common year', '2021-02-29'],
    ['29 February of a century that is no leap year', '1900-02-29'],
    ['31 April', '2020-04-31'],
    ['month 13', '2020-13-01'],
    ['month 0', '2020-00-10'],
    ['day 0', '2020-01-00'],
    ['an instant', '2020-03-25T00:00:00Z'],
    ['a French date', '25/03/2020'],
    ['no leading zero', '2020-3-25'],
    ['a line break', '2020-03-25\n'],
    ['a space before', ' 2020-03-25'],
    ['1899', '1899-12-31'],
    ['2200', '2200-01-01'],
    ['an expanded year', '+002020-03-25'],
    ['Arabic digits', '٢٠٢٠-٠٣-٢٥'],
    ['nothing', ''],
    ['words', 'demain'],
  ])('is not %s', (_what, text) => {
    expect(isPlainDate(text)).toBe(false);
    expect(() => plainDateOf(text)).toThrow(RangeError);
  });

  it('is never recognised in a text that Temporal reads as another day', () => {
    const pieces = fc.tuple(fc.nat(2300), fc.nat(20), fc.nat(40)).map(([year, month, date]) => {
      const two = (part: number) => String(part).padStart(2, '0');
      return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
    });
    fc.assert(
      fc.property(fc.oneof(pieces, fc.string()), (text) => {
        if (isPlainDate(text)) expect(temporal(text).toString()).toBe(text);
      }),
    );
  });

  it('is the leap day that ends four centuries, too', () => {
    expect(addDays(day('2000-02-28'), 1)).toBe('2000-02-29');
    expect(addDays(day('2000-02-29'), 1)).toBe('2000-03-01');
  });

  it('goes forward and back by days as Temporal does', () => {
    fc.assert(
      fc.property(anyDay(), fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        expect(addDays(date, days)).toBe(temporal(date).add({ days }).toString());
      }),
    );
  });

  it('counts the days between two dates as Temporal does', () => {
    fc.assert(
      fc.property(anyDay(), anyDay(), (from, to) => {
        expect(daysBetween(from, to)).toBe(temporal(from).until(temporal(to), { largestUnit: 'day' }).days);
      }),
    );
  });

  it('undoes with daysBetween what addDays did', () => {
    fc.assert(fc.property(anyDay(), anyDay(), (from, to) => addDays(from, daysBetween(from, to)) === to));
  });

  it('knows its weekday, its year and the bounds of its month as Temporal does', () => {
    fc.assert(
      fc.property(anyDay('1900-01-01', '2199-11-30'), (date) => {
        const expected = temporal(date);
        expect(dayOfWeek(date)).toBe(expected.dayOfWeek);
        expect(yearOf(date)).toBe(expected.year);
        expect(startOfMonth(date)).toBe(expected.with({ day: 1 }).toString());
        expect(endOfMonth(date)).toBe(expected.with({ day: expected.daysInMonth }).toString());
      }),
    );
  });

  it('is made from numbers, days past the end of the month being those of the next', () => {
    fc.assert(
      fc.property(anyDay(), (date) => {
        const { year, month, day: dayOfMonth } = temporal(date);
        expect(dayOf(year, month, dayOfMonth)).toBe(date);
      }),
    );
    expect(dayOf(2020, 4, 31)).toBe('2020-05-01');
  });

  it('orders as text in the order of the calendar', () => {
    fc.assert(
      fc.property(
        fc.array(anyDay(), { minLength: 1, maxLength: 6 }),
        ([first = day('2020-01-01'), ...rest]) => {
          const sorted = [first, ...rest].map(temporal).sort(Temporal.PlainDate.compare);
          expect(earliest(first, ...rest)).toBe(sorted.at(0)?.toString());
          expect(latest(first, ...rest)).toBe(sorted.at(-1)?.toString());
        },
      ),
    );
  });
});

describe('months, date to date (CPC art. 641)', () => {
  it.each([
    ['a notice received on 30 November 2023 runs to 29 February 2024', '2023-11-30', 3, '2024-02-29'],
    ['31 January and a month is 28 February', '2021-01-31', 1, '2021-02-28'],
    ['31 January and a month is 29 February in a leap year', '2020-01-31', 1, '2020-02-29'],
    ['31 January and two months is 31 March, not 28', '2021-01-31', 2, '2021-03-31'],
    ['29 February and a year is 28 February', '2020-02-29', 12, '2021-02-28'],
    ['29 February and four years is 29 February', '2020-02-29', 48, '2024-02-29'],
    ['31 May less three months is the last of February', '2021-05-31', -3, '2021-02-28'],
    ['December goes over into the next year', '2020-12-15', 1, '2021-01-15'],
  ])('%s', (_why, from, months, expected) => {
    expect(addMonths(day(from), months)).toBe(expected);
  });

  it('are those of Temporal, the missing day being the last of the month', () => {
    fc.assert(
      fc.property(anyDay('1910-01-01', '2189-12-31'), fc.integer({ min: -120, max: 120 }), (date, months) => {
        const expected = temporal(date).add({ months }, { overflow: 'constrain' }).toString();
        expect(addMonths(date, months)).toBe(expected);
      }),
    );
  });

  it('keep the day of the month, or take the last day of a month that has none such', () => {
    fc.assert(
      fc.property(anyDay('1910-01-01', '2189-12-31'), fc.integer({ min: 0, max: 120 }), (date, months) => {
        const after = addMonths(date, months);
        expect(after.slice(8) === date.slice(8) || after === endOfMonth(after)).toBe(true);
      }),
    );
  });

  it.each([
    ['2020-04-10', 12, '2021-04-09'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-03-01', 1, '2026-03-31'],
  ])('that begin on %s, %i of them, end on %s', (from, months, expected) => {
    expect(lastDayOfMonths(day(from), months)).toBe(expected);
  });

  it('and days are sorted, those of one day as they came', () => {
    const sorted = ['2020-05-04', '2020-04-30', '2020-05-04', '2020-12-01'].map((on, rank) => ({ on, rank }));
    expect(sorted.sort((a, b) => byDate(a.on, b.on)).map(({ rank }) => rank)).toEqual([1, 0, 2, 3]);
    expect([
      byDate('2020-04', '2020-05'),
      byDate('2020-05', '2020-05'),
      byDate('2020-05', '2020-04'),
    ]).toEqual([-1, 0, 1]);
  });

  it('are counted twelve to a year', () => {
    fc.assert(
      fc.property(anyDay('1910-01-01', '2189-12-31'), fc.integer({ min: -9, max: 9 }), (date, years) => {
        expect(addYears(date, years)).toBe(temporal(date).add({ years }).toString());
      }),
    );
  });
});
