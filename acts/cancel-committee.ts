import { frenchDate, frenchLongDate } from '../convention/calendar/french.ts';
import type { CommitteeMeeting, Convention } from '../convention/convention.ts';
import { line } from '../convention/document/fields.ts';
import { scheduledMeeting, scheduledMeetings } from '../convention/duties/committee-meetings.ts';
import { refusal } from '../convention/errors.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { cancelled, committee, committeeAmong, committeeQuestion } from './about-committees.ts';
import { defineFormedAct } from './act.ts';
import type { Options, Subject } from './form.ts';
import { numberOf, reason, given as said } from './questions.ts';

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
    questions: { committee: committeeQuestion, reason },
    example: '--reason "report à l’automne"',
    offered: ({ convention }) => scheduledMeetings(convention).length > 0,
    known: (subject) => ({ committee: committeeAmong(subject, convened(subject)) }),
    input: (values, _about, by) => said({ by, reason: values.reason, committee: numberOf(values.committee) }),
  },
  schema: signedAct({ reason: line(500), committee }),
  refuse(convention, { committee: given }) {
    const convened = scheduledMeetings(convention);
    const named = convened.map((one) => `${one.committee} (${frenchLongDate(one.on)})`).join(', ');
    if (given === undefined && convened.length > 1) {
      return refusal('BAD_ACT', `committee : absent ; attendu : le comité à annuler, parmi ${named}`);
    }
    return cancelledMeeting(convention, given)
      ? undefined
      : refusal(
          'NOT_NOW',
          given === undefined
            ? 'Aucun comité n’est convoqué : il n’y a rien à annuler.'
            : `Le comité « ${given} » n’est pas convoqué : il n’y a rien à annuler ; convoqués : ${named || 'aucun'}.`,
        );
  },
  apply(convention, { reason, committee: given }) {
    const meeting = cancelledMeeting(convention, given);
    return meeting ? cancelled(convention, meeting, reason) : { convention, text: '', news: [] };
  },
});

/** The committees that are convened. */
function convened({ convention }: Subject): Options {
  return scheduledMeetings(convention).map(({ committee, on }) => [
    String(committee),
    `Comité n° ${committee}, convoqué le ${frenchDate(on)}`,
  ]);
}

function cancelledMeeting(convention: Convention, given: number | undefined): CommitteeMeeting | undefined {
  return given === undefined ? scheduledMeetings(convention)[0] : scheduledMeeting(convention, given);
}
