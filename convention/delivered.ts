import type { Moment } from './acts/act.ts';
import type { Instant } from './calendar/paris.ts';
import { type Convention, type JournalEntry, type MailFault, withEntry } from './convention.ts';
import type { Letter, LetterOutcome } from './letter.ts';
import type { Tracking } from './tracking.ts';

/** What the journal keeps of a letter that was refused. */
export type RefusedLetter = Pick<MailFault, 'contact' | 'reason'>;

/** What a line of the journal says of a letter that was refused, if that is what it tells. */
export function refusedLetterIn({ act, input }: JournalEntry): RefusedLetter | undefined {
  const isRefusal =
    act === 'mail' && typeof input === 'object' && input !== null && 'contact' in input && 'reason' in input;
  return isRefusal ? (input as RefusedLetter) : undefined;
}

/** Letters that a server took, in the record and the journal of the convention; and those it refused, as faults. */
export function afterDelivery(
  convention: Convention,
  letters: readonly Letter[],
  outcomes: readonly LetterOutcome[],
  { now }: Moment,
): { readonly convention: Convention; readonly freshFaults: readonly MailFault[] } {
  const letterTo = (contact: string) => letters.find(({ to }) => to.contact === contact);
  const sent = outcomes.filter(({ status }) => status === 'sent');
  // Who is no contact any more is told once, and is nobody's address to mend.
  const faults = outcomes
    .filter(({ status, contact }) => status === 'refused' && letterTo(contact)?.to.outside !== true)
    .map(({ contact, response }) => ({ at: now, contact, reason: response }));
  const mails = sent.map(({ contact, messageId }) => {
    const letter = letterTo(contact);
    const about = letter?.items.map(({ identity }) => identity) ?? [];
    const planned = letter && plannedWhen(convention, letter, now);
    return { at: now, contact, messageId, about, ...(planned === undefined ? {} : { plannedFor: planned }) };
  });
  const late = mails.some((mail) => 'plannedFor' in mail) ? ' (en retard)' : '';
  const taken = mails.map(({ contact }) => contact).join(', ');
  // A contact is at fault once, until a letter reaches it: the manager is not told again at each reminder.
  const settled = new Set(outcomes.map(({ contact }) => contact));
  const fresh = faults.filter(({ contact }) => convention.faults.every((known) => known.contact !== contact));
  const written: Convention = {
    ...convention,
    mails: [...convention.mails, ...mails],
    undelivered: convention.undelivered + faults.length,
    faults: [...convention.faults.filter(({ contact }) => !settled.has(contact)), ...faults],
  };
  const entries: readonly Pick<JournalEntry, 'text' | 'input'>[] = [
    ...(mails.length > 0 ? [{ text: `Courriel remis${late} : ${taken}.` }] : []),
    ...faults.map(({ contact, reason }) => ({
      text: `Courriel refusé pour ${contact} : ${reason}`,
      input: { contact, reason } satisfies RefusedLetter,
    })),
  ];
  const entered = entries.reduce(
    (before, entry) => withEntry(before, { at: now, by: 'delegation', act: 'mail', ...entry }),
    written,
  );
  return { convention: entered, freshFaults: fresh };
}

/** When a letter should have left, if it left late: written too late, or held back by its server since. */
function plannedWhen({ document }: Convention, letter: Letter, now: Instant): Instant | undefined {
  const { plannedFor, writtenAt } = letter;
  const late = now - writtenAt > document.reminders.lateAfterSeconds * 1000;
  return plannedFor ?? (late ? writtenAt : undefined);
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
