import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { frenchNumber, grouped } from '../../convention/french-number.ts';
import { packageRoot } from '../../engine/package-root.ts';
import { sources } from '../support/rooms.ts';

it.each([
  [0, 0, '0'],
  [999, 0, '999'],
  [1000, 0, '1\u202f000'],
  [-1_234_567.891, 2, '−1\u202f234\u202f567,89'],
  [-0.001, 2, '0,00'],
  [12.5, 1, '12,5'],
])('prints %d with %d decimals', (value, decimals, text) => {
  expect(frenchNumber(value, decimals)).toBe(text);
});

it('groups the digits of a text, its sign aside', () => {
  expect(grouped('-1234567')).toBe('-1\u202f234\u202f567');
});

test('thousands are grouped in one place', () => {
  // The mailbox is a program of its own, which imports nothing of conventions.
  const elsewhere = sources.filter(
    (file) =>
      !/^mailbox\/|^convention\/french-number/.test(file) &&
      /toLocaleString|NumberFormat|\(\\d\{3\}\)\+/.test(readFileSync(join(packageRoot(), file), 'utf8')),
  );
  expect(elsewhere).toEqual([]);
});
