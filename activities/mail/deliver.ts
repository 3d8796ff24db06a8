import { Context, type Info } from '@temporalio/activity';
import type { MailActivities } from '../../contract/activities.ts';
import { outcomesIn } from '../../contract/letter-outcomes.ts';
import type { LinkKeys } from '../../contract/link-keys.ts';
import { mailLimits } from '../../contract/mail-limits.ts';
import { returnAddress, returnMark } from '../../contract/return-mark.ts';
import { type Instant, parisDate, parisInstant } from '../../convention/calendar/paris.ts';
import type { Delivery, Letter, LetterOutcome, Person } from '../../convention/mailing/letter.ts';
import { domainOf, mailboxOf } from '../../letters/address.ts';
import { picturesOf } from '../../letters/chart/pictures.ts';
import { composeMail, type LetterReturn } from '../../letters/compose.ts';
import { messageIdOf } from '../../letters/identity.ts';
import { type LinkSettings, linksOf } from '../../letters/links.ts';
import type { EvidenceStore } from '../evidence.ts';
import { enclosedIn } from './enclosure.ts';
import { failureOf } from './failure.ts';
import { classify, faultLabel, isConnectionFault } from './fault.ts';
import { Lease } from './lease.ts';
import { sendLetter } from './send-letter.ts';
import { type MailTransport, openTransport, type TransportSettings } from './transport.ts';

/** Where letters leave from. */
export interface MailSettings extends TransportSettings {
  /** `Conventions <conventions@dinum.example>`; its domain is also that of every Message-ID. */
  readonly from: string;
  /** Each round sends one letter: the server then counts rounds to keep a rate over all workers. */
  readonly oneByOne?: boolean;
  /** Where letters lead; nowhere without a web application. */
  readonly links?: LinkSettings;
  /** Where letters that cannot be delivered come back, told apart; to the sender, all alike, without it. */
  readonly returns?: ReturnSettings;
  /** Where the files are that letters may enclose; they enclose none without it. */
  readonly evidence?: EvidenceStore;
}

/** Where letters come back. */
export interface ReturnSettings {
  /** What marks letters. */
  readonly keys: LinkKeys;
  /** `retours@example.fr`: each has an address of its own there, `retours+…@example.fr`. */
  readonly address?: string;
}

/**
 * The mail activities over one pool of SMTP connections.
 * @throws RangeError when a setting cannot be used.
 */
export function createMailActivities(settings: MailSettings): MailActivities & {
  /** Closes the pool once the worker has stopped; a letter on its way is finished first. */
  close(): void;
} {
  const from = mailboxOf(settings.from);
  const transport = openTransport(settings);
  return {
    deliver: (delivery) =>
      deliver(delivery, {
        from,
        transport,
        links: settings.links,
        returns: settings.returns,
        evidence: settings.evidence,
        most: settings.oneByOne ? 1 : undefined,
      }),
    close: () => transport.close(),
  };
}

/** What every letter is sent with. */
interface Means {
  readonly from: Person;
  readonly transport: MailTransport;
  readonly links: LinkSettings | undefined;
  readonly returns: ReturnSettings | undefined;
  readonly evidence: EvidenceStore | undefined;
  /** Letters of a round, at most. */
  readonly most: number | undefined;
}

async function deliver(
  delivery: Delivery,
  { from, transport, links: linkSettings, returns, evidence, most = delivery.letters.length }: Means,
): Promise<LetterOutcome[]> {
  const context = Context.current();
  const { info, log, cancelled, cancellationSignal } = context;
  const { convention } = delivery;
  const outcomes = outcomesIn(info.heartbeatDetails);
  const pending = new Map(
    delivery.letters.map((letter) => [messageIdOf(convention, letter, domainOf(from.email)), letter]),
  );
  for (const { messageId } of outcomes) pending.delete(messageId);
  // A heartbeat also brings the cancellation, and the first keeps what the last attempt knew.
  const lease = new Lease(() => context.heartbeat([...outcomes]));

  const { handedOverAt } = delivery;
  const leavesAt = handedOverAt === undefined ? undefined : handedOverAt + waitedMs(info);
  // A letter that outlasts the attempt would be sent twice. The first is always tried, or nothing would ever leave.
  const lastStart = performance.now() + info.startToCloseTimeoutMs - mailLimits.letter;
  let fault: unknown;
  const beating = setInterval(() => lease.beat(), mailLimits.beat);
  try {
    for (const [rank, [messageId, letter]] of [...pending].entries()) {
      if (cancellationSignal.aborted && outcomes.length === 0) await cancelled;
      if (cancellationSignal.aborted) break;
      if (rank > 0 && performance.now() > lastStart) break;
      // A letter that is put off holds no other back: it does not count.
      if (outcomes.length >= most) break;
      const about = { convention: convention.id, contact: letter.to.contact, messageId };
      try {
        const pictures = await picturesOf(convention, letter, (undrawn) =>
          log.error('Chart not drawn', { ...about, fault: faultLabel(undrawn) }),
        );
        const links = linkSettings && linksOf(linkSettings, delivery, letter, issuedAt(letter, leavesAt));
        const enclosed = await enclosedIn(evidence, convention.id, letter);
        const mail = composeMail(delivery, letter, from, pictures, links, {
          ...(leavesAt !== undefined && { at: leavesAt }),
          enclosed,
          ...(returns && { returns: returnOf(returns, convention.id, messageId) }),
        });
        if (!lease.isHeld) break;
        const outcome = await sendLetter(transport, letter, mail);
        outcomes.push(outcome);
        pending.delete(messageId);
        lease.beat();
        if (outcome.status === 'sent') log.info('Letter sent', about);
        else log.warn('Letter refused', about);
      } catch (error) {
        fault = error;
        log.warn('Letter deferred', { ...about, fault: faultLabel(error) });
        // The next letters would meet the same fault, each after the same wait.
        if (classify(error) === 'fatal' || isConnectionFault(error)) break;
      }
    }
  } finally {
    clearInterval(beating);
  }
  // What has left is told at once, and the rest asked for again: a round is only tried anew while nothing of it left.
  if (pending.size === 0 || outcomes.length > 0) return outcomes;
  const failure = failureOf(fault, pending.size);
  if (failure.type === 'MailMisconfigured') log.error(failure.message, { convention: convention.id });
  throw failure;
}

/** Where a letter comes back, and by what it is then known. */
function returnOf({ keys, address }: ReturnSettings, convention: string, messageId: string): LetterReturn {
  const mark = returnMark(keys, convention, messageId);
  return address === undefined ? { mark } : { mark, address: returnAddress(address, convention, mark) };
}

/** For how long the round has been tried, by the server's clock, which a rehearsal may skip. */
function waitedMs({ scheduledTimestampMs, currentAttemptScheduledTimestampMs }: Info): number {
  return Math.max(0, currentAttemptScheduledTimestampMs - scheduledTimestampMs);
}

/** Links of the day on which a letter was written may be dead when it leaves: it gets those of that day, all day. */
function issuedAt({ writtenAt }: Letter, leavesAt: Instant = writtenAt): Instant {
  const day = parisDate(leavesAt);
  return day > parisDate(writtenAt) ? parisInstant(day, '00:00') : writtenAt;
}
