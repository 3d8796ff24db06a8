import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createArchiveActivities } from '../../activities/archive.ts';
import { verifyPackage } from '../../archive/verify-package.ts';
import { sha256Of } from '../../archive/write-bag.ts';
import { Conventions } from '../../client/conventions.ts';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { type ArchivedRecord, register } from '../../convention/convention.ts';
import { citationOf } from '../../convention/proof/piece.ts';
import { nameOf } from '../../engine/data-folder.ts';
import { silentLog } from '../activities/mail/returns/failed.ts';
import { type Child, cleanEnvironment, compiled, startChild } from '../support/child-process.ts';
import { testDocument } from '../support/documents.ts';
import { plain } from '../support/plain.ts';
import { type S3Server, startS3 } from '../support/s3-server.ts';
import { by, eventually, testAddress } from '../support/scene.ts';
import { openSink, type Sink } from '../support/sink.ts';

// Two worker processes, each with a data folder of its own, on a real S3 server: what of a closed convention is kept there.

jest.setTimeout(240_000);

const taskQueue = `archived-${testDocument().id}`;
const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1024 * 1024, 'x')]);
const piece = { name: 'convention.pdf', sha256: sha256Of(content) };

let folder: string;
let server: S3Server;
let sink: Sink;
let connection: Connection;
let conventions: Conventions;
const workers: Child[] = [];

const kept = (name: 'archives' | 'evidence') => server.store(`production/${nameOf(name)}`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'delegation-test-'));
  server = await startS3(join(folder, 's3'));
  sink = await openSink({});
  connection = await Connection.connect({ address: testAddress() });
  conventions = new Conventions({ connection, namespace: 'default', taskQueue, dataConverter: plain });
  workers.push(...(await Promise.all([0, 1].map(startWorker))));
});

afterAll(async () => {
  for (const worker of workers) await worker.end();
  await connection?.close();
  await sink?.close();
  await server?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

function startWorker(rank: number): Promise<Child> {
  return startChild(compiled('worker', 'main.js'), {
    settings: {
      ...server.settings,
      TEMPORAL_ADDRESS: testAddress(),
      DELEGATION_TASK_QUEUE: taskQueue,
      DELEGATION_DATA: join(folder, `data-${rank}`),
      DELEGATION_PAYLOAD_KEYS: 'aucune',
      DELEGATION_WATCH: 'aucun',
      SMTP_URL: sink.url,
    },
  });
}

/** Starts so many conventions, whose signed text is kept as evidence, and waits until it has left with their first letters. */
async function started(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => testDocument().id);
  for (const id of ids) {
    await kept('evidence').put(`${id}/${piece.sha256}`, content);
    await conventions.start(testDocument({ id }), by, { signedText: citationOf(piece) });
  }
  for (const id of ids)
    await eventually(async () => ((await conventions.view(id)).mails.length > 0 ? true : undefined), 60);
  return ids;
}

const close = (id: string) => conventions.act(id, 'terminate', { by, reason: 'essai' });

/** Each has one package, which its workflow knows by its SHA-256, and which holds its signed text. */
async function expectKept(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const { archive } = await conventions.outcome(id);
    expect(archive?.file).toBe(`${id}.zip`);
    const found = await kept('archives').get(`${id}.zip`);
    expect(sha256Of(found ?? Buffer.from(''))).toBe(archive?.sha256);
    expect(verifyPackage(found ?? Buffer.from(''))).toMatchObject({
      ok: true,
      id,
      pieces: { here: 1, absent: 0 },
    });
  }
  const ours = (await kept('archives').list()).filter(({ key }) => ids.some((id) => key.startsWith(id)));
  expect(ours.map(({ key }) => key)).toEqual(ids.map((id) => `${id}.zip`).sort());
}

test('conventions that close together have one package each, whichever worker wrote it, and « verify » reads it there', async () => {
  const ids = await started(4);
  await Promise.all(ids.map(close));
  await expectKept(ids);
  const address = `${server.settings.DELEGATION_STORAGE}/${nameOf('archives')}/${ids[0]}.zip`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [compiled('cli', 'main.js'), 'verify', address],
    {
      env: cleanEnvironment(server.settings),
    },
  );
  expect(stdout).toMatch(/^Paquet intact : [\s\S]*Pièces : 1 vérifiées/);
});

test('of a record that several archive at once there is one package; one of an earlier life is left as it is', async () => {
  const record = register(testDocument(), Date.now());
  const { id } = record.document;
  const archived = (of = record): Promise<ArchivedRecord> =>
    new MockActivityEnvironment({}, { logger: silentLog }).run(() =>
      createArchiveActivities(kept('archives'), kept('evidence')).archive(of),
    );
  const all = await Promise.all(Array.from({ length: 6 }, () => archived()));
  expect(new Set(all.map(({ file, sha256 }) => `${file} ${sha256}`)).size).toBe(1);
  const first = await kept('archives').get(`${id}.zip`);
  expect(await archived({ ...record, registeredAt: record.registeredAt + 1 })).toMatchObject({
    file: `${id}-2.zip`,
  });
  expect(await kept('archives').get(`${id}.zip`)).toEqual(first);
});

test('a storage that is out of reach keeps a convention from closing until it is back', async () => {
  const [id = ''] = await started(1);
  await server.kill();
  try {
    await close(id);
    const client = new Client({ connection, namespace: 'default', dataConverter: plain });
    await eventually(async () => {
      const { raw } = await client.workflow.getHandle(workflowIdOf(id)).describe();
      return raw.pendingActivities?.find(
        ({ activityType, lastFailure }) => activityType?.name === 'archive' && lastFailure,
      );
    }, 60);
    expect((await conventions.view(id)).phase).toBe('withdrawn');
  } finally {
    await server.start();
  }
  await expectKept([id]);
});

test('what a worker that is killed was archiving is archived by the other', async () => {
  const ids = await started(6);
  await Promise.all(ids.map(close));
  await eventually(async () => {
    const found = await kept('archives').list();
    return found.some(({ key }) => ids.includes(key.slice(0, -4))) || undefined;
  }, 60);
  await workers[0]?.end('SIGKILL');
  await expectKept(ids);
});
