import fc from 'fast-check';
import { amountOf, codeOf, contentOf, cut, dateOf, plain, shown } from '../../chorus/cells.ts';
import { plainAmount, sapAmount } from './files.ts';

describe('a cell of an export', () => {
  it.each([
    ['0', 0],
    ['-0,00', 0],
    ['12', 1200],
    ['12,5', 1250],
    ['12.50', 1250],
    ['1234,56', 123_456],
    ['1 234,56', 123_456],
    ['1\u00a0234\u00a0567,89', 123_456_789],
    ['1\u202f234,56', 123_456],
    ['-12,00', -1200],
    ['12,00-', -1200],
    ['- 12,00', -1200],
    ['−12,00', -1200],
    ['12,00 -', -1200],
    ['12,00 €', 1200],
    ['12,00\u202f€', 1200],
    ['12,00EUR', 1200],
    ['12,00- EUR', -1200],
    ['12,00 EUR-', -1200],
    [' 999999999999,99 ', 99_999_999_999_999],
    ['-', 0],
    [' -   € ', 0],
    ['–', 0],
    ['(1 234,56)', -123_456],
    ['( 12,00 € )', -1200],
    ['(12,00) EUR', -1200],
    ['(0,00)', 0],
  ])('is the amount « %s » : %d cents', (cell, cents) => {
    const amount = amountOf(cell);
    expect(amount).toBe(cents);
    expect(Object.is(amount, -0)).toBe(false);
  });

  it.each([
    '',
    '--',
    '(12,00',
    '12,00)',
    '(-12,00)',
    '(12,00)-',
    '()',
    '(-)',
    'EUR',
    'douze',
    '12,345',
    '1.234',
    '1.234,56',
    '1,234.56',
    '12,',
    ',50',
    '1 23',
    '12 34,00',
    '-12,00-',
    '1,5E+3',
    '=1+1',
    '0x10',
    '1234567890123',
    'Infinity',
    '１２',
  ])('is no amount when it may be read in two ways, or in none: « %s »', (cell) => {
    expect(amountOf(cell)).toBeUndefined();
  });

  it.each([
    ['by hand', plainAmount],
    ['by SAP, with spaces', sapAmount(' ')],
    ['by SAP, with no-break spaces', sapAmount('\u00a0')],
    ['by SAP, with narrow no-break spaces', sapAmount('\u202f')],
  ])('gives back any amount written %s', (_, written) => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 }), (cents) => {
        expect(amountOf(written(cents))).toBe(cents);
      }),
    );
  });

  it.each([
    ['23.02.2023', '2023-02-23'],
    ['23/02/2023', '2023-02-23'],
    ['3/2/2023', '2023-02-03'],
    ['2023-02-23', '2023-02-23'],
    ['44980', '2023-02-23'],
    ['44980,75', '2023-02-23'],
    ['23/02/2023 00:00', '2023-02-23'],
    ['23.02.2023 23:59:59', '2023-02-23'],
    ['2023-02-23 09:12:00', '2023-02-23'],
    ['2023-02-23T09:12:00.000Z', '2023-02-23'],
    ['20000', '1954-10-03'],
    ['80000', '2119-01-11'],
  ])('is the date « %s »', (cell, date) => {
    expect(dateOf(cell)).toBe(date);
  });

  it.each([
    '',
    '31/02/2023',
    '02/23/2023',
    '23-02-2023',
    '2023',
    '19999',
    '80001',
    '23.02.23',
    'hier',
    '23/02/2023 25:00',
    '23/02/2023 x',
    '44980,',
    '2023-02-2309:12',
  ])('is no date when it is not a real day: « %s »', (cell) => {
    expect(dateOf(cell)).toBeUndefined();
  });

  it.each(['', ' ', '#', ' # ', 'Non affecté', 'NON AFFECTÉ', 'Non affecté(e)', 'Non\u00a0affecte\u0301'])(
    'says nothing: « %s »',
    (cell) => {
      expect(contentOf(cell)).toBe('');
    },
  );

  it('says something when it only begins so', () => {
    expect(contentOf('Non affectation SARL')).toBe('Non affectation SARL');
  });

  it.each([
    ['BG00/0103-CEFP-C003', '0103-CEFP-C003'],
    ['XX00/010300000112', '010300000112'],
    ['0103-01-01', '0103-01-01'],
    ['XX00/#', ''],
  ])('is the code « %s » without its area', (cell, code) => {
    expect(codeOf(cell)).toBe(code);
  });

  it.each([
    ['N° EJ', 'n°\u00a0EJ '],
    ['Montant engagé', 'MONTANT   ENGAGE'],
    ['Montant pré-enregistré', 'Montant pre\u0301-enregistre\u0301'],
    ['Date d’engagement', "Date d'engagement"],
    ['Référentiel de programmation', 'Référentiel\nde\u202fprogrammation'],
  ])('is compared as a heading: « %s »', (heading, written) => {
    expect(plain(written)).toBe(plain(heading));
  });

  it('is cut without half a character', () => {
    expect(cut('ab\u{1f600}', 3)).toBe('ab');
    expect(shown('x'.repeat(81))).toBe(`${'x'.repeat(79)}…`);
    expect(shown('x\u0007\r\ny')).toBe('x y');
  });
});
