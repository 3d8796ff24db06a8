import { workflowIdOf } from '../contract/workflow-id.ts';
import type { Stage } from './stage.ts';

/** What a convention's history holds. */
export interface EventCount {
  /** All runs together, time skipping's own markers left out: they exist in rehearsals only. */
  readonly events: number;
  readonly runs: number;
}

/** Counts the history events of every run of a convention. */
export async function countEvents({ connection }: Stage, id: string): Promise<EventCount> {
  const { executions } = await connection.workflowService.listWorkflowExecutions({
    namespace: 'default',
    query: `WorkflowId = '${workflowIdOf(id)}'`,
  });
  let events = 0;
  for (const { execution } of executions ?? []) {
    let nextPageToken: Uint8Array | undefined;
    do {
      const page = await connection.workflowService.getWorkflowExecutionHistory({
        namespace: 'default',
        execution: { workflowId: execution?.workflowId ?? '', runId: execution?.runId ?? '' },
        ...(nextPageToken ? { nextPageToken } : {}),
      });
      events += (page.history?.events ?? []).filter((event) => !isTimeSkipping(event)).length;
      nextPageToken = page.nextPageToken && page.nextPageToken.length > 0 ? page.nextPageToken : undefined;
    } while (nextPageToken);
  }
  return { events, runs: executions?.length ?? 0 };
}

function isTimeSkipping(event: object): boolean {
  return Object.keys(event).some(
    (key) => /timeskipping|executionoptionsupdated/i.test(key) && Reflect.get(event, key),
  );
}
