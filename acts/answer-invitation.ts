import { clauseOrLast } from '../convention/amendments/versions.ts';
import { frenchLongDate } from '../convention/calendar/french.ts';
import type { CommitteeMeeting, Convention, InvitationAnswer } from '../convention/convention.ts';
import { oneOf, slug } from '../convention/document/fields.ts';
import { committeeName, withMeeting } from '../convention/duties/committee-meetings.ts';
import { alreadyDone, refusal } from '../convention/errors.ts';
import { type News, tell } from '../convention/mailing/audience.ts';
import { contactsOf } from '../convention/people/organisations.ts';
import { attendeesOf } from './about-committees.ts';
import { defineFormedAct } from './formed-act.ts';
import { choice, line, text, whole } from './questions.ts';
import { notOne } from './refusals.ts';

/** How French texts say what somebody answers. */
export const frenchAnswers: Record<InvitationAnswer['answer'], string> = {
  accepted: 'viendra',
  declined: 'ne viendra pas',
  tentative: 'viendra peut-être',
};

/** Art. 2: somebody who is invited to the committee says whether they come; they may change their mind. */
export const answerInvitation = defineFormedAct({
  verb: 'committee-answer',
  // A mail asks whom it invites; nobody else finds it among the acts but an admin.
  parties: [],
  needs: 'committee',
  form: {
    title: 'Répondre à la convocation du comité',
    says: 'Votre réponse est transmise à la présidence du comité.',
    button: 'Envoyer ma réponse',
    group: 'Vie de la convention',
    questions: {
      meeting: whole('Comité convoqué', 'le numéro du comité convoqué'),
      contact: line('Contact qui répond', 'le contact qui répond', { as: slug(40) }),
      answer: choice('Viendrez-vous ?', undefined, {
        as: oneOf('accepted', 'declined', 'tentative'),
        options: [
          ['accepted', 'Oui'],
          ['tentative', 'Peut-être'],
          ['declined', 'Non'],
        ],
      }),
      comment: text('Un mot', undefined, { most: 500, optional: true }),
    },
    places: ['meeting'],
    example: '1 --contact dgefp-budget --answer oui',
    offered: () => false,
  },
  refuse(convention, { meeting: id, contact, answer, comment }) {
    const meeting = convention.meetings.find((one) => one.id === id);
    if (meeting?.state !== 'scheduled') {
      const scheduled = convention.meetings.filter(({ state }) => state === 'scheduled');
      const accepted = scheduled.map((one) => `n° ${one.id}, le ${frenchLongDate(one.on)}`).join(' ; ');
      return refusal(
        meeting ? 'NOT_NOW' : 'UNKNOWN_REFERENCE',
        `Le comité n° ${id} n’est pas convoqué : il n’y a rien à répondre ; convoqué : ${accepted || 'aucun'}.`,
      );
    }
    const attendees = attendeesOf(convention.document).map((one) => one.id);
    if (!attendees.includes(contact)) {
      return notOne(
        contact,
        'parmi les personnes conviées à ce comité',
        `acceptés : ${attendees.join(', ')}`,
      );
    }
    const before = meeting.answers?.[contact];
    return before?.answer === answer && before.comment === comment
      ? alreadyDone`« ${contact} » a déjà répondu ainsi : ${frenchAnswers[answer]}.`
      : undefined;
  },
  apply(convention, { by, meeting: id, contact, answer, comment }, { now }) {
    const meeting = convention.meetings.find((one) => one.id === id);
    const name = attendeesOf(convention.document).find((one) => one.id === contact)?.name ?? contact;
    const given: InvitationAnswer = { answer, at: now, by, ...(comment === undefined ? {} : { comment }) };
    if (!meeting) return { convention, text: '' };
    const after: CommitteeMeeting = { ...meeting, answers: { ...meeting.answers, [contact]: given } };
    const said = `${name} ${frenchAnswers[answer]} au ${committeeName(convention)} du ${frenchLongDate(meeting.on)}`;
    return {
      convention: withMeeting(convention, after),
      text: comment === undefined ? `${said}.` : `${said} (${comment}).`,
      news: answer === 'declined' && declined(convention, meeting, contact, said, given),
    };
  },
});

/** The chair may want to move the meeting; when it is the chair who does not come, the manager has to know. */
function declined(
  convention: Convention,
  { id, sequence }: CommitteeMeeting,
  contact: string,
  said: string,
  { at, comment }: InvitationAnswer,
): News {
  const presides = contactsOf(convention.document, 'delegator', 'chair').some(({ id }) => id === contact);
  return tell([presides ? { holder: 'manager' } : { holder: 'delegator', role: 'chair' }], {
    identity: `committee/${id}/${sequence}/answer/${contact}/${at}`,
    subject: `absence au ${committeeName(convention)}`,
    lead: `${said}.`,
    ...(comment === undefined ? {} : { paragraphs: [`Commentaire : ${comment}`] }),
    cites: [clauseOrLast(convention, 'committee')?.article],
  });
}
