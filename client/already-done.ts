import { quoted } from '../acts/typed.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import { type AlreadyDone, askedBefore, evidenceBefore } from '../convention/duties/taken-over.ts';
import { Refused } from '../convention/errors.ts';

/** What is said of a convention that already runs: what is done of it, as it was typed, and the day of its effect. */
export interface SaidDone {
  /** `all`, `none`, or duties with commas between them. */
  readonly done: string | undefined;
  readonly effectiveOn: PlainDate | undefined;
}

/**
 * What is done of a convention; undefined when it begins.
 * @param names what each is called where it was typed.
 * @throws Refused `BAD_USAGE` when it names what was not asked, or a day of effect that cannot be.
 */
export function alreadyDoneOf(
  document: ConventionDocument,
  { done, effectiveOn }: SaidDone,
  today: PlainDate,
  names: Readonly<Record<keyof SaidDone, string>>,
): AlreadyDone | undefined {
  if (done === undefined && effectiveOn === undefined) return undefined;
  if (done === undefined)
    throw new Refused('BAD_USAGE', `${names.effectiveOn} est donné seul ; accepté : avec ${names.done}.`);
  const refused = effectiveOn && refusedEffect(document, effectiveOn, today);
  if (refused) throw new Refused('BAD_USAGE', `${names.effectiveOn} : ${refused}`);
  const asked = askedBefore(document, today, effectiveOn).map(({ id }): string => id);
  const words = done.split(',').map((word) => word.trim());
  const named = done === 'all' ? asked : done === 'none' ? [] : words;
  const unknown = named.find((id) => !asked.includes(id));
  if (unknown !== undefined)
    throw new Refused(
      'BAD_USAGE',
      `${names.done} : ${quoted(unknown)} refusé ; accepté : all, none${asked.length > 0 ? `, ou parmi ${asked.join(', ')}` : ' : rien n’est encore passé'}.`,
    );
  return {
    ...(effectiveOn ? { effectiveOn } : {}),
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
