import { Buffer } from 'node:buffer';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { TypedSearchAttributes } from '@temporalio/common';
import { decodeTypedSearchAttributes } from '@temporalio/common/lib/converter/payload-search-attributes.js';
import { decodeMapFromPayloads } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { tsToMs } from '@temporalio/common/lib/time.js';
import type proto from '@temporalio/proto';
import type { Instant } from '../convention/calendar/paris.ts';
import type { ConventionMemo } from '../convention/people/memo.ts';
import type { StopKind } from '../convention/term/stop.ts';
import { PayloadCodecError } from './payload-codec-error.ts';
import { stopKindOf } from './stops.ts';
import { conventionIdOf, ownConventions, workflowIdOf } from './workflow-id.ts';

/** One convention of a deployment, as the server's list shows it: no workflow is woken. */
export interface ListedRun {
  readonly id: string;
  /** A text of its memo. */
  memo(name: keyof ConventionMemo): string | undefined;
  readonly attributes: TypedSearchAttributes;
  /** When its current run was started. */
  readonly startedAt?: Instant;
  /** Set once its workflow has ended, by itself or not. */
  readonly closedAt?: Instant;
  /** Set when it was stopped outside the application. */
  readonly stopped?: StopKind;
  /** Changes with all that comes into its history; absent where the server does not say how long that is, as in its list. */
  readonly mark?: string;
}

/** Which of a deployment's conventions, and how many at a time. */
export interface Asked {
  readonly taskQueue: string;
  /** Conditions on search attributes, all of which must hold. */
  readonly where: readonly string[];
  readonly size: number;
  /** The token that ended the page before. */
  readonly from?: Uint8Array;
}

/** Reads one page of a deployment's own conventions, most recently started first. */
export async function listOwn(
  client: Client,
  asked: Asked,
): Promise<{ readonly runs: readonly ListedRun[]; readonly next?: Uint8Array }> {
  const { executions, next } = await answerTo(client, asked);
  return { runs: await runsOf(client, executions), ...(next ? { next } : {}) };
}

/**
 * Reads all of its pages, in their order: the server lists one while the one before is decrypted.
 * @param patiently how one page is asked for: together they may take longer than anything else that is asked.
 */
export async function* pagesOfOwn(
  client: Client,
  asked: Omit<Asked, 'from'>,
  patiently: Patiently = (ask) => ask(),
): AsyncGenerator<readonly ListedRun[]> {
  const page = (from?: Uint8Array) =>
    patiently(() => answerTo(client, { ...asked, ...(from ? { from } : {}) }));
  let answer: Promise<Answer> | undefined = page();
  while (answer) {
    const { executions, next }: Answer = await answer;
    answer = next && page(next);
    // What it fails with is told when its turn comes.
    answer?.catch(() => {});
    yield await runsOf(client, executions);
  }
}

/** Asks, for as long and as often as its caller is ready to wait. */
export type Patiently = <Given>(ask: () => Promise<Given>) => Promise<Given>;

type Execution = proto.temporal.api.workflow.v1.IWorkflowExecutionInfo;

interface Answer {
  readonly executions: readonly Execution[];
  /** The token of the page that follows; none at the end. */
  readonly next?: Uint8Array;
}

async function answerTo(client: Client, { taskQueue, where, size, from }: Asked): Promise<Answer> {
  const { executions, nextPageToken } = await client.workflowService.listWorkflowExecutions({
    namespace: client.options.namespace,
    query: [ownConventions(taskQueue), ...where].join(' AND '),
    pageSize: size,
    nextPageToken: from ?? Buffer.alloc(0),
  });
  const isLast = !nextPageToken || nextPageToken.length === 0;
  return { executions: executions ?? [], ...(isLast ? {} : { next: nextPageToken }) };
}

async function runsOf(client: Client, executions: readonly Execution[]): Promise<readonly ListedRun[]> {
  const runs: ListedRun[] = [];
  const read = await Promise.all(executions.map((info) => runOf(client, info)));
  for (const [rank, run] of read.entries()) {
    if (run.stopped && (await isPast(client, run.id, executions[rank]?.execution?.runId))) continue;
    runs.push(run);
  }
  return runs;
}

/**
 * Reads one of a deployment's own conventions from its very execution, which is never behind an act.
 * @throws WorkflowNotFoundError for another deployment's, as for one that never was.
 */
export async function describeOwn(client: Client, taskQueue: string, id: string): Promise<ListedRun> {
  const { raw } = await client.workflow.getHandle(workflowIdOf(id)).describe();
  const info = raw.workflowExecutionInfo ?? {};
  if (info.taskQueue === taskQueue) return runOf(client, info);
  throw new WorkflowNotFoundError('of another deployment', workflowIdOf(id), undefined);
}

async function runOf(
  { options: { loadedDataConverter } }: Client,
  { execution, memo, status, startTime, closeTime, searchAttributes, historyLength }: Execution,
): Promise<ListedRun> {
  const stopped = stopKindOf(status);
  // The list tells it of what has ended alone.
  const events = String(historyLength ?? 0);
  const words = await decodeMapFromPayloads(loadedDataConverter, memo?.fields).catch(unread);
  return {
    id: conventionIdOf(execution?.workflowId ?? ''),
    memo: (name) => {
      const found: unknown = words?.[name];
      return found === undefined ? undefined : String(found);
    },
    attributes: decodeTypedSearchAttributes(searchAttributes?.indexedFields),
    ...(startTime ? { startedAt: tsToMs(startTime) } : {}),
    ...(closeTime ? { closedAt: tsToMs(closeTime) } : {}),
    ...(stopped ? { stopped } : {}),
    ...(events === '0' ? {} : { mark: `${execution?.runId} ${events}` }),
  };
}

/** What another key has encrypted is not known: it must not hide the others, whose list it is. */
function unread(error: unknown): undefined {
  if (!(error instanceof PayloadCodecError)) throw error;
}

/** Whether a run that was stopped is the past of another, which resumed it. Few are: each is asked for by itself. */
async function isPast(client: Client, id: string, runId: string | null | undefined): Promise<boolean> {
  const latest = await client.workflow.getHandle(workflowIdOf(id)).describe();
  return latest.runId !== runId;
}
