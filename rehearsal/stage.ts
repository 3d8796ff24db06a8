import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  Runtime,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import { Conventions } from '../client/conventions.ts';
import { dataConverter } from '../contract/data-converter.ts';
import { channelArgsTo } from '../contract/loopback.ts';
import type { PayloadKeys } from '../contract/payload-keys.ts';
import { searchAttributeTypes } from '../contract/search-attributes.ts';
import { findTemporal } from '../engine/find.ts';
import { lineProgress } from '../engine/progress.ts';
import { startServer } from '../engine/temporal-server.ts';
import { type Mailbox, startMailbox } from '../mailbox/mailbox.ts';
import { FolderStore } from '../storage/folder-store.ts';
import { type HostTogether, makeHost } from '../worker/host.ts';
import type { HostLinks } from '../worker/link-settings.ts';

/** A place where conventions live in virtual time: a real server, a real worker, and a mailbox that keeps all mail. */
export interface Stage {
  readonly conventions: Conventions;
  readonly connection: Connection;
  /** Which is closed with it. */
  readonly mailbox: Omit<Mailbox, 'stop'>;
  readonly taskQueue: string;
  /** Folder of the records of its closed conventions. */
  readonly archives: string;
  close(): Promise<void>;
}

/** What a stage may be given. */
export interface StageOptions {
  readonly workflowBundle: WorkflowBundleOption;
  /** A server whose time can be skipped; one of its own, in memory, when absent. */
  readonly address?: string;
  readonly taskQueue?: string;
  /** Where to send mail instead of the stage's own mailbox. */
  readonly smtpUrl?: string;
  /** Where the links of letters lead; they have none when absent. */
  readonly links?: HostLinks;
  /** Letters of several conventions to one person leave together, as in service; each by itself when absent. */
  readonly together?: HostTogether;
  /** None when absent: what lives in memory is encrypted for nobody. */
  readonly payloadKeys?: PayloadKeys;
}

/** Sets a stage up; nothing on it reaches anybody. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { workflowBundle, taskQueue = 'rehearsal', payloadKeys = [] } = options;
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const step of undo.reverse()) await step();
    undo.length = 0;
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'delegation-'));
    undo.push(() => rm(folder, { recursive: true, force: true }));
    const archives = join(folder, 'archives');
    const mailbox = await startMailbox({ dir: folder });
    undo.push(() => mailbox.stop());
    const address = options.address ?? (await ownServer(undo));
    const connection = await Connection.connect({ address, channelArgs: channelArgsTo(address) });
    undo.push(() => connection.close());
    const host = await makeHost({
      connection: { address },
      namespace: 'default',
      taskQueue,
      payloadKeys,
      workflowBundle,
      smtpUrl: options.smtpUrl ?? mailbox.smtpUrl,
      archives: new FolderStore(archives),
      evidence: new FolderStore(join(folder, 'evidence')),
      ...(options.links ? { links: options.links } : {}),
      ...(options.together ? { together: options.together } : {}),
      mailFrom: 'Conventions de délégation <conventions@delegation.example>',
    });
    const running = host.run();
    undo.push(async () => {
      if (host.worker.getState() === 'RUNNING') host.worker.shutdown();
      await running;
    });
    const conventions = new Conventions({
      connection,
      namespace: 'default',
      taskQueue,
      dataConverter: dataConverter(payloadKeys),
    });
    return { conventions, connection, mailbox, taskQueue, archives, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function ownServer(undo: (() => Promise<unknown>)[]): Promise<string> {
  const progress = lineProgress();
  const { executable } = await findTemporal({ progress: progress.show });
  progress.end();
  const server = await startServer({ executable, searchAttributes: searchAttributeTypes });
  undo.push(() => {
    // It holds nothing that outlives it: no need for the second that a clean stop takes.
    process.kill(server.pid, 'SIGKILL');
    return server.exited;
  });
  return server.address;
}

/** The workflows as compiled by the set-up. */
export const workflowBundle = {
  codePath: fileURLToPath(new URL('../workflow-bundle.js', import.meta.url)),
};

/**
 * Keeps the worker's log to what matters: a rehearsal is read on the terminal. Before the first stage of a process.
 *
 * @param native where the core writes: to the error output with the rest, or to the output as it is. Forwarded, it
 *   keeps a process alive until a stage has been closed in it.
 */
export function quietly(
  level: 'WARN' | 'ERROR' = 'WARN',
  native: 'forwarded' | 'output' = 'forwarded',
): void {
  const filter = makeTelemetryFilterString({ core: level, other: 'ERROR' });
  Runtime.install({
    logger: new DefaultLogger(level),
    telemetryOptions: { logging: native === 'forwarded' ? { filter, forward: {} } : { filter } },
  });
}
