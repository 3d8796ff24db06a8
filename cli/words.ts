import { dateIn, quoted, wholeIn } from '../acts/typed.ts';
import { folded } from '../client/folded.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import { frenchPhases, type Phase, phases } from '../convention/convention.ts';
import type { ConventionDocument, Party } from '../convention/document/schema.ts';
import { Refused } from '../convention/errors.ts';
import { isParty, ofParty, partiesOf } from '../convention/people/parties.ts';

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

/** A side, or a party of one, typed in French or in English: `délégant`, `delegator:mi`; nothing when it is neither. */
export function partyNamed(typed: string): Party | undefined {
  const [side = '', ...id] = plain(typed).split(':');
  const word = [/^delegante?$/.test(side) ? 'delegator' : side.replace(/^delegataire$/, 'delegatee'), ...id];
  const party = word.join(':');
  return isParty(party) ? party : undefined;
}

/** A party of a document, typed so, or by its own id or short name. */
export function partyOf(typed: string, document: ConventionDocument): Party {
  const word = plain(typed);
  const parties = partiesOf(document);
  const named = parties.find(({ organisation: { id, shortName } }) =>
    [id, shortName].some((name) => name !== undefined && plain(name) === word),
  );
  const known = named?.party ?? partyNamed(typed);
  if (known && ofParty(document, known).length > 0) return known;
  const accepted = parties.map(
    ({ party, organisation: { id, shortName } }) => `${isSide(party) ? party : (id ?? party)} (${shortName})`,
  );
  throw new Refused(
    'BAD_USAGE',
    `${quoted(typed)} n’est pas une partie de la convention ; acceptées : ${accepted.join(', ')}.`,
  );
}

function isSide(party: Party): boolean {
  return !party.includes(':');
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
