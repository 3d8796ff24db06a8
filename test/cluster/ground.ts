import { connectToEngine } from '../../client/connection.ts';
import { searchAttributeTypes } from '../../contract/search-attributes.ts';
import { ensureSearchAttributes } from '../../engine/search-attributes.ts';
import type { Ground, Held } from '../bench/ground.ts';
import { processorTime } from '../bench/processor-time.ts';
import { clientVariables, makeNamespace, openCluster } from './cluster.ts';
import { databases } from './node-config.ts';
import type { Postgres } from './postgres.ts';

/** A cluster of two nodes on PostgreSQL, all on this machine, for what is measured. */
export async function onCluster(): Promise<Ground> {
  const cluster = await openCluster();
  try {
    await makeNamespace(cluster);
    const variables = clientVariables(cluster, await cluster.clients.client('bench'));
    const { connection, namespace } = await connectToEngine({
      ...variables,
      DELEGATION_PAYLOAD_KEYS: 'aucune',
    });
    await ensureSearchAttributes(connection, namespace, searchAttributeTypes);
    await connection.close();
    return {
      variables,
      // Its nodes and its database share the machine with the worker.
      startsASecond: 5,
      async spent() {
        const pids = cluster.nodes.map((node) => node.pid());
        return {
          nodes: await processorTime(pids),
          PostgreSQL: await processorTime([cluster.postgres.pid()]),
        };
      },
      held: () => heldBy(cluster.postgres),
      close: () => cluster.close(),
    };
  } catch (error) {
    await cluster.close();
    throw error;
  }
}

async function heldBy(postgres: Postgres): Promise<Held> {
  const rows: Record<string, number> = {};
  let bytes = 0;
  for (const database of Object.values(databases)) {
    // What was written over is given back first: it is not what is held.
    await postgres.ask(database, 'vacuum analyze');
    bytes += Number((await postgres.ask(database, `select pg_database_size('${database}')`))[0]);
    const tables = await postgres.ask(
      database,
      "select relname || ' ' || n_live_tup from pg_stat_user_tables",
    );
    for (const line of tables) {
      const [table = '', count] = line.split(' ');
      rows[table] = Number(count);
    }
  }
  return { bytes, rows };
}
