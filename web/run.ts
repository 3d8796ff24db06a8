import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { connectToEngine, type EngineConnection } from '../client/connection.ts';
import { Conventions } from '../client/conventions.ts';
import { readLinkKeys } from '../contract/link-keys.ts';
import { keptIn } from '../engine/data-folder.ts';
import { readInstance } from '../engine/instance.ts';
import { instanceLinkKeys } from '../engine/instance-link-keys.ts';
import { freePort, loopback } from '../engine/ports.ts';
import { privateFolder } from '../engine/private-folder.ts';
import { refuseUnconditional } from '../storage/s3-store.ts';
import { storageOf } from '../storage/storage.ts';
import type { Configuration } from '../worker/configuration.ts';
import { Tokens } from './api/tokens.ts';
import { EvidenceFolder } from './evidence-folder.ts';
import { loggedError } from './logged-error.ts';
import { Jobs } from './many/jobs.ts';
import { Portfolio } from './portfolio/portfolio.ts';
import { Rehearsals } from './rehearsals.ts';
import { KnownPassages } from './search/known-passages.ts';
import { buildServer } from './server.ts';
import { browserSessions } from './sign-in/browser-sessions.ts';
import { signInCode, signInKey, UsedCodes } from './sign-in/one-time.ts';
import { Pins } from './sign-in/pins.ts';
import { Sessions } from './sign-in/sessions.ts';
import { buildTemporalUi } from './temporal-ui/ui-server.ts';
import type { Web } from './web.ts';
import type { WebSettings } from './web-settings.ts';
import { KnownDuties } from './week/known-duties.ts';

/** What the web application runs with. */
export interface WebOptions {
  readonly settings: WebSettings;
  /** Names the engine, by `TEMPORAL_*` variables or a profile. */
  readonly environment: NodeJS.ProcessEnv;
  readonly logger: Logger;
  /** Whom the sign-in link of `npm start` is for. */
  readonly operator: string;
}

/** The web application as it runs. */
export interface RunningWeb {
  /** Its address. */
  readonly web: string;
  /** That of the Temporal UI, and the port of its door when that is ours. */
  readonly ui?: string;
  readonly uiPort?: string;
  /** The link that `npm start` shows, which serves once; none where an identity provider vouches for people. */
  readonly signIn?: string;
  /** Answers what has been asked, then lets go of its ports and of the engine. */
  stop(): Promise<void>;
}

/**
 * Opens the web application. It answers at once; what it says of conventions waits for the engine.
 * @throws the system's error when its port or its folder cannot be had.
 */
export async function runWeb({ settings, environment, logger, operator }: WebOptions): Promise<RunningWeb> {
  const { configuration } = settings;
  const address = await addressOf(configuration);
  const temporalUi = await temporalUiOf(configuration, address);
  const engine = await connectToEngine(environment, true);
  const web = await makeWeb(settings, engine, address.url, temporalUi?.url);
  const app = await buildServer(web, logger);
  let isStopping = false;
  // Ready once the portfolio is read; an engine that is down is tried again.
  readPortfolio(web.portfolio, logger, () => isStopping);
  await app.listen({ host: configuration.DELEGATION_WEB_HOST, port: address.port });
  const door =
    temporalUi?.port === undefined
      ? undefined
      : await openDoor(web, temporalUi.url, temporalUi.port, configuration, logger);
  logger.info({ url: address.url }, 'web ready');
  return {
    web: address.url,
    ...(temporalUi && { ui: temporalUi.url }),
    ...(temporalUi?.port === undefined ? {} : { uiPort: String(temporalUi.port) }),
    ...(await firstSignIn(settings, address.url, operator)),
    async stop() {
      isStopping = true;
      // What is being answered is answered; what holds a connection open for later is not waited for.
      const hurry = setInterval(() => {
        for (const one of [app, door]) one?.server.closeIdleConnections();
      }, 100);
      await Promise.all([app.close(), door?.close()]);
      clearInterval(hurry);
      await engine.connection.close();
    },
  };
}

