import '../../engine/production-mode.ts';
import { NativeConnection, Worker } from '@temporalio/worker';
import { z } from 'zod';
import { givenPayloadKeys } from '../../contract/given-payload-keys.ts';
import { quietly, workflowBundle } from '../../rehearsal/stage.ts';
import { FolderStore } from '../../storage/folder-store.ts';
import { configuredEngine } from '../../worker/connect.ts';
import { makeHost } from '../../worker/host.ts';
import { createBareActivities } from './bare-activities.ts';

// A worker in a process of its own, whose CPU and memory are its own: ours, or the barest. `argv`: what, SMTP, task
// queue, folder, the bundle of the barest, and whom letters leave from; the server by `TEMPORAL_*`. Answers each message with its figures.

const [what = '', smtpUrl = '', taskQueue = '', folder = '', codePath = '', mailFrom = ''] =
  process.argv.slice(2);
const engine = configuredEngine();
if (!engine) throw new Error('TEMPORAL_ADDRESS is not set');
const { connection: options, namespace } = engine;
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
    connection: options,
    namespace,
    taskQueue,
    workflowBundle,
    payloadKeys: givenPayloadKeys(process.env.DELEGATION_PAYLOAD_KEYS),
    smtpUrl,
    archives: new FolderStore(`${folder}/archives`),
    evidence: new FolderStore(`${folder}/evidence`),
    mailFrom,
  });
}

async function barest(): Promise<Worker> {
  const connection = await NativeConnection.connect(options);
  const { deliver } = createBareActivities(smtpUrl);
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: { codePath },
    activities: { deliver },
  });
}
