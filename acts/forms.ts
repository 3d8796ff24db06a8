import type { Side } from '../convention/document/schema.ts';
import { outcomeOf } from '../convention/duties/duties.ts';
import { isAlert } from '../convention/duties/duty.ts';
import { sideOf } from '../convention/people/parties.ts';
import { type Act, type FormedAct, hasObject } from './act.ts';
import { type ActName, actNames, acts } from './acts.ts';
import type { Field, Form, Question, Subject } from './form.ts';

/** An act as a form that may be shown. */
export interface ActForm extends Omit<Form, 'questions' | 'known' | 'places' | 'example'> {
  readonly act: ActName;
  readonly parties: readonly Side[];
  /** Its questions, as they are put to somebody about a convention. */
  fields(subject: Subject): readonly Field[];
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

/** An act as a form that may be shown. */
export function formOf(act: ActName, formed: FormedAct): ActForm {
  const { form, parties } = formed;
  const { questions, known, places: _places, example: _example, ...shown } = form;
  return {
    ...shown,
    act,
    parties,
    // Nothing is offered once the convention is closed, nor to a party whose act it is not.
    offered: (subject) =>
      !subject.convention.closed &&
      hasObject(subject.convention, formed) &&
      (subject.party === undefined || parties.includes(sideOf(subject.party))) &&
      form.offered(subject),
    fields(subject) {
      const more = known?.(subject) ?? {};
      return Object.entries(questions).flatMap(([name, { key: _key, ...question }]) => {
        const added = more[name];
        return added === null ? [] : [{ name, ...question, ...added }];
      });
    },
  };
}

/** Every form, in the order of the acts. */
export const actForms = Object.fromEntries(
  actNames.flatMap((name) => {
    const act: Act = acts[name];
    return isFormed(act) ? [[name, formOf(name, act)]] : [];
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
