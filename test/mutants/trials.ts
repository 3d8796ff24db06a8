import { dirname } from 'node:path';
import type { Mutant } from './mutants.ts';

/** What a test file did without any mutant. */
export interface Trial {
  readonly test: string;
  readonly ms: number;
  /** The numbers of the mutants that it came to. */
  readonly reached: ReadonlySet<number>;
}

/** The trials that come to a mutant: that of its own file, then those of its folder, then others; the quickest first. */
export function inOrder(trials: readonly Trial[], { file }: Mutant, number: number): Trial[] {
  const namesake = `test/${file.replace(/\.ts$/, '.test.ts')}`;
  const distance = ({ test }: Trial) => (test === namesake ? 0 : dirname(test) === dirname(namesake) ? 1 : 2);
  return trials
    .filter(({ reached }) => reached.has(number))
    .sort((a, b) => distance(a) - distance(b) || a.ms - b.ms);
}
