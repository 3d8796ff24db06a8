import { setTimeout as sleep } from 'node:timers/promises';
import { Client, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';
import { type ListedRun, pagesOfOwn } from '../contract/listing.ts';
import { settingIn } from '../contract/settings.ts';
import { ownConventions, workflowIdOf } from '../contract/workflow-id.ts';
import { Refused } from '../convention/errors.ts';
import { connectToEngine, type EngineConnection } from './connection.ts';
import { forEach } from './on-many.ts';

/** One of the versions that a deployment's workers have, or had. */
export interface WorkerVersion {
  /** As `0.1.0-1f0c9a5be2d4`; absent for what goes on with workers that have no version. */
  readonly build?: string;
  /** Whether conventions begin with it, and the others go on with it in their turn. */
  readonly inUse: boolean;
  /** How many of its workers asked for work lately. */
  readonly workers: number;
  /** How many conventions under way are on it. */
  readonly conventions: number;
  /** How many were stopped outside the application while on it: its workers alone can read and resume them. */
  readonly stopped: number;
}

/** What became of the conventions that were to go on with a version. */
export interface Moves {
  readonly moved: number;
  /** Those that have letters on their way: they go on with it once these have left. */
  readonly waiting: number;
}

/** A worker asks for work once a minute at least. */
const aliveMs = 90_000;
/** In milliseconds: how often one that was asked is looked at; asked again in the middle, if the server had not yet heard. */
const looks = [100, 200, 400, 800, 1500, 2000, 2000, 3000];

const anyOf = (states: readonly string[]) =>
  `ExecutionStatus IN (${states.map((one) => `'${one}'`).join(', ')})`;
const underWay = anyOf(['Running']);
const cutShort = anyOf(['Terminated', 'Canceled', 'Failed', 'TimedOut']);

/** The versions of a deployment's workers, and which one its conventions go on with. */
export class WorkerVersions {
  readonly #engine: EngineConnection;
  readonly #client: Client;
  readonly #deployment: string;

  constructor(engine: EngineConnection, deployment: string) {
    const { connection, namespace, dataConverter } = engine;
    this.#engine = engine;
    this.#client = new Client({ connection, namespace, dataConverter });
    this.#deployment = deployment;
  }

  /**
   * Reaches this deployment's engine.
   * @throws Refused `BAD_USAGE` when its workers have no versions, `ENGINE_UNREACHABLE`.
   */
  static async connect(environment: NodeJS.ProcessEnv = process.env): Promise<WorkerVersions> {
    const deployment = settingIn('DELEGATION_DEPLOYMENT', environment);
    if (deployment === undefined) {
      throw new Refused(
        'BAD_USAGE',
        'DELEGATION_DEPLOYMENT n’est pas réglé : les workers n’ont pas de version, les nouveaux remplacent les anciens ; accepté : le nom de déploiement qu’ont vos workers.',
      );
    }
    return new WorkerVersions(await connectToEngine(environment), deployment);
  }

  /** Lets go of the engine. */
  async close(): Promise<void> {
    await this.#engine.connection.close();
  }

  /**
   * Every version, the one in use first, then the latest.
   * @throws Refused `NOT_NOW` when no worker of the deployment was ever there, `ENGINE_UNREACHABLE`.
   */
  list(): Promise<readonly WorkerVersion[]> {
    return this.#explained(async () => {
      const { builds, current } = await this.#known();
      const workers = await this.#workers();
      const versions = await Promise.all(
        [undefined, ...builds].map(async (build) => ({
          ...(build === undefined ? {} : { build }),
          inUse: build !== undefined && build === current,
          workers: workers.filter((one) => one === build).length,
          conventions: await this.#count([underWay, this.#on(build)]),
          stopped: await this.#stopped(build),
        })),
      );
      const isThere = ({ build, ...counts }: WorkerVersion) =>
        build !== undefined || counts.workers + counts.conventions + counts.stopped > 0;
      return versions.filter(isThere).sort((one, other) => Number(other.inUse) - Number(one.inUse));
    });
  }

  /**
   * Puts a version in use, the former one as well as a new one, and has every convention go on with it, each once its
   * letters have left. Stopped and asked again, it goes on from where it was.
   * @param told how many have moved, out of how many.
   * @throws Refused `BAD_USAGE` for a version that no worker has, `NOT_NOW` when none of its workers is there.
   */
  use(build: string, told: (moved: number, outOf: number) => void = () => {}): Promise<Moves> {
    return this.#explained(async () => {
      await this.#putInUse(build);
      const elsewhere = [underWay, `(TemporalWorkerDeploymentVersion IS NULL OR NOT ${this.#on(build)})`];
      const outOf = await this.#count(elsewhere);
      let moved = 0;
      for (;;) {
        const before = moved;
        let waiting = 0;
        told(moved, outOf);
        for await (const page of this.#pagesOf(elsewhere)) {
          await forEach(page, async ({ id }) => {
            const fate = await this.#move(id, build);
            if (fate === 'moved') told(++moved, Math.max(moved, outOf));
            if (fate === 'waits') waiting++;
          });
        }
        // Lists are a moment behind: only a pass in which nothing moves has seen all of them.
        if (moved === before) return { moved, waiting };
      }
    });
  }

  async #putInUse(build: string): Promise<void> {
    const { builds, current } = await this.#known();
    if (!builds.includes(build)) {
      throw new Refused(
        'BAD_USAGE',
        `« ${build.slice(0, 60)} » n’est pas une version des workers de « ${this.#deployment} » ; accepté : ${builds.join(', ')}.`,
      );
    }
    if (!(await this.#workers()).includes(build)) {
      throw new Refused(
        'NOT_NOW',
        `Aucun worker de la version « ${build} » n’est en marche, rien n’avancerait plus ; accepté : une version dont un worker au moins tourne.`,
      );
    }
    if (build === current) return;
    const { namespace, connection } = this.#engine;
    await connection.workflowService.setWorkerDeploymentCurrentVersion({
      namespace,
      deploymentName: this.#deployment,
      buildId: build,
    });
  }

  /** Asks a convention to go on with a version, and looks whether it has. */
  async #move(id: string, build: string): Promise<'moved' | 'there' | 'waits'> {
    const handle = this.#client.workflow.getHandle(workflowIdOf(id));
    const isThere = async () => {
      const { raw, status } = await handle.describe();
      const version = raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion;
      return status.name !== 'RUNNING' || version?.buildId === build;
    };
    if (await isThere()) return 'there';
    for (const [rank, pause] of looks.entries()) {
      try {
        if (rank === 0 || rank === looks.length / 2) await handle.signal('moveOn');
      } catch (error) {
        // It has ended meanwhile.
        if (error instanceof WorkflowNotFoundError) return 'there';
        throw error;
      }
      await sleep(pause);
      if (await isThere()) return 'moved';
    }
    return 'waits';
  }

  /** The versions that the server knows, the latest first, and the one in use. */
  async #known(): Promise<{ readonly builds: readonly string[]; readonly current: string | undefined }> {
    const { namespace, connection } = this.#engine;
    const { workerDeploymentInfo } = await connection.workflowService.describeWorkerDeployment({
      namespace,
      deploymentName: this.#deployment,
    });
    const { versionSummaries, routingConfig } = workerDeploymentInfo ?? {};
    const builds = [...(versionSummaries ?? [])]
      .sort((one, other) => tsToMs(other.createTime) - tsToMs(one.createTime))
      .flatMap(({ deploymentVersion }) => deploymentVersion?.buildId ?? []);
    return { builds, current: routingConfig?.currentDeploymentVersion?.buildId ?? undefined };
  }

  /** The version of each worker that asked for work lately; undefined for those that have none. */
  async #workers(): Promise<readonly (string | undefined)[]> {
    const { namespace, connection, taskQueue } = this.#engine;
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: taskQueue },
      taskQueueType: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    });
    const now = Date.now();
    return (pollers ?? [])
      .filter(({ lastAccessTime }) => now - tsToMs(lastAccessTime) < aliveMs)
      .map(({ deploymentOptions: own }) =>
        own?.deploymentName === this.#deployment ? (own.buildId ?? undefined) : undefined,
      );
  }

  #on(build: string | undefined): string {
    return build === undefined
      ? 'TemporalWorkerDeploymentVersion IS NULL'
      : `TemporalWorkerDeploymentVersion = '${this.#deployment}:${build}'`;
  }

  async #count(where: readonly string[]): Promise<number> {
    const query = [ownConventions(this.#engine.taskQueue), ...where].join(' AND ');
    return (await this.#client.workflow.count(query)).count;
  }

  async #stopped(build: string | undefined): Promise<number> {
    let count = 0;
    for await (const page of this.#pagesOf([cutShort, this.#on(build)])) count += page.length;
    return count;
  }

  #pagesOf(where: readonly string[]): AsyncGenerator<readonly ListedRun[]> {
    return pagesOfOwn(this.#client, { taskQueue: this.#engine.taskQueue, where, size: 200 });
  }

  async #explained<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      const grpc = error instanceof Error && isGrpcServiceError(error.cause) ? error.cause : error;
      if (!isGrpcServiceError(grpc)) throw error;
      // gRPC's 5 is NOT_FOUND.
      if (grpc.code === 5) {
        throw new Refused(
          'NOT_NOW',
          `Aucun worker de « ${this.#deployment} » ne s’est présenté au serveur ; accepté : le nom DELEGATION_DEPLOYMENT d’un worker en marche.`,
        );
      }
      throw new Refused('ENGINE_UNREACHABLE', `Le serveur Temporal refuse (${grpc.details}).`);
    }
  }
}
