import { join } from 'node:path';
import { packageRoot } from './package-root.ts';
import { onPath } from './path-executable.ts';
import type { Progress } from './progress.ts';
import { runStep } from './run-step.ts';

/** A build of main packages of a Go module that this project pins, as Temporal's releases are built. */
export interface GoBuildStep {
  /** Folder of its `go.mod`, in the package. */
  readonly module: string;
  /** What `go build` is told besides. */
  readonly args: readonly string[];
  /** What is said meanwhile, in French. */
  readonly step: string;
}

/** @returns undefined once it is done, else the reason in French. Never throws. */
export async function goBuild(
  { module, args, step }: GoBuildStep,
  env: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<string | undefined> {
  const go = await onPath('go', env);
  if (!go) return 'le compilateur Go est introuvable';
  const { succeeded, output } = await runStep(
    go,
    ['build', '-trimpath', ...args],
    { cwd: join(packageRoot(), module), env: { ...env, CGO_ENABLED: '0', GOWORK: 'off' } },
    { step, progress },
  );
  return succeeded ? undefined : `« go build » a échoué (${lastLines(output)})`;
}

function lastLines(output: string): string {
  return output.split('\n').slice(-5).join(' / ') || 'sans rien dire';
}
