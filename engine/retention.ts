import type { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

/** Ten years in days: how long the public accountants' evidence is kept, and longer than any convention. */
export const retentionDays = 3653;

/**
 * Makes a namespace keep closed workflows for at least so many days, so that closed conventions stay readable. The
 * development server's own default is one day.
 *
 * @throws the SDK's ServiceError when the cluster refuses, as one that this project does not own may.
 */
export async function ensureRetention(
  connection: Connection,
  namespace: string,
  days: number = retentionDays,
): Promise<void> {
  if ((await keptDays(connection, namespace)) >= days) return;
  const wanted = msToTs(days * 24 * 60 * 60 * 1000);
  await connection.workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl: wanted },
  });
}

/** How many whole days a namespace keeps closed workflows. */
export async function keptDays(connection: Connection, namespace: string): Promise<number> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  return Math.floor(Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 86_400);
}
