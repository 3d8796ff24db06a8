import { keptIn } from '../engine/data-folder.ts';
import '../engine/secret-settings-here.ts';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { givenPayloadKeys } from '../contract/given-payload-keys.ts';
import { searchAttributeTypes } from '../contract/search-attributes.ts';
import { errors, Refused } from '../convention/errors.ts';
import { refuseHalfRestored } from '../engine/backup/half-restored.ts';
import { BackupRefused } from '../engine/backup/refused.ts';
import { findTemporal } from '../engine/find.ts';
import { AlreadyRunningError, claimInstance } from '../engine/instance.ts';
import type { InstanceAddresses } from '../engine/instance-addresses.ts';
import { instanceLinkKeys } from '../engine/instance-link-keys.ts';
import { payloadKeysText } from '../engine/instance-payload-keys.ts';
import { keepLogsSmall } from '../engine/log-rotation.ts';
import { privateFolder } from '../engine/private-folder.ts';
import { lineProgress } from '../engine/progress.ts';
import { settingsOf } from '../engine/secret-settings.ts';
import { type RunningServer, startServer } from '../engine/temporal-server.ts';
import { storageOf } from '../storage/storage.ts';
import { type Child, startChild } from './child.ts';
import { prepareCluster } from './cluster.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { configuredEngine } from './connect.ts';
import { type Kept, keepAlive } from './keep-alive.ts';

// What this process writes is for its user alone, wherever it writes it.
process.umask(0o077);

// `npm start`: server, mailbox and worker brought up, kept alive, and stopped in order. Holds no state of its own.

const say = (line: string) => process.stdout.write(`${line}\n`);
// A terminal that was closed takes no more lines: the stop goes on without it.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {});

/** How long a part that is being started is waited for by a stop. */
const startingMs = 10_000;

async function main(): Promise<void> {
  const configuration = readConfiguration();
  const data = configuration.DELEGATION_DATA;
  const cluster = configuredEngine();
  // Said before anything is started.
  storageOf(configuration);
  if (cluster) givenPayloadKeys(process.env.DELEGATION_PAYLOAD_KEYS);
  // Mails, their links and the database are for this user alone.
  await privateFolder(data);
  const logs = keptIn(data, 'logs');
  await privateFolder(logs);
  await keepLogsSmall(logs);
  const claim = await claimInstance(data);
  // In the order in which they stop: nothing a part still needs goes before it.
  const parts: { stopped: string; kept: Kept }[] = [];
  const stopping = new AbortController();
  let isUp = (): void => {};
  const comesUp = new Promise<void>((resolve) => {
    isUp = resolve;
  });
  const stop = async () => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    // A part that is being started is stopped with the others; what is being fetched for it ends with this process.
    await Promise.race([comesUp, sleep(startingMs)]);
    for (const { stopped, kept } of parts) {
      await kept.stop();
      say(stopped);
    }
    await claim.release();
    process.exit(0);
  };
  // Ctrl-C, `kill`, and the end of the terminal.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

  const start = async (stopped: string, part: Promise<Kept>) => {
    parts.unshift({ stopped, kept: await part });
    stopping.signal.throwIfAborted();
  };

  const addresses: InstanceAddresses = {};
  const environment = { ...process.env };
  // Here a new worker is the only one: nobody else could end the runs of a former version.
  if (!cluster) environment.DELEGATION_DEPLOYMENT = '';
  try {
    await refuseHalfRestored(data);
    if (!configuration.SMTP_URL) {
      const mailbox = keepMailbox(configuration, (child) => {
        addresses.smtp = child.said.smtpUrl ?? '';
        addresses.mailbox = child.said.url ?? '';
        environment.SMTP_URL = addresses.smtp;
      });
      await start('Boîte aux lettres arrêtée.', mailbox);
    }
    if (cluster) await prepareCluster(cluster, say);
    else {
      const server = keepServer(configuration, (running) => {
        addresses.temporal = running.address;
        if (running.uiUrl) addresses.unguardedUi = running.uiUrl;
        environment.TEMPORAL_ADDRESS = addresses.temporal;
        // Started again, its page is elsewhere.
        claim.publish(addresses);
      });
      await start('Serveur Temporal arrêté.', server);
    }
    claim.publish(addresses);
    environment.DELEGATION_LINK_KEYS ??= await instanceLinkKeys(data);
    const payloadKeys = await payloadKeysText(environment, !cluster);
    if (payloadKeys !== undefined) environment.DELEGATION_PAYLOAD_KEYS = payloadKeys;
    let signIn: string | undefined;
    const web = keepWeb(configuration, environment, (child) => {
      addresses.web = child.said.web ?? '';
      if (child.said.ui) addresses.ui = child.said.ui;
      signIn ??= child.said.signIn;
      environment.DELEGATION_WEB_URL ??= addresses.web;
      claim.publish(addresses);
    });
    await start('Application arrêtée.', web);
    const worker = keepWorker(configuration, environment, (child) => {
      addresses.health = child.said.health ?? '';
      claim.publish(addresses);
    });
    await start('Worker arrêté.', worker);
    if (!cluster && configuration.DELEGATION_EXAMPLE)
      await startExample(configuration.DELEGATION_EXAMPLE, environment, addresses);
    stopping.signal.throwIfAborted();
    say(welcome(configuration, addresses, signIn));
    isUp();
  } catch (error) {
    isUp();
    // What was asked to stop stops by itself.
    if (stopping.signal.aborted) return;
    for (const { kept } of parts) await kept.stop();
    await claim.release();
    throw error;
  }
}

