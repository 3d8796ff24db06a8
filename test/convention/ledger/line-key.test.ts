import { keyOf, nameIn } from '../../../convention/ledger/line-key.ts';

test('a key has a mark in place of what a row lacks', () => {
  expect(keyOf('AE', '1500012345', '', '2020')).toBe('AE 1500012345 - 2020');
});

test.each([
  [
    'CP 1500012345 PACA 2020 100028941 1',
    { thing: 'CP 1500012345 100028941 1 DP', company: 'PACA', year: '2020', isRequest: true },
  ],
  [
    'CP 1500012345 - 2020 100028941 1',
    { thing: 'CP 1500012345 100028941 1 DP', year: '2020', isRequest: true },
  ],
  ['CP 1500012345 PACA - - -', { thing: 'CP 1500012345 - - DP', company: 'PACA', isRequest: true }],
  ['AE 1500012345 10 2020', { thing: 'AE 1500012345 10', year: '2020', isRequest: false }],
  ['AE 1500012345 10 -', { thing: 'AE 1500012345 10', isRequest: false }],
  ['AE 1500012345 10', { thing: 'AE 1500012345 10', isRequest: false }],
  ['AE 1500012345', { thing: 'AE 1500012345 -', isRequest: false }],
])('%s names one thing', (key, expected) => {
  expect(nameIn(key)).toEqual(expected);
});
