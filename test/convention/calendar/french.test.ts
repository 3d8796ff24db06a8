import fc from 'fast-check';
import {
  frenchDate,
  frenchDays,
  frenchInstant,
  frenchLongDate,
  frenchMonth,
  ofMonth,
} from '../../../convention/calendar/french.ts';
import { parisInstant } from '../../../convention/calendar/paris.ts';
import { anyDay, day } from '../support.ts';

describe('a date in French', () => {
  it.each([
    ['2020-03-25', 'mercredi 25 mars 2020'],
    ['2020-04-01', 'mercredi 1er avril 2020'],
    ['2020-08-09', 'dimanche 9 août 2020'],
    ['2021-02-28', 'dimanche 28 février 2021'],
    ['2020-12-25', 'vendredi 25 décembre 2020'],
  ])('%s is %s', (date, expected) => {
    expect(frenchLongDate(day(date))).toBe(expected);
  });

  it.each([
    ['2020-05-03', '2020-05-03', 'le 3 mai 2020'],
    ['2020-05-01', '2020-05-15', 'du 1er au 15 mai 2020'],
    ['2020-04-28', '2020-05-03', 'du 28 avril au 3 mai 2020'],
    ['2020-12-20', '2021-01-04', 'du 20 décembre 2020 au 4 janvier 2021'],
    ['2020-05-03', '2021-05-02', 'du 3 mai 2020 au 2 mai 2021'],
  ])('from %s to %s is %s', (from, until, expected) => {
    expect(frenchDays(day(from), day(until))).toBe(expected);
  });

  it('is what Intl writes, save for the first of the month', () => {
    const intl = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'full', timeZone: 'UTC' });
    fc.assert(
      fc.property(anyDay(), (date) => {
        const expected = intl
          .format(Date.parse(date))
          .replace(/ 1 /, ' 1er ')
          .replace(/ 1er er/, ' 1er');
        expect(frenchLongDate(date)).toBe(expected);
      }),
    );
  });

  it.each([
    ['01', 'de janvier 2020'],
    ['04', 'd’avril 2020'],
    ['08', 'd’août 2020'],
    ['10', 'd’octobre 2020'],
    ['12', 'de décembre 2020'],
  ])('elides « de » before a vowel: month %s is « %s »', (month, expected) => {
    expect(ofMonth(day(`2020-${month}-01`))).toBe(expected);
    expect(expected.endsWith(frenchMonth(day(`2020-${month}-15`)))).toBe(true);
  });

  it('has the hour of Paris when it is an instant', () => {
    expect(frenchInstant(parisInstant(day('2020-07-01'), '09:12'))).toBe('1er juillet 2020 à 09:12');
  });

  it('is short without its weekday', () => {
    expect(frenchDate(day('2021-04-09'))).toBe('9 avril 2021');
  });
});
