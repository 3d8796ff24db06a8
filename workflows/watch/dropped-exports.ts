import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { WatchActivities } from '../../contract/activities.ts';
import type { ExportsWatched } from '../../contract/dropped-exports.ts';
import { longWatch, nextDay } from './long-watch.ts';

const { importExports } = proxyActivities<WatchActivities>(longWatch);

/** All day long: the exports of Chorus that are dropped in a folder are imported into all conventions. */
export function droppedExports(): Promise<ExportsWatched> {
  const { lastResult } = workflowInfo();
  // What an earlier version left is what this one goes on from.
  return lastResult === undefined
    ? importExports(nextDay())
    : importExports(nextDay(), lastResult as ExportsWatched);
}
