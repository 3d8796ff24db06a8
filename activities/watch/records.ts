import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { inParallel } from '../../contract/in-parallel.ts';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import type { Convention } from '../../convention/convention.ts';

/** How many conventions are asked at once: each may have to be replayed by a worker that is also at work. */
const atOnce = 4;

/** How long one is waited for, in milliseconds. */
const patience = 30_000;

/** What a convention answered: its record; `closed` meanwhile, nothing is left to ask; or `mute`. */
export type Answer = Convention | 'closed' | 'mute';

/** Asks conventions for their whole records, some at a time, and hands each answer over as it comes. */
export async function readRecords(
  client: Client,
  ids: readonly string[],
  take: (id: string, answer: Answer) => void,
): Promise<void> {
  await inParallel(ids, async (id) => take(id, await recordOf(client, id)), atOnce);
}

async function recordOf(client: Client, id: string): Promise<Answer> {
  try {
    return await client.withDeadline(Date.now() + patience, () =>
      client.workflow.getHandle(workflowIdOf(id)).query<Convention>('record'),
    );
  } catch (error) {
    return error instanceof WorkflowNotFoundError ? 'closed' : 'mute';
  }
}
