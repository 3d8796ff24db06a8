import { dateIn, eurosIn, monthAmountsIn, quoted, signedEurosIn, wholeIn } from '../../acts/typed.ts';

describe('amounts of several months, each with cents', () => {
  it.each([
    '2020-05=8000,50\n2020-06=9000,00',
    '2020-05=8000,50,2020-06=9000,00',
    'p143 2020-05=8000,50\np143 2020-06=9000,00',
  ])('%j are read whole', (typed) => {
    const read = monthAmountsIn(typed);
    expect(read.ok && read.amounts.map(({ month, amount }) => [month, amount])).toEqual([
      ['2020-05', 8000.5],
      ['2020-06', 9000],
    ]);
  });
});

describe('what people type', () => {
  it.each([
    ['2020-03-25', '2020-03-25'],
    [' 25/03/2020 ', '2020-03-25'],
    ['5/3/2020', '2020-03-05'],
    ['2020-02-30', undefined],
    ['25 mars', undefined],
    ['', undefined],
  ])('%j is the date %j', (typed, date) => expect(dateIn(typed)).toBe(date));

  it.each([
    ['8250', 8250],
    ['8250.40', 8250.4],
    ['8 250,40', 8250.4],
    ['8\u202f250,40\u00a0€', 8250.4],
    ['-1', undefined],
    ['1.005', undefined],
    ['1e9', undefined],
    ['', undefined],
  ])('%j is the amount %j', (typed, amount) => expect(eurosIn(typed)).toBe(amount));

  it.each([
    ['-1 200,50', -1200.5],
    ['− 3', -3],
    ['12', 12],
    ['-0', 0],
    ['--1', undefined],
    ['-', undefined],
  ])('%j is the signed amount %j', (typed, amount) => expect(signedEurosIn(typed)).toBe(amount));

  it('amounts by month follow one another, or are one a line with a decimal comma', () => {
    const amounts = [
      { month: '2020-05', amount: 8000 },
      { month: '2020-06', amount: 12_000.5 },
    ];
    for (const typed of [
      '2020-05=8000,2020-06=12000.50',
      '2020-05=8000; 2020-06=12 000,50',
      '2020-05 = 8 000\r\n2020-06 = 12 000,50\n',
    ]) {
      expect(monthAmountsIn(typed)).toEqual({ ok: true, amounts });
    }
    expect(monthAmountsIn('')).toEqual({ ok: true, amounts: [] });
  });

  it('the first amount by month that cannot be read is told', () => {
    expect(monthAmountsIn('2020-05=8000\nmai = 3')).toEqual({ ok: false, part: 'mai = 3' });
    expect(monthAmountsIn('2020-05=8000,2020-06=x')).toEqual({ ok: false, part: '2020-06=x' });
  });

  it('a whole number is within its bounds', () => {
    expect([wholeIn('12', 1, 12), wholeIn('13', 1, 12), wholeIn('1.5', 1, 12)]).toEqual([
      12,
      undefined,
      undefined,
    ]);
  });

  it('a quote is on one line, and short', () => {
    expect(quoted('a\r\nBcc: x')).toBe('« a·Bcc: x »');
    expect(quoted('é'.repeat(100))).toBe(`« ${'é'.repeat(59)}… »`);
  });
});
