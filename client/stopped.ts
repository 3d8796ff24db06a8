import { type Client, QueryRejectedError, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { decodeOptionalFailureToOptionalError } from '@temporalio/common/lib/internal-non-workflow/index.js';
import proto from '@temporalio/proto';
import { stopKindOf } from '../contract/stops.ts';
import { workflowIdOf } from '../contract/workflow-id.ts';
import { type Convention, withEntry } from '../convention/convention.ts';
import { Refused } from '../convention/errors.ts';
import { personsName } from '../convention/proof/signatory.ts';
import { frenchStopping, type Stop } from '../convention/term/stop.ts';
import type { ConventionStart } from '../workflows/messages.ts';

/** How a convention was stopped outside the application, if it was. */
export async function stopOf(client: Client, id: string): Promise<Stop | undefined> {
  const workflowId = workflowIdOf(id);
  const { status, closeTime, runId } = await client.workflow.getHandle(workflowId).describe();
  const how = stopKindOf(status.code);
  if (!how) return undefined;
  const { history } = await client.workflowService.getWorkflowExecutionHistory({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    historyEventFilterType:
      proto.temporal.api.enums.v1.HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT,
  });
  const last = history?.events?.at(-1);
  const failure = await decodeOptionalFailureToOptionalError(
    client.options.loadedDataConverter,
    last?.workflowExecutionFailedEventAttributes?.failure,
  );
  const why = last?.workflowExecutionTerminatedEventAttributes?.reason || failure?.message;
  return { how, at: closeTime?.getTime() ?? 0, ...(why ? { why } : {}) };
}

/** Whether a query was refused because its convention was stopped outside the application. */
export function isOfStopped(error: unknown): boolean {
  return error instanceof QueryRejectedError && stopKindOf(error.status) !== undefined;
}

/** Whether a query was refused because its convention has gone on in a new run meanwhile. */
export function isBetweenRuns(error: unknown): boolean {
  return (
    error instanceof QueryRejectedError &&
    error.status ===
      proto.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW
  );
}

/** Who resumes a convention, and when it is for the convention's own clock. */
export interface Resuming {
  readonly by: string;
  /** Of whoever that is, as in the journal. */
  readonly mark: string;
  readonly now: number;
}

/**
 * What a convention that was stopped outside the application starts again from: what its last run would have handed
 * over to the next, with who resumes it in its journal.
 * @throws Refused `NOT_NOW` when it runs, `CLOSED` when it is over.
 */
export async function resumedStart(
  client: Client,
  id: string,
  { now, ...who }: Resuming,
): Promise<ConventionStart> {
  const handle = client.workflow.getHandle(workflowIdOf(id));
  const { runId, status } = await handle.describe();
  const stop = await stopOf(client, id);
  if (!stop) throw notStopped(id, status.name === 'COMPLETED');
  const last = client.workflow.getHandle(workflowIdOf(id), runId);
  const start = await last.query<ConventionStart>('handover');
  const { carried } = start;
  if (!carried) throw new Error('a handover carries the convention');
  const { course } = carried;
  const convention = withResumption(course.convention, stop, {
    ...who,
    now: now + (start.clockOffsetMs ?? 0),
  });
  return { ...start, carried: { ...carried, course: { ...course, convention } } };
}

/** A convention that is not stopped, or has been resumed by somebody else meanwhile. */
export function notStopped(id: string, isOver: boolean): Refused {
  return isOver
    ? new Refused(
        'CLOSED',
        `La convention « ${id} » est close : elle est allée à son terme, il n’y a rien à reprendre.`,
      )
    : new Refused(
        'NOT_NOW',
        `La convention « ${id} » suit son cours ; accepté : la reprise d’une convention arrêtée hors de l’application.`,
      );
}

/** Whether a start was refused because the convention runs, or was started before. */
export function isStartedAlready(error: unknown): boolean {
  return error instanceof WorkflowExecutionAlreadyStartedError;
}

/** The convention, with who resumes it in its journal. */
export function withResumption(convention: Convention, stop: Stop, { by, mark, now }: Resuming): Convention {
  const at = Math.max(now, convention.journal.at(-1)?.at ?? 0);
  return withEntry(convention, {
    at,
    by: personsName(by),
    mark,
    act: 'resume',
    text: `La convention est reprise. ${frenchStopping(stop)}`,
  });
}
