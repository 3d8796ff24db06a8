import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import { type DailyReconciliation, daysToReconcile } from '../../audit/tally.ts';
import type { WatchActivities } from '../../contract/activities.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { isPlainDate, type PlainDate } from '../../convention/calendar/plain-date.ts';
import { goesOn } from '../versioned.ts';

const { reconcileConventions } = proxyActivities<WatchActivities>({
  startToCloseTimeout: '2 hours',
  heartbeatTimeout: '1 minute',
  // Given up before the next day's, which looks at these days too.
  scheduleToCloseTimeout: '20 hours',
  retry: { initialInterval: '20 seconds', backoffCoefficient: 2, maximumInterval: '30 minutes' },
});

/**
 * Each morning: every letter due on the days since the last reconciliation was sent, withdrawn with a reason, or
 * failed; admins are alerted when one is not, or when a sort of letter went silent.
 */
export function reconciliation(): Promise<DailyReconciliation> {
  const now = Date.now();
  const { from, to } = daysToReconcile(parisDate(now), lastDayIn(workflowInfo().lastResult));
  return reconcileConventions(now, from, to);
}

// It awaits one thing, for hours at most: any version goes on with it.
goesOn(reconciliation, () => 'AUTO_UPGRADE');

/** Up to which day the last run of the schedule looked, whatever version of this code it was. */
function lastDayIn(result: unknown): PlainDate | undefined {
  const to: unknown = typeof result === 'object' && result !== null && 'to' in result ? result.to : undefined;
  return typeof to === 'string' && isPlainDate(to) ? to : undefined;
}
