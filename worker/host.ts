import { Client } from '@temporalio/client';
import type { WorkerDeploymentVersion } from '@temporalio/common';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { createArchiveActivities } from '../activities/archive.ts';
import { createMailActivities } from '../activities/mail/deliver.ts';
import { createReturnActivities } from '../activities/mail/returns/returns.ts';
import { SharedAddresses } from '../activities/mail/shared-addresses.ts';
import { Together } from '../activities/mail/together.ts';
import { createWatchActivities } from '../activities/watch/watch.ts';
import { Conventions } from '../client/conventions.ts';
import { importForAll } from '../client/import-for-all.ts';
import { dataConverter } from '../contract/data-converter.ts';
import type { LinkKeys } from '../contract/link-keys.ts';
import type { PayloadKeys } from '../contract/payload-keys.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import { mailboxOf } from '../letters/address.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { type HostLinks, linkSettings } from './link-settings.ts';

/** What a worker needs to host the conventions. */
export interface HostOptions {
  readonly connection: NativeConnectionOptions;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly workflowBundle: WorkflowBundleOption;
  /** Which of several versions it is, where conventions keep to that on which their run began. */
  readonly version?: WorkerDeploymentVersion;
  /** What encrypts all that the server keeps; nothing does when empty. */
  readonly payloadKeys: PayloadKeys;
  readonly smtpUrl: string;
  readonly mailFrom: string;
  /** Where the records of closed conventions are written. */
  readonly archives: ObjectStore;
  /** Where the files that prove duties are, and signed texts, which letters enclose. */
  readonly evidence: ObjectStore;
  /**
   * Letters a second, at most, over all the workers of the task queue, which must agree on it; as fast as the mail
   * server takes them when absent.
   */
  readonly mailRate?: number;
  /** Where the links of letters lead, and for how long; letters have none when absent. */
  readonly links?: HostLinks;
  /** How letters that cannot be delivered come back; nothing is read of them when absent. */
  readonly returns?: HostReturns;
  /** A morning's letters to one person leave together, over all conventions; it takes keys, of links or of returns. */
  readonly together?: HostTogether;
  /** Where exports of Chorus are dropped; none is looked for when absent. */
  readonly exports?: HostExports;
  /** Addresses of those who watch over all conventions; nobody when absent. */
  readonly admins?: readonly string[];
  /** Public address of the web application, for the letters to admins, which need no signed link. */
  readonly web?: string;
  /** Milliseconds that a convention waits for the worker that holds it in memory before any may take it; 10 s. */
  readonly stickyTimeout?: number;
}

/** How letters that cannot be delivered come back. */
export interface HostReturns {
  /** What seals letters. */
  readonly keys: LinkKeys;
  /** `retours@example.fr`: each letter has an address of its own there; the sender's is theirs when absent. */
  readonly address?: string;
  /** The mailbox that is read: `imaps://user:password@host/INBOX`. */
  readonly imapUrl?: string;
}

/** How letters of several conventions to one person leave together. */
export interface HostTogether {
  /** Milliseconds that a message waits beyond the window of its letters; two minutes when absent. */
  readonly grace?: number;
}

/** Where exports of Chorus are dropped. */
export interface HostExports {
  readonly folder: string;
  /** Milliseconds between two looks; a minute. */
  readonly every?: number;
}

/** A worker that hosts the workflow and the activities. */
export interface Host {
  readonly worker: Worker;
  /** Reaches the same server, over the worker's own connection. */
  readonly client: Client;
  /** Runs until `worker.shutdown()`, then lets go of its connections. */
  run(): Promise<void>;
}

/** Makes a worker ready to run. One that cannot be made lets go of what it held: its process would never end. */
export async function makeHost(options: HostOptions): Promise<Host> {
  const connection = await NativeConnection.connect(options.connection);
  const undo: (() => unknown)[] = [() => connection.close()];
  const close = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    return await hostOver(connection, options, undo, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function hostOver(
  connection: NativeConnection,
  options: HostOptions,
  undo: (() => unknown)[],
  close: () => Promise<void>,
): Promise<Host> {
  const { namespace, taskQueue, workflowBundle, version, stickyTimeout } = options;
  const { smtpUrl, mailFrom, mailRate, links, returns } = options;
  const converter = dataConverter(options.payloadKeys);
  const client = new Client({ connection, namespace, dataConverter: converter });
  const { together } = options;
  const keys = together && (links?.keys ?? returns?.keys);
  const mail = createMailActivities({
    smtpUrl,
    from: mailFrom,
    oneByOne: mailRate !== undefined,
    ...(links && { links: linkSettings(links) }),
    ...(returns && { returns }),
    evidence: options.evidence,
    ...(keys && {
      together: new Together({
        client,
        keys,
        addresses: new SharedAddresses(client, taskQueue),
        ...(together.grace === undefined ? {} : { grace: together.grace }),
      }),
    }),
  });
  undo.push(() => mail.close());
  const conventions = new Conventions({ connection, namespace, taskQueue, dataConverter: converter });
  // Asked only by activities, which the worker runs.
  const isStopping = () => worker.getState() !== 'RUNNING';
  const watch = createWatchActivities({
    client,
    isStopping,
    smtpUrl,
    from: mailFrom,
    admins: options.admins ?? [],
    ...(options.web === undefined ? {} : { web: options.web }),
    ...(options.exports && {
      exports: {
        ...options.exports,
        // What `import-all` does: the client's, which activities know nothing of.
        importForAll: (dropped) => importForAll(conventions, dropped, parisDate(Date.now())),
      },
    }),
  });
  undo.push(() => watch.close());
  const { reconcileConventions, sendWeeklySummary, sweepLetters, importExports } = watch;
  const { readReturns } = createReturnActivities({
    client,
    keys: returns?.keys ?? [],
    from: mailboxOf(mailFrom).email,
    ...(returns?.imapUrl === undefined ? {} : { imapUrl: returns.imapUrl }),
    isStopping,
  });
  const worker: Worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle,
    dataConverter: converter,
    activities: {
      deliver: mail.deliver,
      sendTogether: mail.sendTogether,
      ...createArchiveActivities(options.archives, options.evidence),
      reconcileConventions,
      sendWeeklySummary,
      sweepLetters,
      importExports,
      readReturns,
    },
    ...(version && {
      workerDeploymentOptions: { version, useWorkerVersioning: true, defaultVersioningBehavior: 'PINNED' },
    }),
    shutdownGraceTime: '10 seconds',
    // Kept by the Temporal server, which alone sees every worker: a round of mail is then one letter, and none is
    // handed over without passing by its queue.
    ...(mailRate === undefined
      ? {}
      : { maxTaskQueueActivitiesPerSecond: mailRate, maxEagerActivityReservationsPerWorkflowTask: 0 }),
    ...(stickyTimeout === undefined ? {} : { stickyQueueScheduleToStartTimeout: stickyTimeout }),
    // What a round of letters has done must be known if the worker dies within it.
    maxHeartbeatThrottleInterval: '200 milliseconds',
    defaultHeartbeatThrottleInterval: '200 milliseconds',
  });
  return {
    worker,
    client,
    async run() {
      try {
        await worker.run();
      } finally {
        await close();
      }
    },
  };
}
