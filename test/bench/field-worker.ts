import '../../engine/production-mode.ts';
import { NativeConnection, Worker } from '@temporalio/worker';
import { z } from 'zod';
import { readPayloadKeys } from '../../contract/payload-keys.ts';
import { quietly, workflowBundle } from '../../rehearsal/stage.ts';
import { FolderStore } from '../../storage/folder-store.ts';
import { makeHost } from '../../worker/host.ts';
import { createBareActivities } from './bare-activities.ts';

// A worker in a process of its own, whose CPU and memory are its own: ours, or the barest. `argv`: what, address, SMTP,
// task queue, folder, and the bundle of the barest. Answers each message with its figures.

const [what = '', address = '', smtpUrl = '', taskQueue = '', folder = '', codePath = '', keys = ''] =
  process.argv.slice(2);
quietly('ERROR', 'output');

const worker = what === 'ours' ? (await ours()).worker : await barest();
process.on('message', (asked) => {
  if (z.literal('stop').safeParse(asked).success) return worker.shutdown();
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: (user + system) / 1000, memory: process.memoryUsage().rss / 2 ** 20 });
});
const running = worker.run();
process.send?.('ready');
await running;
process.exit(0);

function ours() {
  return makeHost({
    connection: { address },
    namespace: 'default',
    taskQueue,
    workflowBundle,
    payloadKeys: readPayloadKeys(keys),
    smtpUrl,
    archives: new FolderStore(`${folder}/archives`),
    evidence: new FolderStore(`${folder}/evidence`),
    mailFrom: 'Conventions <conventions@delegation.example>',
  });
}

async function barest(): Promise<Worker> {
  const connection = await NativeConnection.connect({ address });
  const { deliver } = createBareActivities(smtpUrl);
  return Worker.create({ connection, taskQueue, workflowBundle: { codePath }, activities: { deliver } });
}
