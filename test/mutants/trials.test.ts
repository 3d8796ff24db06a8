import { mutantsOf } from './mutants.ts';
import { inOrder } from './trials.ts';

test('a mutant is tried by what comes to it: its namesake, then its folder, then others, the quickest first', () => {
  const trial = (test: string, ms: number, ...reached: number[]) => ({ test, ms, reached: new Set(reached) });
  const trials = [
    trial('test/a/slow.test.ts', 20, 7),
    trial('test/a/quick.test.ts', 10, 6, 7),
    trial('test/b/quickest.test.ts', 5, 7),
    trial('test/a/elsewhere.test.ts', 1, 6),
    trial('test/a/f.test.ts', 30, 7),
  ];
  const [mutant] = mutantsOf('a/f.ts', 'x + 1;');
  expect(mutant && inOrder(trials, mutant, 7).map(({ test }) => test)).toEqual([
    'test/a/f.test.ts',
    'test/a/quick.test.ts',
    'test/a/slow.test.ts',
    'test/b/quickest.test.ts',
  ]);
});
