import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { setVariables } from '../engine/set-variables.ts';

/** Where the workflows' server is, and under which namespace. */
export interface Engine {
  readonly connection: NativeConnectionOptions;
  readonly namespace: string;
}

/**
 * The server this deployment points at, by `TEMPORAL_*` variables or a profile of Temporal's own configuration file
 * (address, namespace, API key, TLS); undefined when they name none.
 */
export function configuredEngine(environment: NodeJS.ProcessEnv = process.env): Engine | undefined {
  const { connectionOptions, namespace } = loadClientConnectConfig({
    overrideEnvVars: setVariables(environment),
  });
  return connectionOptions.address
    ? { connection: connectionOptions, namespace: namespace ?? 'default' }
    : undefined;
}
