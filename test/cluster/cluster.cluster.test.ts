import { join } from 'node:path';
import { z } from 'zod';
import { connectToEngine } from '../../client/connection.ts';
import { Conventions } from '../../client/conventions.ts';
import { searchAttributeTypes } from '../../contract/search-attributes.ts';
import { dynamicConfig } from '../../engine/server-arguments.ts';
import { startMailbox } from '../../mailbox/mailbox.ts';
import { rehearse } from '../../rehearsal/rehearse.ts';
import { FolderStore } from '../../storage/folder-store.ts';
import { example, run } from '../cli/run.ts';
import { PatientConventions } from '../faults/support.ts';
import { signedIn } from '../support/cluster.ts';
import { testDocument } from '../support/documents.ts';
import { by, eventually } from '../support/scene.ts';
import { openSink, type Sink } from '../support/sink.ts';
import { describePages } from '../web/several-processes.ts';
import { makeAuthority } from './authority.ts';
import { type Batch, lettersOf, recorded, register, share } from './batch.ts';
import { type Cluster, clientVariables, makeNamespace, openCluster, updateSchema } from './cluster.ts';
import { type Deployment, prepareDeployment, processNames } from './deployment.ts';
import { type Front, openFront } from './front.ts';
import type { Node } from './node.ts';
import {
  formerServerModule,
  pinnedServer,
  type ServerPrograms,
  serverModule,
  serverPrograms,
} from './server-programs.ts';

// One cluster for all that follows, in this order: it is made, lived on, broken, upgraded and put back.

let cluster: Cluster;
let front: Front;
let sink: Sink;
let deployment: Deployment;
let conventions: Conventions;
/** What the nodes are upgraded to; they begin by the minor version before. */
let inService: ServerPrograms;

/** What the command line prints, as JSON; it must have succeeded. */
async function told(...args: string[]): Promise<unknown> {
  const ran = await run([...args, '--json'], deployment.command);
  if (ran.code !== 0)
    throw new Error(`« ${args.join(' ')} » ended with ${ran.code}: ${ran.stdout}${ran.stderr}`);
  return ran.json();
}

/** Starts a node, and waits until it answers: one that loses the database before ends. */
async function startNode(node: Node): Promise<void> {
  await node.start();
  await answers(node);
}

/** Waits until a node answers, as an administrator does. */
const answers = ({ ports }: Node) =>
  eventually(
    () =>
      cluster.temporal('operator', 'cluster', 'health', '--address', `localhost:${ports[0]}`).then(
        () => true,
        () => undefined,
      ),
    60,
  );

/** The version that each node says that it is of. */
async function versions(): Promise<string[]> {
  const described = z.object({ serverVersion: z.string() });
  const asked = cluster.nodes.map(async ({ ports }) => {
    const address = `localhost:${ports[0]}`;
    const text = await cluster.temporal(
      'operator',
      'cluster',
      'describe',
      '--address',
      address,
      '-o',
      'json',
    );
    return described.parse(JSON.parse(text)).serverVersion;
  });
  return Promise.all(asked);
}

beforeAll(async () => {
  sink = await openSink({});
  // Time is skipped for one whole life; what else is here lives by the clock, as in service.
  const skipping = Object.entries(dynamicConfig).map(([name, json]) => [name, JSON.parse(json)]);
  inService = await serverPrograms(serverModule);
  cluster = await openCluster({ dynamic: Object.fromEntries(skipping), module: formerServerModule });
  front = await openFront(cluster.folder);
  deployment = await prepareDeployment(cluster, sink.url, 'service', front);
}, 3_600_000);

afterAll(async () => {
  await conventions?.close();
  await deployment?.stop();
  await front?.close();
  await cluster?.close();
  await sink?.close();
}, 120_000);

test('a worker without a namespace says how to make it', async () => {
  await expect(deployment.start('worker-1')).rejects.toThrow(
    /operator namespace create --namespace conventions/,
  );
});

test('the first worker makes what conventions are searched by; the others, and the application, find all there', async () => {
  await makeNamespace(cluster);
  for (const name of processNames) await deployment.start(name);
  const listed = await cluster.temporal('operator', 'search-attribute', 'list', '--output', 'json');
  for (const name of Object.keys(searchAttributeTypes)) expect(listed).toContain(name);
  const schedules = await cluster.temporal('schedule', 'list', '--output', 'json');
  expect(
    z
      .array(z.object({ scheduleId: z.string() }))
      .parse(JSON.parse(schedules))
      .map(({ scheduleId }) => scheduleId)
      .sort(),
  ).toEqual(['service-reconciliation', 'service-sweep', 'service-weekly-summary']);
}, 300_000);

