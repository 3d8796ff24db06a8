import type { WorkflowService } from '@temporalio/client';
import type proto from '@temporalio/proto';

type HistoryEvent = proto.temporal.api.history.v1.IHistoryEvent;

/** The history of each run of a workflow, the latest run first. */
export async function* runHistories(
  service: WorkflowService,
  namespace: string,
  workflowId: string,
): AsyncGenerator<readonly HistoryEvent[]> {
  const query = `WorkflowId = '${workflowId}'`;
  const { executions } = await service.listWorkflowExecutions({ namespace, query });
  for (const { execution } of executions ?? []) {
    const events: HistoryEvent[] = [];
    let nextPageToken: Uint8Array | null | undefined;
    do {
      const page = await service.getWorkflowExecutionHistory({
        namespace,
        execution: { workflowId, runId: execution?.runId ?? '' },
        ...(nextPageToken ? { nextPageToken } : {}),
      });
      events.push(...(page.history?.events ?? []));
      nextPageToken = page.nextPageToken;
    } while (nextPageToken && nextPageToken.length > 0);
    yield events;
  }
}
