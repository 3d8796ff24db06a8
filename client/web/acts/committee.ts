import {
  cancelCommittee,
  holdCommittee,
  scheduleCommittee,
  scheduledMeeting,
} from '../../../convention/acts/committee.ts';
import { frenchLongDate } from '../../../convention/calendar/french.ts';
import type { Convention } from '../../../convention/convention.ts';
import { actForm, date, isPossible, reason, words } from './asking.ts';
import type { ActForm } from './form.ts';

/** Article 2: the delegator convenes and chairs the investment committee. */
export const committeeForms = {
  scheduleCommittee: actForm({
    act: 'scheduleCommittee',
    title: 'Convoquer le comité d’investissement',
    says: 'Les participants reçoivent une invitation pour leur agenda ; si le comité est déjà convoqué, il est déplacé.',
    button: 'Convoquer le comité',
    article: 'art. 2',
    group: 'Obligations',
    parties: ['delegator'],
    offered: (subject) =>
      isPossible(scheduleCommittee, subject, { by: '', on: subject.today, time: '', place: '' }),
    fields({ convention }) {
      const meeting = scheduledMeeting(convention);
      const last = meeting ?? convention.meetings.at(-1);
      const convened = meeting
        ? { hint: `Le comité est convoqué le ${frenchLongDate(meeting.on)} à ${meeting.time}.` }
        : {};
      return [
        date('on', 'Date', 'la date du comité', {
          ...convened,
          ...(meeting ? { value: meeting.on } : {}),
        }),
        {
          name: 'time',
          label: 'Heure',
          called: 'l’heure du comité',
          kind: 'time',
          hint: 'Heure de Paris, par exemple 14:30.',
          ...(meeting ? { value: meeting.time } : {}),
        },
        words('line', 'place', 'Lieu', 'le lieu du comité', {
          hint: 'Une adresse, une salle ou l’adresse d’une visioconférence.',
          ...(last?.place ? { value: last.place } : {}),
        }),
      ];
    },
    input: ({ on, time, place }, _subject, by) => ({ by, on, time, place }),
  }),
  holdCommittee: actForm({
    act: 'holdCommittee',
    title: 'Enregistrer la tenue du comité d’investissement',
    says: 'Le comité s’est tenu et a décidé ; les participants en reçoivent la décision.',
    button: 'Enregistrer le comité',
    article: 'art. 2',
    group: 'Obligations',
    parties: ['delegator'],
    offered: (subject) =>
      [subject.today, subject.convention.document.signedOn].some((on) =>
        isPossible(holdCommittee, subject, { by: '', on, decision: '', minutes: '' }),
      ),
    fields: ({ convention, today }) => [
      date('on', 'Date à laquelle il s’est tenu', 'la date du comité', { value: heldOn(convention, today) }),
      words('text', 'decision', 'Décision', 'ce que le comité a décidé'),
      words('evidence', 'minutes', 'Compte rendu du comité', 'la référence du compte rendu du comité', {
        hint: 'Une adresse ou une référence.',
      }),
    ],
    input: ({ on, decision, minutes }, _subject, by) => ({ by, on, decision, minutes }),
  }),
  cancelCommittee: actForm({
    act: 'cancelCommittee',
    title: 'Annuler le comité convoqué',
    says: 'Les participants sont prévenus et leur agenda est mis à jour ; le comité reste à tenir.',
    button: 'Annuler le comité',
    article: 'art. 2',
    group: 'Obligations',
    parties: ['delegator'],
    offered: (subject) => isPossible(cancelCommittee, subject, { by: '', reason: '' }),
    fields: () => [reason],
    input: ({ reason }, _subject, by) => ({ by, reason }),
  }),
} as const satisfies Partial<Record<string, ActForm>>;

/** The day of the meeting that was convened, when it has come. */
function heldOn(convention: Convention, today: string): string {
  const meeting = scheduledMeeting(convention);
  return meeting && meeting.on <= today ? meeting.on : today;
}
