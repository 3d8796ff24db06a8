import { clauseOrLast } from '../convention/amendments/versions.ts';
import { capitalised, frenchDate, frenchLongDate } from '../convention/calendar/french.ts';
import { parisInstant } from '../convention/calendar/paris.ts';
import type { CommitteeMeeting, Convention } from '../convention/convention.ts';
import type { Contact, ConventionDocument } from '../convention/document/schema.ts';
import {
  awaitedCommittees,
  committeeName,
  committeeRank,
  scheduledMeeting,
  withMeeting,
} from '../convention/duties/committee-meetings.ts';
import { dutiesOf } from '../convention/duties/duties.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { alreadyDone, notNow, type Refusal } from '../convention/errors.ts';
import { type News, tell } from '../convention/mailing/audience.ts';
import type { Meeting } from '../convention/mailing/letter.ts';
import { contactsOf } from '../convention/people/organisations.ts';
import { partyName } from '../convention/people/parties.ts';
import { periodOf } from '../convention/term/term.ts';
import type { Done } from './act.ts';
import type { Known, Options, Subject } from './form.ts';
import { alreadyOver, findDuty } from './known-duty.ts';
import { among, dutyClosed, numbered, numberSaid } from './questions.ts';
import { notOne } from './refusals.ts';

// Art. 2: what the acts about the investment committee have in common.

/** Which committee, where several are still to be held and no duty says it. */
export const committee = numbered('Comité', 'le comité', {
  most: 999,
  optional: true,
  said: numberSaid('committee'),
});

/** The same among some. */
export function committeeAmong(options: Options): Known {
  return options.length < 2 ? null : among(options, { optional: false, value: options[0]?.[0] ?? '' });
}

/** The committees still to be held, by their deadline. */
export function committeesOwed({ convention }: Subject): Options {
  return awaitedCommittees(convention).map((duty) => {
    const rank = committeeRank(duty);
    const meeting = scheduledMeeting(convention, rank);
    const when = meeting ? `, convoqué le ${frenchDate(meeting.on)}` : '';
    return [String(rank), `Comité n° ${rank}, pour le ${frenchDate(duty.dueOn)}${when}`];
  });
}

/** The meeting that was convened of the committee that is meant: that of the duty, else the first to come. */
export function convenedMeeting(subject: Subject): CommitteeMeeting | undefined {
  const duty = dutyClosed(subject, 'committee');
  const rank = duty ? committeeRank(duty) : awaited(subject.convention);
  return rank === undefined ? undefined : scheduledMeeting(subject.convention, rank);
}

/** Who is told of a committee. */
export const audience = [
  { holder: 'delegator', role: 'chair' },
  { holder: 'delegator', role: 'product' },
  { holder: 'delegatee', role: 'programme' },
] as const;

/** The convention without a meeting that was convened: whoever was invited is told not to come. */
export function cancelled(convention: Convention, scheduled: CommitteeMeeting, reason: string): Done {
  const meeting: CommitteeMeeting = { ...scheduled, state: 'cancelled', sequence: scheduled.sequence + 1 };
  const name = committeeName(convention);
  const lead = `Le ${name} du ${frenchLongDate(meeting.on)} est annulé : ${reason}`;
  return {
    convention: withMeeting(convention, meeting),
    text: `${capitalised(name)} du ${frenchLongDate(meeting.on)} annulé.`,
    news: invitation(convention, meeting, 'CANCEL', `${name} annulé`, lead),
  };
}

/** The first committee still to be held. */
export function awaited(convention: Convention): number | undefined {
  const [first] = awaitedCommittees(convention);
  return first && committeeRank(first);
}

/** Why a committee cannot be convened or held: there is none of that rank, or it is over. */
export function notAwaited(convention: Convention, rank: number | undefined): Refusal | undefined {
  if (!periodOf(convention))
    return notNow`La convention n’a pas encore pris effet : aucun comité n’est attendu.`;
  if (rank === undefined) return alreadyDone`Tous les comités de la convention ont été tenus ou dispensés.`;
  const duty = findDuty(convention, dutyIdOf('committee', rank));
  const known = dutiesOf(convention).filter((one) => one.closedBy === 'committee');
  return duty
    ? alreadyOver(convention, duty)
    : notOne(rank, 'un comité de la convention', `acceptés : ${known.map(committeeRank).join(', ')}`);
}

/** Who is invited to the committee: its chair, the team and the programme, each once. */
export function attendeesOf(document: ConventionDocument): readonly Contact[] {
  const invited = audience.flatMap(({ holder, role }) => contactsOf(document, holder, role));
  return [...new Map(invited.map((one) => [one.id, one])).values()];
}

/** The letter that invites to a meeting, moves or cancels it. */
export function invitation(
  convention: Convention,
  { id, on, time, place, sequence }: CommitteeMeeting,
  method: Meeting['method'],
  subject: string,
  lead: string,
): News {
  const { document } = convention;
  const [chair = document.manager] = contactsOf(document, 'delegator', 'chair');
  const person = ({ name, email }: { name: string; email: string }) => ({ name, email });
  return tell(audience, {
    identity: `committee/${id}/${sequence}`,
    subject,
    lead,
    facts: [
      ['Lieu', place],
      ['Présidence', `${chair.name} (${partyName(document, 'delegator')})`],
    ],
    cites: [clauseOrLast(convention, 'committee')?.article],
    meeting: {
      uid: `committee-${id}@${document.id}`,
      sequence,
      method,
      startsAt: parisInstant(on, time),
      minutes: 120,
      title: `${document.shortName} : ${committeeName(convention)}`,
      place,
      organiser: person(chair),
      attendees: attendeesOf(document).map(person),
    },
  });
}
