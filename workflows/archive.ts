import { proxyActivities } from '@temporalio/workflow';
import type { ArchivedRecord, Convention } from '../convention/convention.ts';
import type { Life } from './life.ts';

/** The activity that writes a whole record down; its implementation is in `activities/archive`. */
export interface ArchiveActivities {
  archive(record: Convention): Promise<ArchivedRecord>;
}

const { archive } = proxyActivities<ArchiveActivities>({
  startToCloseTimeout: '1 minute',
  // A disk that is full is emptied one day: the workflow does not complete before its record is safe.
  retry: { initialInterval: '10 seconds', backoffCoefficient: 2, maximumInterval: '1 hour' },
});

/** Nothing more can happen: the whole record is written to the archive folder. */
export async function isArchived(life: Life): Promise<void> {
  life.isKept(await archive(life.convention));
}
