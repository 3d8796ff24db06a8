import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findTemporal } from '../../engine/find.ts';
import { loopback } from '../../engine/ports.ts';
import { retentionDays } from '../../engine/retention.ts';
import { type Authority, type Certificate, makeAuthority } from './authority.ts';
import { openBalancer } from './balancer.ts';
import { type Node, nodeOf } from './node.ts';
import { type ClusterPlan, databases, nodeConfig } from './node-config.ts';
import { steadyPorts } from './ports.ts';
import { type Postgres, type PostgresSize, startPostgres } from './postgres.ts';
import { type ServerPrograms, serverModule, serverPrograms } from './server-programs.ts';

/** A Temporal cluster: two nodes on PostgreSQL behind one address, TLS everywhere, clients with certificates. */
export interface Cluster {
  /** The load balancer's. */
  readonly address: string;
  readonly namespace: string;
  readonly postgres: Postgres;
  readonly nodes: readonly Node[];
  /** Of the certificates of its nodes, by which its clients know it. */
  readonly ca: string;
  /** Whose certificates its clients must have. */
  readonly clients: Authority;
  /** A folder for what its clients need. */
  readonly folder: string;
  /** Runs `temporal` as an administrator of it does. */
  temporal(...args: readonly string[]): Promise<string>;
  /** Runs the tool of its schema on one of its databases. */
  sqlTool(database: string, ...args: readonly string[]): Promise<string>;
  /** Puts other programs in the place of those that its nodes are started with, and of the tool of its schema. */
  install(programs: ServerPrograms): void;
  close(): Promise<void>;
}

/** What `TEMPORAL_*` variables name its clients' certificate. */
export function clientVariables(
  { address, namespace, ca }: Pick<Cluster, 'address' | 'namespace' | 'ca'>,
  { cert, key }: Certificate,
): Record<string, string> {
  return {
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: ca,
    TEMPORAL_TLS_CLIENT_CERT_PATH: cert,
    TEMPORAL_TLS_CLIENT_KEY_PATH: key,
  };
}

/** What a cluster in service is given: no call home, and what nodes tell one another encrypted like the rest. */
const inService = { 'frontend.enableServerVersionCheck': false, 'system.enableRingpopTLS': true };

const namespace = 'conventions';

/** How one is made otherwise than in service. */
export interface ClusterOptions {
  /** Its dynamic configuration, besides that of a cluster in service. */
  readonly dynamic?: Readonly<Record<string, unknown>>;
  /** The Go module that pins its version; the one in service by default. */
  readonly module?: string;
  /** Where the files of its database are; in its own folder by default. */
  readonly database?: string;
  readonly size?: PostgresSize;
  /** The port by which the nodes find the database, or the load balancer a node, when it is not the one that they listen on. */
  through?(what: 'database' | 'node', port: number): Promise<number>;
}

/** Opens one, its namespace and search attributes not yet made. */
export async function openCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await openedCluster(options, undo, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function openedCluster(
  {
    dynamic = {},
    module = serverModule,
    database,
    size,
    through = async (_what, port) => port,
  }: ClusterOptions,
  undo: (() => Promise<unknown>)[],
  close: () => Promise<void>,
): Promise<Cluster> {
  let programs = await serverPrograms(module);
  const { executable } = await findTemporal();
  const folder = await mkdtemp(join(tmpdir(), 'delegation-cluster-'));
  undo.push(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  // PostgreSQL's user passes through it.
  await chmod(folder, 0o711);
  const keys = join(folder, 'keys');
  await mkdir(keys, { mode: 0o700 });
  const authority = await makeAuthority(keys, 'nodes');
  const clients = await makeAuthority(keys, 'clients');
  const { ca } = authority;
  const certificate = await authority.server('node');
  const [databasePort = 0, balancerPort = 0, ...others] = await steadyPorts(2 + 2 * 9);

  const password = randomBytes(18).toString('base64url');
  const files = database ?? join(folder, 'postgres');
  const postgres = await startPostgres(files, databasePort, password, ca, certificate, size);
  undo.push(() => postgres.stop());
  const sqlTool = async (database: string, ...args: readonly string[]) => {
    const env = {
      SQL_PLUGIN: 'postgres12',
      SQL_HOST: loopback,
      SQL_PORT: String(databasePort),
      SQL_USER: postgres.user,
      SQL_PASSWORD: password,
      SQL_DATABASE: database,
      SQL_TLS: 'true',
      SQL_TLS_CA_FILE: ca,
    };
    const { stdout } = await promisify(execFile)(programs.sqlTool, [...args], { env });
    return stdout;
  };
  for (const database of Object.values(databases)) {
    await sqlTool(database, 'create-database');
    await sqlTool(database, 'setup-schema', '--version', '0.0');
  }
  await updateSchema({ sqlTool });

  const dynamicFile = join(folder, 'dynamic.yaml');
  const values = Object.entries({ ...inService, ...dynamic }).map(([name, value]) => [name, [{ value }]]);
  await writeFile(dynamicFile, JSON.stringify(Object.fromEntries(values)));
  const plan: ClusterPlan = {
    postgres: { ...postgres, port: await through('database', databasePort) },
    ca,
    clientsCa: clients.ca,
    certificate,
    dynamic: dynamicFile,
    historyShards: 128,
  };
  const nodes: Node[] = [];
  for (const rank of [0, 1]) {
    const [frontend = 0, metrics = 0, ...rest] = others.slice(rank * 9, (rank + 1) * 9);
    const config = join(keys, `node-${rank}.yaml`);
    await writeFile(config, nodeConfig(plan, { frontend, metrics, others: rest }), { mode: 0o600 });
    nodes.push(nodeOf(() => programs.server, config, { frontend, metrics, others: rest }));
  }
  undo.push(async () => Promise.all(nodes.map((node) => node.kill())));
  for (const node of nodes) await node.start();
  const frontends = [0, 1].map((rank) => through('node', others[rank * 9] ?? 0));
  const balancer = await openBalancer(balancerPort, await Promise.all(frontends));
  undo.push(() => balancer.close());

  const { address } = balancer;
  const admin = await clients.client('admin');
  return {
    address,
    namespace,
    postgres,
    nodes,
    ca,
    clients,
    folder,
    async temporal(...args) {
      const env = {
        PATH: process.env.PATH,
        HOME: folder,
        ...clientVariables({ address, namespace, ca }, admin),
      };
      return (await promisify(execFile)(executable, [...args], { env })).stdout;
    },
    sqlTool,
    install(others) {
      programs = others;
    },
    close,
  };
}

/** Brings the schema of both databases to the version of the programs in place; nothing when it is. */
export async function updateSchema({ sqlTool }: Pick<Cluster, 'sqlTool'>): Promise<void> {
  for (const [database, schema] of [
    [databases.store, 'temporal'],
    [databases.visibility, 'visibility'],
  ] as const)
    await sqlTool(database, 'update-schema', '--schema-name', `postgresql/v12/${schema}`);
}

/** What an administrator does to make its namespace, as `docs/cluster.md` has it. */
export async function makeNamespace({ temporal, namespace }: Cluster): Promise<void> {
  await temporal(
    'operator',
    'namespace',
    'create',
    '--namespace',
    namespace,
    '--retention',
    `${retentionDays}d`,
  );
}
