import { afterwards, temporaryFolder } from '../engine/support.ts';
import { askTheatre } from '../support/backstage.ts';
import { testAddress, testBundle } from '../support/scene.ts';

/** Letters a second, at most. */
export const rate = 5;

/** A worker of that rate, with a connection of its own to the server. */
export async function startWorker(taskQueue: string, smtpUrl: string): Promise<void> {
  const { leave } = await askTheatre({
    worker: {
      connection: { address: testAddress() },
      namespace: 'default',
      taskQueue,
      workflowBundle: { codePath: testBundle() },
      payloadKeys: [],
      smtpUrl,
      mailFrom: 'Conventions de délégation <conventions@delegation.example>',
      archives: await temporaryFolder(),
      evidence: await temporaryFolder(),
      mailRate: rate,
    },
  });
  afterwards(leave);
}
