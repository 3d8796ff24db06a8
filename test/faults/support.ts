import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { Conventions } from '../../client/conventions.ts';
import type { Stage } from '../../client/rehearsal/stage.ts';
import type { ActInput, ActName } from '../../convention/acts/acts.ts';
import { Refused } from '../../convention/errors.ts';
import type { ConventionView } from '../../convention/view.ts';
import { startMailbox } from '../../engine/mailbox/mailbox.ts';
import { packageRoot } from '../../engine/package-root.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import type { HostSettings } from './host.ts';

/** A file of the compiled project. */
export function compiled(...path: string[]): string {
  return join(packageRoot(), 'dist', ...path);
}

/** The environment of the tests without what would point a process at another deployment. */
export function cleanEnvironment(settings: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(TEMPORAL|DELEGATION|SMTP|MAIL)_/.test(name) && name !== 'NODE_OPTIONS',
  );
  return { ...Object.fromEntries(kept), ...settings };
}

/** A worker in a process of its own, which can be killed. */
export interface WorkerProcess {
  /** What `kill -9` does. */
  kill(): Promise<void>;
}

/** Starts the worker of `host.ts`, and waits until it takes work. */
export async function startWorkerProcess(settings: HostSettings): Promise<WorkerProcess> {
  const child = fork(compiled('test', 'faults', 'host.js'), [JSON.stringify(settings)], {
    env: cleanEnvironment(),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4000);
  });
  const gone = once(child, 'exit').then(() => 'gone' as const);
  const first = await Promise.race([once(child, 'message'), gone]);
  if (first === 'gone') throw new Error(`the worker ended at its start:\n${log}`);
  return {
    async kill() {
      if (isAlive(child)) child.kill('SIGKILL');
      await gone;
    },
  };
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
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
