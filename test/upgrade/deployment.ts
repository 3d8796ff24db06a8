import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { Conventions } from '../../client/conventions.ts';
import { WorkerVersions } from '../../client/worker-versions.ts';
import { packageRoot } from '../../engine/package-root.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import { askTheatre } from '../support/backstage.ts';
import { plain } from '../support/plain.ts';
import { eventually, testAddress } from '../support/scene.ts';
import { openSink, type Sink } from '../support/sink.ts';
import { type Build, putBuilds } from './builds.ts';
import { LongLife, renewedYearly } from './life.ts';

/** That of the set-up: its text is known, where that of sources that changed since is made otherwise. */
const bundle = join(packageRoot(), 'dist/workflow-bundle.js');

/** Workers of several versions, a mail server, and conventions that live on. */
export interface Deployment {
  readonly client: Client;
  readonly builds: readonly Build[];
  readonly lives: readonly LongLife[];
  readonly sink: Sink;
  /** Name of the deployment, and of its task queue. */
  readonly name: string;
  starts(version: Build): Promise<void>;
  stops(version: Build): Promise<void>;
  /** Puts it in use, and has all conventions go on with it. */
  uses(version: Build): Promise<void>;
  /** How many conventions are under way on it. */
  under(version: Build): Promise<number>;
}

/** Makes so many versions, and as many conventions as asked, none of which is begun. */
export async function deploy(versions: number, conventions: number): Promise<Deployment> {
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
  const [archives, evidence] = [await temporaryFolder(), await temporaryFolder()];
  const running = new Map<string, () => Promise<void>>();
  afterwards(async () => {
    for (const leave of running.values()) await leave();
  });
  const here = async ({ build }: Build) => (await deployed.list()).find((one) => one.build === build);
  return {
    client: new Client({ connection, dataConverter: plain }),
    builds: await putBuilds(await temporaryFolder(), bundle, versions),
    lives: [first, ...others].map((document) => new LongLife(document, own, connection)),
    sink,
    name: taskQueue,
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
          archives,
          evidence,
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
