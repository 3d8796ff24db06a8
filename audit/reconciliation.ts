import { type Instant, parisDate, parisInstant } from '../convention/calendar/paris.ts';
import { addDays, latest, type PlainDate } from '../convention/calendar/plain-date.ts';
import type { Convention, JournalEntry, SentMail } from '../convention/convention.ts';
import { allContacts } from '../convention/document/contacts.ts';
import { type DutyKind, dutyKinds } from '../convention/duties/duty.ts';
import { refusedLetterIn } from '../convention/mailing/delivery-record.ts';
import { waitsUntil } from '../convention/mailing/reminders.ts';
import { contactTakenOver } from './contact-taken-over.ts';
import {
  type DueLetter,
  lettersDue,
  type MergedLetter,
  mootReason,
  rungDayIn,
  type WithdrawnLetter,
} from './due-letters.ts';

/** What became of every letter that the holders of duties were due in a time. */
export interface Reconciliation {
  /** How many were due: sent, failed or missing. What was withdrawn was no longer due. */
  readonly due: number;
  readonly sent: number;
  /** How many of those sent left later than the document allows. */
  readonly late: number;
  readonly withdrawn: readonly WithdrawnLetter[];
  /** Their addressee could not be written to. */
  readonly failed: readonly FailedLetter[];
  /** Neither sent, withdrawn nor failed: nothing in the record accounts for them. */
  readonly missing: readonly DueLetter[];
  readonly byKind: Readonly<Record<DutyKind, KindCount>>;
}

/** A letter that a server refused, or that could not leave for days. */
export interface FailedLetter extends DueLetter {
  readonly reason: string;
}

/** How many letters about a sort of duty were due, and how many were sent. */
export interface KindCount {
  readonly due: number;
  readonly sent: number;
}

/** A letter may have been on its way for so long before the record says that it waits, or was refused. */
const patienceMs = 6 * 24 * 3_600_000;

/**
 * Holds the letters that were due from one day to another, both included, against those that the record says were
 * sent. Only those to the holders of duties: copies and news are not recomputed.
 */
export function reconcile(convention: Convention, from: PlainDate, to: PlainDate): Reconciliation {
  const { due, withdrawn } = lettersDue(
    convention,
    parisInstant(from, '00:00'),
    parisInstant(addDays(to, 1), '00:00'),
  );
  const record = sentLetters(convention);
  const fates = due.map((letter) => ({ letter, fate: fateOf(convention, record, letter) }));
  const having = (state: Fate['state']) => fates.filter(({ fate }) => fate.state === state);
  const sent = having('sent');
  const counted = fates.filter(({ fate }) => fate.state !== 'withdrawn');
  return {
    due: counted.length,
    sent: sent.length,
    late: sent.filter(({ fate }) => fate.state === 'sent' && fate.late).length,
    withdrawn: [...withdrawn, ...having('withdrawn').map(explained)],
    failed: having('failed').map(explained),
    missing: having('missing').map(({ letter }) => plain(letter)),
    byKind: Object.fromEntries(
      dutyKinds.map((kind) => [
        kind,
        {
          due: counted.filter(({ letter }) => letter.kind === kind).length,
          sent: sent.filter(({ letter }) => letter.kind === kind).length,
        },
      ]),
    ) as Record<DutyKind, KindCount>,
  };
}

type Fate =
  | { readonly state: 'sent'; readonly late: boolean }
  | { readonly state: 'withdrawn' | 'failed'; readonly reason: string }
  | { readonly state: 'missing' };

/** A letter of the record about one duty. */
interface Sent {
  readonly contact: string;
  readonly on: PlainDate;
  readonly mail: SentMail;
}

/** The letters of the record, by the duty and the deadline they are about. */
function sentLetters({ mails }: Convention): ReadonlyMap<string, readonly Sent[]> {
  const sent = new Map<string, Sent[]>();
  for (const mail of mails) {
    for (const identity of mail.about) {
      const on = rungDayIn(identity);
      const about = identity.slice(0, identity.lastIndexOf('/'));
      if (on) sent.set(about, [...(sent.get(about) ?? []), { contact: mail.contact, on, mail }]);
    }
  }
  return sent;
}

