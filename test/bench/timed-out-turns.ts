import type { Client } from '@temporalio/client';
import { runHistories } from '../../contract/run-histories.ts';
import { workflowIdOf } from '../../contract/workflow-id.ts';

/**
 * How many turns of some conventions were not taken in time by the worker that holds them in its cache: each is handed to
 * any worker then, which replays the whole run.
 */
export async function timedOutTurns(
  { workflowService, options }: Client,
  ids: readonly string[],
): Promise<number> {
  let count = 0;
  for (const id of ids)
    for await (const events of runHistories(workflowService, options.namespace, workflowIdOf(id)))
      count += events.filter(
        ({ workflowTaskTimedOutEventAttributes: timedOut }) => timedOut?.timeoutType === scheduleToStart,
      ).length;
  return count;
}

/** Of Temporal's API: nobody took it; a turn that was begun and not ended is `START_TO_CLOSE`. */
const scheduleToStart = 2;
