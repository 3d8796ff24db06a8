import { pendingHandovers } from '../../acts/about-handovers.ts';
import { type ActForm, actForms } from '../../acts/forms.ts';
import { capitalised, frenchLongDate } from '../../convention/calendar/french.ts';
import type { Convention } from '../../convention/convention.ts';
import { committeeName } from '../../convention/duties/committee-meetings.ts';

// The forms of what a mail asks of one person: what it is about goes without saying.

/** The forms that answer one handover, as the manager's mail leads to them; none once it is answered. */
export function formsForHandover(convention: Convention, id: number): readonly ActForm[] {
  const asked = pendingHandovers(convention).find((one) => one.id === id);
  if (!asked) return [];
  const { from, to } = asked;
  return [actForms.confirmHandover, actForms.refuseHandover].map((form) => ({
    ...answered(form, { handover: String(id) }),
    says: `${to.name} (${to.email}) à la place de ${from.name}. ${form.says}`,
  }));
}

/** The form by which a contact answers an invitation; undefined when the meeting is not to come any more. */
export function answerForm(convention: Convention, meeting: number, contact: string): ActForm | undefined {
  const found = convention.meetings.find(({ id, state }) => id === meeting && state === 'scheduled');
  if (!found) return undefined;
  const { on, time, place, answers } = found;
  const form = answered(actForms.answerInvitation, { meeting: String(meeting), contact });
  const value = answers?.[contact]?.answer ?? 'accepted';
  return {
    ...form,
    title: `${capitalised(committeeName(convention))} du ${frenchLongDate(on)}, à ${time}, ${place}`,
    fields: (subject) =>
      form.fields(subject).map((field) => (field.name === 'answer' ? { ...field, value } : field)),
  };
}

/** The form that undoes the act of a line of the journal. */
export function undoForm(line: number): ActForm {
  return answered(actForms.undoAct, { line: String(line) });
}

/** A form some of whose answers are given beforehand, and not asked. */
function answered(form: ActForm, given: Readonly<Record<string, string>>): ActForm {
  return {
    ...form,
    fields: (subject) => form.fields(subject).filter(({ name }) => !Object.hasOwn(given, name)),
    input: (values, about, by) => form.input({ ...values, ...given }, about, by),
  };
}
