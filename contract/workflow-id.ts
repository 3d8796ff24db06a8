const prefix = 'convention-';

/** The workflow id of a convention; no personal data in it. */
export function workflowIdOf(id: string): string {
  return `${prefix}${id}`;
}

/** The id of the convention that a workflow id names. */
export function conventionIdOf(workflowId: string): string {
  return workflowId.startsWith(prefix) ? workflowId.slice(prefix.length) : workflowId;
}

/**
 * What makes a convention a deployment's own, as a query of the server's lists: its workflow is on the deployment's
 * task queue. Several deployments may share a namespace; a run that continued as new is the past of another.
 */
export function ownConventions(taskQueue: string): string {
  return `WorkflowType = 'convention' AND TaskQueue = '${taskQueue.replaceAll("'", "''")}' AND ExecutionStatus != 'ContinuedAsNew'`;
}
