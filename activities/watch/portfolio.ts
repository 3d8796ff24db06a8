import type { Client } from '@temporalio/client';
import { defaultPayloadConverter, defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { decodeTypedSearchAttributes } from '@temporalio/common/lib/converter/payload-search-attributes.js';
import type { Instant } from '../../convention/calendar/paris.ts';

/** One convention, as its search attributes show it: no workflow is woken. */
export interface ListedConvention {
  readonly id: string;
  readonly shortName: string;
  /** `DGEFP → DINUM`. */
  readonly parties: string;
  /** `inForce`, as in `Phase`. */
  readonly phase: string;
  /** How many duties are late. */
  readonly overdue: number;
  /** How many contacts could not be written to. */
  readonly faults: number;
  /** By how many cents the orders forecast pass the ceiling. */
  readonly forecastOver: number;
  /** End of the day of the next deadline still to meet. */
  readonly nextDeadline?: Instant;
  /** End of the last day in force. */
  readonly lastDay?: Instant;
  /** Set once its workflow has completed. */
  readonly closedAt?: Instant;
}

/** A page of conventions, and where the next begins. */
export interface Page {
  readonly conventions: readonly ListedConvention[];
  /** Absent at the end; a text, so that a heartbeat holds it. */
  readonly next?: string;
}

/** Which conventions: those under way, or also those closed since an instant. */
export interface Wanted {
  readonly taskQueue: string;
  readonly closedSince?: Instant;
  readonly size: number;
}

// Named as `workflows/search-attributes.ts` registers them; one that a namespace lacks is merely absent.
const { INT, DOUBLE, KEYWORD, DATETIME } = SearchAttributeType;
const phase = defineSearchAttributeKey('DelegationPhase', KEYWORD);
const overdue = defineSearchAttributeKey('DelegationOverdue', INT);
const faults = defineSearchAttributeKey('DelegationFaults', INT);
const forecastOver = defineSearchAttributeKey('DelegationForecastOver', DOUBLE);
const nextDeadline = defineSearchAttributeKey('DelegationNextDeadline', DATETIME);
const lastDay = defineSearchAttributeKey('DelegationLastDay', DATETIME);

/** Reads one page of the conventions of a task queue: several deployments may share a namespace. */
export async function readPage(client: Client, wanted: Wanted, from?: string): Promise<Page> {
  const { executions, nextPageToken } = await client.workflowService.listWorkflowExecutions({
    namespace: client.options.namespace,
    query: queryOf(wanted),
    pageSize: wanted.size,
    nextPageToken: Buffer.from(from ?? '', 'base64'),
  });
  const conventions = (executions ?? []).map(
    ({ execution, memo, closeTime, searchAttributes }): ListedConvention => {
      const found = decodeTypedSearchAttributes(searchAttributes?.indexedFields);
      const text = (name: string) => {
        const payload = memo?.fields?.[name];
        return payload ? String(defaultPayloadConverter.fromPayload(payload)) : '';
      };
      const deadline = found.get(nextDeadline)?.getTime();
      const end = found.get(lastDay)?.getTime();
      return {
        id: (execution?.workflowId ?? '').replace(/^convention-/, ''),
        shortName: text('shortName'),
        parties: text('parties'),
        phase: found.get(phase) ?? '',
        overdue: found.get(overdue) ?? 0,
        faults: found.get(faults) ?? 0,
        forecastOver: found.get(forecastOver) ?? 0,
        ...(deadline === undefined ? {} : { nextDeadline: deadline }),
        ...(end === undefined ? {} : { lastDay: end }),
        ...(closeTime ? { closedAt: Number(closeTime.seconds) * 1000 } : {}),
      };
    },
  );
  const next = Buffer.from(nextPageToken ?? []).toString('base64');
  return { conventions, ...(next === '' ? {} : { next }) };
}

function queryOf({ taskQueue, closedSince }: Wanted): string {
  const closed =
    closedSince === undefined
      ? ''
      : ` OR (ExecutionStatus = 'Completed' AND CloseTime >= '${new Date(closedSince).toISOString()}')`;
  const queue = taskQueue.replaceAll("'", "''");
  return `WorkflowType = 'convention' AND TaskQueue = '${queue}' AND (ExecutionStatus = 'Running'${closed})`;
}
