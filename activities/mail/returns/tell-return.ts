import { createHash } from 'node:crypto';
import { type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure, type Logger } from '@temporalio/common';
import { deliveriesOf } from '../../../contract/asked-deliveries.ts';
import type { LinkKeys } from '../../../contract/link-keys.ts';
import { listOwn } from '../../../contract/listing.ts';
import { isMarkOf, isReturnMark, shortestBeginning } from '../../../contract/return-mark.ts';
import { workflowIdOf } from '../../../contract/workflow-id.ts';
import type { Letter } from '../../../convention/mailing/letter.ts';
import type { ReturnedLetter } from '../../../convention/mailing/returned-letter.ts';
import { domainOf } from '../../../letters/address.ts';
import { messageIdOf } from '../../../letters/identity.ts';
import { accusesMailbox } from '../fault.ts';
import { enhancedStatusOf, quotable } from '../reply.ts';
import { type ClassifiedReturn, classifyReturn, type ReturnKind } from './classify-return.ts';
import type { Reference } from './references.ts';

/** What is needed to tell conventions what came back. */
export interface ReturnMeans {
  /** Reaches the conventions; of the namespace and data converter of the workers. */
  readonly client: Client;
  readonly taskQueue: string;
  /** What sealed the letters. */
  readonly keys: LinkKeys;
  /** The sender; its domain is that of every Message-ID. */
  readonly from: string;
  readonly log: Logger;
}

/** What became of a message that came back. */
export interface ReturnFate {
  readonly kind: ReturnKind;
  /**
   * `told` its convention knows; `nothing` there was nothing to tell; `aside` somebody has to look at it; `later` it cannot
   * be told yet, and is to be read again.
   */
  readonly fate: 'told' | 'nothing' | 'aside' | 'later';
}

/** How long a convention is waited for, in milliseconds: another one's report may be behind. */
const patience = 10_000;

/**
 * Tells a convention of a message that came back, when it is a failure of one of its letters. Done twice, it is as good as once.
 * @param raw the message, or its beginning.
 */
export async function tellReturn(means: ReturnMeans, raw: Buffer): Promise<ReturnFate> {
  let understood: ClassifiedReturn;
  try {
    understood = await classifyReturn(raw);
  } catch {
    return { kind: 'unknown', fate: 'aside' };
  }
  const { kind } = understood;
  if (kind === 'unknown' || kind === 'complaint') return { kind, fate: 'aside' };
  if (kind !== 'failed') return { kind, fate: 'nothing' };
  try {
    return {
      kind,
      fate: await tellFailure(means, understood, createHash('sha256').update(raw).digest('hex')),
    };
  } catch (error) {
    means.log.warn('A returned letter could not be told yet', { error });
    return { kind, fate: 'later' };
  }
}

async function tellFailure(
  means: ReturnMeans,
  { references, failures }: ClassifiedReturn,
  digest: string,
): Promise<ReturnFate['fate']> {
  const { client, log, from } = means;
  const known = await sealedAmong(means, references);
  if (!known) return 'aside';
  const { convention, mark } = known;
  const found = await letterMarked(client, convention, mark, domainOf(from));
  if (!found) {
    log.warn('A letter came back that no history has', { convention });
    return 'aside';
  }
  const email = found.letter.to.email.toLowerCase();
  // The members of a list, or where somebody has their mail forwarded, are not the address that we wrote to.
  const failure = failures.find(({ recipients }) => recipients.length === 0 || recipients.includes(email));
  if (!failure) {
    log.warn('A letter came back from an address to which it was led', { convention });
    return 'aside';
  }
  const { reply } = failure;
  const refused = accusesMailbox(reply);
  const about = {
    convention,
    contact: found.letter.to.contact,
    messageId: found.messageId,
    status: labelOf(reply),
  };
  const fate = await told(means, convention, digest, {
    ...found,
    refused,
    reason: `courriel revenu : ${quotable(reply)}`,
  });
  if (fate === 'told' && refused) log.warn('Letter returned', about);
  if (fate === 'told' && !refused)
    log.error('Letter lost, and not for its address: is our mail refused?', about);
  return fate;
}

/** The first reference that our keys have sealed. */
async function sealedAmong(
  { client, taskQueue, keys }: ReturnMeans,
  references: readonly Reference[],
): Promise<Reference | undefined> {
  const whole = references.find(({ convention, mark }) => isReturnMark(keys, convention, mark));
  if (whole) return whole;
  // The end of a long id had no room in the address: conventions whose ids begin so are tried, nothing else is believed.
  const cut = references.find(({ convention }) => convention.length >= shortestBeginning);
  if (cut) {
    const { convention: beginning, mark } = cut;
    let from: Uint8Array | undefined;
    do {
      const page = await listOwn(client, {
        taskQueue,
        where: [`WorkflowId STARTS_WITH '${workflowIdOf(beginning)}'`],
        size: 1000,
        ...(from ? { from } : {}),
      });
      const one = page.runs.find(({ id }) => isReturnMark(keys, id, mark));
      if (one) return { convention: one.id, mark };
      from = page.next;
    } while (from);
  }
  return undefined;
}

/** A letter as it was last handed over, to the address of then. */
async function letterMarked(
  client: Client,
  convention: string,
  mark: string,
  domain: string,
): Promise<{ readonly letter: Letter; readonly messageId: string } | undefined> {
  for await (const delivery of deliveriesOf(client, workflowIdOf(convention))) {
    for (const letter of delivery.letters) {
      const messageId = messageIdOf(delivery.convention, letter, domain);
      if (isMarkOf(mark, messageId)) return { letter, messageId };
    }
  }
  return undefined;
}

async function told(
  { client }: ReturnMeans,
  convention: string,
  updateId: string,
  returned: ReturnedLetter,
): Promise<ReturnFate['fate']> {
  const handle = client.workflow.getHandle(workflowIdOf(convention));
  try {
    await client.withDeadline(Date.now() + patience, () =>
      handle.executeUpdate<void, [ReturnedLetter]>('returned', { args: [returned], updateId }),
    );
    return 'told';
  } catch (error) {
    // Closed, or stopped: nobody is written to any more.
    if (error instanceof WorkflowNotFoundError) return 'nothing';
    const type =
      error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure
        ? error.cause.type
        : undefined;
    if (type === 'ALREADY_DONE') return 'nothing';
    if (type === 'NOT_NOW') return 'later';
    throw error;
  }
}

/** A reply in words fit for a log: `550 5.1.1`. */
function labelOf(reply: string): string {
  const status = enhancedStatusOf(reply);
  return `${reply.slice(0, 3)}${status ? ` ${reply[0]}.${status.subject}.${status.detail}` : ''}`;
}
