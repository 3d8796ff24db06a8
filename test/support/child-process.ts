import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { packageRoot } from '../../engine/package-root.ts';

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

/** What a program is told at its start. */
export interface ChildOptions {
  readonly args?: readonly string[];
  /** Its environment, besides that of the tests without what points at a deployment. */
  readonly settings?: NodeJS.ProcessEnv;
}

/** A program in a process of its own. */
export interface Child {
  readonly process: ChildProcess;
  /** What it has written so far to its standard error. */
  log(): string;
  /** Its exit code once it has ended and all its log has come, null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Sends it a signal, SIGTERM by default, and waits until it has ended; nothing when it already has. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** Runs a compiled program without waiting for anything; the caller ends it. */
export function runChild(program: string, { args = [], settings = {} }: ChildOptions = {}): Child {
  const child = fork(program, args, {
    env: cleanEnvironment(settings),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let log = '';
  const { stderr } = child;
  stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  // Its own event `close` does not come when we have hung up before.
  const ended = Promise.all([once(child, 'exit'), stderr && once(stderr, 'close')]).then(
    () => child.exitCode,
  );
  return {
    process: child,
    log: () => log,
    ended,
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}

/**
 * Runs a compiled program and waits for its first message, by which it says that it is ready.
 * @throws when it ends before, with what it has logged.
 */
export async function startChild(
  program: string,
  options?: ChildOptions,
): Promise<Child & { readonly said: unknown }> {
  const child = runChild(program, options);
  const first = await Promise.race([once(child.process, 'message'), child.ended.then(() => undefined)]);
  if (!first) throw new Error(`${basename(program)} ended at its start:\n${child.log().slice(-4000)}`);
  return { ...child, said: first[0] };
}
