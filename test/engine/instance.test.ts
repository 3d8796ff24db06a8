import { readdir, utimes, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { AlreadyRunningError, claimInstance, readInstance } from '../../engine/instance.ts';
import { freePort, listenNear } from '../../engine/ports.ts';
import { afterwards, temporaryFolder } from './support.ts';

const addresses = {
  temporal: '127.0.0.1:7233',
  ui: 'http://127.0.0.1:8233',
  unguardedUi: 'http://127.1.2.3:6000',
};

/** What an instance leaves when it is killed. */
async function leaveClaim(dataDir: string, port: number): Promise<void> {
  await writeFile(join(dataDir, 'run.json'), JSON.stringify({ pid: 1, url: `http://127.0.0.1:${port}/abc` }));
}

test('tells where a running instance is, and nothing once it has stopped', async () => {
  const dataDir = await temporaryFolder();
  expect(await readInstance(dataDir)).toBeUndefined();
  const claim = await claimInstance(dataDir);
  expect(await readInstance(dataDir)).toEqual({});
  claim.publish(addresses);
  expect(await readInstance(dataDir)).toEqual(addresses);
  await claim.release();
  expect(await readInstance(dataDir)).toBeUndefined();
  expect(await readdir(dataDir)).toEqual([]);
});

test('creates the data folder', async () => {
  const dataDir = join(await temporaryFolder(), 'a', 'b');
  const claim = await claimInstance(dataDir);
  afterwards(claim.release);
  expect(await readInstance(dataDir)).toEqual({});
});

test('refuses a second instance, and says where the first one is', async () => {
  const dataDir = await temporaryFolder();
  const first = await claimInstance(dataDir);
  afterwards(first.release);
  first.publish(addresses);
  const refusal = await claimInstance(dataDir).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(AlreadyRunningError);
  expect(refusal).toMatchObject({
    addresses,
    message: `Déjà en cours sur le dossier ${dataDir}.\n  Temporal : 127.0.0.1:7233\n  page Temporal : http://127.0.0.1:8233`,
  });
  expect(await readInstance(dataDir)).toEqual(addresses);
});

test('takes over the claim of an instance that was killed', async () => {
  const dataDir = await temporaryFolder();
  await leaveClaim(dataDir, await freePort());
  expect(await readInstance(dataDir)).toBeUndefined();
  const claim = await claimInstance(dataDir);
  afterwards(claim.release);
  expect(await readInstance(dataDir)).toEqual({});
});

test('takes over a claim whose port another program has got since', async () => {
  const dataDir = await temporaryFolder();
  const stranger = createHttpServer((_, response) => response.end('{"hello":true}'));
  await leaveClaim(dataDir, await listenNear(stranger));
  afterwards(() => stranger.close());
  const claim = await claimInstance(dataDir);
  afterwards(claim.release);
  expect(await readInstance(dataDir)).toEqual({});
});

test('takes over a claim file that makes no sense', async () => {
  const dataDir = await temporaryFolder();
  await writeFile(join(dataDir, 'run.json'), '{"pid": 12');
  const claim = await claimInstance(dataDir);
  afterwards(claim.release);
  expect(await readInstance(dataDir)).toEqual({});
});

test('spares an instance that takes calls but is too busy to answer', async () => {
  const dataDir = await temporaryFolder();
  const busy = createServer((socket) => afterwards(() => socket.destroy()));
  await leaveClaim(dataDir, await listenNear(busy));
  afterwards(() => busy.close());
  await expect(claimInstance(dataDir)).rejects.toThrow(/Déjà en cours[\s\S]*supprimez .*run\.json/);
});

test('lets exactly one of many simultaneous claimers of a stale folder win', async () => {
  const dataDir = await temporaryFolder();
  await leaveClaim(dataDir, await freePort());
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => claimInstance(dataDir)));
  const claims = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  for (const claim of claims) afterwards(claim.release);
  expect(claims).toHaveLength(1);
  expect(await readdir(dataDir)).toEqual(['run.json']);
});

test('takes a stale folder over although whoever was doing so died in the middle', async () => {
  const dataDir = await temporaryFolder();
  await leaveClaim(dataDir, await freePort());
  const lock = join(dataDir, 'run.json.lock');
  await writeFile(lock, '');
  await utimes(lock, 0, 0);
  const claim = await claimInstance(dataDir);
  afterwards(claim.release);
  expect(await readdir(dataDir)).toEqual(['run.json']);
});