describe('whoever comes without what the cluster asks for', () => {
  const asking = async (variables: NodeJS.ProcessEnv) =>
    run(['list'], {
      DELEGATION_PAYLOAD_KEYS: 'aucune',
      DELEGATION_DATA: '/nonexistent',
      ...variables,
    });

  test('is not answered in clear', async () => {
    const ran = await asking({ TEMPORAL_ADDRESS: cluster.address, TEMPORAL_NAMESPACE: cluster.namespace });
    expect(ran.code).toBe(3);
    expect(ran.stderr).toMatch(/n’y répond pas en clair/);
  });

  test('is not answered without a certificate, nor with one that another authority signed', async () => {
    const own = clientVariables(cluster, await cluster.clients.client('ours'));
    const { TEMPORAL_TLS_CLIENT_CERT_PATH, TEMPORAL_TLS_CLIENT_KEY_PATH, ...without } = own;
    const stranger = await makeAuthority(join(cluster.folder, 'keys'), 'strangers');
    const other = clientVariables(cluster, await stranger.client('stranger'));
    for (const variables of [without, other]) {
      const ran = await asking(variables);
      expect(ran.code).toBe(3);
      expect(ran.stderr).toMatch(/n’y répond pas avec TLS .*TEMPORAL_TLS_CLIENT_CERT_PATH/);
    }
    expect((await asking({ ...own, TEMPORAL_TLS_SERVER_CA_CERT_PATH: stranger.ca })).code).toBe(3);
    // Other than that, the very same is answered.
    expect((await asking(own)).code).toBe(0);
  });

  test('is not answered by what nodes have for one another, a client’s certificate included', async () => {
    const own = clientVariables(cluster, await cluster.clients.client('ours'));
    for (const { ports } of cluster.nodes) {
      const [frontend, ...inner] = ports;
      expect((await asking({ ...own, TEMPORAL_ADDRESS: `localhost:${frontend}` })).code).toBe(0);
      for (const port of inner) {
        expect((await asking({ ...own, TEMPORAL_ADDRESS: `localhost:${port}` })).code).toBe(3);
      }
    }
  });
});

test('the command line starts, lists, shows and acts, by a profile', async () => {
  await eventually(() => told('start', example, '--signed-on', 'today', '--by', by).then(() => true), 60);
  const rows = z.object({ conventions: z.array(z.object({ id: z.string() })) });
  const id = await eventually(async () => rows.parse(await told('list')).conventions[0]?.id, 60);
  const shown = z.object({ mails: z.array(z.unknown()) });
  const mails = await eventually(async () => {
    const { mails } = shown.parse(await told('show', id));
    return mails.length > 0 && sink.all().length >= mails.length ? mails : undefined;
  }, 60);
  expect(mails.length).toBeGreaterThan(0);
  const waived = await told('waive', id, 'legal-text', '--reason', 'admis', '--by', by);
  expect(waived).toMatchObject({ id, act: 'waiveDuty', text: expect.stringMatching(/^Dispensée/) });
}, 300_000);

describe('the pages of two web processes behind one address', () => {
  describePages(async () => {
    const conventions = await deployment.conventions();
    const data = deployment.command.DELEGATION_DATA ?? '';
    return {
      url: front.proxy.url,
      proxy: front.proxy,
      conventions,
      mails: async (address) => [...(address === undefined ? sink.all() : sink.received(address))].reverse(),
      store: (name) => new FolderStore(join(data, name)),
      hasWorker: true,
      kill: (rank) => deployment.running(rank === 0 ? 'web-1' : 'web-2').end('SIGKILL'),
      close: () => conventions.close(),
    };
  });

  test('the one that was killed is started again, and knows who signed in at the other', async () => {
    const visitor = await signedIn(front.proxy.url, 'camille');
    await deployment.start('web-1');
    front.proxy.only(0);
    expect((await visitor.get('/conventions')).status).toBe(200);
    front.proxy.only(undefined);
  });
});

describe('a morning', () => {
  let morning: Batch;
  let patient: PatientConventions;
  let before: string[];

  beforeAll(async () => {
    patient = new PatientConventions(await connectToEngine(deployment.command));
    morning = await register(patient, sink, 60, 3, 60_000);
    before = lettersOf(sink, morning);
  }, 600_000);
  afterAll(() => patient?.close());

  /** Somebody acts while it is broken. */
  const acts = async (rank: number, duty: string) =>
    patient.perform(morning.ids[rank] ?? '', 'waiveDuty', { by, duty, reason: 'sans objet' });

  test('goes on by the other node when one is killed', async () => {
    await share(sink, morning, 0.05);
    const [node] = cluster.nodes;
    await node?.kill();
    await acts(0, 'credits');
    await share(sink, morning, 0.25);
    if (node) await startNode(node);
  }, 400_000);

  test('goes on when PostgreSQL has been killed and started again', async () => {
    await cluster.postgres.kill();
    const acting = acts(1, 'credits');
    await cluster.postgres.start();
    await acting;
    for (const node of cluster.nodes) await answers(node);
    await share(sink, morning, 0.45);
  }, 400_000);

  test('goes on by the other worker when one is killed', async () => {
    await deployment.running('worker-1').end('SIGKILL');
    await acts(2, 'credits');
    await share(sink, morning, 0.6);
    await deployment.start('worker-1');
  }, 400_000);

  test('goes on while the next version’s schema is put in place, and nodes, workers and web processes are replaced by turns', async () => {
    const [former, next] = [pinnedServer(formerServerModule), pinnedServer(serverModule)];
    const visitor = await signedIn(front.proxy.url, 'camille');
    expect(await versions()).toEqual([former, former]);
    cluster.install(inService);
    await updateSchema(cluster);
    for (const [rank, node] of cluster.nodes.entries()) {
      await node.stop();
      await startNode(node);
      // The first time, by nodes of both versions.
      await acts(3 + rank, 'credits');
      await share(sink, morning, 0.7 + 0.1 * rank);
      expect((await versions())[rank]).toBe(next);
    }
    expect(await versions()).toEqual([next, next]);
    for (const name of processNames) {
      await deployment.stop(name);
      await deployment.start(name);
    }
    for (const id of morning.ids.slice(0, 5))
      expect((await visitor.get(`/conventions/${id}`)).status).toBe(200);
    await share(sink, morning, 1);
  }, 500_000);

  test('has lost no letter and no act, and each letter that came twice bears one Message-ID', async () => {
    const { ids, first, letters } = morning;
    await eventually(async () => {
      const pending = await Promise.all(
        ids.map(async (id) => ((await patient.handle(id).describe()).raw.pendingActivities ?? []).length),
      );
      return pending.every((count) => count === 0) ? true : undefined;
    }, 120);
    const came = lettersOf(sink, morning);
    const once = new Set(came);
    process.stderr.write(`${once.size} letters, ${came.length - once.size} twice\n`);
    expect(once.size).toBe(ids.length * (first + letters));
    expect(before.length).toBe(first * ids.length);
    for (const id of ids.slice(0, 5)) {
      const { journal } = await patient.view(id);
      expect(journal.filter(({ act }) => act === 'waiveDuty')).toHaveLength(1);
    }
  }, 200_000);
});

