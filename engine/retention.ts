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
  const wanted = msToTs(days * 24 * 60 * 60 * 1000);
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  const kept = config?.workflowExecutionRetentionTtl?.seconds;
  if (kept?.gte(wanted.seconds ?? 0)) return;
  await connection.workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl: wanted },
  });
}
