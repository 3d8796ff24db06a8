import { type ChildProcess, fork } from 'node:child_process';
import { openSync } from 'node:fs';
import { z } from 'zod';

/** One of the processes that `npm start` keeps alive. */
export interface Child {
  /** What the process said when it was ready. */
  readonly said: Readonly<Record<string, string>>;
  readonly exited: Promise<void>;
  /** Asks it to end, and waits until it has; kills it after so many milliseconds. */
  stop(patience?: number): Promise<void>;
}

const readiness = z.looseObject({ ready: z.literal(true) });

/**
 * Starts a process of this project and waits until it says that it is ready.
 * @throws Error when it ends before.
 */
export async function startChild(
  module: URL,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  logFile: string,
): Promise<Child> {
  const log = openSync(logFile, 'a');
  // Detached from the terminal's group, so that Ctrl-C reaches the supervisor alone and the order of stopping holds.
  const child = fork(module, args, {
    env: environment,
    stdio: ['ignore', log, log, 'ipc'],
    detached: true,
  });
  const exited = new Promise<void>((gone) => child.once('exit', () => gone()));
  const said = await readyMessage(child, logFile);
  return { said, exited, stop: (patience = 20_000) => stopChild(child, exited, patience) };
}

function readyMessage(child: ChildProcess, logFile: string): Promise<Record<string, string>> {
  return new Promise((ready, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`le processus s’est arrêté (${code}) : voir ${logFile}`)));
    child.on('message', (message) => {
      const read = readiness.safeParse(message);
      if (!read.success) return;
      const words = Object.entries(read.data).filter(([, value]) => typeof value === 'string');
      ready(Object.fromEntries(words.map(([key, value]) => [key, String(value)])));
    });
  });
}

async function stopChild(child: ChildProcess, exited: Promise<void>, patience: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  await exited;
  clearTimeout(timer);
}
