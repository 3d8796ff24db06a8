import { outcomeOf } from '../convention/duties/duties.ts';
import { isAlert } from '../convention/duties/duty.ts';
import type { Act, FormedAct } from './act.ts';
import { type ActName, actNames, acts } from './acts.ts';
import type { Form, Question, Subject } from './form.ts';

/** An act as a form that may be shown. */
export interface ActForm extends Form, Pick<Act, 'parties'> {
  readonly act: ActName;
}

/**
 * Whether a question must be answered where nothing is shown beforehand: without what it agrees to, an act is refused with
 * all that there is to read.
 */
export function isDemanded({ optional, kind }: Question): boolean {
  return !optional && kind !== 'agreement';
}

/** Whether a form asks for an act. */
export function isFormed(act: Act): act is FormedAct {
  return act.form !== undefined;
}

/** The names of the acts that a form asks for. */
export type FormedName = {
  [Name in ActName]: (typeof acts)[Name] extends { readonly form: object } ? Name : never;
}[ActName];

/** Every form, in the order of the acts. */
export const actForms = Object.fromEntries(
  actNames.flatMap((name) => {
    const act: Act = acts[name];
    return isFormed(act) ? [[name, { ...act.form, act: name, parties: act.parties }]] : [];
  }),
  // Ours: the names of the type are those that are kept.
) as Readonly<Record<FormedName, ActForm>>;

/** Whether a word names an act that has a form. */
export function isFormedName(word: string): word is FormedName {
  return Object.hasOwn(actForms, word);
}

/** The forms that close the duty of the subject: none once it is over, nor for what only announces a date. */
export function formsForDuty(subject: Subject): readonly ActForm[] {
  const { convention, duty } = subject;
  if (!duty || isAlert(duty) || outcomeOf(convention, duty)) return [];
  // Credits that are made available are also an entry of the ledger, which closes the duty by itself.
  const sorts = [duty.closedBy, ...(duty.kind === 'credits' ? ['ledger'] : [])];
  return sorts.flatMap((sort) =>
    Object.values(actForms).filter(({ act, offered }) => {
      const { closes }: Act = acts[act];
      return closes === sort && offered(subject);
    }),
  );
}
