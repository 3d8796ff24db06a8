import type { DueLetter } from '../../../audit/due-letters.ts';
import { reconcile } from '../../../audit/reconciliation.ts';
import { parisDate } from '../../../convention/calendar/paris.ts';
import { addDays, dayOfWeek } from '../../../convention/calendar/plain-date.ts';
import { daysOff, isWorkingDay } from '../../../convention/calendar/working-days.ts';
import type { Clause } from '../../../convention/clauses/clause.ts';
import { clauses } from '../../../convention/clauses/clauses.ts';
import type { Convention } from '../../../convention/convention.ts';
import { allContacts } from '../../../convention/document/contacts.ts';
import { dutiesOf, laidDown, outcomeOf, owedDuties } from '../../../convention/duties/duties.ts';
import { isAlert } from '../../../convention/duties/duty.ts';
import { leftDuty } from '../../../convention/duties/left-owed.ts';
import { addresseesOf } from '../../../convention/mailing/addressee.ts';
import { leavesAtOnce } from '../../../convention/mailing/leaves-at-once.ts';
import type { Delivery, Letter, LetterItem } from '../../../convention/mailing/letter.ts';
import { mailInstant } from '../../../convention/mailing/reminders.ts';
import { sameFacts } from '../../../convention/mailing/same-facts.ts';
import { nextMailInstant } from '../../../convention/mailing/tracking.ts';
import { matterOf } from '../../../convention/mailing/writing.ts';
import { remembered } from '../../../convention/remembered.ts';
import { messageIdOf } from '../../../letters/identity.ts';
import { each, type Invariant, type Lived, type Seen } from './invariant.ts';

const idOf = (delivery: Delivery, letter: Letter) =>
  messageIdOf(delivery.convention, letter, 'delegation.example');

/** Whether nothing breaks in a life. */
const isFair = ({ script }: Lived) =>
  script.registeredAfter === 0 &&
  script.steps.every(
    ({ does }) => !['mailStops', 'workerStops', 'clockMoves', 'addressFails'].includes(does),
  );

const itemsOf = ({ delivery }: Seen) => (delivery?.letters ?? []).flatMap(({ items }) => items);
const dutyItems = (seen: Seen) => itemsOf(seen).flatMap((item) => (item.kind === 'duty' ? [item] : []));

const written = ({ events }: Lived) =>
  events.flatMap(({ delivery }) =>
    (delivery?.letters ?? []).map((letter) => ({ id: idOf(delivery as Delivery, letter), letter })),
  );

// Looked at by two invariants.
const reconciled = remembered(({ record }: Lived) => {
  const first = parisDate(record.registeredAt);
  const last = parisDate(record.journal.at(-1)?.at ?? record.registeredAt);
  return reconcile(record, first, addDays(last, -1));
});

/**
 * Whether a letter fell due while no worker was there, and its matter was over by the morning of mail after one came back,
 * or was written about then: the count cannot know that nobody was there.
 */
function isMadeUpFor({ events, record }: Lived, { duty: id, dueOn, contact, at }: DueLetter): boolean {
  const back = events.find(
    ({ moment, lateMs = 0 }) => lateMs > 0 && moment.now - lateMs <= at && at <= moment.now,
  );
  if (!back) return false;
  const morning = nextMailInstant(back.after.convention, back.moment.now);
  const { convention } = (events.findLast(({ moment }) => moment.now <= morning) ?? back).after;
  const duty = owedDuties(convention).find((one) => one.id === id);
  if (!duty || duty.dueOn !== dueOn || outcomeOf(convention, duty)) return true;
  // What is only announced is not, once its day has passed.
  if (isAlert(duty) && dueOn < back.moment.today) return true;
  return record.mails.some(
    (mail) =>
      mail.contact === contact &&
      mail.at >= back.moment.now &&
      mail.about.some((identity) => identity.startsWith(`${id}/${dueOn}/`)),
  );
}

/** The duties that some clauses lay down, by their ids: counted again when anything that they depend on has changed. */
function idsLaidDown(convention: Convention, isOf: (clause: Clause) => boolean): ReadonlySet<string> {
  if (!counted || !sameFacts(counted.convention, convention)) {
    const laid = clauses.map((clause) => ({
      clause,
      ids: laidDown(convention, [clause]).map(({ duty }) => duty.id as string),
    }));
    counted = { convention, laid };
  }
  return new Set(counted.laid.filter(({ clause }) => isOf(clause)).flatMap(({ ids }) => ids));
}
let counted:
  | { convention: Convention; laid: readonly { clause: Clause; ids: readonly string[] }[] }
  | undefined;

