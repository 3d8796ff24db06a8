import proto from '@temporalio/proto';
import type { StopKind } from '../convention/term/stop.ts';

const { WorkflowExecutionStatus: status } = proto.temporal.api.enums.v1;

const stops: Readonly<Partial<Record<number, StopKind>>> = {
  [status.WORKFLOW_EXECUTION_STATUS_TERMINATED]: 'terminated',
  [status.WORKFLOW_EXECUTION_STATUS_CANCELED]: 'cancelled',
  [status.WORKFLOW_EXECUTION_STATUS_FAILED]: 'failed',
  [status.WORKFLOW_EXECUTION_STATUS_TIMED_OUT]: 'timedOut',
};

/** How a run was stopped outside the application, by its status; undefined when it was not: a convention completes. */
export function stopKindOf(status: number | null | undefined): StopKind | undefined {
  return status ? stops[status] : undefined;
}
