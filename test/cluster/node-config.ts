import { loopback } from '../../engine/ports.ts';
import type { Certificate } from './authority.ts';
import type { Postgres } from './postgres.ts';

/** What differs from a node to another. */
export interface NodePlace {
  /** Where clients, and the other nodes' services, find its frontend. */
  readonly frontend: number;
  /** Of its other services, and those by which all services find one another: seven. */
  readonly others: readonly number[];
  /** Where it gives its measures, for Prometheus. */
  readonly metrics: number;
}

/** What all nodes of a cluster share. */
export interface ClusterPlan {
  readonly postgres: Pick<Postgres, 'port' | 'user' | 'password'>;
  /** The files of those who vouch for its nodes and its database, and for its clients: what opens nodes to one another is no client's. */
  readonly ca: string;
  readonly clientsCa: string;
  readonly certificate: Certificate;
  /** The file of its dynamic configuration. */
  readonly dynamic: string;
  /** For ever: it cannot be changed once conventions are there. */
  readonly historyShards: number;
}

/** The databases of a cluster. */
export const databases = { store: 'temporal', visibility: 'temporal_visibility' } as const;

/** The configuration of a node that has all four services: YAML, of which JSON is a part. */
export function nodeConfig(
  { postgres, ca, clientsCa, certificate, dynamic, historyShards }: ClusterPlan,
  { frontend, others, metrics }: NodePlace,
): string {
  const [history, matching, worker, ...membership] = others;
  const sql = (databaseName: string, maxConns: number) => ({
    sql: {
      pluginName: 'postgres12',
      databaseName,
      connectAddr: `${loopback}:${postgres.port}`,
      connectProtocol: 'tcp',
      user: postgres.user,
      password: postgres.password,
      maxConns,
      maxIdleConns: maxConns,
      maxConnLifetime: '1h',
      tls: { enabled: true, caFile: ca, enableHostVerification: true, serverName: loopback },
    },
  });
  const service = (grpcPort: number | undefined, rank: number) => ({
    rpc: { grpcPort, membershipPort: membership[rank], bindOnIP: loopback },
  });
  const { cert: certFile, key: keyFile } = certificate;
  const server = (...clientCaFiles: string[]) => ({
    certFile,
    keyFile,
    requireClientAuth: true,
    clientCaFiles,
  });
  const client = { serverName: loopback, rootCaFiles: [ca] };
  return JSON.stringify(
    {
      log: { stdout: true, level: 'warn' },
      persistence: {
        numHistoryShards: historyShards,
        defaultStore: 'store',
        visibilityStore: 'visibility',
        datastores: { store: sql(databases.store, 20), visibility: sql(databases.visibility, 10) },
      },
      global: {
        membership: { maxJoinDuration: '30s', broadcastAddress: loopback },
        metrics: {
          prometheus: { framework: 'tally', timerType: 'histogram', listenAddress: `${loopback}:${metrics}` },
        },
        tls: {
          internode: { server: server(ca), client },
          frontend: { server: server(clientsCa, ca), client },
          systemWorker: { certFile, keyFile, client },
        },
      },
      services: {
        frontend: service(frontend, 0),
        history: service(history, 1),
        matching: service(matching, 2),
        worker: service(worker, 3),
      },
      clusterMetadata: {
        enableGlobalNamespace: false,
        failoverVersionIncrement: 10,
        masterClusterName: 'active',
        currentClusterName: 'active',
        clusterInformation: {
          active: {
            enabled: true,
            initialFailoverVersion: 1,
            rpcName: 'frontend',
            rpcAddress: `${loopback}:${frontend}`,
          },
        },
      },
      dcRedirectionPolicy: { policy: 'noop' },
      dynamicConfigClient: { filepath: dynamic, pollInterval: '10s' },
    },
    null,
    2,
  );
}
