import { faultIn } from '../../acts/fill-form.ts';
import type { FormFault, Question } from '../../acts/form.ts';
import { evidence } from '../../acts/questions.ts';
import { answerTo } from '../../acts/read-answer.ts';
import { dateIn } from '../../acts/typed.ts';
import { frenchDate } from '../../convention/calendar/french.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import type { Duty } from '../../convention/duties/duty.ts';
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

/** What proves a duty, or says when it was done, as the page asks it. */
export function evidenceQuestion({ id, title }: Duty): Question & { readonly name: string } {
  return { name: `preuve-${id}`, ...evidence(title, 'ce qui le prouve', { optional: true }) };
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

/** What is answered to the page, files cited; nothing when it is not that page which asks. */
export function alreadyDoneIn(
  values: Submitted['values'],
  document: ConventionDocument,
  today: PlainDate,
): { readonly alreadyDone?: AlreadyDone; readonly faults: readonly FormFault[] } {
  if (oneOf(values[askedField]) === '') return { faults: [] };
  const { on } = effectTyped(document, oneOf(values[effectField]), today);
  const ticked = [values[doneField]].flat();
  const done: Record<string, string> = {};
  const faults: FormFault[] = [];
  for (const duty of askedBefore(document, today, on)) {
    const question = evidenceQuestion(duty);
    const { name: field } = question;
    const answer = answerTo(question, values);
    if ('refused' in answer) faults.push({ field, message: answer.refused });
    else {
      const { value } = answer;
      if (ticked.includes(duty.id)) done[duty.id] = value ?? evidenceBefore;
      else if (value !== undefined) faults.push({ field, message: unticked(duty) });
      if (value !== undefined)
        faults.push(...[faultIn({ [field]: question }, field, { [field]: value })].flat());
    }
  }
  return { alreadyDone: { ...(on ? { effectiveOn: on } : {}), done }, faults };
}

function unticked({ title }: Duty): string {
  return `« ${title} » est décoché, mais vous en donnez la preuve : cochez-le, ou retirez-la.`;
}
