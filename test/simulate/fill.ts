import { attendeesOf } from '../../acts/about-committees.ts';
import { type Filled, fill } from '../../acts/fill-form.ts';
import type { Field, Subject } from '../../acts/form.ts';
import { type ActForm, actForms, type FormedName } from '../../acts/forms.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import { linesOf } from '../../convention/ledger/budget-lines.ts';
import { answerForm } from '../../web/links/mail-forms.ts';

const formed = Object.values(actForms);
/** Acts by which a life ends sooner than most should: only done when they are asked for. */
export const endings: readonly string[] = [
  'terminate',
  'endSupport',
  'giveNotice',
  'agreeEnd',
  'confirmEffect',
];

/**
 * The form of an act, when it is offered; else the first after it that is. A mail asks whom it invites for an answer, and
 * nothing else does: `number` chooses who it is.
 */
export function offeredFrom(wanted: FormedName, subject: Subject, number: number): ActForm | undefined {
  const invitation = wanted === 'answerInvitation' && invitationTo(subject, number);
  if (invitation) return invitation;
  const start = formed.findIndex(({ act }) => act === wanted);
  const turn = [...formed.slice(start), ...formed.slice(0, start)];
  return turn.find((form, rank) => (rank === 0 || !endings.includes(form.act)) && form.offered(subject));
}

function invitationTo({ convention }: Subject, number: number): ActForm | undefined {
  const meeting = convention.meetings.find(({ state }) => state === 'scheduled');
  const attendees = attendeesOf(convention.document);
  const contact = attendees[number % attendees.length];
  return meeting && contact && answerForm(convention, meeting.id, contact.id);
}

/** What somebody writes in a form, each answer chosen by a number among what makes sense; 0 is the plainest. */
export function filled(form: ActForm, subject: Subject, answers: readonly number[]): Filled {
  const raw = form
    .fields(subject)
    .map((field, rank) => [field.name, answerOf(field, subject, answers[rank % answers.length] ?? 0)]);
  return fill(form, subject, Object.fromEntries(raw), 'Ada');
}

function answerOf(field: Field, subject: Subject, number: number): string | readonly string[] | undefined {
  const { options, value, kind } = field;
  if (field.optional && kind !== 'agreement' && number % 3 === 0) return value;
  const among = <One>(...all: readonly One[]): One => all[number % all.length] as One;
  if (options && options.length > 0) {
    const words = options.map(([word]) => word);
    return kind === 'choices' ? words.slice(0, 1 + (number % 3)) : words[number % words.length];
  }
  const { convention, today } = subject;
  switch (kind) {
    case 'date': {
      const days = [0, -1, 1, -6, 10, -40, 45, 120, 400].map((count) => addDays(today, count));
      return among(value ?? today, ...days, convention.document.signedOn);
    }
    case 'time':
      return among('14:00', '09:30', '02:30');
    case 'euros':
      return among(value ?? '1000', '900', '12,5', '4000', '25 000', '60000', '150000', '0,01', '-500');
    case 'whole':
      return among(value ?? '1', '2', '3', '6', '12', '24', '40');
    case 'amounts': {
      const [line, ...others] = linesOf(convention.document.budget);
      const named = others.length > 0 && line ? `${line.id} ` : '';
      return `${named}${addDays(today, 31 * (number % 4)).slice(0, 7)}=${among('8000', '0', '40000')}`;
    }
    case 'json':
      return among('{ "notice": { "months": 2 } }', '{ "reminders": { "hour": "08:00" } }', '{ "x": 1 }');
    case 'email':
      return `personne-${number % 7}@nouvelle.example`;
    case 'check':
      return 'oui';
    case 'file':
      return '0'.repeat(64);
    default:
      return field.name === 'order' ? `150000000${number % 5}` : among('accord', 'décision', 'Octo');
  }
}
