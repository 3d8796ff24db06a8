import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refused } from '../../convention/errors.ts';
import { refuseUnconditional, type S3Store } from '../../storage/s3-store.ts';
import { type S3Server, startS3 } from '../support/s3-server.ts';
import { describeStore } from './contract.ts';

// On a real server, which comes from the registry of Go modules (`prepare.ts`).

jest.setTimeout(120_000);

let folder: string;
let server: S3Server;
let opened = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'delegation-test-'));
  server = await startS3(folder);
});

afterAll(async () => {
  await server?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** A store that nobody else has written to. */
function another(): S3Store {
  return server.store(`essai-${opened++}`);
}

describeStore('a real bucket', async () => another());

test('creates once what is to be created once, as the application makes sure when it starts', async () => {
  await expect(refuseUnconditional(another())).resolves.toBeUndefined();
});

test('lists more than one page', async () => {
  const store = another();
  const keys = Array.from({ length: 1_050 }, (_, rank) => `k${String(rank).padStart(4, '0')}`);
  for (let from = 0; from < keys.length; from += 50)
    await Promise.all(keys.slice(from, from + 50).map((key) => store.put(key, Buffer.from(key))));
  expect((await store.list()).map(({ key }) => key)).toEqual(keys);
});

test('killed while it is written to, it has nothing that is half written, and all that it said to have', async () => {
  const store = another();
  const contentOf = (rank: number) => Buffer.alloc(4 * 1024 * 1024, rank);
  const said = new Set<number>();
  const failures: unknown[] = [];
  for (let round = 0; round < 3; round++) {
    const writing = Array.from({ length: 6 }, async (_, lane) => {
      const rank = round * 6 + lane;
      try {
        if (await store.createOnce(`piece-${rank}`, contentOf(rank))) said.add(rank);
      } catch (error) {
        failures.push(error);
      }
    });
    // As soon as one of them is there, the others are under way.
    await Promise.race(writing);
    await server.kill();
    await Promise.all(writing);
    await server.start();
  }
  expect(failures.length).toBeGreaterThan(0);
  for (const failure of failures) {
    expect(failure).toBeInstanceOf(Refused);
    expect(String(failure)).toMatch(/Le stockage ne répond pas comme il devrait \(\w+\)/);
  }
  const kept = (await store.list()).map(({ key }) => key);
  for (const rank of said) expect(kept).toContain(`piece-${rank}`);
  for (const key of kept) {
    const rank = Number(key.split('-')[1]);
    expect(Buffer.compare((await store.get(key)) ?? Buffer.from(''), contentOf(rank))).toBe(0);
  }
});
