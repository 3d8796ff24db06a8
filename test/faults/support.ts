import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { Conventions } from '../../client/conventions.ts';
import type { Stage } from '../../client/rehearsal/stage.ts';
import type { ActInput, ActName } from '../../convention/acts/acts.ts';
import { Refused } from '../../convention/errors.ts';
import type { ConventionView } from '../../convention/view.ts';
import { startMailbox } from '../../engine/mailbox/mailbox.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import { compiled, startChild } from '../support/child-process.ts';
import type { HostSettings } from './host.ts';

/** A worker in a process of its own, which can be killed. */
export interface WorkerProcess {
  /** What `kill -9` does. */
  kill(): Promise<void>;
}

/** Starts the worker of `host.ts`, and waits until it takes work. */
export async function startWorkerProcess(settings: HostSettings): Promise<WorkerProcess> {
  const { end } = await startChild(compiled('test', 'faults', 'host.js'), {
    args: [JSON.stringify(settings)],
  });
  return { kill: () => end('SIGKILL') };
}

/** People who try again when nobody answers, and take “already done” for an answer then. */
export class PatientConventions extends Conventions {
  override async act<Name extends ActName>(id: string, name: Name, act: ActInput<Name>): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await super.act(id, name, act);
      } catch (error) {
        if (attempt > 1 && error instanceof Refused && error.code === 'ALREADY_DONE') return error.message;
        if (!isUnanswered(error) || attempt === 10) throw error;
      }
    }
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
  return error instanceof Refused && error.code === 'ENGINE_UNREACHABLE';
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
  const conventions = new PatientConventions({ connection, namespace: 'default', taskQueue });
  return { conventions, connection, mailbox, taskQueue, archives: join(folder, 'archives'), close };
}
