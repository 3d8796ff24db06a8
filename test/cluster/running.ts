import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';

/** A program that runs until it is ended; it does not outlive this process. */
export interface Running {
  readonly pid: number;
  /** The last of what it has written. */
  log(): string;
  hasEnded(): boolean;
  /** Resolves when it has ended, however. */
  readonly exited: Promise<void>;
  /** Sends it a signal and waits until it has ended; nothing when it already has. */
  end(signal: NodeJS.Signals): Promise<void>;
}

const kept = 200_000;

/**
 * Runs a program, and waits until it answers.
 * @throws Error with the last of its log when it ends before.
 */
export async function runUntil(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
  answers: (log: string) => Promise<boolean> | boolean,
): Promise<Running> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const running = watched(child);
  while (!(await answers(running.log()))) {
    if (running.hasEnded()) throw new Error(`${command} ended at its start:\n${running.log().slice(-4000)}`);
    await setTimeout(100);
  }
  return running;
}

function watched(child: ChildProcess): Running {
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-kept);
    });
  }
  let hasEnded = false;
  const ended = once(child, 'close')
    .catch((error) => {
      log += String(error);
    })
    .then(() => {
      hasEnded = true;
    });
  const orphaned = () => child.kill('SIGKILL');
  process.once('exit', orphaned);
  return {
    pid: child.pid ?? 0,
    log: () => log,
    hasEnded: () => hasEnded,
    exited: ended,
    async end(signal) {
      child.kill(signal);
      await ended;
      process.off('exit', orphaned);
    },
  };
}
