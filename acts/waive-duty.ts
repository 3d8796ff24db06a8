import { committeeRank, scheduledMeeting } from '../convention/duties/committee-meetings.ts';
import { dutyStateOf } from '../convention/duties/duties.ts';
import type { DutyOutcome } from '../convention/duties/duty.ts';
import { notNow } from '../convention/errors.ts';
import { mayTakeEffect } from '../convention/term/effect.ts';
import { cancelled } from './about-committees.ts';
import { defineFormedAct } from './formed-act.ts';
import { aboutDuty, alreadyOver, dutiesThat, duty, findDuty, unknownDuty } from './known-duty.ts';
import { reason } from './questions.ts';

/** A duty will not be done, for a reason. */
export const waiveDuty = defineFormedAct({
  verb: 'waive',
  parties: [],
  form: {
    title: 'Dispenser d’une obligation',
    says: 'L’obligation ne sera pas remplie, pour un motif qui reste au journal ; plus aucun rappel n’est envoyé.',
    button: 'Dispenser',
    ...aboutDuty,
    questions: { duty, reason },
    example: 'deliverable-france-connect --reason "aucun usager à authentifier"',
    choices: (subject, can) =>
      dutiesThat(
        subject,
        (one) =>
          dutyStateOf(subject.convention, one, subject.today) !== 'passed' &&
          can({ by: '', duty: one.id, reason: '' }),
      ),
  },
  refuse(convention, { duty: given }) {
    const duty = findDuty(convention, given);
    if (!duty) return unknownDuty(convention, given);
    const outcome: DutyOutcome = { state: 'waived', at: 0, by: '', reason: '' };
    const after = { ...convention, outcomes: { ...convention.outcomes, [duty.id]: outcome } };
    const isLast = mayTakeEffect(convention) && !mayTakeEffect(after);
    return (
      alreadyOver(convention, duty) ??
      (isLast && !convention.ended
        ? notNow`on ne dispense pas de « ${duty.id} » : sans elle la convention ne prendrait jamais effet ; confirmez d’abord une date d’effet, avec son motif.`
        : undefined)
    );
  },
  apply(convention, { by, duty, reason }, { now }) {
    const outcome: DutyOutcome = { state: 'waived', at: now, by, reason };
    const found = findDuty(convention, duty);
    const meeting =
      found?.closedBy === 'committee' ? scheduledMeeting(convention, committeeRank(found)) : undefined;
    const after = meeting ? cancelled(convention, meeting, reason) : { convention, news: [] };
    return {
      convention: { ...after.convention, outcomes: { ...convention.outcomes, [duty]: outcome } },
      text: `Dispensée : « ${found?.title ?? duty} ».`,
      news: after.news,
    };
  },
});
