import { Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { Refused } from '../convention/errors.ts';
import { readInstance } from '../engine/instance.ts';

/** A connection to the engine, and the namespace and task queue of this deployment. */
export interface EngineConnection {
  readonly connection: Connection;
  readonly namespace: string;
  readonly taskQueue: string;
}

/**
 * Reaches the engine: the one that `TEMPORAL_*` variables or a profile name, else the one that `npm start` runs on the
 * data folder, else Temporal's usual address.
 * @throws Refused `ENGINE_UNREACHABLE` when nothing answers there.
 */
export async function connectToEngine(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<EngineConnection> {
  const configured = loadClientConnectConfig();
  const instance = await readInstance(environment.DELEGATION_DATA ?? '.data');
  const address = configured.connectionOptions.address ?? instance?.temporal ?? '127.0.0.1:7233';
  try {
    const { tls, apiKey, metadata } = configured.connectionOptions;
    const connection = await Connection.connect({
      address,
      connectTimeout: '5 seconds',
      ...(tls === undefined || tls === null ? {} : { tls }),
      ...(typeof apiKey === 'string' ? { apiKey } : {}),
      ...(metadata ? { metadata } : {}),
    });
    return {
      connection,
      namespace: configured.namespace ?? 'default',
      taskQueue: environment.DELEGATION_TASK_QUEUE ?? 'delegation',
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refused(
      'ENGINE_UNREACHABLE',
      `Rien ne répond à « ${address} » (${why}). Lancez « npm start » dans un autre terminal, ou désignez votre serveur par TEMPORAL_ADDRESS.`,
    );
  }
}
