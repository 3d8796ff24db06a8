import type { NativeConnectionOptions } from '@temporalio/worker';
import { NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { createArchiveActivities } from '../activities/archive/archive.ts';
import { createMailActivities } from '../activities/mail/deliver.ts';
import { dataConverter } from '../engine/payload-codec.ts';
import { type HostLinks, linkSettings } from './links.ts';

/** What a worker needs to host the conventions. */
export interface HostOptions {
  readonly connection: NativeConnectionOptions;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly workflowBundle: WorkflowBundleOption;
  readonly smtpUrl: string;
  readonly mailFrom: string;
  /** Folder where the records of closed conventions are written. */
  readonly archiveFolder: string;
  /** Letters a second, at most, for this worker; as fast as the server takes them when absent. */
  readonly mailRate?: number;
  /** Where the links of letters lead, and for how long; letters have none when absent. */
  readonly links?: HostLinks;
  /** Milliseconds that a convention waits for the worker that holds it in memory before any may take it; 10 s. */
  readonly stickyTimeout?: number;
}

/** A worker that hosts the workflow and the activities. */
export interface Host {
  readonly worker: Worker;
  /** Runs until `worker.shutdown()`, then lets go of its connections. */
  run(): Promise<void>;
}

/** Makes a worker ready to run. */
export async function makeHost(options: HostOptions): Promise<Host> {
  const { namespace, taskQueue, workflowBundle, smtpUrl, mailFrom, mailRate, links, stickyTimeout } = options;
  const connection = await NativeConnection.connect(options.connection);
  const mail = createMailActivities({
    smtpUrl,
    from: mailFrom,
    ...(mailRate === undefined ? {} : { rate: { letters: mailRate, milliseconds: 1000 } }),
    ...(links && { links: linkSettings(links) }),
  });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle,
    dataConverter,
    activities: { deliver: mail.deliver, ...createArchiveActivities(options.archiveFolder) },
    shutdownGraceTime: '10 seconds',
    ...(stickyTimeout === undefined ? {} : { stickyQueueScheduleToStartTimeout: stickyTimeout }),
    // What a round of letters has done must be known if the worker dies within it.
    maxHeartbeatThrottleInterval: '200 milliseconds',
    defaultHeartbeatThrottleInterval: '200 milliseconds',
  });
  return {
    worker,
    async run() {
      try {
        await worker.run();
      } finally {
        await mail.close();
        await connection.close();
      }
    },
  };
}
