import { importLine } from '../../../convention/ledger/import-line.ts';
import { lineOf } from './entries.ts';

const line = lineOf('payment', '1500012345', 1, 10);

test.each([
  ['key', 200],
  ['order', 40],
  ['supplier', 200],
  ['contract', 100],
  ['reference', 200],
])('the %s of a line has at most %i characters', (field, most) => {
  expect(importLine.safeParse({ ...line, [field]: 'A'.repeat(most) }).success).toBe(true);
  expect(importLine.safeParse({ ...line, [field]: 'A'.repeat(most + 1) }).success).toBe(false);
});
