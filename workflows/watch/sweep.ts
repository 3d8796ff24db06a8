import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Swept, WatchActivities } from '../../contract/activities.ts';
import { longWatch, nextDay } from './long-watch.ts';

const { sweepLetters } = proxyActivities<WatchActivities>(longWatch);

/** All day long: what did not leave within an hour is said every quarter of an hour, once. */
export function sweep(): Promise<Swept> {
  const { lastResult } = workflowInfo();
  // What an earlier version left is what this one goes on from.
  return lastResult === undefined ? sweepLetters(nextDay()) : sweepLetters(nextDay(), lastResult as Swept);
}
