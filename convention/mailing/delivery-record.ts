import type { Moment } from '../calendar/moment.ts';
import type { Instant } from '../calendar/paris.ts';
import {
  type Convention,
  type HeldMail,
  type JournalEntry,
  type MailFault,
  withEntry,
} from '../convention.ts';
import { present } from '../plain-object.ts';
import { isPersonal } from './handover.ts';
import type { Letter, LetterOutcome, NewsItem } from './letter.ts';
import { standInOf } from './recipients.ts';
import { isLate, type Tracking } from './tracking.ts';
import { eachMatterOnce } from './writing.ts';

/** What the journal keeps of a letter that was refused. */
export interface RefusedLetter extends Pick<MailFault, 'contact' | 'reason'> {
  /** When it should have left, if it left late. */
  readonly plannedFor?: Instant;
}

/** What a line of the journal says of a letter that was refused, if that is what it tells. */
export function refusedLetterIn({ act, input }: JournalEntry): RefusedLetter | undefined {
  const isRefusal =
    act === 'mail' && typeof input === 'object' && input !== null && 'contact' in input && 'reason' in input;
  return isRefusal ? (input as RefusedLetter) : undefined;
}

/**
 * Letters that a server took, in the record and the journal of the convention; those it refused, as faults; those that
 * wait on our side, as held: no address is at fault for them, and their outcome follows.
 */
export function afterDelivery(
  convention: Convention,
  letters: readonly Letter[],
  outcomes: readonly LetterOutcome[],
  moment: Moment,
): { readonly convention: Convention; readonly freshFaults: readonly MailFault[] } {
  const { now } = moment;
  const having = (wanted: LetterOutcome['status']) => outcomes.filter(({ status }) => status === wanted);
  const mails = having('sent').map((outcome) => {
    const { contact, messageId } = outcome;
    const letter = letterTo(letters, contact);
    const about = letter?.items.map(({ identity }) => identity) ?? [];
    const plannedFor = plannedWhen(convention, letter, outcome, now);
    return { at: now, contact, messageId, about, ...present({ plannedFor }) };
  });
  const faults = faultsIn(convention, letters, having('refused'), moment);
  const fresh = having('held').filter(isNotAmong(convention.held));
  const held = fresh.map(({ contact, response: reason }): HeldMail => {
    return { contact, since: letterTo(letters, contact)?.writtenAt ?? now, foundAt: now, reason };
  });
  const isUnsettled = isNotAmong(outcomes.filter(({ status }) => status !== 'held'));
  const written: Convention = {
    ...convention,
    mails: [...convention.mails, ...mails],
    undelivered: convention.undelivered + faults.length,
    faults: changed(convention.faults, isUnsettled, faults),
    held: changed(convention.held, isUnsettled, held),
  };
  const late = mails.some((mail) => 'plannedFor' in mail) ? ' (en retard)' : '';
  const nameOf = (contact: string) => letterTo(letters, contact)?.to.name ?? contact;
  const taken = mails.map(({ contact }) => nameOf(contact)).join(', ');
  const entries: readonly Pick<JournalEntry, 'text' | 'input'>[] = [
    ...(mails.length > 0 ? [{ text: `Courriel remis${late} : ${taken}.` }] : []),
    ...faults.map(({ contact, reason }) => {
      const outcome = outcomes.find((one) => one.contact === contact);
      const plannedFor = plannedWhen(convention, letterTo(letters, contact), outcome, now);
      return {
        text: `Courriel refusé pour ${nameOf(contact)} : ${reason}`,
        input: { contact, reason, ...present({ plannedFor }) } satisfies RefusedLetter,
      };
    }),
    ...held.map(({ contact, reason }) => ({
      text: `Courriel en attente pour ${nameOf(contact)} : ${reason}`,
    })),
  ];
  const entered = entries.reduce(
    (before, entry) => withEntry(before, { at: now, by: 'delegation', act: 'mail', ...entry }),
    written,
  );
  // An address is at fault once, until a letter reaches it: the manager is not told again at each reminder.
  const isFresh = ({ contact, standInEmail }: MailFault) =>
    convention.faults.every((one) => one.contact !== contact || one.standInEmail !== standInEmail);
  return { convention: entered, freshFaults: faults.filter(isFresh) };
}

