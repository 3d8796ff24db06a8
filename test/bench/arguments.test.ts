import { measureIn, usage } from './arguments.ts';

test.each<[string, ReturnType<typeof measureIn>]>([
  ['', { all: true }],
  ['portfolio', { measure: 'portfolio', numbers: [10_000], flags: [] }],
  ['portfolio 100000', { measure: 'portfolio', numbers: [100_000], flags: [] }],
  ['morning', { measure: 'morning', numbers: [5000, undefined], flags: [] }],
  ['morning --cluster 300 1', { measure: 'morning', numbers: [300, 1], flags: ['--cluster'] }],
  ['each', { measure: 'each', numbers: [], flags: [] }],
  ['--help', { help: true }],
  ['person -h', { help: true }],
])('npm run bench -- %s', (words, asked) => {
  expect(measureIn(words.split(' ').filter(Boolean))).toEqual(asked);
});

test.each([
  ['matin', /« matin » n’est pas une mesure ; acceptées : morning, portfolio,/],
  ['toString', /« toString » n’est pas une mesure/],
  ['portfolio 300', /« 300 » refusé ; accepté : un nombre de conventions, d’au moins 1000/],
  ['morning 500 0', /« 0 » refusé ; accepté : un nombre de minutes, d’au moins 1/],
  ['person beaucoup', /« beaucoup » refusé/],
  ['person 1e3', /« 1e3 » refusé/],
  ['each 3', /« 3 » est de trop/],
  ['portfolio --cluster', /« --cluster » refusé/],
])('refuses npm run bench -- %s in French', (words, says) => {
  expect(measureIn(words.split(' '))).toEqual({ refused: expect.stringMatching(says) });
});

test('the usage names each measure', () => {
  for (const name of ['morning', 'portfolio', 'person', 'idle', 'import-all', 'each'])
    expect(usage).toContain(`\n  ${name} `);
});
