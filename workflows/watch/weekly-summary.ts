import { proxyActivities } from '@temporalio/workflow';
import type { WeeklySummary } from '../../audit/tally.ts';
import type { WatchActivities } from '../../contract/activities.ts';
import { goesOn } from '../versioned.ts';

const { sendWeeklySummary } = proxyActivities<WatchActivities>({
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

// It awaits one thing, for days at most: any version goes on with it.
goesOn(weeklySummary, () => 'AUTO_UPGRADE');
