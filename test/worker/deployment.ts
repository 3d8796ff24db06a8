import { Client, Connection } from '@temporalio/client';
import { Conventions } from '../../client/conventions.ts';
import { keepSchedules } from '../../worker/schedules.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import { type AskedWorker, askTheatre } from '../support/backstage.ts';
import { testDocument } from '../support/documents.ts';
import { plain } from '../support/plain.ts';
import { eventually, testAddress, testBundle } from '../support/scene.ts';
import { openSink, type Sink } from '../support/sink.ts';

/** Public address of a deployment's application. */
export const web = 'https://conventions.example';

/** A deployment of its own: a task queue, a worker, its schedules, and a mail server. */
export interface Deployment {
  readonly client: Client;
  readonly conventions: Conventions;
  readonly taskQueue: string;
  readonly sink: Sink;
  /** Runs a workflow of the watch as its schedule does, and waits for its result. */
  triggered<Result>(name: string): Promise<Result>;
  /** Ends its worker as `npm start` does: what is being sent is sent, no workflow goes on. */
  stops(): Promise<void>;
  /** Starts a worker anew. */
  starts(): Promise<void>;
}

/**
 * Opens one, closed after the test.
 * @param answers as its mail server has them.
 * @param held its mail server takes no letter before this is over.
 * @param more how its letters come back or leave together, and where exports are dropped; what looks for them is not scheduled.
 */
export async function deploy(
  admins: readonly string[],
  answers: Readonly<Record<string, number>> = {},
  held?: Promise<void>,
  more: Pick<AskedWorker, 'returns' | 'exports' | 'together'> = {},
): Promise<Deployment> {
  const sink = await openSink(answers, held);
  afterwards(() => sink.close());
  const connection = await Connection.connect({ address: testAddress() });
  afterwards(() => connection.close());
  const taskQueue = `watch-${testDocument().id}`;
  const [archives, evidence] = [await temporaryFolder(), await temporaryFolder()];
  const options: AskedWorker = {
    connection: { address: testAddress() },
    namespace: 'default',
    taskQueue,
    workflowBundle: { codePath: testBundle() },
    payloadKeys: [],
    smtpUrl: sink.url,
    mailFrom: 'Conventions de délégation <conventions@delegation.example>',
    archives,
    evidence,
    admins,
    web,
    ...more,
  };
  const work = async () => (await askTheatre({ worker: options })).leave;
  let end: (() => Promise<void>) | undefined = await work();
  const stops = async () => {
    await end?.();
    end = undefined;
  };
  afterwards(stops);
  const client = new Client({ connection, namespace: 'default', dataConverter: plain });
  await keepSchedules(client, taskQueue, { watch: true, returns: false, exports: false });
  afterwards(() => keepSchedules(client, taskQueue, { watch: false, returns: false, exports: false }));
  return {
    client,
    taskQueue,
    sink,
    stops,
    async starts() {
      await stops();
      end = await work();
    },
    conventions: new Conventions({ connection, namespace: 'default', taskQueue, dataConverter: plain }),
    async triggered(name) {
      const schedule = client.schedule.getHandle(`${taskQueue}-${name}`);
      const before = (await schedule.describe()).info.numActionsTaken;
      await schedule.trigger();
      const { workflowId } = await eventually(async () => {
        const { numActionsTaken, recentActions } = (await schedule.describe()).info;
        return numActionsTaken > before ? recentActions.at(-1)?.action.workflow : undefined;
      });
      return client.workflow.getHandle(workflowId).result();
    },
  };
}
