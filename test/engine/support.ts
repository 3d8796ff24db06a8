import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { findTemporal } from '../../engine/find.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../engine/temporal-server.ts';

type CleanUp = () => unknown;

const cleanUps: CleanUp[] = [];

/** Has something undone after the test, in reverse order. */
export function afterwards(cleanUp: CleanUp): void {
  cleanUps.push(cleanUp);
}

afterEach(async () => {
  for (let cleanUp = cleanUps.pop(); cleanUp; cleanUp = cleanUps.pop()) await cleanUp();
});

/** A folder that goes away after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'delegation-test-'));
  afterwards(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** A real server that is stopped after the test. */
export async function testServer(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const { executable } = await findTemporal();
  const server = await startServer({ executable, ...options });
  afterwards(() => server.stop());
  return server;
}

/** A connection that is closed after the test. */
export async function connectTo(server: Pick<RunningServer, 'address'>): Promise<Connection> {
  const connection = await Connection.connect({ address: server.address });
  afterwards(() => connection.close());
  return connection;
}
