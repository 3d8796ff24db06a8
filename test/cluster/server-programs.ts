import { readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { projectCache } from '../../engine/cache.ts';
import { goBuild } from '../../engine/go-build-step.ts';
import { packageRoot } from '../../engine/package-root.ts';
import { exists } from '../../engine/path-executable.ts';
import { lineProgress } from '../../engine/progress.ts';

/** The Temporal server of a cluster, and the tool of its schema. */
export interface ServerPrograms {
  readonly server: string;
  readonly sqlTool: string;
}

/** The Go modules that pin those of a cluster: the version in service, and the minor version before, which it replaces. */
export const serverModule = 'test/cluster/server';
export const formerServerModule = 'test/cluster/server-before';

const packages = {
  server: 'go.temporal.io/server/cmd/server',
  sqlTool: 'go.temporal.io/server/cmd/tools/sql',
};

/** The server's version that a Go module of this project pins: `1.32.0`. */
export function pinnedServer(folder: string): string {
  const text = readFileSync(join(packageRoot(), folder, 'go.mod'), 'utf8');
  return /go\.temporal\.io\/server v(\S+)/.exec(text)?.[1] ?? '';
}

/**
 * Those of the version that a Go module pins, built once for this user: its releases are on GitHub alone.
 * @throws Error in French when they cannot be built.
 */
export async function serverPrograms(module: string): Promise<ServerPrograms> {
  const version = pinnedServer(module);
  const folder = join(projectCache(process.env), `temporal-server-${version}`);
  const programs = { server: join(folder, 'server'), sqlTool: join(folder, 'sql') };
  if (await exists(programs.server)) return programs;
  const building = `${folder}-building-${process.pid}-${Date.now()}`;
  await mkdir(building, { recursive: true });
  const progress = lineProgress();
  try {
    const failed = await goBuild(
      {
        module,
        args: [
          '-ldflags',
          '-s -w',
          '-tags',
          'disable_grpc_modules',
          '-o',
          `${building}/`,
          ...Object.values(packages),
        ],
        step: `Construction du serveur Temporal ${version} : 5 à 20 minutes, une seule fois…`,
      },
      process.env,
      progress.show,
    );
    progress.end();
    if (failed !== undefined) throw new Error(`Le serveur Temporal n’a pu être construit : ${failed}.`);
    // Another may have put its own there meanwhile: they are the same.
    if (!(await exists(folder))) await rename(building, folder);
    return programs;
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}
