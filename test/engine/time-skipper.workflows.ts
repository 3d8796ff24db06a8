import {
  condition,
  continueAsNew,
  defineQuery,
  defineUpdate,
  proxyActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';

const { note } = proxyActivities<{ note(line: string): Promise<void> }>({ startToCloseTimeout: '1 minute' });

const day = 24 * 3600 * 1000;

export const stamp = defineUpdate<number>('stamp');
export const finish = defineUpdate<void>('finish');
export const ticks = defineQuery<number>('ticks');

/** Wakes every 30 days, for ever, starting a new run every `ticksPerRun` wakes. */
export async function monthly(ticksPerRun: number, ticksBefore = 0): Promise<void> {
  let done = ticksBefore;
  let isFinished = false;
  setHandler(stamp, () => Date.now());
  setHandler(finish, () => {
    isFinished = true;
  });
  setHandler(ticks, () => done);
  while (done < ticksBefore + ticksPerRun) {
    if (await condition(() => isFinished, 30 * day)) return;
    done += 1;
    await note(new Date().toISOString());
  }
  await continueAsNew<typeof monthly>(ticksPerRun, done);
}

/** Ends after so many days. */
export async function short(days: number): Promise<void> {
  await sleep(days * day);
}
