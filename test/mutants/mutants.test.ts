import { runInNewContext } from 'node:vm';
import { mutantsOf, mutated, sampled, withChoices } from './mutants.ts';

const source = `// é < à
import { x } from './x.ts';
type Small = 1 | 2;
export const f = (a: number): boolean => (a < 3 && !x ? a === 1 : true);
`;

const changes = mutantsOf('f.ts', source).map((mutant) => mutated(source, mutant).split('\n')[3]);

test('mutants change one operator, constant or condition, and no type, comment or import', () => {
  expect(changes).toEqual(
    [
      '(true ? a === 1 : true)',
      '(false ? a === 1 : true)',
      '(a <= 3 && !x ? a === 1 : true)',
      '(a < 4 && !x ? a === 1 : true)',
      '(a < 3 || !x ? a === 1 : true)',
      '(a < 3 && x ? a === 1 : true)',
      '(a < 3 && !x ? a !== 1 : true)',
      '(a < 3 && !x ? a === 2 : true)',
      '(a < 3 && !x ? a === 1 : false)',
    ].map((body) => `export const f = (a: number): boolean => ${body};`),
  );
});

test('a sample is the same for the same seed, and another for another', () => {
  const mutants = mutantsOf('f.ts', source);
  expect(sampled(mutants, 4, '1')).toEqual(sampled(mutants, 4, '1'));
  expect(sampled(mutants, 4, '1')).not.toEqual(sampled(mutants, 4, '2'));
  expect(new Set(sampled(mutants, 9, '1'))).toEqual(new Set(mutants));
});

test('a source with all its mutants is each of them in turn, and itself when none is in force', () => {
  const body = 'a < 3 && !(x ?? b) || c === d ? [a * 2 + 1, !x] : a && b && c';
  const mutants = mutantsOf('f.ts', body);
  const choices = withChoices(
    body,
    mutants.map((mutant, number) => [number, mutant]),
  );
  const values = [false, true].flatMap((x) => [0, 2, 3].map((a) => ({ a, x, b: 0, c: a, d: 2 })));
  const resultsOf = (text: string, inForce?: number) =>
    values.map((given) =>
      runInNewContext(text, { ...given, mutant: (number: number) => number === inForce }),
    );
  for (const [number, mutant] of mutants.entries())
    expect(resultsOf(choices, number)).toEqual(resultsOf(mutated(body, mutant)));
  expect(resultsOf(choices)).toEqual(resultsOf(body));
});
