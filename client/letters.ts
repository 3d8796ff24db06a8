import type { Client } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow/index.js';
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

/** Every delivery that a convention asked for, run after run. */
async function* deliveriesOf(client: Client, workflowId: string): AsyncGenerator<Delivery> {
  const { workflowService, options } = client;
  const { namespace, loadedDataConverter } = options;
  const { executions } = await workflowService.listWorkflowExecutions({
    namespace,
    query: `WorkflowId = '${workflowId}'`,
  });
  for (const { execution } of executions ?? []) {
    let nextPageToken: Uint8Array | undefined;
    do {
      const page = await workflowService.getWorkflowExecutionHistory({
        namespace,
        execution: { workflowId, runId: execution?.runId ?? '' },
        ...(nextPageToken ? { nextPageToken } : {}),
      });
      for (const event of page.history?.events ?? []) {
        const scheduled = event.activityTaskScheduledEventAttributes;
        if (scheduled?.activityType?.name !== 'deliver') continue;
        const [delivery] = await decodeArrayFromPayloads(loadedDataConverter, scheduled.input?.payloads);
        // Ours: the workflow types what it asks for.
        yield delivery as Delivery;
      }
      nextPageToken = page.nextPageToken && page.nextPageToken.length > 0 ? page.nextPageToken : undefined;
    } while (nextPageToken);
  }
}
