import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { searchAttributeTypes } from '../../contract/search-attributes.ts';
import { findTemporal } from '../../engine/find.ts';
import { startServer } from '../../engine/temporal-server.ts';
import { processorTime } from './processor-time.ts';

/** What keeps the conventions of a field. */
export interface Ground {
  /** How processes find it: `TEMPORAL_*`. */
  readonly variables: Readonly<Record<string, string>>;
  /** Conventions that it can be trusted to register a second. */
  readonly startsASecond: number;
  /** Milliseconds of CPU spent so far by its parts. */
  spent(): Promise<Readonly<Record<string, number>>>;
  /** What its database holds, where it can be asked. */
  held?(): Promise<Held>;
  close(): Promise<void>;
}

/** Bytes on the disk, and rows by table. */
export interface Held {
  readonly bytes: number;
  readonly rows: Readonly<Record<string, number>>;
}

/** The server of one machine, on a file. */
export async function embedded(): Promise<Ground> {
  const { executable } = await findTemporal();
  const folder = await mkdtemp(join(tmpdir(), 'delegation-bench-'));
  const server = await startServer({
    executable,
    searchAttributes: searchAttributeTypes,
    dbFilename: join(folder, 'temporal.db'),
  });
  return {
    variables: { TEMPORAL_ADDRESS: server.address },
    startsASecond: 24,
    spent: async () => ({ server: await processorTime([server.pid]) }),
    async close() {
      process.kill(server.pid, 'SIGKILL');
      await server.exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
