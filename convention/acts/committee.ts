import { z } from 'zod';
import { frenchLongDate } from '../calendar/french.ts';
import { parisInstant } from '../calendar/paris.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import {
  awaitedCommittees,
  committeeRank,
  nextMeeting,
  scheduledMeeting,
  scheduledMeetings,
  withMeeting,
} from '../committee-meetings.ts';
import type { CommitteeMeeting, Convention } from '../convention.ts';
import { line, plainDate, text, whole } from '../document/fields.ts';
import type { Contact, ConventionDocument } from '../document/schema.ts';
import { dutiesOf, outcomeOf } from '../duties/duties.ts';
import { dutyIdOf } from '../duty.ts';
import type { Refusal } from '../errors.ts';
import type { Meeting } from '../letter.ts';
import { contactsOf } from '../organisations.ts';
import { signedAct } from '../signatory.ts';
import { periodOf } from '../term.ts';
import { defineAct, type Effect, type News, refusal } from './act.ts';
import { alreadyOver, findDuty } from './known-duty.ts';

const committee = whole(1, 999)
  .optional()
  .describe('Numéro du comité, quand il y en a plusieurs à tenir : 2 pour « committee-2 »');

const audience = [
  { holder: 'delegator', role: 'chair' },
  { holder: 'delegator', role: 'product' },
  { holder: 'delegatee', role: 'programme' },
] as const;

/** Art. 2: the committee is convened, or its meeting moves: attendees receive the invitation. */
export const scheduleCommittee = defineAct({
  schema: signedAct({
    on: plainDate,
    time: z.string('une heure HH:MM').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'une heure HH:MM'),
    place: line(),
    committee,
  }),
  refuse(convention, { on, time, place, committee: given }, { today }) {
    const rank = given ?? awaited(convention);
    const refused = notAwaited(convention, rank);
    if (refused || rank === undefined) return refused;
    if (convention.ended) {
      return refusal(
        'NOT_NOW',
        `La convention a pris fin le ${convention.ended.on} : un comité tenu avant peut être enregistré, pas convoqué.`,
      );
    }
    if (on < today)
      return refusal('BAD_DATE', `« ${on} » est passé ; accepté : une date à partir du ${today}.`);
    const period = periodOf(convention);
    if (period && on > period.endsOn) {
      return refusal(
        'BAD_DATE',
        `« ${on} » dépasse la fin de la convention ; accepté : au plus tard le ${period.endsOn} (art. 2).`,
      );
    }
    const meeting = scheduledMeeting(convention, rank);
    if (meeting && meeting.on === on && meeting.time === time && meeting.place === place) {
      return refusal('ALREADY_DONE', `Le comité est déjà convoqué le ${frenchLongDate(on)} à ${time}.`);
    }
    return undefined;
  },
  apply(convention, { on, time, place, committee: given }) {
    const rank = given ?? awaited(convention);
    if (rank === undefined) return { convention, text: '', news: [] };
    const before = scheduledMeeting(convention, rank);
    // What was answered to another date says nothing of this one.
    const { id, sequence } = before
      ? { id: before.id, sequence: before.sequence + 1 }
      : { id: nextMeeting(convention), sequence: 0 };
    const meeting: CommitteeMeeting = { id, committee: rank, on, time, place, sequence, state: 'scheduled' };
    const after = withMeeting(convention, meeting);
    const when = `${frenchLongDate(on)} à ${time}`;
    return {
      convention: after,
      text: `Comité d’investissement ${before ? 'déplacé au' : 'convoqué le'} ${when} (${place}).`,
      news: [
        invitation(
          after,
          meeting,
          'REQUEST',
          before ? 'comité d’investissement déplacé' : 'comité d’investissement',
          `Le comité d’investissement se tient le ${when}.`,
        ),
      ],
    };
  },
});

/** Art. 2: the committee was held, and decided. */
export const holdCommittee = defineAct({
  schema: signedAct({ on: plainDate, decision: text(2000), minutes: line(500), committee }),
  refuse(convention, { on, committee: given }, { today }) {
    if (convention.meetings.some((meeting) => meeting.state === 'held' && meeting.on === on)) {
      return refusal('ALREADY_DONE', `Le comité du ${frenchLongDate(on)} est déjà enregistré.`);
    }
    const refused = notAwaited(convention, given ?? heldRank(convention, on));
    if (refused) return refused;
    const { signedOn } = convention.document;
    return on > today || on < signedOn
      ? refusal('BAD_DATE', `« ${on} » refusé ; accepté : une date du ${signedOn} au ${today} (aujourd’hui).`)
      : undefined;
  },
  apply(convention, { by, on, decision, minutes, committee: given }, { now }) {
    const rank = given ?? heldRank(convention, on);
    if (rank === undefined) return { convention, text: '', news: [] };
    const convened = scheduledMeeting(convention, rank);
    const meeting: CommitteeMeeting = {
      ...(convened ?? {
        id: nextMeeting(convention),
        committee: rank,
        time: '00:00',
        place: '',
        sequence: 0,
      }),
      on,
      state: 'held',
      decision,
      minutes,
    };
    const after = withMeeting(convention, meeting);
    return {
      convention: {
        ...after,
        outcomes: {
          ...after.outcomes,
          [dutyIdOf('committee', rank)]: { state: 'done', at: now, by, evidence: minutes },
        },
      },
      text: `Comité d’investissement tenu le ${frenchLongDate(on)} : ${decision} (${minutes}).`,
      news: [
        {
          to: audience,
          item: {
            kind: 'news',
            identity: `committee-held/${meeting.id}/${now}`,
            subject: 'décision du comité d’investissement',
            lead: `Le comité d’investissement du ${frenchLongDate(on)} a décidé : ${decision}`,
            facts: [['Compte rendu', minutes], ...reviewed(convention)],
            article: 'art. 2',
          },
        },
      ],
    };
  },
});

