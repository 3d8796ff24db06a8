import { clauseOrLast } from '../convention/amendments/versions.ts';
import { capitalised, frenchLongDate } from '../convention/calendar/french.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { CommitteeMeeting, Convention } from '../convention/convention.ts';
import { inBrackets } from '../convention/document/articles.ts';
import {
  committeeName,
  nextMeeting,
  scheduledMeeting,
  scheduledMeetings,
  withMeeting,
} from '../convention/duties/committee-meetings.ts';
import { dutiesOf, outcomeOf } from '../convention/duties/duties.ts';
import { type DutyOutcome, frenchDutyStates } from '../convention/duties/duty.ts';
import { alreadyDone } from '../convention/errors.ts';
import { tell } from '../convention/mailing/audience.ts';
import {
  audience,
  awaited,
  committee,
  committeeAmong,
  committeesOwed,
  convenedMeeting,
  notAwaited,
} from './about-committees.ts';
import { withDone } from './effects.ts';
import { defineFormedAct } from './formed-act.ts';
import { date, evidence, text } from './questions.ts';
import { notWithin } from './refusals.ts';

/** Art. 2: the committee was held, and decided. */
export const holdCommittee = defineFormedAct({
  verb: 'committee-held',
  parties: ['delegator'],
  needs: 'committee',
  closes: 'committee',
  form: {
    title: 'Enregistrer la tenue du comité',
    says: 'Le comité s’est tenu et a décidé ; les participants en reçoivent la décision.',
    button: 'Enregistrer le comité',
    group: 'Obligations',
    questions: {
      committee,
      on: date('Date à laquelle il s’est tenu', 'la date du comité'),
      decision: text('Décision', 'ce que le comité a décidé', { most: 2000 }),
      minutes: evidence('Compte rendu du comité', 'la référence du compte rendu du comité', {
        hint: 'Une adresse ou une référence.',
      }),
    },
    example: '--on 2021-03-15 --decision "Poursuite" --minutes "CR du 15 mars"',
    offered: ({ convention, today }, { can }) =>
      [today, convention.document.signedOn].some((on) => can({ by: '', on, decision: '', minutes: '' })),
    known(subject) {
      const on = convenedMeeting(subject)?.on;
      return {
        committee: committeeAmong(committeesOwed(subject)),
        // The day for which it was convened, when that has come.
        on: { value: on && on <= subject.today ? on : subject.today },
      };
    },
  },
  refuse(convention, { on, committee: given }, { today }) {
    if (convention.meetings.some((meeting) => meeting.state === 'held' && meeting.on === on))
      return alreadyDone`Le comité du ${frenchLongDate(on)} est déjà enregistré.`;
    return (
      notAwaited(convention, given ?? heldRank(convention, on)) ??
      notWithin(on, [convention.document.signedOn], [today, 'aujourd’hui'])
    );
  },
  apply(convention, { by, on, decision, minutes, committee: given }, { now }) {
    const rank = given ?? heldRank(convention, on);
    if (rank === undefined) return { convention, text: '' };
    const id = nextMeeting(convention);
    const unconvened = { id, committee: rank, time: '00:00', place: '', sequence: 0 };
    const convened = scheduledMeeting(convention, rank) ?? unconvened;
    const meeting: CommitteeMeeting = { ...convened, on, state: 'held', decision, minutes };
    const after = withMeeting(convention, meeting);
    const name = committeeName(convention);
    return {
      convention: withDone(after, ['committee', rank], { by, now, evidence: minutes }),
      text: `${capitalised(name)} tenu le ${frenchLongDate(on)} : ${decision} (${minutes}).`,
      news: tell(audience, {
        identity: `committee-held/${meeting.id}/${now}`,
        subject: `décision du ${name}`,
        lead: `Le ${name} du ${frenchLongDate(on)} a décidé : ${decision}`,
        facts: [['Compte rendu', minutes], ...reviewed(convention)],
        cites: [clauseOrLast(convention, 'committee')?.article],
      }),
    };
  },
});

/** Which committee was held on a day: the one last convened by then, else the first that is still to be held. */
function heldRank(convention: Convention, on: PlainDate): number | undefined {
  const due = scheduledMeetings(convention).filter((meeting) => meeting.on <= on);
  return due.at(-1)?.committee ?? awaited(convention);
}

/** Arts 3 and 4: the commitments, as they stand when the committee reviews them. */
function reviewed(convention: Convention): [string, string][] {
  return dutiesOf(convention)
    .filter(({ kind }) => kind === 'community' || kind === 'deliverable')
    .map((duty) => [`${duty.title}${inBrackets(duty.article)}`, stateOf(outcomeOf(convention, duty))]);
}

function stateOf(outcome: DutyOutcome | undefined): string {
  if (!outcome) return frenchDutyStates.open;
  return outcome.state === 'done'
    ? outcome.evidence
    : `${frenchDutyStates[outcome.state]} (${outcome.reason})`;
}