export const letters: readonly Invariant[] = [
  {
    name: 'no letter that was due is missing, by a count that looks at none that was sent',
    breaksIn(lived) {
      const { due, missing } = reconciled(lived);
      if (due === 0) return undefined;
      const lost = missing.filter((letter) => !isMadeUpFor(lived, letter));
      return lost.map(({ duty, dueOn, rung, on, contact }) => `${duty}/${dueOn}/${rung}:${on} ${contact}`);
    },
  },
  {
    name: 'where nothing breaks, each letter that was due left in time',
    breaksIn(lived) {
      if (!isFair(lived)) return undefined;
      const { due, late, failed } = reconciled(lived);
      if (due === 0) return undefined;
      return [
        ...(late > 0 ? [`${late} late`] : []),
        ...failed.map(({ duty, reason }) => `${duty}: ${reason}`),
      ];
    },
  },
  {
    name: 'each letter that is written is handed over once, and no other is',
    breaksIn(lived) {
      const all = written(lived);
      if (all.length === 0) return undefined;
      const handed = new Map<string, number>();
      for (const { messageId } of lived.life.mail.handed)
        handed.set(messageId, (handed.get(messageId) ?? 0) + 1);
      const known = new Map(all.map(({ id, letter }) => [id, letter]));
      return [
        ...[...known].flatMap(([id, letter]) => {
          const count = handed.get(id) ?? 0;
          // Who is no contact any more is not waited for.
          const isRight = count === 1 || (count === 0 && letter.to.outside);
          return isRight ? [] : [`${count} times: ${letter.to.contact} ${identitiesOf(letter)}`];
        }),
        ...[...handed.keys()].filter((id) => !known.has(id)),
      ];
    },
  },
  {
    name: 'no two letters have one Message-ID',
    source: 'RFC 5322 §3.6.4',
    breaksIn({ life: { mail } }) {
      const first = new Map<string, Letter>();
      return each(mail.handed, ({ messageId, letter }) => {
        const other = first.get(messageId);
        first.set(messageId, letter);
        return other && `${letter.to.contact}: ${identitiesOf(letter)}`;
      });
    },
  },
  {
    name: 'nobody is written to who is no contact, but whoever was one until now, or stands in for one',
    breaksAt({ delivery, is, moment }) {
      if (!delivery) return undefined;
      const known = addresseesOf(is, moment.today);
      return each(
        delivery.letters,
        ({ to }) => !to.outside && known.get(to.contact)?.email !== to.email && to.contact,
      );
    },
  },
  {
    name: 'one delivery has one letter for each, one for each address about a duty, and none is empty',
    breaksAt({ delivery }) {
      if (!delivery) return undefined;
      const contacts = new Set(delivery.letters.map(({ to }) => to.contact));
      return [
        ...(contacts.size === delivery.letters.length ? [] : [[...contacts].join(' ')]),
        ...delivery.letters.flatMap(({ to, items }) => (items.length > 0 ? [] : [to.contact])),
      ];
    },
  },
  {
    name: 'nothing is asked that is over, nor that is not owed',
    breaksAt(seen) {
      const items = dutyItems(seen);
      const owed = new Map(dutiesOf(seen.is).map((duty) => [duty.id as string, duty]));
      return each(items, ({ duty: id, dueOn }) => {
        const duty = owed.get(id);
        if (!duty) return `${id} is not owed`;
        if (outcomeOf(seen.is, duty)) return `${id} is over`;
        return duty.dueOn !== dueOn && `${id}: ${dueOn}, due ${duty.dueOn}`;
      });
    },
  },
  {
    name: 'nothing is asked by a clause that the text has not, unless it was owed before an amendment took it out',
    breaksAt(seen) {
      const items = dutyItems(seen);
      if (items.length === 0) return undefined;
      const laid = idsLaidDown(seen.is, ({ named }) => seen.is.document[named] !== undefined);
      return each(items, ({ duty: id }) => !laid.has(id) && !leftDuty(seen.is, { id: id as never }) && id);
    },
  },
  {
    name: 'nothing is asked before the effect, or the end, that needs it',
    source: 'art. 7',
    breaksAt(seen) {
      const { inForceSince, ended } = seen.is;
      const items = dutyItems(seen);
      if (items.length === 0) return undefined;
      const ids = idsLaidDown(
        seen.is,
        ({ from }) => (from === 'effect' && !inForceSince) || (from === 'end' && !ended),
      );
      if (ids.size === 0) return undefined;
      return each(items, ({ duty: id }) => ids.has(id) && !leftDuty(seen.is, { id: id as never }) && id);
    },
  },
  {
    name: 'a date that has passed is not announced',
    breaksAt(seen) {
      const alerts = new Set(
        dutiesOf(seen.is)
          .filter(isAlert)
          .map(({ id }) => id as string),
      );
      const announced = dutyItems(seen).filter(({ duty }) => alerts.has(duty));
      return each(announced, ({ duty, dueOn }) => dueOn < seen.moment.today && `${duty}: ${dueOn}`);
    },
  },
  {
    name: 'what is urgent, or awaited, leaves at once, whatever the hour',
    breaksAt({ kind, before, after, moment, delivery }) {
      const pressing = before.waiting.filter(({ news }) => leavesAtOnce(news.item));
      if (kind !== 'turn' || pressing.length === 0) return undefined;
      const told = new Set(
        (delivery?.letters ?? []).flatMap(({ items }) => items.map(({ identity }) => identity)),
      );
      return [
        ...pressing.flatMap(({ news, at }) =>
          at <= moment.now && told.has(news.item.identity) ? [] : [news.item.identity],
        ),
        ...after.waiting.flatMap(({ news }) =>
          leavesAtOnce(news.item) ? [`${news.item.identity} waits`] : [],
        ),
      ];
    },
  },
  {
    name: 'who has chosen Mondays is told of nothing that may wait on another day',
    breaksAt({ kind, before, is, moment, delivery, lateMs }) {
      const { rhythms = {}, closed, document } = is;
      if (kind !== 'turn' || !delivery || closed || lateMs !== 0) return undefined;
      const { today, now } = moment;
      const monday = addDays(today, 8 - dayOfWeek(today));
      const isFirst = daysOff(addDays(today, 1 - dayOfWeek(today)), addDays(today, -1), document.holidays);
      if (isFirst.length === dayOfWeek(today) - 1 && now === mailInstant(document, today)) return undefined;
      const ownAddress = new Map(allContacts(document).map(({ contact }) => [contact.id, contact.email]));
      const waited = new Set(before.handedOn.map(({ contact, item }) => `${contact} ${matterOf(item)}`));
      const known = new Set(Object.keys(before.tracking));
      return delivery.letters.flatMap(({ to, items }) => {
        // Whoever stands in has not chosen it.
        if (rhythms[to.contact] !== 'mondays' || ownAddress.get(to.contact) !== to.email) return [];
        const untold = is.faults.flatMap((fault) =>
          fault.contact === to.contact ? (fault.untold ?? []) : [],
        );
        const isSaid = (item: LetterItem) =>
          waited.has(`${to.contact} ${matterOf(item)}`) ||
          untold.some(({ identity }) => identity === item.identity) ||
          (item.kind === 'duty'
            ? // What an act has brought back is told as it would have been before.
              item.dueOn <= addDays(monday, 3) || (before.acted && known.has(item.duty))
            : leavesAtOnce(item) || item.meeting || item.personal || item.duty);
        return items.flatMap((item) => (isSaid(item) ? [] : [`${to.contact}: ${item.identity}`]));
      });
    },
  },
  {
    name: 'what may wait leaves on a working day, at the hour of mail',
    breaksAt({ kind, before, is, moment, delivery, lateMs }) {
      const isAsked = before.acted || before.waiting.length > 0 || before.handedOn.length > 0;
      if (kind !== 'turn' || !delivery || isAsked || lateMs !== 0) return undefined;
      if (delivery.letters.some(({ items }) => items.some((item) => item.kind === 'news'))) return undefined;
      const { now, today } = moment;
      return isWorkingDay(today, is.document.holidays) && now === mailInstant(is.document, today)
        ? []
        : [`${new Date(now).toISOString()}: ${delivery.letters.map(identitiesOf)}`];
    },
  },
];

function identitiesOf({ items }: Letter): string {
  return items.map(({ identity }) => identity).join(' ');
}
