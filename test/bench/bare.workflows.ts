import { proxyActivities, sleep } from '@temporalio/workflow';
import type { BareActivities } from './bare-activities.ts';

const { deliver } = proxyActivities<BareActivities>({ startToCloseTimeout: '2 minutes' });

/** What a year of letters costs at the least: a timer, then as many letters that were written beforehand. */
export async function bare(instants: readonly number[], letters: number): Promise<void> {
  for (const instant of instants) {
    await sleep(Math.max(1, instant - Date.now()));
    await deliver(letters);
  }
}
