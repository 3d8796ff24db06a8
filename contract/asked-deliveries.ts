import type { Client } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow/index.js';
import type { Delivery } from '../convention/mailing/letter.ts';

/** Every delivery that a convention asked for, the latest first, as its histories tell them: nothing is kept twice. */
export async function* deliveriesOf(client: Client, workflowId: string): AsyncGenerator<Delivery> {
  const { workflowService, options } = client;
  const { namespace, loadedDataConverter } = options;
  const { executions } = await workflowService.listWorkflowExecutions({
    namespace,
    query: `WorkflowId = '${workflowId}'`,
  });
  for (const { execution } of executions ?? []) {
    let nextPageToken: Uint8Array | undefined;
    const inputs: (Payload[] | null | undefined)[] = [];
    do {
      const page = await workflowService.getWorkflowExecutionHistory({
        namespace,
        execution: { workflowId, runId: execution?.runId ?? '' },
        ...(nextPageToken ? { nextPageToken } : {}),
      });
      for (const event of page.history?.events ?? []) {
        const scheduled = event.activityTaskScheduledEventAttributes;
        if (scheduled?.activityType?.name === 'deliver') inputs.push(scheduled.input?.payloads);
      }
      nextPageToken = page.nextPageToken && page.nextPageToken.length > 0 ? page.nextPageToken : undefined;
    } while (nextPageToken);
    for (const input of inputs.reverse()) {
      const [delivery] = await decodeArrayFromPayloads(loadedDataConverter, input);
      // Ours: the workflow types what it asks for.
      yield delivery as Delivery;
    }
  }
}
