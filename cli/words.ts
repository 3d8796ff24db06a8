import { dateIn, quoted, wholeIn } from '../acts/typed.ts';
import { folded } from '../client/folded.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import { frenchPhases, type Phase, phases } from '../convention/convention.ts';
import type { Party } from '../convention/document/schema.ts';
import { Refused } from '../convention/errors.ts';
import { isParty } from '../convention/people/parties.ts';

// What people type on the command line, made into what the code takes, or refused in its words.

/** A date typed as `2020-03-25`, `25/03/2020`, `today` or `aujourd’hui`. */
export function dateOf(typed: string): PlainDate {
  const date = isToday(typed) ? parisDate(Date.now()) : dateIn(typed);
  if (date) return date;
  throw new Refused(
    'BAD_USAGE',
    `${quoted(typed)} n’est pas une date ; accepté : AAAA-MM-JJ, JJ/MM/AAAA (années 1900 à 2199) ou today.`,
  );
}

/** Whether a date was typed as `today` or `aujourd’hui`. */
export function isToday(typed: string): boolean {
  return /^\s*(today|aujourd.hui)\s*$/i.test(typed);
}

/** A party typed in French or in English. */
export function partyOf(typed: string): Party {
  const word = plain(typed);
  if (word === 'delegator' || word === 'delegant') return 'delegator';
  if (word === 'delegatee' || word === 'delegataire') return 'delegatee';
  const [side, id] = word.split(':');
  if (id && side === 'delegant') return `delegator:${id}`;
  if (id && side === 'delegataire') return `delegatee:${id}`;
  if (isParty(word)) return word;
  throw new Refused(
    'BAD_USAGE',
    `${quoted(typed)} n’est pas une partie ; accepté : délégant (delegator) ou délégataire (delegatee), suivi de « : » et de son identifiant quand il y en a plusieurs.`,
  );
}

/** A phase typed as the code or as people call it: `inForce`, `en vigueur`. */
export function phaseNamed(typed: string): Phase {
  const word = plain(typed);
  const found = phases.find((phase) => plain(phase) === word || plain(frenchPhases[phase]) === word);
  if (found) return found;
  const accepted = phases.map((phase) => `${phase} (${frenchPhases[phase]})`).join(', ');
  throw new Refused('BAD_USAGE', `${quoted(typed)} n’est pas une phase ; accepté : ${accepted}.`);
}

/** A whole number within bounds, both included; `what` names it in the refusal. */
export function wholeOf(typed: string, what: string, min: number, max: number): number {
  const number = wholeIn(typed, min, max);
  if (number !== undefined) return number;
  throw new Refused(
    'BAD_USAGE',
    `${quoted(typed)} n’est pas ${what} ; accepté : un nombre entier de ${min} à ${max}.`,
  );
}

/** The identifier of a convention. Only its form is looked at: whether it exists, the engine knows. */
export function conventionId(typed: string): string {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(typed) && typed.length <= 60) return typed;
  throw new Refused(
    'BAD_USAGE',
    `${quoted(typed)} n’est pas un identifiant de convention ; accepté : minuscules, chiffres et tirets (ex. signaux-faibles), comme les donne « delegation list ».`,
  );
}

/** Without accents, capitals nor the spaces around. */
export function plain(typed: string): string {
  return folded(typed).trim();
}
