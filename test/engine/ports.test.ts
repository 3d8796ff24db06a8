import { createServer } from 'node:net';
import { freePort, listenNear } from '../../engine/ports.ts';
import { afterwards } from './support.ts';

function server() {
  const made = createServer();
  afterwards(() => new Promise((resolve) => made.close(resolve)));
  return made;
}

test('gives the preferred port when it is free', async () => {
  const port = await freePort();
  expect(await freePort(port)).toBe(port);
});

test('gives another port when the preferred one is taken', async () => {
  const taken = await listenNear(server());
  expect(await freePort(taken)).not.toBe(taken);
});

test('does not promise one port twice', async () => {
  const port = await freePort();
  expect(await freePort(port, [port])).not.toBe(port);
});

test('listens beside a taken port', async () => {
  const taken = await listenNear(server());
  const port = await listenNear(server(), taken);
  expect(port).not.toBe(taken);
  expect(port).toBeGreaterThan(0);
});

test('says so when a server cannot listen for another cause', async () => {
  const listening = server();
  await listenNear(listening);
  await expect(listenNear(listening)).rejects.toThrow();
});
