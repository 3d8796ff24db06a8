import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import type { ActName } from '../../acts/acts.ts';
import { Conventions } from '../../client/conventions.ts';
import { searchAttributeTypes } from '../../contract/search-attributes.ts';
import { Refused } from '../../convention/errors.ts';
import type { ConventionView } from '../../convention/views/view.ts';
import { type RunningServer, startServer } from '../../engine/temporal-server.ts';
import { startMailbox } from '../../mailbox/mailbox.ts';
import type { Stage } from '../../rehearsal/stage.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import { compiled, startChild } from '../support/child-process.ts';
import { plain } from '../support/plain.ts';
import type { HostSettings } from './host.ts';

/** A worker in a process of its own, which can be killed. */
export interface WorkerProcess {
  /** What `kill -9` does. */
  kill(): Promise<void>;
  /** What `kill -STOP` does: it is there, and does nothing. */
  stop(): void;
  /** What `kill -CONT` does. */
  resume(): void;
}

/** Starts the worker of `host.ts`, and waits until it takes work. */
export async function startWorkerProcess(settings: HostSettings): Promise<WorkerProcess> {
  const { end, process: child } = await startChild(compiled('test', 'faults', 'host.js'), {
    args: [JSON.stringify(settings)],
  });
  return {
    kill: () => end('SIGKILL'),
    stop: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  };
}

/** A Temporal server that keeps what it has on a file, which can be killed. */
export interface KillableServer {
  readonly address: string;
  /** What `kill -9` does. */
  kill(): Promise<void>;
  /** Starts another on the same file, at the same address. */
  restart(): Promise<void>;
}

/** A server on a file of its own, to be killed; the test that asks for it stops it at its end. */
export async function serverOnFile(): Promise<KillableServer> {
  const dbFilename = join(await temporaryFolder(), 'temporal.db');
  const start = (port?: number): Promise<RunningServer> =>
    startServer({
      executable: process.env.DELEGATION_TEST_TEMPORAL ?? '',
      dbFilename,
      searchAttributes: searchAttributeTypes,
      ...(port === undefined ? {} : { port }),
    });
  let server = await start();
  afterwards(() => server.stop());
  const { address } = server;
  return {
    address,
    async kill() {
      process.kill(server.pid, 'SIGKILL');
      await server.exited;
    },
    async restart() {
      server = await start(Number(address.split(':')[1]));
      expect(server.address).toBe(address);
    },
  };
}

/** People who ask again when nobody answers, under the same name: what was done is not done twice. */
export class PatientConventions extends Conventions {
  override perform(
    id: string,
    name: ActName,
    act: unknown,
    intention: string = randomUUID(),
  ): Promise<string> {
    return answered(() => super.perform(id, name, act, intention));
  }

  override view(id: string): Promise<ConventionView> {
    return answered(() => super.view(id));
  }
}

/** Asks again for as long as nobody answers. */
export async function answered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (!isUnanswered(error) || attempt === 10) throw error;
    }
  }
}

function isUnanswered(error: unknown): boolean {
  return error instanceof Refused && ['ENGINE_UNREACHABLE', 'OUTCOME_UNKNOWN'].includes(error.code);
}

/** A stage without a worker: the test brings its own, and takes it away. */
export async function openBareStage(address: string, taskQueue: string): Promise<Stage> {
  const folder = await temporaryFolder();
  const mailbox = await startMailbox({ dir: folder });
  const connection = await Connection.connect({ address });
  const close = async () => {
    await connection.close();
    await mailbox.stop();
  };
  afterwards(close);
  const conventions = new PatientConventions({
    connection,
    namespace: 'default',
    taskQueue,
    dataConverter: plain,
  });
  return { conventions, connection, mailbox, taskQueue, archives: join(folder, 'archives'), close };
}
