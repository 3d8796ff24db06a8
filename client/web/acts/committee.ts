import { holdCommittee, scheduleCommittee } from '../../../convention/acts/committee.ts';
import { frenchDate, frenchLongDate } from '../../../convention/calendar/french.ts';
import {
  awaitedCommittees,
  committeeRank,
  scheduledMeeting,
  scheduledMeetings,
} from '../../../convention/committee-meetings.ts';
import {
  actForm,
  choice,
  date,
  dutyClosed,
  given,
  isPossible,
  numberOf,
  type Options,
  reason,
  words,
} from './asking.ts';
import type { ActForm, Field, Subject, Values } from './form.ts';

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
    fields(subject) {
      const { convention } = subject;
      const rank = rankIn(subject, {});
      const meeting = rank === undefined ? undefined : scheduledMeeting(convention, rank);
      const last = meeting ?? convention.meetings.at(-1);
      const convened = meeting
        ? { hint: `Le comité est convoqué le ${frenchLongDate(meeting.on)} à ${meeting.time}.` }
        : {};
      return [
        ...committeeField(subject, owed(subject)),
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
    input: (values, subject, by) => {
      const { on, time, place } = values;
      return { by, on, time, place, ...given({ committee: rankIn(subject, values) }) };
    },
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
    fields: (subject) => [
      ...committeeField(subject, owed(subject)),
      date('on', 'Date à laquelle il s’est tenu', 'la date du comité', { value: heldOn(subject) }),
      words('text', 'decision', 'Décision', 'ce que le comité a décidé'),
      words('evidence', 'minutes', 'Compte rendu du comité', 'la référence du compte rendu du comité', {
        hint: 'Une adresse ou une référence.',
      }),
    ],
    input: (values, subject, by) => {
      const { on, decision, minutes } = values;
      return { by, on, decision, minutes, ...given({ committee: rankIn(subject, values) }) };
    },
  }),
  cancelCommittee: actForm({
    act: 'cancelCommittee',
    title: 'Annuler le comité convoqué',
    says: 'Les participants sont prévenus et leur agenda est mis à jour ; le comité reste à tenir.',
    button: 'Annuler le comité',
    article: 'art. 2',
    group: 'Obligations',
    parties: ['delegator'],
    offered: ({ convention }) => scheduledMeetings(convention).length > 0,
    fields: (subject) => [...committeeField(subject, convened(subject)), reason],
    input: (values, _subject, by) => ({
      by,
      reason: values.reason,
      ...given({ committee: numberOf(values.committee) }),
    }),
  }),
} as const satisfies Partial<Record<string, ActForm>>;

/** The committees still to be held, by their deadline. */
function owed({ convention }: Subject): Options {
  return awaitedCommittees(convention).map((duty) => {
    const rank = committeeRank(duty);
    const meeting = scheduledMeeting(convention, rank);
    const when = meeting ? `, convoqué le ${frenchDate(meeting.on)}` : '';
    return [String(rank), `Comité n° ${rank}, pour le ${frenchDate(duty.dueOn)}${when}`];
  });
}

/** The committees that are convened. */
function convened({ convention }: Subject): Options {
  return scheduledMeetings(convention).map(({ committee, on }) => [
    String(committee),
    `Comité n° ${committee}, convoqué le ${frenchDate(on)}`,
  ]);
}

/** Which committee, asked when there are several and no duty says it. */
function committeeField(subject: Subject, options: Options): readonly Field[] {
  if (options.length < 2 || dutyClosed(subject, 'committee')) return [];
  const [first] = options;
  return [choice('committee', 'Comité', 'le comité', options, first ? { value: first[0] } : {})];
}

/** The committee that is meant: of the duty, the one chosen, else the first to come. */
function rankIn(subject: Subject, values: Values): number | undefined {
  const duty = dutyClosed(subject, 'committee');
  const chosen = duty ? committeeRank(duty) : numberOf(values.committee);
  const [first] = owed(subject);
  return chosen ?? numberOf(first?.[0]);
}

/** The day of the meeting that was convened, when it has come. */
function heldOn(subject: Subject): string {
  const rank = rankIn(subject, {});
  const meeting = rank === undefined ? undefined : scheduledMeeting(subject.convention, rank);
  return meeting && meeting.on <= subject.today ? meeting.on : subject.today;
}
