import { dateIn } from '../../acts/typed.ts';
import { frenchDate } from '../../convention/calendar/french.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import {
  type AlreadyDone,
  askedBefore,
  effectIsAsked,
  evidenceBefore,
} from '../../convention/duties/taken-over.ts';
import { oneOf, type Submitted } from '../request.ts';

// What a page asks of a convention that already runs, and what is answered.

/** Name of the day of the effect, in the address and in the form. */
export const effectField = 'effet';
/** Name of the boxes of what is done. */
export const doneField = 'fait';
/** Name of a hidden field: the page has asked what is done. */
export const askedField = 'reprise';

/** Name of the field of what proves a duty, or says when it was done. */
export function evidenceField(duty: string): string {
  return `preuve-${duty}`;
}

/** The day of the effect as it is typed; none when it has none yet. */
export function effectTyped(
  document: ConventionDocument,
  typed: string,
  today: PlainDate,
): { readonly on?: PlainDate; readonly fault?: string } {
  if (typed === '' || !effectIsAsked(document)) return {};
  const on = dateIn(typed);
  if (on && on >= document.signedOn && on <= today) return { on };
  return {
    fault: `Prise d’effet : « ${typed} » est refusé ; accepté : une date du ${frenchDate(document.signedOn)}, jour de la signature, à aujourd’hui.`,
  };
}

/** What is answered to the page; undefined when it is not that page which asks. */
export function alreadyDoneIn(
  values: Submitted['values'],
  document: ConventionDocument,
  today: PlainDate,
): AlreadyDone | undefined {
  if (oneOf(values[askedField]) === '') return undefined;
  const { on } = effectTyped(document, oneOf(values[effectField]), today);
  const ticked = [values[doneField]].flat();
  const done = askedBefore(document, today, on)
    .filter(({ id }) => ticked.includes(id))
    .map(({ id }) => [id, oneOf(values[evidenceField(id)]).slice(0, 500) || evidenceBefore]);
  return { ...(on ? { effectiveOn: on } : {}), done: Object.fromEntries(done) };
}
