import { help, readArguments } from './arguments.ts';

test('a campaign is asked for by how many faults and a seed', () => {
  expect(readArguments(['--count', '1000', '--seed', '7'])).toEqual({ count: 1000, seed: 7 });
  expect(readArguments(['--seed=7', '--count=3'])).toEqual({ count: 3, seed: 7 });
  expect(readArguments([])).toEqual({ count: 60, seed: expect.any(Number) });
  expect(readArguments(['--count', '2', '--help'])).toBe('help');
  expect(help).toContain('--count N');
});

test.each([
  [['--count', 'dix'], '--count : « dix » refusé ; accepté : un nombre entier de 1 à 100000.'],
  [['--count', '0'], '--count : « 0 » refusé ; accepté : un nombre entier de 1 à 100000.'],
  [['--seed'], '--seed : absent ; accepté : un nombre entier de 0 à 4294967295.'],
  [['--seed', '-1'], '--seed : « -1 » refusé ; accepté : un nombre entier de 0 à 4294967295.'],
  [['matin'], '« matin » refusé ; accepté : --count N, --seed S ou --help.'],
])('%j is refused: what was given is quoted, and what is accepted said', (typed, words) => {
  expect(() => readArguments(typed)).toThrow(new RangeError(words));
});
