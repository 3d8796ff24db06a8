import { proxyActivities } from '@temporalio/workflow';
import type { Instant } from '../../convention/calendar/paris.ts';
import type { WeeklySummary } from '../../convention/watch.ts';

/** The activity that sums up all conventions; its implementation is in `activities/watch`. */
export interface SummaryActivities {
  sendWeeklySummary(at: Instant): Promise<WeeklySummary>;
}

const { sendWeeklySummary } = proxyActivities<SummaryActivities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '1 minute',
  // Of last week, it is worth nothing once the next is due.
  scheduleToCloseTimeout: '5 days',
  retry: { initialInterval: '20 seconds', backoffCoefficient: 2, maximumInterval: '1 hour' },
});

/** Each Monday: admins receive one mail about all conventions. */
export function weeklySummary(): Promise<WeeklySummary> {
  return sendWeeklySummary(Date.now());
}
