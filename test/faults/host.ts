import { readLinkKeys } from '../../contract/link-keys.ts';
import { quietly } from '../../rehearsal/stage.ts';
import { FolderStore } from '../../storage/folder-store.ts';
import { type HostTogether, makeHost } from '../../worker/host.ts';

// A worker in a process of its own, as `worker/main.ts` runs it, for tests that kill it.

/** What the process is told, as JSON in its only argument. */
export interface HostSettings {
  readonly address: string;
  readonly taskQueue: string;
  readonly smtpUrl: string;
  /** Folder of the records of closed conventions. */
  readonly archives: string;
  /** File of the workflows' bundle. */
  readonly bundle: string;
  /** Letters of several conventions to one person leave together, their addresses marked by these keys. */
  readonly together?: HostTogether & { readonly keys: string };
}

const settings: HostSettings = JSON.parse(process.argv[2] ?? '');
quietly('ERROR');
const { together } = settings;
const host = await makeHost({
  connection: { address: settings.address },
  namespace: 'default',
  taskQueue: settings.taskQueue,
  workflowBundle: { codePath: settings.bundle },
  payloadKeys: [],
  smtpUrl: settings.smtpUrl,
  archives: new FolderStore(settings.archives),
  evidence: new FolderStore(settings.archives),
  mailFrom: 'Conventions de délégation <conventions@delegation.example>',
  ...(together && { together, returns: { keys: readLinkKeys(together.keys) } }),
  // A convention whose worker was killed need not wait for it: it will not come back.
  stickyTimeout: 1000,
});
process.once('disconnect', () => process.exit());
process.send?.('ready');
await host.run();
