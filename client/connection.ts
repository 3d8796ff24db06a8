import { connect } from 'node:net';
import { Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { dataConverter } from '../contract/data-converter.ts';
import { givenPayloadKeys } from '../contract/given-payload-keys.ts';
import { channelArgsTo } from '../contract/loopback.ts';
import { settingIn } from '../contract/settings.ts';
import { Refused } from '../convention/errors.ts';
import { readInstance } from '../engine/instance.ts';
import { payloadKeysText } from '../engine/instance-payload-keys.ts';
import { setVariables } from '../engine/set-variables.ts';
import { frenchUnreachable } from '../engine/unreachable.ts';

/** A connection to the engine, the namespace and task queue of this deployment, and how values are written there. */
export interface EngineConnection {
  readonly connection: Connection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly dataConverter: DataConverter;
}

/** For a process that outlives its engine: it tells at once that nothing answers, and finds it again within seconds. */
const forLong = {
  interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions({ maxAttempts: 5 }))],
};

/**
 * Reaches the engine: the one that `TEMPORAL_*` variables or a profile name, else the one that `npm start` runs on the
 * data folder, else Temporal's usual address.
 * @param lazily whether an engine that is down is waited for: what is asked of it meanwhile is refused.
 * @throws Refused `ENGINE_UNREACHABLE` when nothing answers there, `BAD_USAGE` when the keys of what it keeps are not given.
 */
export async function connectToEngine(
  environment: NodeJS.ProcessEnv = process.env,
  lazily = false,
): Promise<EngineConnection> {
  const configured = readProfile(environment);
  const instance = await readInstance(settingIn('DELEGATION_DATA', environment));
  const address = configured.connectionOptions.address ?? instance?.temporal ?? '127.0.0.1:7233';
  const { tls, apiKey, metadata } = configured.connectionOptions;
  const options = {
    address,
    connectTimeout: '5 seconds' as const,
    channelArgs: channelArgsTo(address),
    ...(tls === undefined || tls === null ? {} : { tls }),
    ...(typeof apiKey === 'string' ? { apiKey } : {}),
    ...(metadata ? { metadata } : {}),
  };
  const names = {
    namespace: configured.namespace ?? 'default',
    taskQueue: settingIn('DELEGATION_TASK_QUEUE', environment),
  };
  const isOwn = configured.connectionOptions.address === undefined && instance?.temporal !== undefined;
  const converter = async () => ({
    dataConverter: dataConverter(givenPayloadKeys(await payloadKeysText(environment, isOwn))),
  });
  if (lazily) {
    const channelArgs = { ...options.channelArgs, 'grpc.max_reconnect_backoff_ms': 3_000 };
    const written = await converter();
    return { connection: Connection.lazy({ ...options, ...forLong, channelArgs }), ...names, ...written };
  }
  let connection: Connection;
  try {
    await refuseClosedPort(address);
    connection = await Connection.connect(options);
  } catch {
    throw new Refused('ENGINE_UNREACHABLE', await frenchUnreachable(address, Boolean(tls)));
  }
  try {
    return { connection, ...names, ...(await converter()) };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/**
 * The address of a server that is not that of `npm start` on the data folder, when `TEMPORAL_*` variables or a profile
 * name one.
 * @throws Refused `ENGINE_UNREACHABLE` when the profile cannot be read.
 */
export async function serverElsewhere(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  const { address } = readProfile(environment).connectionOptions;
  const instance = await readInstance(settingIn('DELEGATION_DATA', environment));
  return address === instance?.temporal ? undefined : address;
}

function readProfile(environment: NodeJS.ProcessEnv): ReturnType<typeof loadClientConnectConfig> {
  try {
    return loadClientConnectConfig({ overrideEnvVars: setVariables(environment) });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refused(
      'ENGINE_UNREACHABLE',
      `Le profil Temporal ne se lit pas (${why}) : corrigez les variables TEMPORAL_* ou leur fichier.`,
    );
  }
}

/** gRPC would knock for five seconds at a door that this machine says is closed. */
async function refuseClosedPort(address: string): Promise<void> {
  const [, host, port] = /^(127\.0\.0\.1|localhost):(\d+)$/.exec(address) ?? [];
  if (host === undefined || Number(port) > 65_535) return;
  await new Promise<void>((open, closed) => {
    const socket = connect({ host, port: Number(port) });
    socket.once('connect', () => {
      socket.destroy();
      open();
    });
    socket.once('error', closed);
  });
}
