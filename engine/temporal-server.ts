import { mkdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { Connection } from '@temporalio/client';
import { channelArgsTo } from '../contract/loopback.ts';
import { recordEngine, refuseOtherEngine, versionOf } from './engine-version.ts';
import { hiddenAddress, type LocalAddress } from './hidden-address.ts';
import { forgetServer, rememberServer, stopOrphan } from './orphan.ts';
import { freePort, loopback } from './ports.ts';
import { ensureRetention } from './retention.ts';
import { ensureSearchAttributes, type SearchAttributeTypes } from './search-attributes.ts';
import { type Durability, serverArguments } from './server-arguments.ts';
import { runServer, type ServerProcess } from './server-process.ts';

/** The namespace that the embedded server works in. */
export const namespace = 'default';

const readyWithinMs = 60_000;
const attempts = 3;

/** What {@link startServer} needs to know. */
export interface ServerOptions {
  /** Path of the Temporal CLI, from `findTemporal`. */
  executable: string;
  /** SQLite file that holds everything, created at need with its folder; absent = in memory, lost at stop. */
  dbFilename?: string;
  /** gRPC port wanted; another is taken when it is not free. Absent = any. */
  port?: number;
  /** Whether it has a web page, at a {@link hiddenAddress}; false by default. */
  ui?: boolean;
  /** What a power cut may cost, `normal` by default: see {@link Durability}. */
  durability?: Durability;
  /** Registered before the server is said ready, in an older database too. */
  searchAttributes?: SearchAttributeTypes;
  /** Where the server's output is appended; absent = the last lines are kept for the error message. */
  logFile?: string;
}

/** An embedded Temporal server that is ready. */
export interface RunningServer {
  /** `host:port` of its gRPC interface. */
  address: string;
  /**
   * URL of its web page, if it has one. It answers whoever asks: what people open is a proxy that looks at who they are.
   */
  uiUrl?: string;
  pid: number;
  /** Asks it to end, kills it after 10 s, and resolves when it has ended. */
  stop(): Promise<void>;
  /** Resolves when it has ended, however; null when a signal ended it. */
  exited: Promise<number | null>;
}

/** The server ended or stayed silent while it was being started. Its message, in French, quotes its last lines. */
export class ServerStartError extends Error {
  override readonly name = 'ServerStartError';
}

/**
 * Starts the Temporal server on loopback and waits until it answers: time skipping on, search attributes
 * registered, closed workflows kept ten years. A server left behind on the same file by a killed supervisor is
 * stopped first: hold the data folder's claim (`claimInstance`) before.
 *
 * @throws ServerStartError when it does not become ready within a minute.
 * @throws EngineVersionError when another version wrote the database.
 * @throws SearchAttributeError when the database holds an attribute of another type.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dbFilename } = options;
  if (dbFilename !== undefined) await prepareDatabase(dbFilename, options.executable);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(options.port);
    const ui = options.ui ? await hiddenAddress() : undefined;
    const server = await launch(options, port, ui);
    try {
      await makeReady(server, `${loopback}:${port}`, options);
    } catch (error) {
      await server.stop();
      // Someone else took a port between its choice and its use.
      if (attempt < attempts && (await output(server, options)).includes('port')) continue;
      throw error;
    }
    return {
      address: `${loopback}:${port}`,
      ...(ui && { uiUrl: `http://${ui.host}:${ui.port}` }),
      pid: server.pid,
      exited: server.exited,
      stop: server.stop,
    };
  }
}

async function prepareDatabase(dbFilename: string, executable: string): Promise<void> {
  await mkdir(dirname(dbFilename), { recursive: true });
  const version = await versionOf(executable);
  await refuseOtherEngine(dbFilename, version);
  await stopOrphan(dbFilename);
  await recordEngine(dbFilename, version);
}

async function launch(options: ServerOptions, port: number, ui?: LocalAddress): Promise<ServerProcess> {
  const { dbFilename, durability = 'normal', searchAttributes = {} } = options;
  const args = serverArguments({
    ...(dbFilename === undefined ? {} : { dbFilename }),
    port,
    ...(ui && { ui }),
    durability,
    searchAttributes,
  });
  const server = await runServer(options.executable, args, options.logFile);
  if (dbFilename === undefined) return server;
  rememberServer(dbFilename, server.pid);
  const exited = server.exited.finally(() => forgetServer(dbFilename, server.pid));
  return {
    ...server,
    exited,
    async stop() {
      await server.stop();
      await exited;
    },
  };
}

async function makeReady(server: ServerProcess, address: string, options: ServerOptions): Promise<void> {
  let isOver = false;
  const patience = AbortSignal.timeout(readyWithinMs);
  const outcome = await Promise.race([
    configure(address, options.searchAttributes ?? {}, () => isOver),
    server.exited.then((code) => ({ failure: `s’est arrêté au démarrage (${code ?? 'par un signal'})` })),
    new Promise<{ failure: string }>((resolve) => {
      const failure = `ne répond pas après ${readyWithinMs / 1000} s`;
      patience.addEventListener('abort', () => resolve({ failure }));
    }),
  ]).finally(() => {
    isOver = true;
  });
  if (!outcome) return;
  throw new ServerStartError(`Le moteur Temporal ${outcome.failure} :\n${await output(server, options)}`);
}

async function configure(
  address: string,
  attributes: SearchAttributeTypes,
  isOver: () => boolean,
): Promise<void> {
  while (!(await accepts(address))) {
    if (isOver()) return;
    await new Promise((again) => setTimeout(again, 20));
  }
  const connection = await Connection.connect({ address, channelArgs: channelArgsTo(address) });
  try {
    await ensureRetention(connection, namespace);
    await ensureSearchAttributes(connection, namespace, attributes);
  } finally {
    await connection.close();
  }
}

function accepts(address: string): Promise<boolean> {
  const port = Number(address.split(':')[1]);
  return new Promise((resolve) => {
    const socket = connect(port, loopback);
    const answer = (yes: boolean) => () => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', answer(true)).once('error', answer(false));
  });
}

async function output(server: ServerProcess, { logFile }: ServerOptions): Promise<string> {
  if (logFile === undefined) return server.lastOutput();
  const log = await readFile(logFile, 'utf8').catch(() => '');
  return `${log.trim().split('\n').slice(-15).join('\n')}\n(suite dans ${logFile})`;
}
