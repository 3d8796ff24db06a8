import { help, readArguments, typedFor } from './arguments.ts';

test('a campaign is asked for by how many faults and a seed', () => {
  expect(readArguments(['--count', '1000', '--seed', '7'])).toEqual({
    ground: 'machine',
    count: 1000,
    seed: 7,
  });
  expect(readArguments(['--seed=7', '--count=3'])).toEqual({ ground: 'machine', count: 3, seed: 7 });
  expect(readArguments([])).toEqual({ ground: 'machine', count: 60, seed: expect.any(Number) });
  const onCluster = readArguments(['--count', '3', '--cluster', '--seed', '7']);
  expect(onCluster).toEqual({ ground: 'cluster', count: 3, seed: 7 });
  expect(onCluster !== 'help' && typedFor(onCluster)).toBe('--count 3 --seed 7 --cluster');
  expect(readArguments(['--count', '2', '--help'])).toBe('help');
  expect(help).toContain('--count N');
});

test.each([
  [['--count', 'dix'], '--count : « dix » refusé ; accepté : un nombre entier de 1 à 100000.'],
  [['--count', '0'], '--count : « 0 » refusé ; accepté : un nombre entier de 1 à 100000.'],
  [['--seed'], '--seed : absent ; accepté : un nombre entier de 0 à 4294967295.'],
  [['--seed', '-1'], '--seed : « -1 » refusé ; accepté : un nombre entier de 0 à 4294967295.'],
  [['matin'], '« matin » refusé ; accepté : --count N, --seed S, --cluster ou --help.'],
])('%j is refused: what was given is quoted, and what is accepted said', (typed, words) => {
  expect(() => readArguments(typed)).toThrow(new RangeError(words));
});