async function makeWeb(
  { configuration, openid }: WebSettings,
  engine: EngineConnection,
  baseUrl: string,
  temporalUi: string | undefined,
): Promise<Web> {
  const data = configuration.DELEGATION_DATA;
  // Keys, evidence and accounts are for this user alone.
  await privateFolder(data);
  const conventions = new Conventions(engine);
  const now = () => Date.now();
  const storage = storageOf(configuration);
  if (storage.bucket) await refuseUnconditional(storage.bucket);
  const sessions = new Sessions(storage.kept('sessions'), { now });
  return {
    conventions,
    portfolio: new Portfolio(conventions),
    duties: new KnownDuties(conventions),
    passages: new KnownPassages(conventions),
    sessions,
    browsers: browserSessions(sessions, baseUrl),
    attempts: storage.kept('attempts'),
    evidence: new EvidenceFolder(storage.kept('evidence')),
    archives: storage.kept('archives'),
    rehearsals: new Rehearsals(storage.kept('rehearsals')),
    jobs: new Jobs(storage.kept('jobs')),
    linkKeys: configuration.DELEGATION_LINK_KEYS ?? readLinkKeys(await instanceLinkKeys(data)),
    linkDays: configuration.DELEGATION_LINK_DAYS,
    pins: new Pins(storage.kept('accounts')),
    tokens: new Tokens(storage.kept('tokens'), (email = '') => ({
      // Without a provider, whoever signs in on this machine is an admin, and has no address.
      admin: openid ? openid.admins.includes(email) : email === '',
      auditor: openid?.auditors.includes(email) ?? false,
    })),
    ...(openid
      ? { openid }
      : {
          oneTime: {
            key: await signInKey(keptIn(data, 'signInKey')),
            used: new UsedCodes(storage.kept('usedCodes')),
          },
        }),
    baseUrl,
    ...(temporalUi === undefined ? {} : { temporalUi }),
    namespace: conventions.namespace,
    legal: {
      ...(configuration.DELEGATION_PUBLISHER ? { publisher: configuration.DELEGATION_PUBLISHER } : {}),
      ...(configuration.DELEGATION_DIRECTOR ? { director: configuration.DELEGATION_DIRECTOR } : {}),
      ...(configuration.DELEGATION_HOSTING ? { host: configuration.DELEGATION_HOSTING } : {}),
      ...(configuration.DELEGATION_CONTACT ? { contact: configuration.DELEGATION_CONTACT } : {}),
      ...(configuration.DELEGATION_DPO ? { dpo: configuration.DELEGATION_DPO } : {}),
      accessibility: configuration.DELEGATION_ACCESSIBILITY,
    },
    rate: configuration.DELEGATION_WEB_RATE,
    ...(configuration.DELEGATION_WEB_PROXIES ? { proxies: configuration.DELEGATION_WEB_PROXIES } : {}),
    ...(configuration.DELEGATION_DSFR ? { dsfr: configuration.DELEGATION_DSFR } : {}),
    now,
  };
}

/**
 * The Temporal UI, for links to it: at the address that is given, else on the port beside the application's. That of
 * `npm start` is opened through a door of ours, on this machine's `port`; behind a reverse proxy, whoever put that
 * there gives the address of the door, on the application's host, since its sign-in is what opens it.
 */
async function temporalUiOf(
  { DELEGATION_DATA, DELEGATION_TEMPORAL_UI: given, DELEGATION_UI_PORT }: Configuration,
  { port: webPort, url }: { port: number; url: string },
): Promise<{ url: string; port?: number } | undefined> {
  const isOurs = (await readInstance(DELEGATION_DATA))?.unguardedUi !== undefined;
  if (!isOurs) return given === undefined ? undefined : { url: given.replace(/\/$/, '') };
  const port = await freePort(DELEGATION_UI_PORT, [webPort]);
  if (given !== undefined) return { url: given.replace(/\/$/, ''), port };
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' ? { url: `http://${hostname}:${port}`, port } : undefined;
}

async function openDoor(
  web: Web,
  url: string,
  port: number,
  configuration: Configuration,
  logger: Logger,
): Promise<FastifyInstance> {
  const behind = async () => (await readInstance(configuration.DELEGATION_DATA))?.unguardedUi;
  const door = await buildTemporalUi(web, new URL(url), behind, logger);
  await door.listen({ host: loopback, port });
  return door;
}

/** The sign-in link that `npm start` shows; none where an identity provider vouches for people. */
async function firstSignIn(
  { configuration: { DELEGATION_DATA: data }, openid }: WebSettings,
  url: string,
  operator: string,
): Promise<{ signIn?: string }> {
  if (openid) return {};
  const key = await signInKey(keptIn(data, 'signInKey'));
  return { signIn: `${url}/connexion/${await signInCode(key, operator, Date.now())}` };
}

/** Where to listen, and the address that people use. */
async function addressOf(configuration: Configuration): Promise<{ port: number; url: string }> {
  const { DELEGATION_WEB_HOST: host, DELEGATION_WEB_PORT: wanted, DELEGATION_WEB_URL: given } = configuration;
  const port = host === loopback ? await freePort(wanted) : wanted;
  return { port, url: (given ?? `http://${loopback}:${port}`).replace(/\/$/, '') };
}

async function readPortfolio(portfolio: Portfolio, logger: Logger, isStopping: () => boolean): Promise<void> {
  while (!portfolio.isReady && !isStopping()) {
    try {
      await portfolio.refresh();
    } catch (error) {
      logger.warn({ err: loggedError(error) }, 'portfolio not read');
      await new Promise((resolve) => setTimeout(resolve, 1_000).unref());
    }
  }
}
