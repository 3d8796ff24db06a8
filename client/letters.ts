import type { Client } from '@temporalio/client';
import { deliveriesOf } from '../contract/asked-deliveries.ts';
import type { Delivery, Letter } from '../convention/mailing/letter.ts';
import { messageIdOf } from '../letters/identity.ts';

/** A letter with what it needs to be shown. */
export interface FoundLetter {
  readonly delivery: Delivery;
  readonly letter: Letter;
}

/**
 * Finds a letter by its Message-ID in the history of a convention, where the convention asked for it: nothing is
 * kept twice. Undefined when no run that the server still has asked for it.
 */
export async function findLetter(
  client: Client,
  workflowId: string,
  messageId: string,
): Promise<FoundLetter | undefined> {
  const domain = messageId.slice(messageId.lastIndexOf('@') + 1, -1);
  for await (const delivery of deliveriesOf(client, workflowId)) {
    const letter = delivery.letters.find(
      (one) => messageIdOf(delivery.convention, one, domain) === messageId,
    );
    if (letter) return { delivery, letter };
  }
  return undefined;
}
