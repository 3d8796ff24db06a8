import { z } from 'zod';
import { frenchLongDate } from '../calendar/french.ts';
import { parisInstant } from '../calendar/paris.ts';
import type { CommitteeMeeting, Convention } from '../convention.ts';
import { line, plainDate, record, text } from '../document/fields.ts';
import type { Contact, ConventionDocument } from '../document/schema.ts';
import { dutiesOf, outcomeOf } from '../duties/duties.ts';
import type { Duty } from '../duty.ts';
import type { Meeting } from '../letter.ts';
import { contactsOf } from '../organisations.ts';
import { periodOf } from '../term.ts';
import { defineAct, type Effect, type News, refusal } from './act.ts';

const audience = [
  { holder: 'delegator', role: 'chair' },
  { holder: 'delegator', role: 'product' },
  { holder: 'delegatee', role: 'programme' },
] as const;

/** Art. 2: the committee is convened, or its meeting moves: attendees receive the invitation. */
export const scheduleCommittee = defineAct({
  schema: record({
    by: line(100),
    on: plainDate,
    time: z.string('une heure HH:MM').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'une heure HH:MM'),
    place: line(),
  }),
  refuse(convention, { on, time, place }, { today }) {
    const duty = awaitedCommittee(convention);
    if (!duty) return noCommittee(convention);
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
    const meeting = scheduledMeeting(convention);
    if (meeting && meeting.on === on && meeting.time === time && meeting.place === place) {
      return refusal('ALREADY_DONE', `Le comité est déjà convoqué le ${frenchLongDate(on)} à ${time}.`);
    }
    return undefined;
  },
  apply(convention, { on, time, place }) {
    const before = scheduledMeeting(convention);
    // What was answered to another date says nothing of this one.
    const meeting: CommitteeMeeting = before
      ? { id: before.id, on, time, place, sequence: before.sequence + 1, state: 'scheduled' }
      : { id: convention.meetings.length + 1, on, time, place, sequence: 0, state: 'scheduled' };
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
  schema: record({ by: line(100), on: plainDate, decision: text(2000), minutes: line(500) }),
  refuse(convention, { on }, { today }) {
    if (convention.meetings.some((meeting) => meeting.state === 'held' && meeting.on === on)) {
      return refusal('ALREADY_DONE', `Le comité du ${frenchLongDate(on)} est déjà enregistré.`);
    }
    if (!awaitedCommittee(convention)) return noCommittee(convention);
    const { signedOn } = convention.document;
    return on > today || on < signedOn
      ? refusal('BAD_DATE', `« ${on} » refusé ; accepté : une date du ${signedOn} au ${today} (aujourd’hui).`)
      : undefined;
  },
  apply(convention, { by, on, decision, minutes }, { now }) {
    const scheduled = scheduledMeeting(convention);
    const meeting: CommitteeMeeting = {
      ...(scheduled ?? { id: convention.meetings.length + 1, time: '00:00', place: '', sequence: 0 }),
      on,
      state: 'held',
      decision,
      minutes,
    };
    const duty = awaitedCommittee(convention);
    const after = withMeeting(convention, meeting);
    return {
      convention: duty
        ? {
            ...after,
            outcomes: { ...after.outcomes, [duty.id]: { state: 'done', at: now, by, evidence: minutes } },
          }
        : after,
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
  schema: record({ by: line(100), reason: line(500) }),
  refuse: (convention) =>
    scheduledMeeting(convention)
      ? undefined
      : refusal('NOT_NOW', 'Aucun comité n’est convoqué : il n’y a rien à annuler.'),
  apply: (convention, { reason }) => cancelled(convention, reason),
});

/** The committee as it stands once its duty is waived: whoever was convened is told not to come. */
export function cancelled(convention: Convention, reason: string): Effect {
  const scheduled = scheduledMeeting(convention);
  if (!scheduled) return { convention, text: '', news: [] };
  const meeting: CommitteeMeeting = { ...scheduled, state: 'cancelled', sequence: scheduled.sequence + 1 };
  const lead = `Le comité d’investissement du ${frenchLongDate(meeting.on)} est annulé : ${reason}`;
  return {
    convention: withMeeting(convention, meeting),
    text: `Comité d’investissement du ${frenchLongDate(meeting.on)} annulé.`,
    news: [invitation(convention, meeting, 'CANCEL', 'comité d’investissement annulé', lead)],
  };
}

function awaitedCommittee(convention: Convention): Duty | undefined {
  return dutiesOf(convention).find((duty) => duty.closedBy === 'committee' && !outcomeOf(convention, duty));
}

function noCommittee(convention: Convention) {
  return periodOf(convention)
    ? refusal(
        'ALREADY_DONE',
        'Tous les comités d’investissement de la convention ont été tenus ou dispensés.',
      )
    : refusal('NOT_NOW', 'La convention n’a pas encore pris effet : aucun comité n’est attendu.');
}

/** The meeting that was convened and not held yet. */
export function scheduledMeeting({ meetings }: Convention): CommitteeMeeting | undefined {
  return meetings.find(({ state }) => state === 'scheduled');
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

/** The convention with a meeting as it stands now. */
export function withMeeting(convention: Convention, meeting: CommitteeMeeting): Convention {
  return { ...convention, meetings: [...convention.meetings.filter(({ id }) => id !== meeting.id), meeting] };
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
