import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../engine/cache.ts';
import { exists, onPath } from '../../engine/path-executable.ts';
import { lineProgress } from '../../engine/progress.ts';
import { runStep } from '../../engine/run-step.ts';

// A real server that speaks S3's protocol, from the Go module proxy: Versity's gateway over a folder. Of those that can be
// built here it is the one that needs least, and it honours `If-None-Match: *`.

const version = 'v1.8.0';
const program = 'github.com/versity/versitygw/cmd/versitygw';

/** Where it is once it is built. */
export function s3Program(env: NodeJS.ProcessEnv = process.env): string {
  return join(dirname(cacheFolder(env)), `versitygw-${version}`);
}

/**
 * Builds it into the user cache, unless it is there.
 * @throws Error that says why it cannot be.
 */
export async function prepareS3(env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const target = s3Program(env);
  if (await exists(target)) return;
  const go = await onPath('go', env);
  if (!go) throw new Error(`${program} is built with Go, which is not on the PATH`);
  await mkdir(dirname(target), { recursive: true });
  const building = await mkdtemp(`${target}-`);
  const progress = lineProgress();
  try {
    const { succeeded, output } = await runStep(
      go,
      ['install', '-trimpath', '-ldflags', '-s -w', `${program}@${version}`],
      { cwd: building, env: { ...env, GOBIN: building, CGO_ENABLED: '0', GOWORK: 'off' } },
      { step: `Building ${program} ${version}, once: some minutes`, progress: progress.show },
    );
    if (!succeeded) throw new Error(`${program} was not built: ${output}`);
    await rename(join(building, 'versitygw'), target);
  } finally {
    progress.end();
    await rm(building, { recursive: true, force: true });
  }
}
