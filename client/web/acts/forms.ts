import type { ActName } from '../../../convention/acts/acts.ts';
import { amendmentForms } from './amendments.ts';
import { breachForms } from './breach.ts';
import { budgetForms } from './budget.ts';
import { committeeForms } from './committee.ts';
import { dutyForms } from './duties.ts';
import { endingForms } from './ending.ts';
import type { ActForm, Subject } from './form.ts';
import { handoverForms } from './handover.ts';
import { lifeForms } from './life.ts';
import { publicationForms } from './publication.ts';
import { reportForms } from './report.ts';
import { settlementForms } from './settlement.ts';

/**
 * An act that a form does. What Chorus exports say is uploaded instead (`import.ts`); an invitation is answered, a new
 * link and a handover asked for, from a mail only.
 */
export type FormedAct = Exclude<ActName, 'importLedger' | 'answerInvitation' | 'requestLink' | 'askHandover'>;

/** Every act as a form. */
export const actForms: Readonly<Record<FormedAct, ActForm>> = {
  ...dutyForms,
  ...publicationForms,
  ...reportForms,
  ...committeeForms,
  ...lifeForms,
  ...handoverForms,
  ...budgetForms,
  ...amendmentForms,
  ...endingForms,
  ...breachForms,
  ...settlementForms,
};

/** Whether a word names an act that has a form. */
export function isFormedAct(word: string): word is FormedAct {
  return Object.hasOwn(actForms, word);
}

/** The forms that make sense now to the party of the subject, or to an admin when it has none. */
export function formsFor(subject: Subject): readonly ActForm[] {
  return Object.values(actForms).filter((form) => form.offered(subject));
}
