import { randomUUID } from 'node:crypto';
import { newLinkKey } from '../../contract/link-keys.ts';
import { newPayloadKey } from '../../contract/payload-keys.ts';
import { freePort } from '../../engine/ports.ts';
import type { Stage } from '../../rehearsal/stage.ts';
import { Browser, startProvider } from '../web/sign-in/support.ts';
import { book } from './backstage.ts';
import { type Child, compiled, startChild } from './child-process.ts';
import { type RoundRobin, roundRobin } from './round-robin.ts';
import { testAddress, testBundle } from './scene.ts';
import { Visitor } from './site.ts';

/** Two web processes behind one address, on the shared server. */
export interface Cluster {
  readonly url: string;
  readonly proxy: RoundRobin;
  readonly webs: readonly Child[];
  readonly stage: Stage;
  /** The one-time link that the first has shown; none with a provider. */
  readonly signIn: string;
  close(): Promise<void>;
}

/** How one is opened. */
export interface ClusterOptions {
  /** The settings of each process: where it keeps what is shared. */
  readonly settings: (rank: number) => NodeJS.ProcessEnv;
  /** People sign in at a provider, rather than by one-time links. */
  readonly provider?: boolean;
  /** A worker process with the settings of the first, rather than the stage's own. */
  readonly worker?: boolean;
}

/** Starts one; the caller closes it. */
export async function openCluster({ settings, provider, worker }: ClusterOptions): Promise<Cluster> {
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    const ports = [await freePort()];
    ports.push(await freePort(0, ports));
    const proxy = await roundRobin(ports);
    undo.push(() => proxy.close());
    const providerPort = await freePort(0, ports);
    if (provider) {
      const at = { redirectUri: `${proxy.url}/connexion/retour`, signedOutUri: `${proxy.url}/` };
      const started = await startProvider({ port: providerPort, ...at });
      undo.push(() => started.stop());
    }
    const [linkKeys, payloadKeys] = [newLinkKey(), newPayloadKey()];
    const taskQueue = `cluster-${randomUUID().slice(0, 8)}`;
    const { stage } = await book({
      stage: {
        address: testAddress(),
        workflowBundle: { codePath: testBundle() },
        taskQueue: worker ? `${taskQueue}-none` : taskQueue,
        linkKeys,
        linkBase: proxy.url,
        payloadKeys,
      },
    });
    undo.push(() => stage.close());
    const shared = (rank: number) => ({
      TEMPORAL_ADDRESS: testAddress(),
      DELEGATION_TASK_QUEUE: taskQueue,
      DELEGATION_WEB_URL: proxy.url,
      DELEGATION_WEB_RATE: '100000',
      DELEGATION_LINK_KEYS: linkKeys,
      DELEGATION_PAYLOAD_KEYS: payloadKeys,
      ...settings(rank),
    });
    const starting = ports.map(async (port, rank) => {
      const child = await startChild(compiled('web', 'main.js'), {
        settings: {
          ...shared(rank),
          DELEGATION_WEB_PORT: String(port),
          ...(provider ? providerSettings(providerPort) : {}),
        },
      });
      undo.push(() => child.end());
      return child;
    });
    if (worker) {
      const child = await startChild(compiled('worker', 'main.js'), {
        settings: { ...shared(0), SMTP_URL: stage.mailbox.smtpUrl, DELEGATION_WATCH: 'aucun' },
      });
      undo.push(() => child.end());
    }
    const webs = await Promise.all(starting);
    return {
      url: proxy.url,
      proxy,
      webs,
      stage,
      signIn: String(Object(webs[0]?.said).signIn ?? ''),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A visitor who has signed in at the provider of a site. */
export async function signedIn(url: string, who: string): Promise<Visitor> {
  const browser = new Browser();
  await browser.signIn(url, who);
  const cookie = () => ({ cookie: `session=${browser.cookie(url, 'session')}` });
  const asking: typeof fetch = (input, { headers, ...init } = {}) =>
    fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(headers)), ...cookie() } });
  return new Visitor(url, asking);
}

/** What a web process is told of the provider of the tests. */
export function providerSettings(port: number): NodeJS.ProcessEnv {
  return {
    OIDC_ISSUER: `http://127.0.0.1:${port}`,
    OIDC_CLIENT_ID: 'delegation',
    OIDC_CLIENT_SECRET: 'a secret of the tests',
    OIDC_PROVIDER: 'proconnect',
    DELEGATION_ADMINS: 'camille.durand@dinum.example',
  };
}
