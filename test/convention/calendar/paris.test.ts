import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill/implementation';
import { parisDate, parisInstant, parisTime } from '../../../convention/calendar/paris.ts';
import { addDays, dayOfWeek } from '../../../convention/calendar/plain-date.ts';
import { runs } from '../../support/runs.ts';
import { anyDay, day } from '../support.ts';

const utc = (instant: number) => new Date(instant).toISOString();

/** The last Sunday of a month, the days on which clocks change. */
function lastSunday(year: number, month: '03' | '10') {
  const last = day(`${year}-${month}-31`);
  return addDays(last, -(dayOfWeek(last) % 7));
}

describe('an instant in Paris', () => {
  it('at 09:00 is 08:00Z in winter and 07:00Z in summer, every day of every year from 1997', () => {
    fc.assert(
      fc.property(anyDay('1997-01-01', '2099-12-31'), (date) => {
        const year = Number(date.slice(0, 4));
        const isSummer = date >= lastSunday(year, '03') && date < lastSunday(year, '10');
        expect(utc(parisInstant(date, '09:00'))).toBe(`${date}T${isSummer ? '07' : '08'}:00:00.000Z`);
      }),
    );
  });

  it.each([
    ['the eve of summer time', '2020-03-28', '09:00', '2020-03-28T08:00:00.000Z'],
    ['the day of summer time', '2020-03-29', '09:00', '2020-03-29T07:00:00.000Z'],
    [
      'an hour that does not exist is the one the clock jumps to',
      '2020-03-29',
      '02:30',
      '2020-03-29T01:30:00.000Z',
    ],
    ['the eve of winter time', '2020-10-24', '09:00', '2020-10-24T07:00:00.000Z'],
    ['the day of winter time', '2020-10-25', '09:00', '2020-10-25T08:00:00.000Z'],
    ['an hour that comes twice is its first coming', '2020-10-25', '02:30', '2020-10-25T00:30:00.000Z'],
    ['midnight of the day of summer time', '2020-03-29', '00:00', '2020-03-28T23:00:00.000Z'],
    ['midnight of the day of winter time', '2020-10-25', '00:00', '2020-10-24T22:00:00.000Z'],
  ])('is right on %s', (_why, date, time, expected) => {
    expect(utc(parisInstant(day(date), time))).toBe(expected);
  });

  it('gives its own day and its own hour back, away from the hours when clocks change', () => {
    const hours = fc.tuple(fc.integer({ min: 4, max: 23 }), fc.integer({ min: 0, max: 59 }));
    fc.assert(
      fc.property(anyDay('1950-01-01', '2199-12-31'), hours, (date, [hour, minute]) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const instant = parisInstant(date, time);
        expect([parisDate(instant), parisTime(instant)]).toEqual([date, time]);
      }),
    );
  });

  it('is that of Temporal on any day, those on which clocks change above all, whatever was asked before', () => {
    const changes = fc
      .tuple(
        fc.integer({ min: 1980, max: 2199 }),
        fc.constantFrom('03' as const, '10' as const),
        fc.integer({ min: -2, max: 2 }),
      )
      .map(([year, month, away]) => addDays(lastSunday(year, month), away));
    const minutes = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(fc.oneof(anyDay(), changes), minutes, (date, minute) => {
        const two = (part: number) => String(part).padStart(2, '0');
        const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
        const zoned = Temporal.PlainDate.from(date).toZonedDateTime({
          timeZone: 'Europe/Paris',
          plainTime: time,
        });
        expect(parisInstant(date, time)).toBe(zoned.epochMilliseconds);
        for (const instant of [zoned.epochMilliseconds, Date.parse(`${date}T${time}:59.999Z`)]) {
          const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO('Europe/Paris');
          expect(parisDate(instant)).toBe(there.toPlainDate().toString());
          expect(parisTime(instant)).toBe(there.toPlainTime().toString().slice(0, 5));
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('at which clocks change already shows the new hour, though that before it is known', () => {
    const around = (change: string) => [-86_400_000, -1, 0].map((ms) => parisTime(Date.parse(change) + ms));
    expect(around('2033-03-27T01:00:00Z')).toEqual(['02:00', '01:59', '03:00']);
    expect(around('2033-10-30T01:00:00Z')).toEqual(['03:00', '02:59', '02:00']);
  });

  it('belongs to the next day from midnight in Paris, not in Greenwich', () => {
    expect(parisDate(Date.parse('2020-06-30T21:59:59.999Z'))).toBe('2020-06-30');
    expect(parisDate(Date.parse('2020-06-30T22:00:00.000Z'))).toBe('2020-07-01');
    expect(parisTime(Date.parse('2020-06-30T22:00:59.999Z'))).toBe('00:00');
  });
});

describe('the calendar on a host of another zone', () => {
  const program = `
    import { parisDate, parisInstant, parisTime } from './paris.mjs';
    import { addDays, addMonths, dayOfWeek, isPlainDate } from './plain-date.mjs';
    import { frenchInstant, frenchLongDate } from './french.mjs';
    const days = ['1999-12-31', '2020-03-29', '2020-10-25', '2011-12-30'];
    console.log(JSON.stringify(days.map((date) => [
      parisInstant(date, '00:00'), parisInstant(date, '09:00'), parisDate(parisInstant(date, '23:59')),
      parisTime(parisInstant(date, '23:59')), addDays(date, 1), addMonths(date, 2), dayOfWeek(date),
      isPlainDate(date), frenchLongDate(date), frenchInstant(parisInstant(date, '23:30')),
    ])));`;
  // Inside node_modules, from where temporal-polyfill is found.
  const folders = join(__dirname, '../../../node_modules/.cache');
  let folder = '';

  beforeAll(() => {
    mkdirSync(folders, { recursive: true });
    folder = mkdtempSync(join(folders, 'calendar-'));
    for (const name of ['paris', 'plain-date', 'french']) {
      const source = readFileSync(join(__dirname, `../../../convention/calendar/${name}.ts`), 'utf8');
      const { code } = transformSync(source, {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
      });
      writeFileSync(
        join(folder, `${name}.mjs`),
        code.replaceAll(".ts'", ".mjs'").replaceAll('.ts"', '.mjs"'),
      );
    }
    writeFileSync(join(folder, 'main.mjs'), program);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const answers = (zone: string) =>
    execFileSync(process.execPath, [join(folder, 'main.mjs')], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    });

  it.each(['Pacific/Apia', 'America/Los_Angeles', 'Europe/Paris'])('is the same in %s as in UTC', (zone) => {
    expect(answers(zone)).toBe(answers('UTC'));
  });
});
