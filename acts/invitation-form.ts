import { capitalised, frenchLongDate } from '../convention/calendar/french.ts';
import type { Convention } from '../convention/convention.ts';
import { committeeName } from '../convention/duties/committee-meetings.ts';
import { type ActForm, actForms, answered } from './forms.ts';

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
