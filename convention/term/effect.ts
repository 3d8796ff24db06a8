import { addDays, latest, type PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { dutyIdOf } from '../duties/duty.ts';
import { holderName, holderNamed } from '../people/organisations.ts';

/**
 * The day the convention takes effect, by the conditions that the document sets: that of the last one met; or the day
 * that an admin confirmed.
 */
export function effectiveOn(convention: Convention): PlainDate | undefined {
  const { document, confirmedEffect } = convention;
  if (confirmedEffect) return confirmedEffect.on;
  const { conditions, days: after = 0 } = document.effect;
  const days = conditions.map((condition) => metOn(convention, condition));
  const [first, ...others] = days.filter((day) => day !== undefined);
  if (!first || days.some((day) => day === undefined)) return undefined;
  return addDays(latest(first, ...others), after);
}

/** The earliest effect that a document allows, before anything is known of its life: its own date, or the signature's. */
export function earliestEffect({
  effect: { conditions, date, days = 0 },
  signedOn,
}: Pick<ConventionDocument, 'effect' | 'signedOn'>): PlainDate {
  const isDated = date !== undefined && conditions.includes('date');
  if (!isDated) return addDays(signedOn, days);
  return addDays(conditions.every((condition) => condition === 'date') ? date : latest(signedOn, date), days);
}

/** Whether a convention has an effect date, or may still have one: no condition has become impossible. */
export function mayTakeEffect(convention: Convention): boolean {
  const { document, outcomes } = convention;
  if (effectiveOn(convention) !== undefined) return true;
  return document.effect.conditions.every((condition) => {
    if (metOn(convention, condition) !== undefined) return true;
    if (condition === 'approval') return outcomes[dutyIdOf('approval')]?.state !== 'waived';
    return condition === 'publication' && countingPlaces(document).some((id) => !isWaived(convention, id));
  });
}

type EffectCondition = ConventionDocument['effect']['conditions'][number];

function metOn(convention: Convention, condition: EffectCondition): PlainDate | undefined {
  const { document, approval } = convention;
  if (condition === 'signature') return document.signedOn;
  if (condition === 'date') return document.effect.date;
  return condition === 'approval' ? approval?.on : publishedOn(convention);
}

/** Publications may be recorded in any order; waived ones are not waited for. */
function publishedOn(convention: Convention): PlainDate | undefined {
  const { document, publications } = convention;
  const places = countingPlaces(document);
  const days = places.flatMap((id) => publications[id]?.on ?? []).sort();
  if (document.effect.publication === 'first') return days[0];
  const isAwaited = places.some((id) => !publications[id] && !isWaived(convention, id));
  return isAwaited ? undefined : days.at(-1);
}

/** The places of publication among which the effect is looked for. */
function countingPlaces({ effect, publications }: ConventionDocument): readonly string[] {
  const all = (publications?.places ?? []).map(({ id }) => id);
  return ['all', 'first'].includes(effect.publication) ? all : all.filter((id) => id === effect.publication);
}

function isWaived({ outcomes }: Convention, publication: string): boolean {
  return outcomes[dutyIdOf('publication', publication)]?.state === 'waived';
}

/** Whether the convention has taken effect on a day. */
export function hasEffect(convention: Convention, today: PlainDate): boolean {
  const effect = effectiveOn(convention);
  return effect !== undefined && effect <= today;
}

/** The rule that gave the effect its date, as an apposition: `date de sa publication`, `lendemain de sa signature`. */
export function frenchEffectRule(convention: Convention): string {
  const { confirmedEffect, document } = convention;
  if (confirmedEffect) return confirmedEffect.reason === '' ? 'date supposée' : 'date confirmée';
  const { days = 0 } = document.effect;
  const on = effectiveOn(convention);
  const day = on && addDays(on, -days);
  const rule = document.effect.conditions.findLast((condition) => metOn(convention, condition) === day);
  const after = days > 1 ? `${days} jours après ` : days === 1 ? 'lendemain de ' : 'date de ';
  // Names are given without their articles.
  if (rule === 'approval')
    return `${after}son approbation (${holderName(document, holderNamed(document, document.effect.approvedBy ?? ''))})`;
  if (rule === 'date') return days === 0 ? 'date fixée par le texte' : `${after}la date fixée par le texte`;
  return `${after}${rule === 'publication' ? 'sa publication' : 'sa signature'}`;
}
