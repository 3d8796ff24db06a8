import '../engine/production-mode.ts';
import '../engine/secret-settings-here.ts';
import { fileURLToPath } from 'node:url';
import { Runtime } from '@temporalio/worker';
import { givenPayloadKeys } from '../contract/given-payload-keys.ts';
import { errors, Refused } from '../convention/errors.ts';
import { readInstance } from '../engine/instance.ts';
import { payloadKeysText } from '../engine/instance-payload-keys.ts';
import { mailboxOf } from '../letters/address.ts';
import { storageOf } from '../storage/storage.ts';
import { prepareCluster } from './cluster.ts';
import { type Configuration, readConfiguration, readOrExit } from './configuration.ts';
import { configuredEngine } from './connect.ts';
import { serveHealth } from './health.ts';
import { type Host, type HostReturns, makeHost } from './host.ts';
import type { HostLinks } from './link-settings.ts';
import { startLogging } from './logging.ts';
import { listenForReturns } from './return-listener.ts';
import { keepSchedules } from './schedules.ts';
import { versionOf } from './version.ts';

// What this process writes is for its user alone, wherever it writes it.
process.umask(0o077);

// The worker process: `npm start` runs one, and any number of them may run beside, on this machine or others.

const configuration = readOrExit(readConfiguration);
const storage = readOrExit(() => storageOf(configuration));
const logger = startLogging(configuration.DELEGATION_LOG_LEVEL, configuration.DELEGATION_METRICS);

let isAlone = false;
process.once('disconnect', () => {
  isAlone = true;
});

try {
  const instance = await readInstance(configuration.DELEGATION_DATA);
  const local = instance?.temporal
    ? { connection: { address: instance.temporal }, namespace: 'default' }
    : undefined;
  const configured = configuredEngine();
  const engine = configured ?? local;
  if (!engine) throw new Error('TEMPORAL_ADDRESS is not set and no instance runs on this data folder');
  const smtpUrl = configuration.SMTP_URL ?? instance?.smtp;
  if (!smtpUrl) throw new Error('SMTP_URL is not set and no local mailbox runs');
  const links = linksIn(configuration);
  if (!links && (configuration.DELEGATION_WEB_URL || configuration.DELEGATION_LINK_KEYS)) {
    logger.warn('mails have no links: DELEGATION_WEB_URL and DELEGATION_LINK_KEYS go together');
  }
  const returns = returnsIn(configuration);
  const { DELEGATION_DEPLOYMENT: deployment } = configuration;
  const bundle = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));
  const version = deployment === undefined ? undefined : await versionOf(deployment, bundle);
  const payloadKeys = givenPayloadKeys(await payloadKeysText(process.env, configured === undefined));
  // Of a cluster's workers, the first to come finds a namespace that knows nothing of conventions.
  if (configured) await prepareCluster(configured, (line) => logger.warn(line));
  const host = await makeHost({
    ...engine,
    ...(version && { version }),
    payloadKeys,
    taskQueue: configuration.DELEGATION_TASK_QUEUE,
    workflowBundle: { codePath: bundle },
    smtpUrl,
    mailFrom: configuration.MAIL_FROM,
    archives: storage.kept('archives'),
    evidence: storage.kept('evidence'),
    ...(configuration.MAIL_RATE === undefined ? {} : { mailRate: configuration.MAIL_RATE }),
    ...(links && { links }),
    ...(returns && { returns }),
    ...(configuration.MAIL_TOGETHER && { together: {} }),
    ...(configuration.DELEGATION_CHORUS && { exports: { folder: configuration.DELEGATION_CHORUS } }),
    admins: configuration.DELEGATION_ADMINS,
    ...(configuration.DELEGATION_WEB_URL && { web: configuration.DELEGATION_WEB_URL }),
  });
  await watchOver(host);
  const listener = returns && (await listening(host, returns));
  const health = await serveHealth(
    configuration.DELEGATION_HEALTH_PORT,
    () => host.worker.getState() === 'RUNNING',
  );
  // Whoever started this process is gone, or asks it to end: what it is doing ends first.
  const stop = () => host.worker.getState() === 'RUNNING' && host.worker.shutdown();
  process.once('disconnect', stop);
  const running = host.run();
  if (isAlone) stop();
  else process.send?.({ ready: true, health: health.url });
  logger.info({ health: health.url, ...version }, 'worker ready');
  await running;
  await listener?.stop();
  health.close();
  process.exit(0);
} catch (error) {
  logger.error({ err: error }, 'worker stopped');
  if (error instanceof Refused) process.stderr.write(`${error.message}\n`);
  process.exit(error instanceof Refused ? errors[error.code].exit : 1);
}

/** The schedules of the watch; a cluster that refuses them still gets its letters. */
async function watchOver({ client }: Host): Promise<void> {
  const { DELEGATION_TASK_QUEUE, DELEGATION_WATCH, DELEGATION_ADMINS } = configuration;
  const wanted = DELEGATION_WATCH !== 'aucun';
  if (wanted && DELEGATION_ADMINS.length === 0) {
    logger.info('DELEGATION_ADMINS names nobody: the watch over all conventions writes to nobody');
  }
  try {
    await keepSchedules(client, DELEGATION_TASK_QUEUE, {
      watch: wanted,
      returns: configuration.IMAP_URL !== undefined,
      exports: configuration.DELEGATION_CHORUS !== undefined,
    });
  } catch (error) {
    logger.warn({ err: error }, 'the schedules of the watch could not be kept');
  }
}

/** How letters come back, when the settings say it and there are keys to seal them with. */
function returnsIn({
  MAIL_RETURN: address,
  IMAP_URL: imapUrl,
  DELEGATION_LINK_KEYS: keys,
}: Configuration): HostReturns | undefined {
  if (address === undefined && imapUrl === undefined) return undefined;
  if (keys) return { keys, ...(address && { address }), ...(imapUrl && { imapUrl }) };
  logger.warn('letters that come back are not read: MAIL_RETURN and IMAP_URL need DELEGATION_LINK_KEYS');
  return undefined;
}

/** What comes back by SMTP, where a port is set; another worker of this machine may have it. */
async function listening({ client }: Host, { keys, address }: HostReturns) {
  const { DELEGATION_RETURN_PORT: port, DELEGATION_TASK_QUEUE: taskQueue, MAIL_FROM } = configuration;
  if (port === undefined) return undefined;
  if (address === undefined) {
    logger.warn('DELEGATION_RETURN_PORT needs MAIL_RETURN: nothing is received there');
    return undefined;
  }
  const { email: from } = mailboxOf(MAIL_FROM);
  try {
    const log = Runtime.instance().logger;
    return await listenForReturns(address, port, { client, taskQueue, keys, from, log });
  } catch (error) {
    logger.warn({ err: error, port }, 'what comes back cannot be received at DELEGATION_RETURN_PORT');
    return undefined;
  }
}

/** The web application that letters lead to, when the settings name both it and the keys. */
function linksIn({
  DELEGATION_WEB_URL: base,
  DELEGATION_LINK_KEYS: keys,
  DELEGATION_LINK_DAYS: days,
}: Configuration): HostLinks | undefined {
  return base && keys ? { base, keys, days } : undefined;
}
