import { chorusNumber, orderNumber } from '../../../convention/ledger/chorus-number.ts';

test.each([
  ['1500012345 ', '1500012345'],
  ['15 000\u200b12345', '1500012345'],
  ['000195567', '195567'],
  ['000', '0'],
  ['0', '0'],
  ['007A', '007A'],
])('« %s » is compared as %s', (given, expected) => {
  expect(chorusNumber(given)).toBe(expected);
});

test('an order number has from one to forty characters', () => {
  expect(orderNumber.safeParse('7').success).toBe(true);
  expect(orderNumber.safeParse('A'.repeat(40)).success).toBe(true);
  expect(orderNumber.safeParse('A'.repeat(41)).success).toBe(false);
  expect(orderNumber.safeParse('\u200b').success).toBe(false);
});
