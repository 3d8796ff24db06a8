import { citationOf, withoutDigests, wordsBeside } from '../../../convention/proof/piece.ts';

const cited = citationOf({ name: 'BC 12.pdf', sha256: 'ab'.repeat(32) });

test.each([
  [cited, ''],
  [`BC 12 (${cited})`, 'BC 12'],
  [`10 avril 2020, ${cited}`, '10 avril 2020'],
  [`10 avril 2020, BC 12 (${cited})`, '10 avril 2020, BC 12'],
  [`Comité tenu : poursuite (CR (${cited})).`, 'Comité tenu : poursuite (CR).'],
  [`Comité tenu : poursuite (${cited}).`, 'Comité tenu : poursuite.'],
  ['BC 12, la pièce « jointe »', 'BC 12, la pièce « jointe »'],
])('%j says, besides its files, %j', (text, words) => {
  expect(wordsBeside(text)).toBe(words);
});

test('what is read by people names files alone', () => {
  expect(withoutDigests(`BC 12 (${cited}) ; ${cited}.`)).toBe(
    'BC 12 (pièce « BC 12.pdf ») ; pièce « BC 12.pdf ».',
  );
});
