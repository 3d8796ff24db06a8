import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Conventions } from '../../client/conventions.ts';
import { newLinkKey } from '../../contract/link-keys.ts';
import { newPayloadKey } from '../../contract/payload-keys.ts';
import { type Child, compiled, startChild } from '../support/child-process.ts';
import { type Cluster, clientVariables } from './cluster.ts';
import type { Front } from './front.ts';

/** What an administration runs of ours on a cluster. */
export interface Deployment {
  /** How the command line finds the conventions. */
  readonly command: NodeJS.ProcessEnv;
  /** Starts a process anew, or for the first time, and waits until it is ready. */
  start(process: ProcessName): Promise<Child>;
  running(process: ProcessName): Child;
  /** What all its workers have logged, a file each. */
  logs(): Promise<string[]>;
  conventions(): Promise<Conventions>;
  /** Ends one of its processes, or all, as an administrator does. */
  stop(process?: ProcessName): Promise<void>;
}

/** Each has a certificate of its own, and workers a folder. */
export const processNames = ['worker-1', 'worker-2', 'web-1', 'web-2'] as const;
export type ProcessName = (typeof processNames)[number];

/**
 * Prepares one whose letters go to a mail server; nothing runs yet.
 * @param front where its web processes are found; nobody is to ask them otherwise.
 */
export async function prepareDeployment(
  cluster: Cluster,
  smtpUrl: string,
  name: string,
  front?: Front,
): Promise<Deployment> {
  const folder = join(cluster.folder, name);
  const shared = {
    DELEGATION_PAYLOAD_KEYS: newPayloadKey(),
    DELEGATION_LINK_KEYS: newLinkKey(),
    DELEGATION_TASK_QUEUE: name,
    DELEGATION_EVIDENCE: join(folder, 'evidence'),
    DELEGATION_ARCHIVE: join(folder, 'archives'),
    DELEGATION_ADMINS: 'camille.durand@dinum.example',
    // Acts are in the log, however little it says.
    DELEGATION_LOG_LEVEL: 'error',
    ...(front ? { ...front.signIn, DELEGATION_WEB_URL: front.proxy.url, DELEGATION_WEB_RATE: '100000' } : {}),
    SMTP_URL: smtpUrl,
    // Each convention's letters are counted one by one.
    MAIL_TOGETHER: 'non',
  };
  const ways: Readonly<Record<ProcessName, Way>> = {
    'worker-1': byVariables,
    'worker-2': byProfile,
    'web-1': byProfile,
    'web-2': bySecretFiles,
  };
  const settings = new Map<ProcessName, NodeJS.ProcessEnv>();
  for (const one of processNames) {
    const own = join(folder, one);
    await mkdir(own, { recursive: true });
    const [part, rank] = one.split('-');
    // Web processes share a folder: sessions, drafts, tokens.
    const data = part === 'web' ? join(folder, part) : own;
    await mkdir(data, { recursive: true });
    settings.set(one, {
      ...shared,
      DELEGATION_DATA: data,
      DELEGATION_WEB_PORT: String(front?.ports[Number(rank) - 1] ?? 0),
      ...(await ways[one](cluster, own, `${name}-${one}`)),
    });
  }
  const command = {
    ...shared,
    DELEGATION_DATA: folder,
    ...(await byProfile(cluster, folder, `${name}-command`)),
  };
  const children = new Map<ProcessName, Child>();
  const logged = new Map<ProcessName, string>();
  const running = (one: ProcessName) => {
    const child = children.get(one);
    if (!child) throw new Error(`${one} was not started`);
    return child;
  };
  return {
    command,
    running,
    async start(one) {
      const before = children.get(one);
      if (before) logged.set(one, (logged.get(one) ?? '') + before.log());
      const [part = ''] = one.split('-');
      const child = await startChild(compiled(part, 'main.js'), { settings: settings.get(one) ?? {} });
      children.set(one, child);
      return child;
    },
    async logs() {
      const workers = processNames.filter((one) => one.startsWith('worker') && children.has(one));
      return Promise.all(
        workers.map(async (one) => {
          const file = join(folder, `${one}.log`);
          await writeFile(file, (logged.get(one) ?? '') + running(one).log());
          return file;
        }),
      );
    },
    conventions: () => Conventions.connect(command),
    async stop(one) {
      const ending = one === undefined ? [...children.values()] : [running(one)];
      await Promise.all(ending.map(hangUp));
    },
  };
}

/** As when `npm start` ends: what they are doing ends first. */
async function hangUp({ process: child, ended }: Child): Promise<void> {
  if (child.connected) child.disconnect();
  await ended;
}

/** One of the ways in which a process is told where the cluster is, and which certificate it has there. */
type Way = (cluster: Cluster, folder: string, name: string) => Promise<NodeJS.ProcessEnv>;

const byVariables: Way = async (cluster, _folder, name) =>
  clientVariables(cluster, await cluster.clients.client(name));

const byProfile: Way = async (cluster, folder, name) => {
  const { cert, key } = await cluster.clients.client(name);
  const file = join(folder, 'temporal.toml');
  await writeFile(
    file,
    [
      '[profile.conventions]',
      `address = "${cluster.address}"`,
      `namespace = "${cluster.namespace}"`,
      '[profile.conventions.tls]',
      `server_ca_cert_path = "${cluster.ca}"`,
      `client_cert_path = "${cert}"`,
      `client_key_path = "${key}"`,
    ].join('\n'),
  );
  return { TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'conventions' };
};

/** As vaults hand secrets over. */
const bySecretFiles: Way = async (cluster, _folder, name) => {
  const { cert, key } = await cluster.clients.client(name);
  const { TEMPORAL_TLS_CLIENT_CERT_PATH, TEMPORAL_TLS_CLIENT_KEY_PATH, ...others } = clientVariables(
    cluster,
    { cert, key },
  );
  return { ...others, TEMPORAL_TLS_CLIENT_CERT_DATA_FILE: cert, TEMPORAL_TLS_CLIENT_KEY_DATA_FILE: key };
};
