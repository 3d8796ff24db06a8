import { frenchDate, frenchLongDate } from '../convention/calendar/french.ts';
import type { CommitteeMeeting, Convention } from '../convention/convention.ts';
import { scheduledMeeting, scheduledMeetings } from '../convention/duties/committee-meetings.ts';
import { badAct, notNow } from '../convention/errors.ts';
import { cancelled, committee, committeeAmong } from './about-committees.ts';
import { defineFormedAct } from './formed-act.ts';
import { reason } from './questions.ts';

/** The meeting that was convened will not be held; the committee is still owed. */
export const cancelCommittee = defineFormedAct({
  verb: 'committee-cancelled',
  parties: ['delegator'],
  form: {
    title: 'Annuler le comité convoqué',
    says: 'Les participants sont prévenus et leur agenda est mis à jour ; le comité reste à tenir.',
    button: 'Annuler le comité',
    articles: ({ committee }) => [committee?.article],
    group: 'Obligations',
    questions: { committee, reason },
    example: '--reason "report à l’automne"',
    choices: ({ convention }) =>
      scheduledMeetings(convention).map(
        ({ committee: rank, on }) =>
          [String(rank), `Comité n° ${rank}, convoqué le ${frenchDate(on)}`] as const,
      ),
    known: (_subject, { choices }) => ({ committee: committeeAmong(choices) }),
  },
  refuse(convention, { committee: given }) {
    const convened = scheduledMeetings(convention);
    const named = convened.map((one) => `${one.committee} (${frenchLongDate(one.on)})`).join(', ');
    if (given === undefined && convened.length > 1)
      return badAct`committee : absent ; attendu : le comité à annuler, parmi ${named}`;
    if (cancelledMeeting(convention, given)) return undefined;
    return given === undefined
      ? notNow`Aucun comité n’est convoqué : il n’y a rien à annuler.`
      : notNow`Le comité « ${given} » n’est pas convoqué : il n’y a rien à annuler ; convoqués : ${named || 'aucun'}.`;
  },
  apply(convention, { reason, committee: given }) {
    const meeting = cancelledMeeting(convention, given);
    return meeting ? cancelled(convention, meeting, reason) : { convention, text: '' };
  },
});

function cancelledMeeting(convention: Convention, given: number | undefined): CommitteeMeeting | undefined {
  return given === undefined ? scheduledMeetings(convention)[0] : scheduledMeeting(convention, given);
}