function fateOf(
  convention: Convention,
  record: ReadonlyMap<string, readonly Sent[]>,
  letter: MergedLetter,
): Fate {
  const about = record.get(`${letter.duty}/${letter.dueOn}`) ?? [];
  const own = about.filter(({ contact }) => contact === letter.contact);
  const lateMs = convention.document.reminders.lateAfterSeconds * 1000;
  const exact = own.find(({ on }) => letter.days.includes(on));
  // It may have waited, until the end of the window of that morning, for those of other conventions.
  const latestAt = (waitsUntil(convention.document, letter.at) ?? letter.at) + lateMs;
  if (exact) {
    const late = isLate(exact.mail) || exact.mail.at > latestAt;
    // What was over on its day, and is told since, is due when it was owed again.
    return (late && mootAt(convention, letter, lateMs)) || { state: 'sent', late };
  }
  // Several rungs gone by make one letter, about the last: it left late, after them all.
  const after = own.find(
    ({ on, mail }) =>
      isLate(mail) && latest(on, parisDate(mail.at)) >= letter.on && mail.at >= letter.since - dayMs,
  );
  if (after) return { state: 'sent', late: true };
  // Told before its Monday, with a later rung or to whoever took over: its contact no longer waited.
  const isMeanwhile = ({ on, mail }: Sent) => on > letter.on || mail.at >= letter.since;
  if (own.some((one) => one.mail.at <= letter.at && isMeanwhile(one))) return { state: 'sent', late: false };
  // Whoever took over meanwhile may be another contact too: one person is told once.
  const alsoOf = othersAt(convention, letter);
  if (
    about.some(
      ({ contact, mail }) => alsoOf.includes(contact) && mail.at >= letter.since && mail.at <= latestAt,
    )
  )
    return { state: 'sent', late: false };
  const fault = faultOf(convention, letter) ?? faultOf(convention, { ...letter, at: letter.since });
  // Somebody else of the same holder may have received it instead.
  const instead = fault !== undefined && about.some(({ on }) => letter.days.includes(on));
  if (instead) return { state: 'sent', late: false };
  if (fault !== undefined) return { state: 'failed', reason: fault };
  // The engine may be a little late; by then nothing was due any more.
  return mootAt(convention, letter, lateMs) ?? { state: 'missing' };
}

/** What became of a letter that was not due on its day, or not any more so many milliseconds later. */
function mootAt(convention: Convention, letter: MergedLetter, within: number): Fate | undefined {
  const reason = mootReason(convention, letter, within);
  return reason === undefined ? undefined : { state: 'withdrawn', reason };
}

const dayMs = 24 * 3_600_000;

function isLate({ plannedFor }: SentMail): boolean {
  return plannedFor !== undefined;
}

/** The contacts who share the address of whoever took a letter's contact over while it waited. */
function othersAt(convention: Convention, { contact, since, at }: MergedLetter): string[] {
  const isTakenOver = convention.journal.some(
    (entry) => entry.at >= since && entry.at <= at && contactTakenOver(convention, entry) === contact,
  );
  if (!isTakenOver) return [];
  const contacts = allContacts(convention.document).map((one) => one.contact);
  const email = contacts.find(({ id }) => id === contact)?.email.toLowerCase();
  return contacts.flatMap((one) => (one.id !== contact && one.email.toLowerCase() === email ? one.id : []));
}

/** Why the addressee could not be written to then, if it could not: until a letter reaches it, or it is replaced. */
function faultOf(convention: Convention, { contact, at }: DueLetter): string | undefined {
  const { faults, held, journal, mails } = convention;
  const waiting = held.find((one) => one.contact === contact && one.since <= at + patienceMs);
  if (waiting) return `en attente : ${waiting.reason}`;
  const standing = faults.find((fault) => fault.contact === contact && fault.at <= at + patienceMs);
  if (standing) return standing.reason;
  const refusals = journal.filter((entry) => refusedLetterIn(entry)?.contact === contact);
  const plannedIn = (entry: JournalEntry) => refusedLetterIn(entry)?.plannedFor;
  // One that left late stands for all that was due since the last that left: the engine may have been down for weeks.
  const first = refusals.find((entry) => entry.at >= at);
  const isNext = !mails.some(
    (mail) => mail.contact === contact && mail.at >= at && mail.at < Number(first?.at),
  );
  if (first && plannedIn(first) !== undefined && isNext) return refusedLetterIn(first)?.reason;
  const refused = refusals.findLast((entry) => (plannedIn(entry) ?? entry.at) <= at + patienceMs);
  if (!refused) return undefined;
  const isOver = (instant: Instant) => instant > refused.at && instant <= at;
  const over =
    mails.some((mail) => mail.contact === contact && isOver(mail.at)) ||
    journal.some((entry) => isOver(entry.at) && contactTakenOver(convention, entry) === contact);
  return over ? undefined : refusedLetterIn(refused)?.reason;
}

function explained({ letter, fate }: { letter: MergedLetter; fate: Fate }): DueLetter & { reason: string } {
  return { ...plain(letter), reason: 'reason' in fate ? fate.reason : '' };
}

function plain({ days: _days, since: _since, ...letter }: MergedLetter): DueLetter {
  return letter;
}
