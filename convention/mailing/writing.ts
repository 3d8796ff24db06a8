import type { Moment } from '../calendar/moment.ts';
import type { Instant } from '../calendar/paris.ts';
import { daysBetween, type PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { citing } from '../document/articles.ts';
import { contactOf } from '../document/contacts.ts';
import type { Contact, Role } from '../document/schema.ts';
import { dutiesOf, dutyStateOf } from '../duties/duties.ts';
import type { Duty } from '../duties/duty.ts';
import { grouped } from '../grouped.ts';
import { type Holder, holderName, membersOf } from '../people/organisations.ts';
import { partiesLine, partyName } from '../people/parties.ts';
import { present } from '../plain-object.ts';
import { proposalOfDuty } from '../proof/agreement.ts';
import { addresseeOf } from './addressee.ts';
import type { Audience, News } from './audience.ts';
import { deadlineSequence } from './calendar-sequence.ts';
import { leavesAtOnce } from './leaves-at-once.ts';
import type { Delivery, DutyItem, HandedOn, Letter, LetterItem, Person, Rung } from './letter.ts';
import { reachableContacts } from './recipients.ts';
import { isEscalated, waitsUntil } from './reminders.ts';
import { mondayOf } from './rhythm.ts';
import { type DueRung, isLate, type Tracking } from './tracking.ts';

/** One item for one contact, before letters are made of them. */
interface Addressed {
  readonly contact: Pick<Contact, 'id' | 'name' | 'email'> & { readonly outside?: boolean };
  readonly item: LetterItem;
  /** When it might leave; absent of what has waited, or is handed on. */
  readonly at?: Instant;
  readonly plannedFor?: Instant;
}

/** What there is to say of a convention at a moment, and what was said of it before. */
type ToSay = readonly [
  convention: Convention,
  rungs: readonly DueRung[],
  news: readonly News[],
  tracking: Tracking,
  moment: Moment,
  handedOn?: readonly HandedOn[],
];

/**
 * Everything to say now, as one letter to each addressee: nobody gets ten when one says it all. Contacts at fault are
 * passed over, but for what is addressed to them by name.
 */
export function lettersOf(...all: ToSay): Letter[] {
  return lettersFrom(all, addressedNow(all));
}

/** The same letters without what waits for the Monday of its reader; and that. */
export function lettersAndWaiting(...all: ToSay): {
  readonly letters: Letter[];
  readonly waiting: HandedOn[];
} {
  const [convention, , , , moment] = all;
  const leaving: Addressed[] = [];
  const waiting: HandedOn[] = [];
  for (const one of addressedNow(all)) {
    const { contact, item } = one;
    const monday = one.at === undefined ? undefined : mondayOf(convention, contact.id, item, one.at);
    if (monday === undefined) leaving.push(one);
    else if (monday > moment.now) waiting.push({ contact: contact.id, item, at: monday });
    // A duty that is in time is still on that Monday: what an act has just brought back could not have left before.
    else if (item.kind === 'duty' && one.plannedFor === undefined) leaving.push({ contact, item });
    else leaving.push({ contact, item, ...lateSince(convention, monday, moment) });
  }
  return { letters: lettersFrom(all, leaving), waiting };
}

/** Each thing to say, to each contact that it is said to: once to an address. */
function addressedNow([convention, rungs, news, , moment, handedOn = []]: ToSay): readonly Addressed[] {
  const named = [
    ...news.flatMap((one) =>
      one.to.flatMap((audience): Addressed[] =>
        told(convention, audience, one, moment).map((known) => ({
          ...known,
          ...present({ at: one.at }),
          ...lateSince(convention, one.at, moment),
        })),
      ),
    ),
    ...rungs.flatMap((rung) => addressedOf(convention, rung, moment)),
    ...handedOn.flatMap((one) =>
      asItStands(convention, one, moment).flatMap((item): Addressed | [] => {
        const contact = contactOf(convention.document, one.contact);
        return contact ? { contact, item, ...lateSince(convention, one.at, moment) } : [];
      }),
    ),
  ];
  return onceAnAddress(named.map((one) => writtenTo(convention, one, moment)));
}

function lettersFrom([convention, , , tracking, moment]: ToSay, addressed: readonly Addressed[]): Letter[] {
  const byContact = grouped(addressed, ({ contact }) => contact.id);
  return [...byContact.values()].flatMap((all) => letterOf(convention, all, tracking, moment));
}

function lateSince(convention: Convention, planned: Instant | undefined, { now }: Moment) {
  return planned !== undefined && isLate(convention, planned, now) ? { plannedFor: planned } : {};
}

/**
 * What waits to be said, or was refused elsewhere, as it stands now: nothing of what is done since. What has moved is told
 * under its new day to who was to be told later; where it was refused, it is left to what is said of that day.
 */
export function asItStands(
  convention: Convention,
  { item, at }: HandedOn,
  moment: Pick<Moment, 'today'>,
): LetterItem[] {
  if (item.kind === 'news') return [item];
  const duty = owedAsItStands(convention, item, moment);
  if (!duty) return [];
  const { today } = moment;
  const isMoved = duty.dueOn !== item.dueOn;
  if (isMoved && at === undefined) return [];
  const rung = duty.dueOn < today && item.rung !== 'escalation' ? 'overdue' : item.rung;
  const daysOverdue = Math.max(0, daysBetween(duty.dueOn, today));
  const now = itemOf(convention, { duty, rung, on: today, daysOverdue }, item.standing);
  return [isMoved ? now : { ...now, identity: item.identity }];
}

/** The duty that an item is about, if it is still to be done. */
export function owedAsItStands(
  convention: Convention,
  { duty: id }: Pick<DutyItem, 'duty'>,
  { today }: Pick<Moment, 'today'>,
): Duty | undefined {
  const duty = dutiesOf(convention).find((one) => one.id === id);
  return duty && ['open', 'overdue'].includes(dutyStateOf(convention, duty, today)) ? duty : undefined;
}

/** The same for whoever the contact is written to that day. */
function writtenTo(convention: Convention, one: Addressed, { today }: Moment): Addressed {
  const { contact } = one;
  return contact.outside
    ? one
    : { ...one, contact: { id: contact.id, ...addresseeOf(convention, contact, today) } };
}

/** Of contacts who share an address, the first is told of a matter: a party may be its own controller. */
function onceAnAddress(addressed: readonly Addressed[]): readonly Addressed[] {
  const told = new Map<string, string>();
  return addressed.filter(({ contact: { id, email }, item }) => {
    const key = `${email.toLowerCase()} ${item.kind === 'duty' ? `${item.duty} ${item.rung}` : item.identity}`;
    const first = told.get(key) ?? id;
    told.set(key, first);
    return first === id;
  });
}

/** The delivery that carries letters, with what every one of them needs to know of the convention. */
export function deliveryOf(convention: Convention, letters: readonly Letter[]): Delivery {
  const { document, version } = convention;
  const { id, shortName, title, manager } = document;
  const [parties, sequence] = [partiesLine(document), deadlineSequence(convention)];
  return {
    convention: { id, shortName, title, parties, version, sequence },
    manager: { name: manager.name, email: manager.email },
    letters,
  };
}

function told(convention: Convention, audience: Audience, { item, actor }: News, { today }: Moment) {
  if ('former' in audience) {
    const { contact, name, email } = audience.former;
    return [{ contact: { id: `ancien:${contact}`, name, email, outside: true }, item }];
  }
  if ('outside' in audience) {
    const { mark, name, email } = audience.outside;
    return [{ contact: { id: mark, name, email, outside: true }, item }];
  }
  if ('contact' in audience) {
    const contact = contactOf(convention.document, audience.contact);
    return contact ? [{ contact, item: { ...item, personal: true } }] : [];
  }
  const theirs = contactOf(convention.document, actor ?? '')?.email.toLowerCase();
  const isActor = ({ email }: Person) => email.toLowerCase() === theirs;
  return reachableContacts(convention, today, audience.holder, audience.role)
    .filter((contact) => !isActor(contact) && !isActor(addresseeOf(convention, contact, today)))
    .map((contact) => ({ contact, item }));
}

const gravity: readonly Rung[] = ['escalation', 'overdue', 'due', 'before', 'notice'];

function letterOf(
  { document, mails, faults }: Convention,
  all: readonly Addressed[],
  tracking: Tracking,
  { now }: Moment,
): Letter | [] {
  const [first] = all;
  if (!first) return [];
  const { id, name, email, outside } = first.contact;
  const untold = faults.flatMap(({ contact, untold }) => (contact === id ? (untold ?? []) : []));
  const items = eachMatterOnce([...all.map(({ item }) => item), ...untold]);
  items.sort((a, b) => rankOf(a) - rankOf(b));
  const threads = new Set(
    items.flatMap((item) => (item.kind === 'duty' ? (tracking[item.duty]?.threads[id] ?? []) : [])),
  );
  const sentIn = mails.map(({ messageId }) => messageId);
  const planned = all.flatMap(({ plannedFor }) => plannedFor ?? []);
  const waits = outside || !items.every(mayWait) ? undefined : waitsUntil(document, now);
  return {
    to: { contact: id, name, email, ...(outside ? { outside } : {}) },
    items,
    thread: [...threads].sort((a, b) => sentIn.indexOf(a) - sentIn.indexOf(b)),
    writtenAt: now,
    ...(planned.length > 0 ? { plannedFor: Math.min(...planned) } : {}),
    ...(waits === undefined ? {} : { waitsUntil: waits }),
  };
}

/** What presses or is waited for leaves at once; what calendars or files go with leaves by itself. */
function mayWait(item: LetterItem): boolean {
  return item.kind === 'duty' || !(leavesAtOnce(item) || item.meeting || item.enclosed);
}

/** What an item is about, whatever it says of it. */
export function matterOf(item: LetterItem): string {
  return item.kind === 'duty' ? `duty ${item.duty}` : item.identity;
}

/** Of several items about one matter, the first: a duty that falls due is not also handed on. */
export function eachMatterOnce<Item extends LetterItem>(items: readonly Item[]): Item[] {
  return [...new Map([...items].reverse().map((item) => [matterOf(item), item])).values()].reverse();
}

function rankOf(item: LetterItem): number {
  if (item.kind === 'news') return item.urgent ? -2 : -1;
  return gravity.indexOf(item.rung) + (item.standing === 'holder' ? 0 : gravity.length);
}

function addressedOf(convention: Convention, due: DueRung, { today }: Moment): Addressed[] {
  const { duty, rung, first, at, plannedFor } = due;
  const tell = (holder: Holder, role: Role | undefined, standing: DutyItem['standing']): Addressed[] =>
    reachableContacts(convention, today, holder, role).map((contact) => ({
      contact,
      item: itemOf(convention, due, standing),
      at,
      ...(plannedFor === undefined ? {} : { plannedFor }),
    }));
  const alert = duty.alertsOn !== undefined;
  const copied = alert || rung === 'notice' || rung === 'overdue' || rung === 'escalation';
  const escalated = !first && isEscalated(convention.document, duty, today);
  const addressed = [
    ...tell(duty.holder, duty.role, 'holder'),
    // Both parties are told alike of what is only announced.
    ...(copied ? duty.copies.flatMap((holder) => tell(holder, duty.role, alert ? 'holder' : 'copy')) : []),
    ...(escalated ? tell(duty.holder, 'representative', 'representative') : []),
  ];
  // Whoever is asked to act is not also told of it, nor what was handed to them earlier that day.
  return addressed.filter(
    ({ contact: { id }, item }, index) =>
      addressed.findIndex(({ contact }) => contact.id === id) === index &&
      !toldTo(convention, id).has(item.identity),
  );
}

/** What letters that left have told a contact, by the identities of their items. */
export function toldTo({ mails }: Pick<Convention, 'mails'>, contact: string): ReadonlySet<string> {
  return new Set(mails.flatMap((mail) => (mail.contact === contact ? mail.about : [])));
}

/** A duty as it is asked of its holder today, whatever was written about it before. */
export function dutyItemOf(convention: Convention, duty: Duty, today: PlainDate): DutyItem {
  const rung = duty.dueOn < today ? 'overdue' : duty.dueOn === today ? 'due' : 'notice';
  const daysOverdue = Math.max(0, daysBetween(duty.dueOn, today));
  return itemOf(convention, { duty, rung, on: today, daysOverdue }, 'holder');
}

function itemOf(
  convention: Convention,
  { duty, rung, on, daysOverdue }: Pick<DueRung, 'duty' | 'rung' | 'on' | 'daysOverdue'>,
  standing: DutyItem['standing'],
): DutyItem {
  const agrees = proposalOfDuty(convention, duty)?.mark;
  const holders = membersOf(convention.document, duty.holder);
  const isRepresented = holders.some(({ roles }) => roles.includes('representative'));
  return {
    kind: 'duty',
    identity: `${duty.id}/${duty.dueOn}/${rung}:${on}`,
    rung,
    standing,
    duty: duty.id,
    ...citing(duty.article),
    title: duty.title,
    holder: holderName(convention.document, duty.holder),
    opensOn: duty.opensOn,
    dueOn: duty.dueOn,
    daysOverdue,
    ...present({
      indicative: duty.indicative,
      takenOverOn: duty.takenOverOn,
      afterwards: duty.afterwards,
      about: duty.about,
      agrees,
      comment: lastComment(convention, duty),
    }),
    ...(duty.evidence ? { evidence: duty.evidence, closedBy: duty.closedBy } : {}),
    ...(isRepresented ? {} : { unrepresented: true as const }),
  };
}

/** What was last said of a duty. */
function lastComment({ comments = [], document }: Convention, { id }: Duty): DutyItem['comment'] {
  const last = comments.findLast(({ duty }) => duty === id);
  return last && { by: partyName(document, last.party), on: last.on, text: last.text };
}
