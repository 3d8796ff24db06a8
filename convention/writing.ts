import type { Audience, Moment, News } from './acts/act.ts';
import type { Instant } from './calendar/paris.ts';
import type { Convention } from './convention.ts';
import { allContacts } from './document/contacts.ts';
import type { Contact, Role } from './document/schema.ts';
import type { Delivery, DutyItem, Letter, LetterItem, Rung } from './letter.ts';
import { contactsOf, type Holder, holderName } from './organisations.ts';
import { isEscalated } from './reminders.ts';
import { deadlineSequence } from './sequence.ts';
import type { DueRung, Tracking } from './tracking.ts';

/** One item for one contact, before letters are made of them. */
interface Addressed {
  readonly contact: Contact;
  readonly item: LetterItem;
  readonly plannedFor?: Instant;
}

/** Everything to say now, as one letter to each addressee: nobody gets ten when one says it all. */
export function lettersOf(
  convention: Convention,
  rungs: readonly DueRung[],
  news: readonly News[],
  tracking: Tracking,
  moment: Moment,
): Letter[] {
  const addressed = [
    ...news.flatMap(({ to, item }) =>
      to.flatMap((audience) => contactsAmong(convention, audience)).map((contact) => ({ contact, item })),
    ),
    ...rungs.flatMap((rung) => addressedOf(convention, rung, moment)),
  ];
  const byContact = new Map<string, Addressed[]>();
  for (const one of addressed) byContact.set(one.contact.id, [...(byContact.get(one.contact.id) ?? []), one]);
  return [...byContact.values()].flatMap((all) => letterOf(convention, all, tracking, moment));
}

/** The delivery that carries letters, with what every one of them needs to know of the convention. */
export function deliveryOf(convention: Convention, letters: readonly Letter[]): Delivery {
  const { document, version } = convention;
  const { id, shortName, title, manager, delegator, delegatee } = document;
  return {
    convention: {
      id,
      shortName,
      title,
      parties: `${delegator.shortName} → ${delegatee.shortName}`,
      version,
      sequence: deadlineSequence(convention),
    },
    manager: { name: manager.name, email: manager.email },
    letters,
  };
}

function contactsAmong({ document }: Convention, audience: Audience): readonly Contact[] {
  if ('holder' in audience) return contactsOf(document, audience.holder, audience.role);
  return allContacts(document).flatMap(({ contact }) => (contact.id === audience.contact ? [contact] : []));
}

const gravity: readonly Rung[] = ['escalation', 'overdue', 'due', 'before', 'notice'];

function letterOf(
  { mails }: Convention,
  all: readonly Addressed[],
  tracking: Tracking,
  { now }: Moment,
): Letter[] {
  const [first] = all;
  if (!first) return [];
  const { id, name, email } = first.contact;
  const unique = new Map(all.map(({ item }) => [item.identity, item]));
  const items = [...unique.values()].sort((a, b) => rankOf(a) - rankOf(b));
  const threads = new Set(
    items.flatMap((item) => (item.kind === 'duty' ? (tracking[item.duty]?.threads[id] ?? []) : [])),
  );
  const sentIn = mails.map(({ messageId }) => messageId);
  const planned = all.flatMap(({ plannedFor }) => plannedFor ?? []);
  return [
    {
      to: { contact: id, name, email },
      items,
      thread: [...threads].sort((a, b) => sentIn.indexOf(a) - sentIn.indexOf(b)),
      writtenAt: now,
      ...(planned.length > 0 ? { plannedFor: Math.min(...planned) } : {}),
    },
  ];
}

function rankOf(item: LetterItem): number {
  if (item.kind === 'news') return item.urgent ? -2 : -1;
  return gravity.indexOf(item.rung) + (item.standing === 'holder' ? 0 : gravity.length);
}

function addressedOf(convention: Convention, due: DueRung, { today }: Moment): Addressed[] {
  const { document } = convention;
  const { duty, rung, first, plannedFor } = due;
  const told = (holder: Holder, role: Role | undefined, standing: DutyItem['standing']): Addressed[] =>
    contactsOf(document, holder, role).map((contact) => ({
      contact,
      item: itemOf(convention, due, standing),
      ...(plannedFor === undefined ? {} : { plannedFor }),
    }));
  const alert = duty.alertsOn !== undefined;
  const copied = alert || rung === 'notice' || rung === 'overdue' || rung === 'escalation';
  const escalated = !first && isEscalated(document, duty, today);
  const addressed = [
    ...told(duty.holder, duty.role, 'holder'),
    // Both parties are told alike of what is only announced.
    ...(copied ? duty.copies.flatMap((holder) => told(holder, duty.role, alert ? 'holder' : 'copy')) : []),
    ...(escalated ? told(duty.holder, 'representative', 'representative') : []),
  ];
  // Whoever is asked to act is not also told of it.
  return addressed.filter(
    ({ contact }, index) => addressed.findIndex((other) => other.contact.id === contact.id) === index,
  );
}

function itemOf(
  { document }: Convention,
  { duty, rung, on, daysOverdue }: DueRung,
  standing: DutyItem['standing'],
): DutyItem {
  return {
    kind: 'duty',
    identity: `${duty.id}/${duty.dueOn}/${rung}:${on}`,
    rung,
    standing,
    duty: duty.id,
    article: `art. ${duty.article}`,
    title: duty.title,
    holder: holderName(document, duty.holder),
    opensOn: duty.opensOn,
    dueOn: duty.dueOn,
    daysOverdue,
    ...(duty.evidence ? { evidence: duty.evidence, closedBy: duty.closedBy } : {}),
  };
}
