import { overpaidIn, withEntries } from '../../../convention/ledger/record.ts';
import { at } from '../support.ts';
import { about, commitment, credits, ledgerOf, reversing } from './entries.ts';

test('entries are numbered from 1, after those of the ledger', () => {
  const ledger = ledgerOf(credits(10, '2020-05-04'), commitment('A', 10, '2020-05-04'));
  const more = withEntries(
    ledger,
    [about('payment', 'A', 4, '2020-05-05'), about('payment', 'A', 6, '2020-05-05')],
    'Grace',
    at('2020-05-05'),
  );
  expect(more.map(({ seq, by }) => [seq, by])).toEqual([
    [1, 'Ada'],
    [2, 'Ada'],
    [3, 'Grace'],
    [4, 'Grace'],
  ]);
});

test('an entry is reversed by its opposite, about the same order if it has one', () => {
  const ledger = ledgerOf(credits(10, '2020-05-04'), commitment('A', 4, '2020-05-04'));
  expect(reversing(ledger, 2).at(-1)).toMatchObject({
    corrects: 2,
    of: 'commitment',
    amount: -400,
    order: 'A',
  });
  expect(reversing(ledger, 1).at(-1)).not.toHaveProperty('order');
});

test('an order is overpaid when more is paid of it than was committed, or less than nothing', () => {
  const overpaid = (committed: number, paid: number) =>
    overpaidIn(
      ledgerOf(
        commitment('A', 10, '2020-05-04'),
        commitment('B', committed, '2020-05-04'),
        about('payment', 'B', paid, '2020-05-04'),
      ),
    )?.order;
  expect([overpaid(10, 10), overpaid(10, 10.01), overpaid(10, 0), overpaid(10, -0.01)]).toEqual([
    undefined,
    'B',
    undefined,
    'B',
  ]);
});
