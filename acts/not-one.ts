import { type Refusal, refusal } from '../convention/errors.ts';

/**
 * Why what is named is not done: the convention has no such thing.
 * @param what what it was to be: `un manquement constaté`.
 * @param instead what would be taken: `ouverts : 1, 2`.
 */
export function notOne(given: string | number, what: string, instead: string): Refusal {
  return refusal('UNKNOWN_REFERENCE', `« ${given} » n’est pas ${what} ; ${instead}.`);
}
