import { userInfo } from 'node:os';
import type { ActInput } from '../../convention/acts/acts.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { isPlainDate, type PlainDate } from '../../convention/calendar/plain-date.ts';
import type { Phase } from '../../convention/convention.ts';
import type { Party } from '../../convention/document/schema.ts';
import { Refused } from '../../convention/errors.ts';
import { frenchPhase, phases } from '../../convention/phases.ts';

// What people type, made into what the code takes.

/** A date typed as `2020-03-25`, `25/03/2020`, `today` or `aujourd’hui`. */
export function dateOf(typed: string): PlainDate {
  const word = typed.trim();
  if (/^(today|aujourd.hui)$/i.test(word)) return parisDate(Date.now());
  const [, day = '', month = '', year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(word) ?? [];
  const text = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : word;
  if (isPlainDate(text)) return text;
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
  const text = typed.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  if (/^\d{1,12}(\.\d{1,2})?$/.test(text)) return Number(text);
  throw new Refused(
    'BAD_USAGE',
    `${quoted(typed)} n’est pas un montant ; accepté : des euros, positifs, deux décimales au plus (ex. 1250,50).`,
  );
}

/** An amount typed in euros, more or less than nothing: `-1250.50`. */
export function signedEurosOf(typed: string): number {
  const [, minus, amount = ''] = /^\s*([-−]?)(.*)$/s.exec(typed) ?? [];
  return minus ? -eurosOf(amount) : eurosOf(amount);
}

/** Amounts by month typed as `2020-05=8000,2020-06=12000.50`; a decimal comma would be read as a separator. */
export function monthAmountsOf(typed: string | undefined): { month: string; amount: number }[] {
  if (typed === undefined) return [];
  return typed.split(/[,;]\s*/).map((part) => {
    const [, month, amount] = /^\s*(\d{4}-\d{2})\s*=\s*(\S.*)$/.exec(part) ?? [];
    if (month && amount) return { month, amount: eurosOf(amount) };
    throw new Refused(
      'BAD_USAGE',
      `${quoted(part)} n’est pas un montant par mois ; accepté : AAAA-MM=euros, séparés par des virgules (ex. 2020-05=8000,2020-06=12000.50).`,
    );
  });
}

/** A whole number within bounds, both included; `what` names it in the refusal. */
export function wholeOf(typed: string, what: string, min: number, max: number): number {
  if (/^\d{1,6}$/.test(typed) && Number(typed) >= min && Number(typed) <= max) return Number(typed);
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

/** Who acts when nobody says: the variable `DELEGATION_USER`, else the session's user. */
export function whoActs(): string {
  if (process.env.DELEGATION_USER) return process.env.DELEGATION_USER;
  try {
    return userInfo().username;
  } catch {
    // A container may run under a user that has no name.
    return 'inconnu';
  }
}

/** What was typed, between French quotes: on one line, and no longer than a message bears. */
export function quoted(typed: string): string {
  const line = typed.replace(/[\p{Cc}\p{Zl}\p{Zp}\uFFFD]+/gu, '·');
  const letters = [...line];
  return `« ${letters.length > 60 ? `${letters.slice(0, 59).join('')}…` : line} »`;
}

function plain(typed: string): string {
  return typed.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
