import { createHash } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type { ActInput } from '../../convention/acts/acts.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import type { Phase } from '../../convention/convention.ts';
import type { Party } from '../../convention/document/schema.ts';
import { Refused } from '../../convention/errors.ts';
import { frenchPhase, phases } from '../../convention/phases.ts';
import { dateIn, eurosIn, monthAmountsIn, quoted, signedEurosIn, wholeIn } from '../../convention/typed.ts';

// What people type on the command line, made into what the code takes, or refused in its words.

/** A date typed as `2020-03-25`, `25/03/2020`, `today` or `aujourd’hui`. */
export function dateOf(typed: string): PlainDate {
  const word = typed.trim();
  if (/^(today|aujourd.hui)$/i.test(word)) return parisDate(Date.now());
  const date = dateIn(word);
  if (date) return date;
  throw new Refused(
    'BAD_USAGE',
    `${quoted(typed)} n’est pas une date ; accepté : AAAA-MM-JJ, JJ/MM/AAAA (années 1900 à 2199) ou today.`,
  );
}

/** A party typed in French or in English. */
export function partyOf(typed: string): Party {
  const word = plain(typed);
  if (word === 'delegator' || word === 'delegant') return 'delegator';
  if (word === 'delegatee' || word === 'delegataire') return 'delegatee';
  throw new Refused(
    'BAD_USAGE',
    `${quoted(typed)} n’est pas une partie ; accepté : délégant (delegator) ou délégataire (delegatee).`,
  );
}

/** An answer to an invitation, typed in French or in English. */
export function answerNamed(typed: string): ActInput<'answerInvitation'>['answer'] {
  const word = plain(typed);
  if (word === 'accepted' || word === 'oui') return 'accepted';
  if (word === 'declined' || word === 'non') return 'declined';
  if (word === 'tentative' || word === 'peut-etre') return 'tentative';
  throw new Refused(
    'BAD_USAGE',
    `${quoted(typed)} n’est pas une réponse ; accepté : oui (accepted), non (declined) ou peut-être (tentative).`,
  );
}

/** A phase typed as the code or as people call it: `inForce`, `en vigueur`. */
export function phaseNamed(typed: string): Phase {
  const word = plain(typed);
  const found = phases.find((phase) => plain(phase) === word || plain(frenchPhase(phase)) === word);
  if (found) return found;
  const accepted = phases.map((phase) => `${phase} (${frenchPhase(phase)})`).join(', ');
  throw new Refused('BAD_USAGE', `${quoted(typed)} n’est pas une phase ; accepté : ${accepted}.`);
}

/** An amount typed in euros: `1250.50`, `1 250,50 €`. */
export function eurosOf(typed: string): number {
  return eurosIn(typed) ?? refuseAmount(typed);
}

/** An amount typed in euros, more or less than nothing: `-1250.50`. */
export function signedEurosOf(typed: string): number {
  return signedEurosIn(typed) ?? refuseAmount(typed);
}

/** Amounts by month typed as `2020-05=8000,2020-06=12000.50`. */
export function monthAmountsOf(typed: string | undefined): { month: string; amount: number }[] {
  const read = monthAmountsIn(typed ?? '');
  if (read.ok) return read.amounts;
  throw new Refused(
    'BAD_USAGE',
    `${quoted(read.part)} n’est pas un montant par mois ; accepté : AAAA-MM=euros, séparés par des virgules (ex. 2020-05=8000,2020-06=12000.50).`,
  );
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

/** What tells this machine's user from those of others who have the same name, and says nothing of them. */
export function userMark(): string {
  const user = attempted(() => userInfo().username) ?? 'inconnu';
  return createHash('sha256').update(`${user}@${hostname()}`).digest('base64url').slice(0, 22);
}

/** Who acts when nobody says: the variable `DELEGATION_USER`, else the session's user. */
export function whoActs(): string {
  if (process.env.DELEGATION_USER) return process.env.DELEGATION_USER;
  return attempted(() => userInfo().username) ?? 'inconnu';
}

/** A container may run under a user that has no name. */
function attempted(name: () => string): string | undefined {
  try {
    return name();
  } catch {
    return undefined;
  }
}

function refuseAmount(typed: string): never {
  throw new Refused(
    'BAD_USAGE',
    `${quoted(typed)} n’est pas un montant ; accepté : des euros, positifs, deux décimales au plus (ex. 1250,50).`,
  );
}

/** Without accents, capitals nor the spaces around. */
export function plain(typed: string): string {
  return typed.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
