import { quoted } from '../../words.ts';

/**
 * Why something that was filled in is refused, in the words of whoever filled it in.
 * @param accepted what is accepted, as the rules of the fields say it: `une date réelle, AAAA-MM-JJ`.
 */
export function refusedValue(given: string, accepted: string): string {
  return `${quoted(given)} n’est pas accepté ; indiquez ${accepted}.`;
}
