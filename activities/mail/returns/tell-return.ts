import { createHash } from 'node:crypto';
import { type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure, type Logger } from '@temporalio/common';
import { deliveriesOf } from '../../../contract/asked-deliveries.ts';
import type { LinkKeys } from '../../../contract/link-keys.ts';
import { pagesOfOwn } from '../../../contract/listing.ts';
import { type MorningOutcome, morningMailNames } from '../../../contract/morning-mail.ts';
import { morningMailId } from '../../../contract/morning-mail-id.ts';
import { isMarkOf, isReturnMark, shortestBeginning } from '../../../contract/return-mark.ts';
import { workflowIdOf } from '../../../contract/workflow-id.ts';
import { parisDate } from '../../../convention/calendar/paris.ts';
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
  const { log } = means;
  const known = await sealedAmong(means, references);
  if (!known) return 'aside';
  const found = await lettersMarked(means, known);
  const [first] = found;
  if (!first) {
    log.warn('A letter came back that no history has', { convention: known.convention });
    return 'aside';
  }
  const email = first.letter.to.email.toLowerCase();
  // The members of a list, or where somebody has their mail forwarded, are not the address that we wrote to.
  const failure = failures.find(({ recipients }) => recipients.length === 0 || recipients.includes(email));
  if (!failure) {
    log.warn('A letter came back from an address to which it was led', { convention: known.convention });
    return 'aside';
  }
  const fates: ReturnFate['fate'][] = [];
  for (const one of found) fates.push(await tellOne(means, one, failure.reply, digest));
  return (['later', 'told'] as const).find((fate) => fates.includes(fate)) ?? 'nothing';
}

/** Tells one convention that its letter did not arrive. */
async function tellOne(
  means: ReturnMeans,
  { convention, letter, messageId }: FoundLetter,
  reply: string,
  digest: string,
): Promise<ReturnFate['fate']> {
  const { log } = means;
  const refused = accusesMailbox(reply);
  const about = { convention, contact: letter.to.contact, messageId, status: labelOf(reply) };
  const fate = await told(means, convention, digest, {
    letter,
    messageId,
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
  if (!cut) return undefined;
  const { convention: beginning, mark } = cut;
  const where = [`WorkflowId STARTS_WITH '${workflowIdOf(beginning)}'`];
  for await (const runs of pagesOfOwn(client, { taskQueue, where, size: 1000 })) {
    const one = runs.find(({ id }) => isReturnMark(keys, id, mark));
    if (one) return { convention: one.id, mark };
  }
  return undefined;
}

/** A letter as it was last handed over, to the address of then, and the Message-ID under which it left. */
interface FoundLetter {
  readonly convention: string;
  readonly letter: Letter;
  readonly messageId: string;
}

/** The letter that bears a mark; or all those of the message that does, when it is of several conventions. */
async function lettersMarked(
  { client, keys, from }: ReturnMeans,
  { convention, mark }: Reference,
): Promise<readonly FoundLetter[]> {
  const domain = domainOf(from);
  for await (const [letter, messageId] of lettersOf(client, convention, domain)) {
    if (isMarkOf(mark, messageId)) return [{ convention, letter, messageId }];
    const { to, waitsUntil } = letter;
    if (waitsUntil === undefined) continue;
    const left = await leftTogether(client, morningMailId(keys, to.email, parisDate(waitsUntil)));
    const outcome = left[messageId];
    if (outcome && isMarkOf(mark, outcome.messageId)) return partsOf(client, left, domain);
  }
  return [];
}

/** The letters that left as one message, each with its convention. */
async function partsOf(client: Client, left: MorningOutcome, domain: string): Promise<FoundLetter[]> {
  const parts: FoundLetter[] = [];
  for (const [own, { convention, messageId }] of Object.entries(left)) {
    for await (const [letter, id] of lettersOf(client, convention, domain)) {
      if (id !== own) continue;
      parts.push({ convention, letter, messageId });
      break;
    }
  }
  return parts;
}

/** Every letter that a convention handed over, the latest first, with the Message-ID that it has when it leaves alone. */
async function* lettersOf(
  client: Client,
  convention: string,
  domain: string,
): AsyncGenerator<readonly [Letter, string]> {
  for await (const delivery of deliveriesOf(client, workflowIdOf(convention)))
    for (const letter of delivery.letters) yield [letter, messageIdOf(delivery.convention, letter, domain)];
}

/** What left together on a morning of somebody; nothing when no letter of it waited for another. */
async function leftTogether(client: Client, workflowId: string): Promise<MorningOutcome> {
  try {
    return await client.workflow.getHandle(workflowId).query<MorningOutcome>(morningMailNames.left);
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return {};
    throw error;
  }
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
