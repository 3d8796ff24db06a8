import { addDays, dayOf, type PlainDate, yearOf } from './plain-date.ts';

/** Where the working days are counted: Alsace-Moselle has two public holidays more. */
export type HolidayRegion = 'metropole' | 'alsaceMoselle';

/** Easter Sunday of a year of the Gregorian calendar (the "anonymous" computus, Nature, 20 April 1876). */
export function easterSunday(year: number): PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return dayOf(year, Math.floor(f / 31), (f % 31) + 1);
}

/**
 * The public holidays of a year (Code du travail art. L3133-1; for Alsace-Moselle also art. L3134-13), with their names as
 * texts write them; of two on one day, the first is told.
 */
export function publicHolidays(year: number, region: HolidayRegion): ReadonlyMap<PlainDate, string> {
  const key = `${year} ${region}`;
  const known = computed.get(key);
  if (known) return known;
  const easter = easterSunday(year);
  const holidays: [PlainDate, string][] = [
    [dayOf(year, 1, 1), 'jour de l’An'],
    [addDays(easter, 1), 'lundi de Pâques'],
    [dayOf(year, 5, 1), 'fête du Travail'],
    [dayOf(year, 5, 8), 'Victoire de 1945'],
    [addDays(easter, 39), 'Ascension'],
    [addDays(easter, 50), 'lundi de Pentecôte'],
    [dayOf(year, 7, 14), 'fête nationale'],
    [dayOf(year, 8, 15), 'Assomption'],
    [dayOf(year, 11, 1), 'Toussaint'],
    [dayOf(year, 11, 11), 'Armistice de 1918'],
    [dayOf(year, 12, 25), 'Noël'],
  ];
  if (region === 'alsaceMoselle')
    holidays.push([addDays(easter, -2), 'Vendredi saint'], [dayOf(year, 12, 26), 'Saint-Étienne']);
  const named = new Map(holidays.reverse());
  computed.set(key, named);
  return named;
}

// Asked for every day that is counted: a cache of a pure function, the same wherever it runs.
const computed = new Map<string, ReadonlyMap<PlainDate, string>>();

/** What public holiday a day is, in French; undefined when it is none. */
export function frenchHoliday(date: PlainDate, region: HolidayRegion = 'metropole'): string | undefined {
  return publicHolidays(yearOf(date), region).get(date);
}
