import { Context, type Info } from '@temporalio/activity';
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowFailedError } from '@temporalio/client';
import type { LinkKeys } from '../../contract/link-keys.ts';
import { type HandedLetter, type MorningOutcome, morningMailNames } from '../../contract/morning-mail.ts';
import { morningMailId } from '../../contract/morning-mail-id.ts';
import { type Instant, parisDate } from '../../convention/calendar/paris.ts';
import type { Delivery, Letter, LetterOutcome } from '../../convention/mailing/letter.ts';
import type { SharedAddresses } from './shared-addresses.ts';

/** Milliseconds that a message waits beyond the window of its letters: thousands of conventions do not all wake on time. */
const grace = 2 * 60_000;

/** What hands letters over that leave together is made of. */
export interface TogetherSettings {
  /** Reaches the workflows of mornings; of the namespace and data converter of the workers. */
  readonly client: Client;
  /** What marks addresses. */
  readonly keys: LinkKeys;
  readonly addresses: Pick<SharedAddresses, 'isShared'>;
  /** Milliseconds; two minutes when absent. */
  readonly grace?: number;
}

/** What became of letters that leave together with those of other conventions. */
export interface Waiting {
  /** By the Message-IDs that they would have alone. */
  readonly left: ReadonlyMap<string, LetterOutcome>;
  /** Those that have not left. */
  readonly messageIds: ReadonlySet<string>;
  /** When the last of those leaves, at the earliest; 0 when all have left. */
  readonly leavesAt: Instant;
}

/**
 * Hands over letters of a morning to people who are in several conventions. Done again, it hands nothing over twice, and tells
 * what became of them: each morning of an address has one workflow, for ever.
 */
export class Together {
  readonly #settings: TogetherSettings;

  constructor(settings: TogetherSettings) {
    this.#settings = settings;
  }

  /**
   * @param letters by the Message-IDs that they have when they leave alone.
   * @param info of the activity that delivers them.
   * @returns undefined when each of them leaves by itself.
   */
  async handOver(
    { convention, manager, handedOverAt }: Delivery,
    letters: ReadonlyMap<string, Letter>,
    { scheduledTimestampMs, taskQueue }: Pick<Info, 'scheduledTimestampMs' | 'taskQueue'>,
  ): Promise<Waiting | undefined> {
    const { keys, grace: more = grace } = this.#settings;
    const left = new Map<string, LetterOutcome>();
    const messageIds = new Set<string>();
    let last: Instant = 0;
    for (const [messageId, letter] of letters) {
      const { waitsUntil, writtenAt, to } = letter;
      if (waitsUntil === undefined || !(await this.#isShared(to.email))) continue;
      // The clock of a convention may not be that of the deployment: how long remains is the same by both.
      const remains = Math.max(0, waitsUntil - (handedOverAt ?? writtenAt));
      const leavesAt = scheduledTimestampMs + remains + more;
      const handed = { messageId, convention, manager, letter, leavesAt };
      const workflowId = morningMailId(keys, to.email, parisDate(waitsUntil));
      const closed = await this.#handOver(workflowId, taskQueue, handed);
      if (!closed) {
        messageIds.add(messageId);
        last = Math.max(last, leavesAt);
      }
      const outcome = closed?.[messageId];
      if (outcome) left.set(messageId, outcome);
    }
    return left.size + messageIds.size > 0 ? { left, messageIds, leavesAt: last } : undefined;
  }

  /** Whether somebody is in several conventions; lists that do not answer hold no letter back. */
  async #isShared(email: string): Promise<boolean> {
    try {
      return await this.#settings.addresses.isShared(email);
    } catch (error) {
      Context.current().log.warn('Conventions could not be listed: letters leave one by one', { error });
      return false;
    }
  }

  /** Hands one letter over; what left, when that morning is over. */
  async #handOver(
    workflowId: string,
    taskQueue: string,
    handed: HandedLetter,
  ): Promise<MorningOutcome | undefined> {
    const { client } = this.#settings;
    try {
      await client.workflow.signalWithStart(morningMailNames.type, {
        workflowId,
        taskQueue,
        args: [],
        signal: morningMailNames.handOver,
        signalArgs: [handed],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      });
      return undefined;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    try {
      return await client.workflow.result<() => Promise<MorningOutcome>>(workflowId);
    } catch (error) {
      // Stopped outside the application: its letters leave by themselves.
      if (error instanceof WorkflowFailedError) return {};
      throw error;
    }
  }
}
