import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { reconcile } from '../../audit/reconciliation.ts';
import { Conventions } from '../../client/conventions.ts';
import { WorkerVersions } from '../../client/worker-versions.ts';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import { askTheatre, replay } from '../support/backstage.ts';
import { plain } from '../support/plain.ts';
import { inFull } from '../support/runs.ts';
import { eventually, testAddress, testBundle } from '../support/scene.ts';
import { openSink } from '../support/sink.ts';
import { type Build, putBuilds } from './builds.ts';
import { LongLife, renewedYearly } from './life.ts';

/** In full, ten versions over ten years of a hundred conventions; a rollback in the middle. */
const [versions, conventions] = inFull ? [10, 100] : [3, 3];
const rolledBack = Math.floor(versions / 2);

test(
  'conventions go from version to version, and back, without a turn that fails nor a letter that is lost',
  async () => {
    const deployment = await deploy();
    const { client, builds, lives, sink } = deployment;
    const [first] = builds;
    if (!first) throw new RangeError('no version');
    await deployment.starts(first);
    await deployment.uses(first);
    await each(lives, (life) => life.begins());

    let former = first;
    for (const [rank, next] of builds.slice(1).entries()) {
      // Deployed while letters leave and acts are done, and again for those that were then at it.
      await deployment.starts(next);
      await Promise.all([each(lives, (life) => life.livesHalfAYear()), deployment.uses(next)]);
      const isGood = rank + 1 !== rolledBack;
      await Promise.all([
        each(lives, (life) => life.livesHalfAYear()),
        ...(isGood ? [] : [deployment.uses(former)]),
      ]);
      const [kept, left] = isGood ? [next, former] : [former, next];
      await deployment.uses(kept);
      expect(await deployment.under(left)).toBe(0);
      await deployment.stops(left);
      former = kept;
      if (rank + 1 === rolledBack)
        await Promise.all(lives.slice(0, Math.ceil(conventions / 20)).map((life) => life.ends()));
    }

    // All are on the last version, and can be read by it, those too that were closed on one that is gone.
    const [last] = builds.slice(-1);
    expect(await deployment.under(last ?? first)).toBe(lives.filter(({ isOver }) => !isOver).length);
    let due = 0;
    await each(lives, async (life) => {
      const record = await life.record();
      expect(record.closed !== undefined).toBe(life.isOver);
      const until = addDays(parisDate(await life.now()), -7);
      const reconciled = reconcile(record, record.document.signedOn, until);
      expect({ id: life.id, missing: reconciled.missing, failed: reconciled.failed }).toEqual({
        id: life.id,
        missing: [],
        failed: [],
      });
      due += reconciled.sent;
    });
    expect(due).toBeGreaterThan(conventions * (versions - 1) * 2);
    const letters = sink.all().map(({ messageId, to }) => `${messageId} ${to}`);
    expect(new Set(letters).size).toBe(letters.length);
    expect(letters.length).toBeGreaterThanOrEqual(due);

    // No turn failed but by what comes while one is under way; and had they not kept to their version, they would have.
    const failed = new Set<string>();
    let runs = 0;
    const longest = new Map<string, { readonly run: string; readonly id: string; readonly events: number }>();
    await each(lives, async ({ id }) => {
      const query = `WorkflowId = '${workflowIdOf(id)}'`;
      for await (const { runId: run } of client.workflow.list({ query })) {
        runs++;
        const { events } = await client.workflow.getHandle(workflowIdOf(id), run).fetchHistory();
        let build = '';
        for (const event of events ?? []) {
          const { workflowTaskFailedEventAttributes: turn, workflowTaskCompletedEventAttributes: done } =
            event;
          build = done?.deploymentVersion?.buildId ?? build;
          if (turn && turn.cause !== unhandledCommand)
            failed.add(`${id} ${turn.cause} ${turn.failure?.message}`);
        }
        const count = events?.length ?? 0;
        if (count > (longest.get(build)?.events ?? 0)) longest.set(build, { run, id, events: count });
      }
    });
    expect([...failed]).toEqual([]);
    const folder = await temporaryFolder();
    for (const [rank, { build, bundle }] of builds.entries()) {
      const { id = '', run = '' } = longest.get(build) ?? {};
      const history = await client.workflow.getHandle(workflowIdOf(id), run).fetchHistory();
      const file = join(folder, `${build}.json.gz`);
      await writeFile(file, gzipSync(historyToJSON(history)));
      expect(await replay([file], bundle)).toEqual([null]);
      const after = builds[rank + 1];
      if (after) expect(await replay([file], after.bundle)).toEqual([expect.stringMatching(/determinis/i)]);
    }
    if (inFull)
      process.stdout.write(
        `${conventions} conventions, ${runs} runs, ${letters.length} letters, ${due} of them due and sent\n`,
      );
  },
  inFull ? 7_200_000 : 180_000,
);

/** WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND of Temporal's API: something came while the turn was taken, which is taken again. */
const unhandledCommand = 1;

interface Deployment {
  readonly client: Client;
  readonly builds: readonly Build[];
  readonly lives: readonly LongLife[];
  readonly sink: Awaited<ReturnType<typeof openSink>>;
  starts(version: Build): Promise<void>;
  stops(version: Build): Promise<void>;
  /** Puts it in use, and has all conventions go on with it. */
  uses(version: Build): Promise<void>;
  /** How many conventions are under way on it. */
  under(version: Build): Promise<number>;
}

async function deploy(): Promise<Deployment> {
  const sink = await openSink({});
  afterwards(() => sink.close());
  const address = testAddress();
  const connection = await Connection.connect({ address });
  afterwards(() => connection.close());
  const [first, ...others] = Array.from({ length: conventions }, () => renewedYearly());
  if (!first) throw new RangeError('no convention');
  const taskQueue = `upgrade-${first.id}`;
  const engine = { connection, namespace: 'default', taskQueue, dataConverter: plain };
  const own = new Conventions(engine);
  const deployed = new WorkerVersions(engine, taskQueue);
  const [archiveFolder, evidenceFolder] = [await temporaryFolder(), await temporaryFolder()];
  const running = new Map<string, () => Promise<void>>();
  afterwards(async () => {
    for (const leave of running.values()) await leave();
  });
  const here = async ({ build }: Build) => (await deployed.list()).find((one) => one.build === build);
  return {
    client: new Client({ connection, dataConverter: plain }),
    builds: await putBuilds(await temporaryFolder(), testBundle(), versions),
    lives: [first, ...others].map((document) => new LongLife(document, own, connection)),
    sink,
    async starts({ build, bundle }) {
      const { leave } = await askTheatre({
        worker: {
          connection: { address },
          namespace: 'default',
          taskQueue,
          workflowBundle: { codePath: bundle },
          version: { deploymentName: taskQueue, buildId: build },
          payloadKeys: [],
          smtpUrl: sink.url,
          mailFrom: 'Conventions de délégation <conventions@delegation.example>',
          archiveFolder,
          evidenceFolder,
        },
      });
      running.set(build, leave);
    },
    async stops({ build }) {
      await running.get(build)?.();
      running.delete(build);
    },
    async uses(version) {
      await eventually(async () => {
        const found = await here(version).catch(() => undefined);
        return found && found.workers > 0 ? found : undefined;
      });
      const { waiting } = await deployed.use(version.build);
      // Those whose letters are on their way follow by themselves.
      if (waiting > 0)
        await eventually(async () => (await deployed.use(version.build)).waiting === 0 || undefined);
    },
    under: async (version) => (await here(version))?.conventions ?? 0,
  };
}

/** Does something for each, some at the same time. */
async function each<Item>(all: readonly Item[], work: (one: Item) => Promise<void>): Promise<void> {
  const left = [...all];
  const next = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: 10 }, next));
}
