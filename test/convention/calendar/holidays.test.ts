import Holidays from 'date-holidays';
import fc from 'fast-check';
import {
  easterSunday,
  frenchHoliday,
  type HolidayRegion,
  publicHolidays,
} from '../../../convention/calendar/holidays.ts';
import { addDays, dayOfWeek } from '../../../convention/calendar/plain-date.ts';
import { anyDay, day } from '../support.ts';

/** The public holidays of a year as the independent package `date-holidays` knows them, without doubles. */
function independent(calendar: Holidays, year: number): string[] {
  const days = calendar.getHolidays(year).filter(({ type }) => type === 'public');
  return [...new Set(days.map(({ date }) => date.slice(0, 10)))].sort();
}

const years = Array.from({ length: 31 }, (_, index) => 2015 + index);

/** Easter by another computus, Oudin's of 1940. */
function oudin(year: number): string {
  const { floor } = Math;
  const [golden, century] = [year % 19, floor(year / 100)];
  const epact = (century - floor(century / 4) - floor((8 * century + 13) / 25) + 19 * golden + 15) % 30;
  const moon = epact - floor(epact / 28) * (1 - floor(29 / (epact + 1)) * floor((21 - golden) / 11));
  const weekday = (year + floor(year / 4) + moon + 2 - century + floor(century / 4)) % 7;
  const month = 3 + floor((moon - weekday + 40) / 44);
  const dayOfMonth = moon - weekday + 28 - 31 * floor(month / 4);
  return `${year}-0${month}-${String(dayOfMonth).padStart(2, '0')}`;
}

test('Easter is the same by another computus, from the first year of the calendar on', () => {
  const all = Array.from({ length: 9999 - 1582 }, (_, index) => 1583 + index);
  expect(all.find((year) => easterSunday(year) !== oudin(year))).toBeUndefined();
});

const daysOff = (year: number, region: HolidayRegion = 'metropole') =>
  [...publicHolidays(year, region).keys()].sort();

describe('public holidays', () => {
  const france = new Holidays('FR');
  it.each(years)('of %i in metropolitan France are those of date-holidays', (year) => {
    expect(daysOff(year)).toEqual(independent(france, year));
  });

  const moselle = new Holidays('FR', '57');
  const basRhin = new Holidays('FR', '67');
  const hautRhin = new Holidays('FR', '68');
  it.each(years)('of %i in Alsace-Moselle are those of date-holidays, département by département', (year) => {
    const ours = daysOff(year, 'alsaceMoselle');
    expect(ours).toEqual(independent(moselle, year));
    expect(ours).toEqual(independent(basRhin, year));
    expect(ours).toEqual(independent(hautRhin, year));
  });

  it('are eleven of the Labour Code, thirteen in Alsace-Moselle', () => {
    expect(daysOff(2020)).toEqual([
      '2020-01-01',
      '2020-04-13',
      '2020-05-01',
      '2020-05-08',
      '2020-05-21',
      '2020-06-01',
      '2020-07-14',
      '2020-08-15',
      '2020-11-01',
      '2020-11-11',
      '2020-12-25',
    ]);
    const local = daysOff(2020, 'alsaceMoselle').filter((one) => !daysOff(2020).includes(one));
    expect(local).toEqual(['2020-04-10', '2020-12-26']);
  });

  it('are named; of two on one day, the first is told', () => {
    expect(frenchHoliday(day('2008-05-01'))).toBe('fête du Travail');
    expect(frenchHoliday(day('2020-05-21'))).toBe('Ascension');
    expect(frenchHoliday(day('2020-05-22'))).toBeUndefined();
  });

  it('are the same when asked again, in either order of regions', () => {
    const before = daysOff(2031);
    daysOff(2031, 'alsaceMoselle');
    expect(daysOff(2031)).toEqual(before);
  });

  it('answer for one day as for its year', () => {
    fc.assert(
      fc.property(
        anyDay(),
        fc.constantFrom('metropole' as const, 'alsaceMoselle' as const),
        (date, region) => {
          const year = publicHolidays(Number(date.slice(0, 4)), region);
          expect(frenchHoliday(date, region)).toBe(year.get(date));
        },
      ),
    );
  });

  it('of the Republic are the same everywhere', () => {
    fc.assert(
      fc.property(anyDay(), (date) => !frenchHoliday(date) || Boolean(frenchHoliday(date, 'alsaceMoselle'))),
    );
  });
});

describe('Easter', () => {
  it.each([
    ['as early as it can be', 1818, '1818-03-22'],
    ['as late as it can be', 1943, '1943-04-25'],
    ['of the year of the first convention', 2020, '2020-04-12'],
    ['of 2024', 2024, '2024-03-31'],
    ['of 2038, the latest of the century so far', 2038, '2038-04-25'],
    ['of 2049, an exception of simpler formulas', 2049, '2049-04-18'],
    ['of 1954, another one', 1954, '1954-04-18'],
  ])('%s', (_why, year, expected) => {
    expect(easterSunday(year)).toBe(expected);
  });

  it('is a Sunday from 22 March to 25 April, every year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2199 }), (year) => {
        const easter = easterSunday(year);
        expect(dayOfWeek(easter)).toBe(7);
        expect(easter >= day(`${year}-03-22`) && easter <= day(`${year}-04-25`)).toBe(true);
        expect(dayOfWeek(addDays(easter, 39))).toBe(4);
      }),
    );
  });
});
