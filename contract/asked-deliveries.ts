import type { Client } from '@temporalio/client';
import { decodeArrayFromPayloads } from '@temporalio/common/lib/internal-non-workflow/index.js';
import type { Delivery } from '../convention/mailing/letter.ts';
import { runHistories } from './run-histories.ts';

/** Every delivery that a convention asked for, the latest first, as its histories tell them: nothing is kept twice. */
export async function* deliveriesOf(client: Client, workflowId: string): AsyncGenerator<Delivery> {
  const { workflowService, options } = client;
  for await (const events of runHistories(workflowService, options.namespace, workflowId)) {
    for (const { activityTaskScheduledEventAttributes: scheduled } of events.toReversed()) {
      if (scheduled?.activityType?.name !== 'deliver') continue;
      const { payloads } = scheduled.input ?? {};
      const [delivery] = await decodeArrayFromPayloads(options.loadedDataConverter, payloads);
      // Ours: the workflow types what it asks for.
      yield delivery as Delivery;
    }
  }
}
