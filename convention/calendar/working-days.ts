import { frenchHoliday, type HolidayRegion } from './holidays.ts';
import { addDays, dayOfWeek, type PlainDate } from './plain-date.ts';

/** Whether a day is neither a Saturday, a Sunday nor a public holiday. */
export function isWorkingDay(date: PlainDate, region?: HolidayRegion): boolean {
  return dayOfWeek(date) < 6 && frenchHoliday(date, region) === undefined;
}

/** The day itself when it is worked, else the next working day (CPC art. 642). */
export function onOrAfterWorkingDay(date: PlainDate, region?: HolidayRegion): PlainDate {
  return isWorkingDay(date, region) ? date : onOrAfterWorkingDay(addDays(date, 1), region);
}

/** The day itself when it is worked, else the working day before. */
export function onOrBeforeWorkingDay(date: PlainDate, region?: HolidayRegion): PlainDate {
  return isWorkingDay(date, region) ? date : onOrBeforeWorkingDay(addDays(date, -1), region);
}

/** `count` working days after a date, which itself is not counted; 0 gives the date itself. */
export function addWorkingDays(date: PlainDate, count: number, region?: HolidayRegion): PlainDate {
  let day = date;
  for (let left = count; left > 0; left--) day = onOrAfterWorkingDay(addDays(day, 1), region);
  return day;
}

/** The days that are not worked from one day to another, both included. */
export function daysOff(from: PlainDate, to: PlainDate, region?: HolidayRegion): readonly PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (!isWorkingDay(day, region)) days.push(day);
  return days;
}
