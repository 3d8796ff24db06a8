import { clauseOrLast } from '../convention/amendments/versions.ts';
import { capitalised, frenchLongDate } from '../convention/calendar/french.ts';
import type { CommitteeMeeting } from '../convention/convention.ts';
import { inBrackets } from '../convention/document/articles.ts';
import {
  committeeName,
  nextMeeting,
  scheduledMeeting,
  withMeeting,
} from '../convention/duties/committee-meetings.ts';
import { alreadyDone, badDate, notNow } from '../convention/errors.ts';
import { periodOf } from '../convention/term/term.ts';
import {
  awaited,
  committee,
  committeeAmong,
  committeesOwed,
  convenedMeeting,
  invitation,
  notAwaited,
} from './about-committees.ts';
import { defineFormedAct } from './formed-act.ts';
import { date, line, time } from './questions.ts';

/** Art. 2: the committee is convened, or its meeting moves: attendees receive the invitation. */
export const scheduleCommittee = defineFormedAct({
  verb: 'committee',
  parties: ['delegator'],
  needs: 'committee',
  closes: 'committee',
  form: {
    title: 'Convoquer le comité',
    says: 'Les participants reçoivent une invitation pour leur agenda ; si le comité est déjà convoqué, il est déplacé.',
    button: 'Convoquer le comité',
    group: 'Obligations',
    questions: {
      committee,
      on: date('Date', 'la date du comité'),
      time: time('Heure', 'l’heure du comité', { hint: 'Heure de Paris, par exemple 14:30.' }),
      place: line('Lieu', 'le lieu du comité', {
        hint: 'Une adresse, une salle ou l’adresse d’une visioconférence.',
      }),
    },
    example: '--on 2021-03-15 --time 14:00 --place "20 avenue de Ségur"',
    offered: ({ today }, { can }) => can({ by: '', on: today, time: '', place: '' }),
    known(subject) {
      const meeting = convenedMeeting(subject);
      const last = meeting ?? subject.convention.meetings.at(-1);
      return {
        committee: committeeAmong(committeesOwed(subject)),
        on: meeting
          ? {
              hint: `Le comité est convoqué le ${frenchLongDate(meeting.on)} à ${meeting.time}.`,
              value: meeting.on,
            }
          : {},
        time: meeting ? { value: meeting.time } : {},
        place: last?.place ? { value: last.place } : {},
      };
    },
  },
  refuse(convention, { on, time, place, committee: given }, { today }) {
    const rank = given ?? awaited(convention);
    const refused = notAwaited(convention, rank);
    if (refused || rank === undefined) return refused;
    if (convention.ended)
      return notNow`La convention a pris fin le ${convention.ended.on} : un comité tenu avant peut être enregistré, pas convoqué.`;
    if (on < today) return badDate`« ${on} » est passé ; accepté : une date à partir du ${today}.`;
    const period = periodOf(convention);
    if (period && on > period.endsOn)
      return badDate`« ${on} » dépasse la fin de la convention ; accepté : au plus tard le ${period.endsOn}${inBrackets(clauseOrLast(convention, 'committee')?.article)}.`;
    const meeting = scheduledMeeting(convention, rank);
    return meeting && meeting.on === on && meeting.time === time && meeting.place === place
      ? alreadyDone`Le comité est déjà convoqué le ${frenchLongDate(on)} à ${time}.`
      : undefined;
  },
  apply(convention, { on, time, place, committee: given }) {
    const rank = given ?? awaited(convention);
    if (rank === undefined) return { convention, text: '' };
    const before = scheduledMeeting(convention, rank);
    // What was answered to another date says nothing of this one.
    const { id, sequence } = before
      ? { id: before.id, sequence: before.sequence + 1 }
      : { id: nextMeeting(convention), sequence: 0 };
    const meeting: CommitteeMeeting = { id, committee: rank, on, time, place, sequence, state: 'scheduled' };
    const after = withMeeting(convention, meeting);
    const when = `${frenchLongDate(on)} à ${time}`;
    const name = committeeName(convention);
    return {
      convention: after,
      text: `${capitalised(name)} ${before ? 'déplacé au' : 'convoqué le'} ${when} (${place}).`,
      news: invitation(
        after,
        meeting,
        'REQUEST',
        before ? `${name} déplacé` : name,
        `Le ${name} se tient le ${when}.`,
      ),
    };
  },
});