test('a convention lives a whole year there, to its closing', async () => {
  const mailbox = await startMailbox({ dir: join(cluster.folder, 'mail') });
  // A rehearsal lives where that of one machine does.
  const another = { ...cluster, namespace: 'default' };
  await makeNamespace(another);
  const life = await prepareDeployment(another, mailbox.smtpUrl, 'life');
  const engine = await connectToEngine(life.command);
  const { connection, taskQueue } = engine;
  try {
    await life.start('worker-2');
    const stage = { conventions: new Conventions(engine), connection, mailbox, taskQueue };
    const document = testDocument();
    const { outcome, mails } = await rehearse({ ...stage, archives: '', close: async () => {} }, document, {
      acting: 'everybody',
    });
    expect(outcome).toBeDefined();
    expect(mails.length).toBeGreaterThan(50);
    expect(new Set(mails.map(({ messageId, to }) => `${messageId} ${to}`)).size).toBe(mails.length);
  } finally {
    await life.stop();
    await connection.close();
    await mailbox.stop();
  }
}, 600_000);

test('a backup that is put back: what was due since leaves once, and acts done since are listed', async () => {
  const made = z.object({ file: z.string(), database: z.literal(false) });
  const lost = z.object({ acts: z.array(z.object({ convention: z.string(), act: z.string() })) });
  conventions = await deployment.conventions();
  const batch = await register(conventions, sink, 6, 0, 60_000);
  const [acted = '', quiet = ''] = batch.ids;
  // Theirs, then ours: what proves something is kept before a record cites it.
  await cluster.postgres.backUp('backup');
  const { file } = made.parse(await told('backup', join(cluster.folder, 'backup.tar.gz')));

  await conventions.act(acted, 'requestInformation', { by, from: 'delegatee', subject: 'Prévisions' });
  const unheardOf = testDocument();
  await conventions.start(unheardOf, by);
  await recorded(conventions, batch);
  const firstLife = lettersOf(sink, batch);

  await conventions.close();
  await deployment.stop();
  await Promise.all(cluster.nodes.map((node) => node.stop()));
  await cluster.postgres.stop();
  const restored = await run(['restore', file], deployment.command);
  expect(restored.code).toBe(0);
  expect(restored.stdout).toContain(`Les conventions sont sur le serveur Temporal « ${cluster.address} »`);
  await cluster.postgres.putBack('backup');
  await cluster.postgres.start();
  for (const node of cluster.nodes) await startNode(node);
  const came = sink.all().length;
  for (const name of processNames) await deployment.start(name);
  conventions = await deployment.conventions();

  const due = batch.ids.length * batch.letters;
  const secondLife = () => lettersOf({ ...sink, all: () => sink.all().slice(came) }, batch);
  await eventually(() => (secondLife().length >= due ? true : undefined), 120);
  expect(new Set(secondLife()).size).toBe(secondLife().length);
  // What was due in both lives bears the same identity.
  expect(secondLife().filter((letter) => !firstLife.includes(letter))).toEqual([]);
  const logs = (await deployment.logs()).flatMap((log) => ['--log', log]);
  const { acts } = lost.parse(await told('lost-acts', ...logs));
  const ofBatch = acts.filter(({ convention }) => [acted, quiet, unheardOf.id].includes(convention));
  expect(ofBatch.map(({ convention, act }) => [convention, act]).sort()).toEqual(
    [
      [acted, 'requestInformation'],
      [unheardOf.id, 'start'],
    ].sort(),
  );
}, 600_000);