/** The meeting that was convened will not be held; the committee is still owed. */
export const cancelCommittee = defineAct({
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

/** The convention without a meeting that was convened: whoever was invited is told not to come. */
export function cancelled(convention: Convention, scheduled: CommitteeMeeting, reason: string): Effect {
  const meeting: CommitteeMeeting = { ...scheduled, state: 'cancelled', sequence: scheduled.sequence + 1 };
  const lead = `Le comité d’investissement du ${frenchLongDate(meeting.on)} est annulé : ${reason}`;
  return {
    convention: withMeeting(convention, meeting),
    text: `Comité d’investissement du ${frenchLongDate(meeting.on)} annulé.`,
    news: [invitation(convention, meeting, 'CANCEL', 'comité d’investissement annulé', lead)],
  };
}

/** The first committee still to be held. */
function awaited(convention: Convention): number | undefined {
  const [first] = awaitedCommittees(convention);
  return first && committeeRank(first);
}

/** Which committee was held on a day: the one last convened by then, else the first that is still to be held. */
function heldRank(convention: Convention, on: PlainDate): number | undefined {
  const due = scheduledMeetings(convention).filter((meeting) => meeting.on <= on);
  return due.at(-1)?.committee ?? awaited(convention);
}

function cancelledMeeting(convention: Convention, given: number | undefined): CommitteeMeeting | undefined {
  return given === undefined ? scheduledMeetings(convention)[0] : scheduledMeeting(convention, given);
}

/** Why a committee cannot be convened or held: there is none of that rank, or it is over. */
function notAwaited(convention: Convention, rank: number | undefined): Refusal | undefined {
  if (!periodOf(convention))
    return refusal('NOT_NOW', 'La convention n’a pas encore pris effet : aucun comité n’est attendu.');
  if (rank === undefined) {
    return refusal(
      'ALREADY_DONE',
      'Tous les comités d’investissement de la convention ont été tenus ou dispensés.',
    );
  }
  const duty = findDuty(convention, dutyIdOf('committee', rank));
  const known = dutiesOf(convention).filter((one) => one.closedBy === 'committee');
  return duty
    ? alreadyOver(convention, duty)
    : refusal(
        'UNKNOWN_REFERENCE',
        `« ${rank} » n’est pas un comité de la convention ; acceptés : ${known.map(committeeRank).join(', ')}.`,
      );
}

/** Who is invited to the committee: its chair, the team and the programme, each once. */
export function attendeesOf(document: ConventionDocument): readonly Contact[] {
  const invited = audience.flatMap(({ holder, role }) => contactsOf(document, holder, role));
  return [...new Map(invited.map((one) => [one.id, one])).values()];
}

/** Whether a contact chairs the committee. */
export function presidesOver(document: ConventionDocument, contact: string): boolean {
  return contactsOf(document, 'delegator', 'chair').some(({ id }) => id === contact);
}

/** Arts 3 and 4: the commitments, as they stand when the committee reviews them. */
function reviewed(convention: Convention): [string, string][] {
  return dutiesOf(convention)
    .filter(({ kind }) => kind === 'community' || kind === 'deliverable')
    .map((duty) => {
      const outcome = outcomeOf(convention, duty);
      const state =
        outcome?.state === 'done' ? outcome.evidence : outcome ? `dispensé (${outcome.reason})` : 'à faire';
      return [`${duty.title} (art. ${duty.article})`, state];
    });
}

function invitation(
  { document }: Convention,
  { id, on, time, place, sequence }: CommitteeMeeting,
  method: Meeting['method'],
  subject: string,
  lead: string,
): News {
  const [chair = document.manager] = contactsOf(document, 'delegator', 'chair');
  const person = ({ name, email }: { name: string; email: string }) => ({ name, email });
  return {
    to: audience,
    item: {
      kind: 'news',
      identity: `committee/${id}/${sequence}`,
      subject,
      lead,
      facts: [
        ['Lieu', place],
        ['Présidence', `${chair.name} (${document.delegator.shortName})`],
      ],
      article: 'art. 2',
      meeting: {
        uid: `committee-${id}@${document.id}`,
        sequence,
        method,
        startsAt: parisInstant(on, time),
        minutes: 120,
        title: `${document.shortName} : comité d’investissement`,
        place,
        organiser: person(chair),
        attendees: attendeesOf(document).map(person),
      },
    },
  };
}
