import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { retentionDays } from '../../engine/retention.ts';
import { ensureSearchAttributes } from '../../engine/search-attributes.ts';
import { type RunningServer, ServerStartError, startServer } from '../../engine/server.ts';
import { afterwards, connectTo, temporaryFolder, testServer } from './support.ts';

async function startWorkflow(server: RunningServer, workflowId: string): Promise<void> {
  const connection = await Connection.connect({ address: server.address });
  await new Client({ connection }).workflow.start('anything', { workflowId, taskQueue: 'nobody' });
  await connection.close();
}

async function statusOf(server: RunningServer, workflowId: string): Promise<string> {
  const client = new Client({ connection: await connectTo(server) });
  return (await client.workflow.getHandle(workflowId).describe()).status.name;
}

test('keeps its workflows from one run to the next', async () => {
  const dbFilename = join(await temporaryFolder(), 'temporal.db');
  const first = await testServer({ dbFilename });
  await startWorkflow(first, 'kept');
  await first.stop();
  expect(await first.exited).toBe(0);
  expect(await statusOf(await testServer({ dbFilename }), 'kept')).toBe('RUNNING');
});

test('loses nothing acknowledged when it is killed', async () => {
  const dbFilename = join(await temporaryFolder(), 'temporal.db');
  const first = await testServer({ dbFilename });
  for (let rank = 1; rank <= 20; rank++) await startWorkflow(first, `kept-${rank}`);
  process.kill(first.pid, 'SIGKILL');
  expect(await first.exited).toBeNull();
  const second = await testServer({ dbFilename });
  for (let rank = 1; rank <= 20; rank++) expect(await statusOf(second, `kept-${rank}`)).toBe('RUNNING');
});

test('stops the server that a killed supervisor left on the same file', async () => {
  const folder = await temporaryFolder();
  const dbFilename = join(folder, 'temporal.db');
  const orphan = await testServer({ dbFilename });
  await startWorkflow(orphan, 'kept');
  const server = await testServer({ dbFilename });
  expect(await orphan.exited).toBe(0);
  expect(await statusOf(server, 'kept')).toBe('RUNNING');
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

test('takes other ports when those wanted are taken, and has a page', async () => {
  const first = await testServer({ port: 0, uiPort: 0 });
  const [port, uiPort] = [first.address, first.uiUrl ?? ''].map((address) =>
    Number(address.split(':').at(-1)),
  );
  const second = await testServer({ port: port ?? 0, uiPort: uiPort ?? 0 });
  expect(second.address).not.toBe(first.address);
  expect(second.uiUrl).not.toBe(first.uiUrl);
  expect((await fetch(second.uiUrl ?? '')).status).toBe(200);
});

test('keeps closed workflows ten years', async () => {
  const connection = await connectTo(await testServer());
  const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(retentionDays * 24 * 3600);
});

test('registers search attributes, also those that an older database lacks', async () => {
  const dbFilename = join(await temporaryFolder(), 'temporal.db');
  const first = await testServer({ dbFilename, searchAttributes: { Phase: 'KEYWORD' } });
  await first.stop();
  const server = await testServer({
    dbFilename,
    searchAttributes: { Phase: 'KEYWORD', LastDay: 'DATETIME' },
  });
  const connection = await connectTo(server);
  const { customAttributes } = await connection.operatorService.listSearchAttributes({
    namespace: 'default',
  });
  expect(customAttributes).toMatchObject({ Phase: 2, LastDay: 6 });
  expect(
    await ensureSearchAttributes(connection, 'default', { LastDay: 'DATETIME', Overdue: 'INT' }),
  ).toEqual(['Overdue']);
});

test('says which search attribute exists with another type', async () => {
  const connection = await connectTo(await testServer({ searchAttributes: { Phase: 'KEYWORD' } }));
  await expect(ensureSearchAttributes(connection, 'default', { Phase: 'INT' })).rejects.toThrow(
    '« Phase » existe déjà dans l’espace « default » avec le type Keyword ; le type attendu est Int',
  );
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
