import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { graceMs } from './orphan.ts';
import { settingsOf } from './secret-settings.ts';

/** A server that runs as a child of this process. */
export interface ServerProcess {
  pid: number;
  /** Resolves when it has ended, with its exit code, or null when a signal ended it. */
  exited: Promise<number | null>;
  /** Asks it to end, kills it after 10 s, and resolves when it has ended. Harmless when it already has. */
  stop(): Promise<void>;
  /** The last lines it wrote, when they are not going to a file. */
  lastOutput(): string;
}

/**
 * Runs the Temporal server. It gets a session of its own, so that Ctrl-C reaches the supervisor alone and the order
 * of the stop is the supervisor's. It is told to end when this process exits without having stopped it.
 *
 * @param logFile where its output is appended; absent = kept in memory for {@link ServerProcess.lastOutput}.
 * @throws Error (in French) when it cannot be started at all.
 */
export async function runServer(
  executable: string,
  args: readonly string[],
  logFile?: string,
): Promise<ServerProcess> {
  const log = logFile === undefined ? undefined : openSync(logFile, 'a');
  const child = spawn(executable, args, {
    detached: true,
    env: settingsOf('engine', process.env),
    windowsHide: true,
    stdio: ['ignore', log ?? 'pipe', log ?? 'pipe'],
  });
  if (log !== undefined) closeSync(log);
  const { pid } = child;
  if (pid === undefined) {
    const [error] = await once(child, 'error');
    throw new Error(`Le moteur Temporal ne peut pas être lancé (${executable}) : ${error}`);
  }
  // After its birth an error event only says that a signal could not be sent: it has ended.
  child.on('error', () => {});

  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8000);
    });
  }
  const endWithUs = (): void => {
    child.kill('SIGTERM');
  };
  process.once('exit', endWithUs);
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      process.off('exit', endWithUs);
      resolve(code);
    });
  });

  return {
    pid,
    exited,
    async stop() {
      child.kill('SIGTERM');
      const killing = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(killing);
    },
    lastOutput: () => output.trim().split('\n').slice(-15).join('\n'),
  };
}
