import fc from 'fast-check';
import { frenchHoliday, type HolidayRegion } from '../../../convention/calendar/holidays.ts';
import { addDays, dayOfWeek, daysBetween } from '../../../convention/calendar/plain-date.ts';
import {
  addWorkingDays,
  isWorkingDay,
  onOrAfterWorkingDay,
  onOrBeforeWorkingDay,
} from '../../../convention/calendar/working-days.ts';
import { anyDay, day } from '../support.ts';

const anyRegion = fc.constantFrom<HolidayRegion>('metropole', 'alsaceMoselle');
const someDay = anyDay('2000-01-01', '2100-12-31');

describe('a working day', () => {
  it('is neither a Saturday, nor a Sunday, nor a public holiday', () => {
    fc.assert(
      fc.property(someDay, anyRegion, (date, region) => {
        expect(isWorkingDay(date, region)).toBe(
          dayOfWeek(date) <= 5 && frenchHoliday(date, region) === undefined,
        );
      }),
    );
  });

  it('is found at once on a working day, else the first one after or before', () => {
    fc.assert(
      fc.property(someDay, anyRegion, (date, region) => {
        const after = onOrAfterWorkingDay(date, region);
        const before = onOrBeforeWorkingDay(date, region);
        expect(isWorkingDay(after, region) && isWorkingDay(before, region)).toBe(true);
        expect(before <= date && date <= after).toBe(true);
        for (let one = addDays(before, 1); one < after; one = addDays(one, 1)) {
          expect(isWorkingDay(one, region)).toBe(false);
        }
      }),
    );
  });

  it('is never more than five days away', () => {
    fc.assert(
      fc.property(someDay, anyRegion, (date, region) => {
        expect(daysBetween(date, onOrAfterWorkingDay(date, region))).toBeLessThanOrEqual(5);
        expect(daysBetween(onOrBeforeWorkingDay(date, region), date)).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe('counting working days', () => {
  it.each([
    ['the fifth of May 2020, after two holidays', '2020-04-30', 5, '2020-05-11'],
    ['the fifth of January 2021', '2020-12-31', 5, '2021-01-08'],
    ['five after the signature of Signaux Faibles', '2020-03-25', 5, '2020-04-01'],
    ['one after Good Friday is the Tuesday', '2020-04-10', 1, '2020-04-14'],
    ['one from a Saturday is the Monday', '2020-03-28', 1, '2020-03-30'],
    ['none is the day itself, even a Sunday', '2020-03-29', 0, '2020-03-29'],
  ])('gives %s', (_why, from, count, expected) => {
    expect(addWorkingDays(day(from), count)).toBe(expected);
  });

  it('leaves Good Friday out in Alsace-Moselle only', () => {
    expect(addWorkingDays(day('2020-04-09'), 1)).toBe('2020-04-10');
    expect(addWorkingDays(day('2020-04-09'), 1, 'alsaceMoselle')).toBe('2020-04-14');
  });

  it('passes exactly that many working days, the last of which it is', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 60 }), anyRegion, (from, count, region) => {
        const to = addWorkingDays(from, count, region);
        let passed = 0;
        for (let one = addDays(from, 1); one <= to; one = addDays(one, 1)) {
          if (isWorkingDay(one, region)) passed += 1;
        }
        expect(passed).toBe(count);
        expect(isWorkingDay(to, region)).toBe(true);
      }),
    );
  });

  it('may be done in two goes', () => {
    fc.assert(
      fc.property(someDay, fc.nat(30), fc.nat(30), (from, first, second) => {
        expect(addWorkingDays(addWorkingDays(from, first), second)).toBe(
          addWorkingDays(from, first + second),
        );
      }),
    );
  });
});
