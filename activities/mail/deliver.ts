import { Context, type Info } from '@temporalio/activity';
import type { MailActivities, MorningActivities } from '../../contract/activities.ts';
import { outcomesIn } from '../../contract/letter-outcomes.ts';
import { mailLimits } from '../../contract/mail-limits.ts';
import type { Delivery, LetterOutcome } from '../../convention/mailing/letter.ts';
import { domainOf, mailboxOf } from '../../letters/address.ts';
import { messageIdOf } from '../../letters/identity.ts';
import type { LinkSettings } from '../../letters/links.ts';
import type { EvidenceStore } from '../evidence.ts';
import { composed, type ReturnSettings, type Sending } from './composed.ts';
import { failureOf, waitingFailure } from './failure.ts';
import { classify, faultLabel, isConnectionFault } from './fault.ts';
import { Lease } from './lease.ts';
import { sendLetter } from './send-letter.ts';
import { sendTogether } from './send-together.ts';
import type { Together, Waiting } from './together.ts';
import { openTransport, type TransportSettings } from './transport.ts';

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
  /** What letters of a morning are handed over to, that leave together; each leaves by itself without it. */
  readonly together?: Together;
}

/**
 * The mail activities over one pool of SMTP connections.
 * @throws RangeError when a setting cannot be used.
 */
export function createMailActivities(settings: MailSettings): MailActivities &
  MorningActivities & {
    /** Closes the pool once the worker has stopped; a letter on its way is finished first. */
    close(): void;
  } {
  const from = mailboxOf(settings.from);
  const transport = openTransport(settings);
  const { links, returns, evidence, together } = settings;
  const means: Means = { from, transport, links, returns, evidence, together };
  return {
    deliver: (delivery) => deliver(delivery, { ...means, ...(settings.oneByOne ? { most: 1 } : {}) }),
    sendTogether: (letters) => sendTogether(letters, means),
    close: () => transport.close(),
  };
}

/** What every letter is sent with. */
interface Means extends Sending {
  readonly together: Together | undefined;
  /** Letters of a round, at most; all of them when absent. */
  readonly most?: number;
}

async function deliver(delivery: Delivery, means: Means): Promise<LetterOutcome[]> {
  const { from, transport, together, most = delivery.letters.length } = means;
  const context = Context.current();
  const { info, log, cancelled, cancellationSignal } = context;
  const { convention } = delivery;
  const outcomes = outcomesIn(info.heartbeatDetails);
  const known = new Set(outcomes.map(({ contact }) => contact));
  const pending = new Map(
    delivery.letters
      .filter(({ to }) => !known.has(to.contact))
      .map((letter) => [messageIdOf(convention, letter, domainOf(from.email)), letter]),
  );
  // A heartbeat also brings the cancellation, and the first keeps what the last attempt knew.
  const lease = new Lease(() => context.heartbeat([...outcomes]));

  const { handedOverAt } = delivery;
  const leavesAt = handedOverAt === undefined ? undefined : handedOverAt + waitedMs(info);
  // A letter that outlasts the attempt would be sent twice. The first is always tried, or nothing would ever leave.
  const lastStart = performance.now() + info.startToCloseTimeoutMs - mailLimits.letter;
  let fault: unknown;
  let waiting: Waiting | undefined;
  const beating = setInterval(() => lease.beat(), mailLimits.beat);
  try {
    waiting = await together?.handOver(delivery, pending, info);
    for (const [messageId, outcome] of waiting?.left ?? []) {
      outcomes.push(outcome);
      pending.delete(messageId);
    }
    const alone = [...pending].filter(([messageId]) => !waiting?.messageIds.has(messageId));
    for (const [rank, [messageId, letter]] of alone.entries()) {
      if (cancellationSignal.aborted && outcomes.length === 0) await cancelled;
      if (cancellationSignal.aborted) break;
      if (rank > 0 && performance.now() > lastStart) break;
      // A letter that is put off holds no other back: it does not count.
      if (outcomes.length >= most) break;
      const about = { convention: convention.id, contact: letter.to.contact, messageId };
      try {
        const mail = await composed(means, delivery, letter, messageId, leavesAt);
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
  // A rehearsal may have skipped the server's clock ahead of ours.
  const now = Math.max(Date.now(), info.currentAttemptScheduledTimestampMs);
  if (waiting && fault === undefined) throw waitingFailure(waiting, pending.size, now);
  const failure = failureOf(fault, pending.size);
  if (failure.type === 'MailMisconfigured') log.error(failure.message, { convention: convention.id });
  throw failure;
}

/** For how long the round has been tried, by the server's clock, which a rehearsal may skip. */
function waitedMs({ scheduledTimestampMs, currentAttemptScheduledTimestampMs }: Info): number {
  return Math.max(0, currentAttemptScheduledTimestampMs - scheduledTimestampMs);
}
