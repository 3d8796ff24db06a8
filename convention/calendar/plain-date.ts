declare const plainDate: unique symbol;

/**
 * A legal date: a day of the calendar, without hour or zone, in ISO 8601 (`2020-03-25`).
 * A string, so that it crosses Temporal payloads unchanged and orders with `<`. Days are counted with whole numbers
 * (`Temporal.PlainDate` and `Date` give the same, many times slower in a workflow, and a convention counts tens of
 * thousands of them at each replay).
 */
export type PlainDate = string & { readonly [plainDate]: true };

// Taken once: a global is slow to look up in a workflow's sandbox, and days are counted by the ten thousand.
const { floor, min } = Math;

/** Whether a text is a real day of the calendar, years 1900 to 2199: `2020-02-30` is not. */
export function isPlainDate(text: string): text is PlainDate {
  return /^(19|20|21)\d\d-\d\d-\d\d$/.test(text) && dateOfDay(dayNumber(text)) === text;
}

/**
 * Reads a day written in ISO 8601.
 * @throws RangeError when the text is not a real day.
 */
export function plainDateOf(text: string): PlainDate {
  if (!isPlainDate(text)) throw new RangeError(`« ${text} » n’est pas une date AAAA-MM-JJ`);
  return text;
}

/** The day of the given year, month (1–12) and day of the month; days past the month's end are the next month's. */
export function dayOf(year: number, month: number, day: number): PlainDate {
  return dateOfDay(dayAt(year, month, day));
}

/** `days` calendar days later; earlier when negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return dateOfDay(dayNumber(date) + days);
}

/**
 * Date to date, `months` later; where the month has no such day, its last day (CPC art. 641).
 * Always computed from the origin, never chained: 31 January + 2 months is 31 March.
 */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const all = yearOf(date) * 12 + +date.slice(5, 7) - 1 + months;
  const [year, month] = [floor(all / 12), (((all % 12) + 12) % 12) + 1];
  const day = min(+date.slice(8), lengthOf(year, month));
  return plainDateOf(written(year, month, day));
}

/**
 * The last day of so many months that begin on a day: the eve of the same day `months` later; where that month has no
 * such day, its last day (CPC art. 641). A year from 29 February 2024 ends on 28 February 2025.
 */
export function lastDayOfMonths(from: PlainDate, months: number): PlainDate {
  const anniversary = addMonths(from, months);
  return anniversary.slice(8) === from.slice(8) ? addDays(anniversary, -1) : anniversary;
}

/** Date to date, `years` later (CPC art. 641). */
export function addYears(date: PlainDate, years: number): PlainDate {
  return addMonths(date, years * 12);
}

/** Calendar days from one day to another; negative when `to` comes first. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 1 for Monday … 7 for Sunday (ISO 8601). */
export function dayOfWeek(date: PlainDate): number {
  // Day 0, 1 January 1970, was a Thursday.
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** The first day of a month, `2020-03`, or of that of a date. */
export function startOfMonth(date: string): PlainDate {
  return plainDateOf(`${date.slice(0, 7)}-01`);
}

/** The last day of the same. */
export function endOfMonth(date: string): PlainDate {
  return addDays(addMonths(startOfMonth(date), 1), -1);
}

/** The calendar year of a date. */
export function yearOf(date: PlainDate): number {
  return +date.slice(0, 4);
}

/** Sorts days or months, the earliest first; what is of one day keeps its order. */
export function byDate(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The earliest of some days. */
export function earliest(first: PlainDate, ...others: PlainDate[]): PlainDate {
  return [first, ...others].sort()[0] ?? first;
}

/** The latest of some days. */
export function latest(first: PlainDate, ...others: PlainDate[]): PlainDate {
  return [first, ...others].sort().at(-1) ?? first;
}

/** Days since 1 January 1970; not a number when the text is no date. */
export function dayNumber(date: string): number {
  return dayAt(+date.slice(0, 4), +date.slice(5, 7), +date.slice(8, 10));
}

/** The date so many days after 1 January 1970. */
export function dateOfDay(day: number): PlainDate {
  // Hinnant's civil_from_days.
  const shifted = day + daysBefore1970;
  const era = floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = floor(
    (ofEra - floor(ofEra / 1460) + floor(ofEra / 36_524) - floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + floor(yearOfEra / 4) - floor(yearOfEra / 100));
  const fromMarch = floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = era * 400 + yearOfEra + (month < 3 ? 1 : 0);
  return written(year, month, ofYear - floor((153 * fromMarch + 2) / 5) + 1);
}

/** From 1 March of year 0, where eras of 400 years begin, to 1 January 1970. */
const daysBefore1970 = 719_468;

/** Hinnant's days_from_civil: years begin in March, so that a leap day is their last. */
function dayAt(year: number, month: number, day: number): number {
  const marchYear = month < 3 ? year - 1 : year;
  const fromMarch = month < 3 ? month + 9 : month - 3;
  const leapDays = floor(marchYear / 4) - floor(marchYear / 100) + floor(marchYear / 400);
  return marchYear * 365 + leapDays + floor((153 * fromMarch + 2) / 5) + day - 1 - daysBefore1970;
}

function lengthOf(year: number, month: number): number {
  // A thirteenth month is the next year's first.
  return dayAt(year, month + 1, 1) - dayAt(year, month, 1);
}

function written(year: number, month: number, day: number): PlainDate {
  const two = (part: number) => (part < 10 ? `0${part}` : `${part}`);
  return `${year}-${two(month)}-${two(day)}` as PlainDate;
}
