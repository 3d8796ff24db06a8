import type { VersioningBehavior } from '@temporalio/common';
import { setWorkflowOptions, workflowInfo } from '@temporalio/workflow';

/** Whether the workers of this deployment have versions, to which a run may keep. */
export function isVersioned(): boolean {
  // One that has no deployment has a build all the same.
  return Boolean(workflowInfo().currentDeploymentVersion?.deploymentName);
}

/**
 * Says of a workflow whether its runs keep to the version on which they began, or any goes on with them.
 * @param behavior asked as a run begins, before its first turn.
 */
export function goesOn<Given extends unknown[], Result>(
  workflow: (...given: Given) => Promise<Result>,
  behavior: () => VersioningBehavior,
): void {
  // Of workers that have no version, the server refuses to be told.
  setWorkflowOptions(() => (isVersioned() ? { versioningBehavior: behavior() } : {}), workflow);
}
