import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AwsV4Signer } from 'aws4fetch';
import { freePort } from '../../engine/ports.ts';
import { S3Store } from '../../storage/s3-store.ts';
import { s3Program } from './s3-program.ts';
import { eventually } from './scene.ts';

const keys = { accessKeyId: 'delegation', secretAccessKey: 'un secret des essais' };
const region = 'us-east-1';
const bucket = 'conventions';

/** A real server of objects, on a folder that outlives it. */
export interface S3Server {
  /** The settings by which a process uses it. */
  readonly settings: NodeJS.ProcessEnv;
  /** What it keeps under a prefix. */
  store(prefix: string): S3Store;
  /** Ends it at once, whatever it is doing. */
  kill(): Promise<void>;
  /** Starts it again where it was, and waits until it answers. */
  start(): Promise<void>;
}

/** Starts one; the caller kills it. @param folder for it alone. */
export async function startS3(folder: string): Promise<S3Server> {
  const [data, sidecar] = [join(folder, 'data'), join(folder, 'metadata')];
  for (const one of [data, sidecar]) await mkdir(one, { recursive: true });
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  let running: ChildProcess | undefined;
  const asked = async (method: string) => {
    const signed = await new AwsV4Signer({
      method,
      url: `${endpoint}/${bucket}`,
      ...keys,
      region,
      service: 's3',
    }).sign();
    return fetch(signed.url, { method, headers: signed.headers });
  };
  const server: S3Server = {
    settings: {
      DELEGATION_STORAGE: `s3://${bucket}/production`,
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    },
    store: (prefix) => new S3Store({ endpoint, region, bucket, prefix, ...keys }),
    async kill() {
      if (running?.exitCode !== null || running.signalCode !== null) return;
      running.kill('SIGKILL');
      await once(running, 'exit');
    },
    async start() {
      running = spawn(
        s3Program(),
        ['--port', `127.0.0.1:${port}`, '--region', region, '--quiet', 'posix', '--sidecar', sidecar, data],
        {
          stdio: 'ignore',
          env: { ...process.env, ROOT_ACCESS_KEY: keys.accessKeyId, ROOT_SECRET_KEY: keys.secretAccessKey },
        },
      );
      await once(running, 'spawn');
      await eventually(async () => (await asked('HEAD').catch(() => undefined)) && true);
    },
  };
  await server.start();
  const made = await asked('PUT');
  if (!made.ok) throw new Error(`the bucket was not made: ${made.status} ${await made.text()}`);
  return server;
}
