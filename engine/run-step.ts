import { type SpawnOptions, spawn } from 'node:child_process';
import type { Progress } from './progress.ts';

/** How a program that was run to its end went. */
export interface StepOutcome {
  /** True when it ended by itself with exit code 0. */
  succeeded: boolean;
  /** The last lines it wrote, to be quoted when it failed. */
  output: string;
}

/**
 * Runs a program to its end, telling progress once a second.
 *
 * @param shouldGiveUp asked once a second; a text makes the program be killed, and becomes its output.
 * @returns how it went; a program that cannot even be started is a failure too. Never throws.
 */
export function runStep(
  command: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'cwd' | 'env'>,
  watch: { step: string; progress: Progress; shouldGiveUp?: (elapsedSeconds: number) => string | undefined },
): Promise<StepOutcome> {
  return new Promise((resolve) => {
    const startedAt = Date.now();
    let output = '';
    let givenUp: string | undefined;
    watch.progress(watch.step, 0);
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-4000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const ticking = setInterval(() => {
      const elapsed = (Date.now() - startedAt) / 1000;
      watch.progress(watch.step, elapsed);
      givenUp ??= watch.shouldGiveUp?.(elapsed);
      if (givenUp !== undefined) child.kill('SIGKILL');
    }, 1000);
    const settle = (succeeded: boolean, last: string): void => {
      clearInterval(ticking);
      resolve({ succeeded, output: last.trim() });
    };
    child.once('error', (error) => settle(false, error.message));
    child.once('close', (code) => settle(code === 0 && givenUp === undefined, givenUp ?? output));
  });
}