function keepMailbox(configuration: Configuration, started: (child: Child) => void): Promise<Kept> {
  let { DELEGATION_SMTP_PORT: smtpPort, DELEGATION_MAILBOX_PORT: webPort } = configuration;
  return keepAlive('boîte aux lettres', say, async () => {
    const child = await startChild(
      new URL('../mailbox/main.js', import.meta.url),
      [
        '--dir',
        keptIn(configuration.DELEGATION_DATA, 'mailbox'),
        '--smtp-port',
        String(smtpPort),
        '--http-port',
        String(webPort),
      ],
      settingsOf('mailbox', process.env),
      join(keptIn(configuration.DELEGATION_DATA, 'logs'), 'mailbox.log'),
    );
    started(child);
    // Started again, it is found where it was.
    smtpPort = portOf(child.said.smtpUrl) ?? smtpPort;
    webPort = portOf(child.said.url) ?? webPort;
    return child;
  });
}

async function keepServer(
  configuration: Configuration,
  started: (server: RunningServer) => void,
): Promise<Kept> {
  const progress = lineProgress();
  const { executable, passedOver } = await findTemporal({ progress: progress.show });
  progress.end();
  if (passedOver) say(passedOver);
  let { DELEGATION_TEMPORAL_PORT: port } = configuration;
  return keepAlive('serveur Temporal', say, async () => {
    const server = await startServer({
      executable,
      dbFilename: keptIn(configuration.DELEGATION_DATA, 'database'),
      port,
      ui: true,
      searchAttributes: searchAttributeTypes,
      // An act that was acknowledged must survive a power cut; the dearer setting still starts hundreds a second.
      durability: 'full',
      logFile: join(keptIn(configuration.DELEGATION_DATA, 'logs'), 'temporal.log'),
    });
    started(server);
    port = portOf(`http://${server.address}`) ?? port;
    return { exited: server.exited.then(() => undefined), stop: () => server.stop() };
  });
}

function keepWeb(
  configuration: Configuration,
  environment: NodeJS.ProcessEnv,
  started: (child: Child) => void,
): Promise<Kept> {
  const logs = join(keptIn(configuration.DELEGATION_DATA, 'logs'), 'web.log');
  let { DELEGATION_WEB_PORT: webPort, DELEGATION_UI_PORT: uiPort } = configuration;
  return keepAlive('application', say, async () => {
    const own = {
      ...settingsOf('web', environment),
      DELEGATION_WEB_PORT: String(webPort),
      DELEGATION_UI_PORT: String(uiPort),
    };
    const child = await startChild(new URL('../web/main.js', import.meta.url), [], own, logs);
    started(child);
    // Started again, it is found where it was: links that were sent lead there.
    webPort = portOf(child.said.web) ?? webPort;
    uiPort = Number(child.said.uiPort ?? uiPort);
    return child;
  });
}

