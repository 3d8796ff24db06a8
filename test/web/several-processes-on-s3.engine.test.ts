import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type S3Server, startS3 } from '../support/s3-server.ts';
import { describeProcesses } from './several-processes.ts';

// Two web processes behind one address and a worker, each with a data folder of its own, on a real S3 server.

jest.setTimeout(120_000);

let folder: string;
let server: S3Server;

describeProcesses(
  async () => {
    folder = await mkdtemp(join(tmpdir(), 'delegation-test-'));
    server = await startS3(join(folder, 's3'));
    return {
      settings: (rank) => ({ ...server.settings, DELEGATION_DATA: join(folder, `data-${rank}`) }),
      store: (name) => server.store(`production/${name}`),
      worker: true,
    };
  },
  () => server,
);

afterAll(async () => {
  await server?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});