/** A letter that a server had taken did not arrive, and its address is not at fault. */
export function neverArrived(
  convention: Convention,
  { contact, reason }: RefusedLetter,
  name: string,
  { now }: Moment,
): Convention {
  return withEntry(
    { ...convention, undelivered: convention.undelivered + 1 },
    {
      at: now,
      by: 'delegation',
      act: 'mail',
      text: `Courriel non parvenu à ${name}, dont l’adresse n’est pas en cause : ${reason}`,
      input: { contact, reason } satisfies RefusedLetter,
    },
  );
}

/** A list without some and with others; itself when it stays as it is: what is counted of a convention holds on. */
function changed<One>(before: readonly One[], stays: (one: One) => boolean, more: readonly One[]) {
  return more.length === 0 && before.every(stays) ? before : [...before.filter(stays), ...more];
}

type OfContact = { readonly contact: string };

function isNotAmong(known: readonly OfContact[]): (one: OfContact) => boolean {
  const contacts = new Set(known.map(({ contact }) => contact));
  return ({ contact }) => !contacts.has(contact);
}

function letterTo(letters: readonly Letter[], contact: string): Letter | undefined {
  return letters.find(({ to }) => to.contact === contact);
}

/**
 * The faults of addresses, each with the news that it was not told, now and before, when nobody is told in its place. What
 * is asked of it is asked anew, as it stands then.
 */
function faultsIn(
  convention: Convention,
  letters: readonly Letter[],
  refused: readonly LetterOutcome[],
  { now, today }: Moment,
): MailFault[] {
  const { faults: known } = convention;
  // Who is no contact any more is told once, and is nobody's address to mend.
  const fresh = refused
    .filter(({ contact }) => letterTo(letters, contact)?.to.outside !== true)
    .map(({ contact, response }): MailFault => {
      const standInEmail = standInEmailOf(convention, letterTo(letters, contact));
      return { at: now, contact, reason: response, ...present({ standInEmail }) };
    });
  return fresh.map((fault) => {
    const { contact } = fault;
    const news = (letterTo(letters, contact)?.items ?? []).filter((item) => item.kind === 'news');
    const isAlone = standInOf({ ...convention, faults: [...known, ...fresh] }, contact, today) === undefined;
    const before = known.find((one) => one.contact === contact)?.untold ?? [];
    const untold = eachMatterOnce([...news.filter((item) => isOwed(item, isAlone)), ...before]);
    return untold.length > 0 ? { ...fault, untold } : fault;
  });
}

/** The address of a letter, where it was that of who was written to in the absence of its contact. */
function standInEmailOf({ absences = {} }: Convention, letter: Letter | undefined): string | undefined {
  const email = letter?.to.email;
  return email !== undefined && absences[letter?.to.contact ?? '']?.email === email ? email : undefined;
}

/** What is said again once the contact is reached: its invitations, and what nobody was told in its place. */
function isOwed(item: NewsItem, isAlone: boolean): boolean {
  return isPersonal(item) ? item.meeting !== undefined : isAlone;
}

/** When a letter should have left, if it left late: written too late, or held back by its server since. */
function plannedWhen(
  { document }: Convention,
  letter: Letter | undefined,
  outcome: LetterOutcome | undefined,
  now: Instant,
): Instant | undefined {
  if (!letter) return undefined;
  const { plannedFor, writtenAt, waitsUntil = writtenAt } = letter;
  const wasToLeave = outcome?.together ? waitsUntil : writtenAt;
  return plannedFor ?? (isLate({ document }, wasToLeave, now) ? wasToLeave : undefined);
}

/** The tracking once the letters' Message-IDs are known: the first and the last about each duty, for each contact. */
export function threaded(
  tracking: Tracking,
  letters: readonly Letter[],
  outcomes: readonly LetterOutcome[],
): Tracking {
  const threads = { ...tracking };
  for (const { contact, messageId, status } of outcomes) {
    const items = letters.find(({ to }) => to.contact === contact)?.items ?? [];
    for (const item of status === 'sent' ? items : []) {
      if (item.kind !== 'duty') continue;
      const tracked = threads[item.duty] ?? { threads: {} };
      const [first = messageId] = tracked.threads[contact] ?? [];
      const ids = first === messageId ? [messageId] : [first, messageId];
      threads[item.duty] = { ...tracked, threads: { ...tracked.threads, [contact]: ids } };
    }
  }
  return threads;
}
