import { proxyActivities } from '@temporalio/workflow';
import type { ReturnActivities, ReturnsRead } from '../../contract/activities.ts';
import { longWatch, nextDay } from './long-watch.ts';

const { readReturns } = proxyActivities<ReturnActivities>(longWatch);

/** All day long: what comes back of our letters is read every minute, and told to their conventions. */
export function returnedMail(): Promise<ReturnsRead> {
  return readReturns(nextDay());
}
