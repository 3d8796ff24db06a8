import { quoted } from '../acts/typed.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import { type AlreadyDone, askedBefore, evidenceBefore } from '../convention/duties/taken-over.ts';
import { Refused } from '../convention/errors.ts';
import { optional } from './doing.ts';
import { dateOf } from './words.ts';

/** What a command asks of a convention that already runs. */
export const alreadyDoneOptions = {
  'already-done': optional(
    'La convention court déjà : ce qui est fait, sans courriel à personne (all, none, ou des obligations séparées par des virgules) ; le reste est demandé au prochain matin ouvré, sans retard',
  ),
  'effective-on': optional('Avec --already-done : sa prise d’effet, si elle tient à une publication'),
} as const;

/**
 * What is done of a convention, as it was typed; undefined when it begins.
 * @throws Refused `BAD_USAGE` when it names what was not asked, or a day of effect that cannot be.
 */
export function alreadyDoneOf(
  document: ConventionDocument,
  typed: string | undefined,
  effect: string | undefined,
): AlreadyDone | undefined {
  if (typed === undefined && effect === undefined) return undefined;
  if (typed === undefined)
    throw new Refused('BAD_USAGE', '--effective-on est donné seul ; accepté : avec --already-done.');
  const today = parisDate(Date.now());
  const on = effect === undefined ? undefined : dateOf(effect);
  const refused = on && refusedEffect(document, on, today);
  if (refused) throw new Refused('BAD_USAGE', `--effective-on : ${refused}`);
  const asked = askedBefore(document, today, on).map(({ id }): string => id);
  const words = typed.split(',').map((word) => word.trim());
  const named = typed === 'all' ? asked : typed === 'none' ? [] : words;
  const unknown = named.find((id) => !asked.includes(id));
  if (unknown !== undefined)
    throw new Refused(
      'BAD_USAGE',
      `--already-done : ${quoted(unknown)} refusé ; accepté : all, none${asked.length > 0 ? `, ou parmi ${asked.join(', ')}` : ' : rien n’est encore passé'}.`,
    );
  return {
    ...(on ? { effectiveOn: on } : {}),
    done: Object.fromEntries(named.map((id) => [id, evidenceBefore])),
  };
}

/** Why a day is not that of the effect of a convention that already runs; undefined when it may be. */
export function refusedEffect(
  { signedOn }: ConventionDocument,
  on: PlainDate,
  today: PlainDate,
): string | undefined {
  if (on >= signedOn && on <= today) return undefined;
  return `${quoted(on)} refusé ; accepté : du ${signedOn}, jour de la signature, au ${today}.`;
}
