import { orderOf, totalOf } from '../../../convention/ledger/entry.ts';
import { about, commitment, credits, ledgerOf, reversing } from './entries.ts';

test('an entry counts in one total and is about one order, or none; a correction as what it reverses', () => {
  const ledger = ledgerOf(
    credits(10, '2020-05-04'),
    commitment('A', 10, '2020-05-04'),
    about('change', 'A', 1, '2020-05-04'),
    about('acceptance', 'A', 1, '2020-05-04'),
    about('payment', 'A', 1, '2020-05-04'),
  );
  expect(ledger.map((entry) => [totalOf(entry), orderOf(entry)])).toEqual([
    ['available', undefined],
    ['committed', 'A'],
    ['committed', 'A'],
    ['accepted', 'A'],
    ['paid', 'A'],
  ]);
  for (const { seq } of ledger) {
    const [entry, reversal] = [ledger[seq - 1], reversing(ledger, seq).at(-1)];
    expect(reversal && [totalOf(reversal), orderOf(reversal)]).toEqual(
      entry && [totalOf(entry), orderOf(entry)],
    );
  }
  expect(orderOf({ kind: 'credits', order: 'A' })).toBeUndefined();
});
