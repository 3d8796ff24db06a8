import { proxyActivities } from '@temporalio/workflow';
import type { ArchiveActivities } from '../contract/activities.ts';
import type { Life } from './life.ts';

const { archive } = proxyActivities<ArchiveActivities>({
  startToCloseTimeout: '1 minute',
  // A disk that is full is emptied one day: the workflow does not complete before its record is safe.
  retry: { initialInterval: '10 seconds', backoffCoefficient: 2, maximumInterval: '1 hour' },
});

/** Nothing more can happen: the whole record is written to the archive folder. */
export async function isArchived(life: Life): Promise<void> {
  life.isKept(await archive(life.convention));
}