function keepWorker(
  configuration: Configuration,
  environment: NodeJS.ProcessEnv,
  started: (child: Child) => void,
): Promise<Kept> {
  const logs = join(keptIn(configuration.DELEGATION_DATA, 'logs'), 'worker.log');
  let healthPort = configuration.DELEGATION_HEALTH_PORT;
  return keepAlive('worker', say, async () => {
    // The environment is read at each start: the other parts may have moved meanwhile.
    const own = { ...settingsOf('worker', environment), DELEGATION_HEALTH_PORT: String(healthPort) };
    const child = await startChild(new URL('./main.js', import.meta.url), [], own, logs);
    started(child);
    healthPort = portOf(child.said.health) ?? healthPort;
    return child;
  });
}

/** How long its first mails are waited for: they come within a second or two. */
const firstMailsMs = 10_000;

/** The example convention, as signed today; started once, found there ever after. */
async function startExample(
  example: string,
  environment: NodeJS.ProcessEnv,
  { mailbox }: InstanceAddresses,
): Promise<void> {
  const cli = fileURLToPath(new URL('../cli/main.js', import.meta.url));
  const command = [cli, 'start', example, '--signed-on', 'today', '--by', 'npm start', '--json'];
  try {
    await promisify(execFile)(process.execPath, command, {
      env: settingsOf('command', environment),
      maxBuffer: 64 * 1024 * 1024,
    });
    say(`Convention d’exemple démarrée, signée aujourd’hui (${example}).`);
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
    if (!output.includes('ALREADY_DONE')) say(`La convention d’exemple n’a pas démarré : ${output.trim()}`);
    return;
  }
  // Whoever opens the mailbox at once finds its first mails; those of a mail server elsewhere are not waited for, nor is
  // a mailbox that does not answer: what was started is.
  if (mailbox) await firstMails(mailbox).catch(() => {});
}

/** Waits until mails have come to a mailbox, and no more come. */
async function firstMails(mailbox: string): Promise<void> {
  const until = performance.now() + firstMailsMs;
  for (let before = 0; performance.now() < until; await sleep(200)) {
    const { length } = messages.parse(await (await fetch(`${mailbox}/messages.json`)).json());
    if (length > 0 && length === before) return;
    before = length;
  }
}

const messages = z.array(z.unknown());

function welcome(
  configuration: Configuration,
  { web, mailbox, ui, temporal, health }: InstanceAddresses,
  signIn: string | undefined,
): string {
  const engine = configuredEngine();
  return [
    '',
    'Tout est en marche.',
    `  Application        ${web}`,
    ...(signIn ? [`  Se connecter       ${signIn}`] : []),
    `  Courriels          ${mailbox ?? `remis à ${new URL(configuration.SMTP_URL ?? '').host}`}`,
    `  Interface Temporal ${ui ?? (temporal ? '(voir DELEGATION_TEMPORAL_UI)' : '(celle de votre cluster)')}`,
    `  Serveur Temporal   ${temporal ?? engine?.connection.address}`,
    `  État du worker     ${health}/readyz`,
    `  Données            ${configuration.DELEGATION_DATA}`,
    '',
    ...(signIn ? ['Le lien de connexion sert une fois ; « npx delegation sign-in » en donne un autre.'] : []),
    'Dans un autre terminal : npx delegation list',
    'Pour arrêter : Ctrl-C.',
    '',
  ].join('\n');
}

function portOf(url: string | undefined): number | undefined {
  return url && URL.canParse(url) ? Number(new URL(url).port) || undefined : undefined;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  const code =
    error instanceof AlreadyRunningError
      ? 'ALREADY_RUNNING'
      : error instanceof Refused
        ? error.code
        : error instanceof BackupRefused
          ? 'BAD_BACKUP'
          : undefined;
  process.exit(code ? errors[code].exit : 3);
});
