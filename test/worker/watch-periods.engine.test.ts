import { tsToMs } from '@temporalio/common/lib/time.js';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createReturnActivities } from '../../activities/mail/returns/returns.ts';
import { createWatchActivities } from '../../activities/watch/watch.ts';
import type { ReturnActivities, WatchActivities } from '../../contract/activities.ts';
import { type Instant, parisDate, parisTime } from '../../convention/calendar/paris.ts';
import { dayOfWeek } from '../../convention/calendar/plain-date.ts';
import { keepSchedules } from '../../worker/schedules.ts';
import { silentLog } from '../activities/mail/returns/failed.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import { startDovecot } from '../support/dovecot.ts';
import { eventually } from '../support/scene.ts';
import { deploy } from './deployment.ts';

const minute = 60_000;

/** The activities that look all day, as a worker that is asked to stop has them, on real servers. */
async function stopping(): Promise<WatchActivities & ReturnActivities> {
  const { client, sink } = await deploy([]);
  const [{ url: imapUrl }, folder] = [await startDovecot(), await temporaryFolder()];
  const from = 'conventions@delegation.example';
  const isStopping = () => true;
  const importForAll = () => Promise.reject(new Error('nothing was dropped'));
  const exports = { folder, importForAll };
  const watch = createWatchActivities({ client, isStopping, smtpUrl: sink.url, from, admins: [], exports });
  afterwards(() => watch.close());
  return { ...watch, ...createReturnActivities({ client, keys: [], from, imapUrl, isStopping }) };
}

test.each([
  ['sweepLetters', 15],
  ['readReturns', 1],
  ['importExports', 1],
] as const)('%s looks every %i min, as the documentation says', async (name, minutes) => {
  const all = await stopping();
  const environment = () => new MockActivityEnvironment({}, { logger: silentLog });
  const looks = (until: Instant) => environment().run(() => all[name](until));
  // One that ends before its second look has no need to wait for it; one that would look again hands that on.
  await expect(looks(Date.now() + minutes * minute)).resolves.toBeDefined();
  await expect(looks(Date.now() + minutes * minute + 20_000)).rejects.toMatchObject({
    type: 'WatchHandedOn',
  });
});

test.each(['sweep', 'returned-mail', 'dropped-exports'])(
  '%s looks for a day, each day, one after the other',
  async (name) => {
    const { client, taskQueue } = await deploy([]);
    await keepSchedules(client, taskQueue, { watch: true, returns: true, exports: true });
    const { info, policies } = await client.schedule.getHandle(`${taskQueue}-${name}`).describe();
    expect(policies).toMatchObject({ overlap: 'BUFFER_ONE', catchupWindow: 24 * 60 * minute });
    const begins = info.nextActionTimes.map((time) => time.getTime());
    expect(new Set(begins.map((at) => parisTime(at)))).toEqual(new Set(['00:00']));
    expect(new Set(begins.map((at) => dayOfWeek(parisDate(at)))).size).toBe(7);

    const { workflowId } = info.recentActions[0]?.action.workflow ?? { workflowId: '' };
    const { began, until } = await eventually(async () => {
      const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
      const turn = events?.find((event) => event.workflowTaskStartedEventAttributes);
      const asked = events?.find((event) => event.activityTaskScheduledEventAttributes);
      const [given] = asked?.activityTaskScheduledEventAttributes?.input?.payloads ?? [];
      return (
        given && {
          began: tsToMs(turn?.eventTime),
          until: client.options.loadedDataConverter.payloadConverter.fromPayload<Instant>(given),
        }
      );
    });
    expect(Math.round((until - began) / minute)).toBe(24 * 60);
  },
);
