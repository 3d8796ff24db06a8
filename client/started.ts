import type { Client } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow/index.js';
import type { ConventionStart } from '../workflows/messages.ts';

/** The registration that started a workflow, by its name and what it asked: each of its runs hands it on. */
export async function startedBy(
  { workflowService, options }: Client,
  workflowId: string,
): Promise<string | undefined> {
  const { history } = await workflowService.getWorkflowExecutionHistory({
    namespace: options.namespace,
    execution: { workflowId },
    maximumPageSize: 1,
  });
  const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
  const [start] = await decodeArrayFromPayloads(options.loadedDataConverter, started?.input?.payloads);
  // Ours: it is what a convention is started with.
  return (start as ConventionStart | undefined)?.intention;
}
