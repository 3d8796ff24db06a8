import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { searchAttributeTypes } from '../../../contract/search-attributes.ts';
import { findTemporal } from '../../../engine/find.ts';
import { freePort } from '../../../engine/ports.ts';
import { startServer } from '../../../engine/temporal-server.ts';
import { childrenOf } from '../../bench/processor-time.ts';
import { clientVariables, makeNamespace, openCluster } from '../../cluster/cluster.ts';
import { Line } from './line.ts';
import { Part, type Running } from './part.ts';

/** The parts of what keeps conventions: the server of one machine, or the nodes of a cluster and their database. */
export const engineParts = ['Temporal server', 'Temporal node', 'PostgreSQL'] as const;
export type EnginePart = (typeof engineParts)[number];

/** Lines between these. */
export const engineLines = ['nodes to PostgreSQL', 'balancer to a node'] as const;
export type EngineLine = (typeof engineLines)[number];

/** What keeps the conventions of a field. */
export interface Engine {
  readonly parts: Readonly<Record<EnginePart, readonly Part[]>>;
  readonly lines: Readonly<Record<EngineLine, readonly Line[]>>;
  /** Where it answers. */
  readonly port: number;
  /** How a process of that name connects to it, but for the address. */
  variables(name: string): Promise<NodeJS.ProcessEnv>;
  close(): Promise<void>;
}

/**
 * Starts the server of one machine, on a file.
 * @param folder where its log is kept.
 * @param disk where its database is.
 */
export async function embeddedEngine(folder: string, disk: string): Promise<Engine> {
  const { executable } = await findTemporal();
  const port = await freePort();
  const server = await Part.start('server', async () => {
    const running = await startServer({
      executable,
      dbFilename: join(disk, 'temporal.db'),
      port,
      searchAttributes: searchAttributeTypes,
      durability: 'full',
      logFile: join(folder, 'server.log'),
    });
    if (running.address.endsWith(`:${port}`)) return running;
    await running.stop();
    throw new Error('the port of the server is taken');
  });
  return {
    parts: { 'Temporal server': [server], 'Temporal node': [], PostgreSQL: [] },
    lines: { 'nodes to PostgreSQL': [], 'balancer to a node': [] },
    port,
    variables: async () => ({}),
    close: () => server.end(),
  };
}

/** What fits on a small disk, the write-ahead log included. */
const small = { shared_buffers: '128MB', max_wal_size: '192MB' };

/**
 * Makes a cluster of two nodes on PostgreSQL, over TLS.
 * @param folder that of the whole field.
 * @param disk where its database is, in that one.
 */
export async function clusterEngine(folder: string, disk: string): Promise<Engine> {
  // PostgreSQL's own user passes through them.
  for (const one of [folder, disk]) await chmod(one, 0o711);
  const lines: Record<EngineLine, Line[]> = { 'nodes to PostgreSQL': [], 'balancer to a node': [] };
  const closeLines = () => {
    for (const line of Object.values(lines).flat()) line.close();
  };
  const through = async (what: 'database' | 'node', port: number) => {
    const line = await Line.open(() => port);
    lines[what === 'database' ? 'nodes to PostgreSQL' : 'balancer to a node'].push(line);
    return line.port;
  };
  const cluster = await openCluster({ database: join(disk, 'postgres'), size: small, through }).catch(
    (error) => {
      closeLines();
      throw error;
    },
  );
  const { postgres, nodes, address } = cluster;
  const database = await kept('postgres', postgres, (signal) => {
    // Those who answer its clients are children, which its own standing still leaves at work.
    const children = childrenOf(postgres.pid());
    return signal === 'SIGCONT' ? [...children, postgres.pid()] : [postgres.pid(), ...children];
  });
  const servers = await Promise.all(nodes.map((node) => kept('node', node)));
  const engine: Engine = {
    parts: { 'Temporal server': [], 'Temporal node': servers, PostgreSQL: [database] },
    lines,
    port: Number(new URL(`tcp://${address}`).port),
    async variables(name) {
      const { TEMPORAL_ADDRESS, ...others } = clientVariables(cluster, await cluster.clients.client(name));
      return others;
    },
    async close() {
      for (const part of [...servers, database]) await part.end();
      await cluster.close();
      closeLines();
    },
  };
  try {
    await makeNamespace(cluster);
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** A program of a cluster, as one of them is started, looked at and ended. */
interface Program {
  pid(): number;
  ended(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** One that runs already, kept alive from now on. */
function kept(
  name: string,
  program: Program,
  signalled = (_signal: NodeJS.Signals): readonly number[] => [program.pid()],
): Promise<Part> {
  let isStarted = true;
  return Part.start(name, async (): Promise<Running> => {
    if (!isStarted) await program.start();
    isStarted = false;
    return { pid: program.pid(), exited: program.ended(), stop: () => program.stop(), signalled };
  });
}
