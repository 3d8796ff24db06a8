import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import http2 from 'node:http2';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { retentionDays } from '../../engine/retention.ts';
import { ensureSearchAttributes } from '../../engine/search-attributes.ts';
import { type RunningServer, ServerStartError, startServer } from '../../engine/temporal-server.ts';
import { listenersOf } from '../support/listeners.ts';
import { testAddress } from '../support/scene.ts';
import { afterwards, connectTo, temporaryFolder, testServer } from './support.ts';

async function clientOf(server: RunningServer): Promise<Client> {
  return new Client({ connection: await connectTo(server) });
}

async function startWorkflows(server: RunningServer, ...workflowIds: string[]): Promise<void> {
  const { workflow } = await clientOf(server);
  for (const workflowId of workflowIds) await workflow.start('anything', { workflowId, taskQueue: 'nobody' });
}

async function areRunning(server: RunningServer, ...workflowIds: string[]): Promise<void> {
  const { workflow } = await clientOf(server);
  for (const workflowId of workflowIds) {
    const { status } = await workflow.getHandle(workflowId).describe();
    expect([workflowId, status.name]).toEqual([workflowId, 'RUNNING']);
  }
}

test('keeps its workflows from one run to the next, and loses nothing acknowledged when it is killed', async () => {
  const folder = await temporaryFolder();
  const dbFilename = join(folder, 'temporal.db');
  const first = await testServer({ dbFilename, searchAttributes: { Phase: 'KEYWORD' } });
  await startWorkflows(first, 'kept');
  await first.stop();
  expect(await first.exited).toBe(0);

  // It registers search attributes, also those that an older database lacks, and says which has another type.
  const searchAttributes = { Phase: 'KEYWORD', LastDay: 'DATETIME' } as const;
  const killed = await testServer({ dbFilename, searchAttributes });
  await areRunning(killed, 'kept');
  const connection = await connectTo(killed);
  const { customAttributes } = await connection.operatorService.listSearchAttributes({
    namespace: 'default',
  });
  expect(customAttributes).toMatchObject({ Phase: 2, LastDay: 6 });
  expect(
    await ensureSearchAttributes(connection, 'default', { LastDay: 'DATETIME', Overdue: 'INT' }),
  ).toEqual(['Overdue']);
  await expect(ensureSearchAttributes(connection, 'default', { Phase: 'INT' })).rejects.toThrow(
    '« Phase » existe déjà dans l’espace « default » avec le type Keyword ; le type attendu est Int',
  );
  const acknowledged = Array.from({ length: 20 }, (_, rank) => `kept-${rank}`);
  await startWorkflows(killed, ...acknowledged);
  process.kill(killed.pid, 'SIGKILL');
  expect(await killed.exited).toBeNull();

  const orphan = await testServer({ dbFilename });
  await areRunning(orphan, 'kept', ...acknowledged);
  // The next stops the server that a killed supervisor left on the same file.
  const server = await testServer({ dbFilename });
  expect(await orphan.exited).toBe(0);
  await areRunning(server, 'kept');
  expect(JSON.parse(await readFile(join(folder, 'engine.json'), 'utf8'))).toMatchObject({ pid: server.pid });
});

test('spares a process that merely has the number of an earlier server', async () => {
  const folder = await temporaryFolder();
  const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  afterwards(() => bystander.kill('SIGKILL'));
  const dbFilename = join(folder, 'temporal.db');
  await writeFile(join(folder, 'engine.json'), JSON.stringify({ pid: bystander.pid, dbFilename }));
  await testServer({ dbFilename });
  expect(bystander.exitCode).toBeNull();
  expect(bystander.signalCode).toBeNull();
});

test('has a page where no browser goes, each server its own', async () => {
  const [first, second] = [await testServer({ ui: true }), await testServer({ ui: true })];
  expect(second.uiUrl).not.toBe(first.uiUrl);
  for (const { uiUrl = '' } of [first, second]) {
    const [answer] = await once(get(uiUrl), 'response');
    answer.resume();
    expect(answer.statusCode).toBe(200);
    // What Node.js calls `fetch` holds to the standard of browsers.
    await expect(fetch(uiUrl)).rejects.toMatchObject({ cause: { message: 'bad port' } });
  }
});

/** The status with which the gRPC port answers over HTTP/2 to some content of a type. */
async function statusOfCall(address: string, contentType: string): Promise<number> {
  const session = http2.connect(`http://${address}`);
  afterwards(() => session.destroy());
  const call = session.request({
    ':method': 'POST',
    ':path': '/temporal.api.workflowservice.v1.WorkflowService/GetSystemInfo',
    'content-type': contentType,
    te: 'trailers',
  });
  call.end(Buffer.alloc(5));
  const [headers] = await once(call, 'response');
  return Number(headers[':status']);
}

test('takes calls over HTTP/2 and of the type of gRPC alone: no form makes one, and browsers have no HTTP/2 without TLS', async () => {
  const address = testAddress();
  expect(await statusOfCall(address, 'application/grpc')).toBe(200);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    expect({ type, status: await statusOfCall(address, type) }).toEqual({ type, status: 415 });
  }
  // What a browser sends is no beginning of HTTP/2: nothing comes back that it could read.
  await expect(fetch(`http://${address}/`)).rejects.toThrow('fetch failed');
});

test('takes another port when the one wanted is taken, and has an HTTP API that refuses everybody', async () => {
  const { address, pid } = await testServer({ port: Number(testAddress().split(':').at(-1)) });
  expect(address).not.toBe(testAddress());
  const statuses = new Set<number>();
  for (const { host, port } of await listenersOf([pid])) {
    for (const name of [`127.0.0.1:${port}`, 'localhost', 'nobody.invalid', '']) {
      const asked = get({ host, port, path: '/api/v1/namespaces', headers: { host: name } });
      const answer = await once(asked, 'response').catch(() => undefined);
      answer?.[0].resume();
      if (answer) statuses.add(answer[0].statusCode);
    }
  }
  // 404 is what the engine's figures answer to any other path; the other ports speak no HTTP/1.
  expect([...statuses].sort()).toEqual([403, 404]);
});

test('keeps closed workflows ten years', async () => {
  const connection = await connectTo({ address: testAddress() });
  const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(retentionDays * 24 * 3600);
});

test('quotes the last lines of a server that dies at its start', async () => {
  const dbFilename = join(await temporaryFolder(), 'temporal.db');
  await writeFile(dbFilename, 'this is no database, and long enough to be read as one'.repeat(100));
  const start = testServer({ dbFilename });
  await expect(start).rejects.toThrow(ServerStartError);
  await expect(start).rejects.toThrow(/s’est arrêté au démarrage[\s\S]*not a database/);
});

test('quotes its log file when it has one', async () => {
  const logFile = join(await temporaryFolder(), 'server.log');
  const start = startServer({ executable: '/bin/ls', logFile });
  await expect(start).rejects.toThrow(`(suite dans ${logFile})`);
  expect((await readFile(logFile, 'utf8')).length).toBeGreaterThan(0);
});

test('says which executable cannot be run', async () => {
  await expect(startServer({ executable: '/nowhere/temporal' })).rejects.toThrow('/nowhere/temporal');
});
