import type { ActivityOptions } from '@temporalio/workflow';
import type { Instant } from '../../convention/calendar/paris.ts';

const dayMs = 24 * 3_600_000;

/** An activity that looks again and again for a day, on one worker after the other. */
export const longWatch = {
  startToCloseTimeout: '25 hours',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '20 seconds', backoffCoefficient: 2, maximumInterval: '2 minutes' },
} as const satisfies ActivityOptions;

/** Until when it looks: that of the next day waits for it to end. */
export function nextDay(): Instant {
  return Date.now() + dayMs;
}
