import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { WorkerDeploymentVersion } from '@temporalio/common';
import { packageVersion } from '../engine/package-root.ts';

/**
 * Which version of a deployment a worker is: that of the software and a digest of its workflows, `0.1.0-1f0c9a5be2d4`.
 * Two builds of one version whose workflows differ are two; where only the rest differs, nothing has to move.
 * @param bundle file of the workflows' bundle.
 */
export async function versionOf(deploymentName: string, bundle: string): Promise<WorkerDeploymentVersion> {
  const digest = createHash('sha256')
    .update(await readFile(bundle))
    .digest('hex');
  return { deploymentName, buildId: `${packageVersion()}-${digest.slice(0, 12)}` };
}
