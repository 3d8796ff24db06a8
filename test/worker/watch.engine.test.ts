import { ScheduleNotFoundError } from '@temporalio/client';
import type { Course } from '../../acts/course.ts';
import type { DailyReconciliation, WeeklySummary } from '../../audit/tally.ts';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { type Instant, parisDate, parisInstant, parisTime } from '../../convention/calendar/paris.ts';
import { addDays, dayOfWeek } from '../../convention/calendar/plain-date.ts';
import { type Convention, register, type SentMail } from '../../convention/convention.ts';
import { dutiesOf } from '../../convention/duties/duties.ts';
import { keepSchedules } from '../../worker/schedules.ts';
import type { ConventionStart } from '../../workflows/messages.ts';
import { unanswered } from '../convention/simulation.ts';
import { testDocument } from '../support/documents.ts';
import { by, eventually } from '../support/scene.ts';
import { type Deployment, deploy, web } from './deployment.ts';

const admin = 'admin@dinum.example';
const today = parisDate(Date.now());
const yesterday = addDays(today, -1);

/** A convention that was registered yesterday at noon, with the letters of that day but those that are lost. */
async function lived(
  { client, taskQueue }: Deployment,
  isLost: (mail: SentMail) => boolean,
): Promise<string> {
  const document = testDocument({ signedOn: yesterday });
  const noon = { now: parisInstant(yesterday, '12:00'), today: yesterday };
  const registered = register(document, noon.now);
  const mails = unanswered(registered, noon, noon).map(
    ({ letter, moment, identity }): SentMail => ({
      at: moment.now,
      contact: letter.to.contact,
      messageId: identity,
      about: letter.items.map((item) => item.identity),
    }),
  );
  const convention: Convention = { ...registered, mails: mails.filter((mail) => !isLost(mail)) };
  const tracked = dutiesOf(convention).map(({ id, dueOn }) => [
    id,
    { writtenOn: today, threads: {}, dueOn, version: 1 },
  ]);
  const tracking = Object.fromEntries(tracked);
  const course: Course = { convention, tracking, waiting: [], handedOn: [], acted: true };
  const start: ConventionStart = { document, by, carried: { course, unsent: [] } };
  const { workflowId } = await client.workflow.start('convention', {
    workflowId: workflowIdOf(document.id),
    taskQueue,
    args: [start],
  });
  return workflowId;
}

/** Waits until lists show as many conventions of a deployment under way. */
async function listed({ client, taskQueue }: Deployment, count: number): Promise<void> {
  const query = `WorkflowType = 'convention' AND TaskQueue = '${taskQueue}' AND DelegationPhase = 'signed'`;
  await eventually(async () => ((await client.workflow.count(query)).count >= count ? true : undefined));
}

const parisDayAndTime = (instant: Instant) => [dayOfWeek(parisDate(instant)), parisTime(instant)];

test('the schedules are there once, however many workers see to it, at their hours of Paris', async () => {
  const { client, taskQueue } = await deploy([]);
  await Promise.all(
    Array.from({ length: 4 }, () =>
      keepSchedules(client, taskQueue, { watch: true, returns: false, exports: false }),
    ),
  );
  const found: string[] = [];
  await eventually(async () => {
    found.length = 0;
    for await (const { scheduleId } of client.schedule.list())
      if (scheduleId.startsWith(taskQueue)) found.push(scheduleId);
    return found.length >= 3 ? true : undefined;
  });
  expect(found.sort()).toEqual(
    ['reconciliation', 'sweep', 'weekly-summary'].map((name) => `${taskQueue}-${name}`),
  );
  // What looks all day has begun, once, and its schedule knows of it.
  const looking = await client.schedule.getHandle(`${taskQueue}-sweep`).describe();
  expect(looking.info).toMatchObject({ numActionsTaken: 1, runningActions: [expect.anything()] });

  const weekly = await client.schedule.getHandle(`${taskQueue}-weekly-summary`).describe();
  // A machine that is off on a Monday catches up in the week, once, and the next Monday's says all.
  expect(weekly.policies).toMatchObject({ overlap: 'CANCEL_OTHER', catchupWindow: 7 * 24 * 3_600_000 });
  const mondays = weekly.info.nextActionTimes.map((time) => parisDayAndTime(time.getTime()));
  expect(mondays.length).toBeGreaterThan(5);
  for (const monday of mondays) expect(monday).toEqual([1, '08:00']);
  const daily = await client.schedule.getHandle(`${taskQueue}-reconciliation`).describe();
  const mornings = daily.info.nextActionTimes.map((time) => parisDayAndTime(time.getTime()));
  expect(new Set(mornings.map(([, time]) => time))).toEqual(new Set(['07:00']));
  expect(new Set(mornings.map(([weekday]) => weekday)).size).toBe(7);

  // Laid down as they should be they are not touched: the server would forget what it has to catch up with.
  const summary = client.schedule.getHandle(`${taskQueue}-weekly-summary`);
  expect(weekly.info.lastUpdatedAt).toBeUndefined();
  await summary.update(({ action, ...others }) => ({ ...others, action: { ...action, memo: {} } }));
  // One that somebody paused stays paused.
  const reconciliation = client.schedule.getHandle(`${taskQueue}-reconciliation`);
  await reconciliation.pause('maintenance');
  await keepSchedules(client, taskQueue, { watch: true, returns: false, exports: false });
  const { info, action } = await summary.describe();
  expect(info.lastUpdatedAt).toBeDefined();
  expect(action.memo).toEqual({ laidDown: expect.stringMatching(/^[0-9a-f]{16}$/) });
  expect((await reconciliation.describe()).state).toMatchObject({ paused: true, note: 'maintenance' });

  // Those that are not wanted go.
  await keepSchedules(client, taskQueue, { watch: false, returns: false, exports: false });
  await keepSchedules(client, taskQueue, { watch: false, returns: false, exports: false });
  await expect(reconciliation.describe()).rejects.toThrow(ScheduleNotFoundError);
});

test('on a Monday, each admin receives one mail about all conventions', async () => {
  const deployment = await deploy([admin, 'second@dinum.example']);
  const { conventions, sink, triggered } = deployment;
  const late = testDocument({
    signedOn: addDays(today, -60),
    shortName: 'En Retard',
    credits: { dueWorkingDays: 5 },
  });
  const fresh = testDocument({ signedOn: today, shortName: 'Toute Neuve' });
  await conventions.start(late, by);
  await conventions.start(fresh, by);
  await listed(deployment, 2);
  const query = `TaskQueue = '${deployment.taskQueue}' AND DelegationOverdue > 0`;
  await eventually(async () =>
    (await deployment.client.workflow.count(query)).count > 0 ? true : undefined,
  );

  const result = await triggered<WeeklySummary>('weekly-summary');
  expect(result).toMatchObject({
    day: today,
    conventions: 2,
    overdue: 1,
    coming: 1,
    overCeiling: 0,
    sent: 2,
  });
  const [mail, ...others] = sink.received(admin);
  expect(others).toEqual([]);
  expect(mail?.subject).toContain('point hebdomadaire – 1 convention en retard');
  expect(mail?.text).toContain('En Retard (DGEFP → DINUM)');
  expect(mail?.text).toContain(`${web}/conventions/${late.id}`);
  expect(mail?.text).toContain('jours de retard');
  expect(mail?.text).toContain('Toute Neuve');
  expect(sink.received('second@dinum.example')).toHaveLength(1);

  // Done again that day, it is the same message.
  await triggered('weekly-summary');
  expect(new Set(sink.received(admin).map(({ messageId }) => messageId)).size).toBe(1);
});

test('a letter that is not in a record alerts the admins, and what is accounted for does not', async () => {
  const deployment = await deploy([admin]);
  const { sink, triggered } = deployment;
  await lived(deployment, () => false);
  await listed(deployment, 1);
  const quiet = await triggered<DailyReconciliation>('reconciliation');
  expect(quiet).toMatchObject({
    from: yesterday,
    to: yesterday,
    conventions: 1,
    missing: 0,
    inTimeRate: 1,
    alerted: 0,
  });
  expect(quiet.due).toBeGreaterThan(5);
  expect(sink.received(admin)).toEqual([]);

  const lost = await lived(deployment, ({ about }) => about.some((one) => one.startsWith('chorus-access/')));
  await listed(deployment, 2);
  const alarmed = await triggered<DailyReconciliation>('reconciliation');
  expect(alarmed).toMatchObject({ conventions: 2, alerted: 1, silent: [] });
  expect(alarmed.missing).toBeGreaterThan(0);
  expect(alarmed.due).toBe(alarmed.inTime + alarmed.missing);
  const [alert, ...others] = sink.received(admin);
  expect(others).toEqual([]);
  expect(alert?.subject).toContain('sans trace');
  expect(alert?.text).toContain('(chorus-access)');
  expect(alert?.text).toContain(`${web}/conventions/${lost.replace('convention-', '')}`);
});

test('a sort of letter that went silent everywhere alerts the admins', async () => {
  const deployment = await deploy([admin]);
  await lived(deployment, ({ about }) => about.some((one) => one.startsWith('publication-')));
  await listed(deployment, 1);
  const { silent } = await deployment.triggered<DailyReconciliation>('reconciliation');
  expect(silent).toContain('publication');
  expect(deployment.sink.received(admin)[0]?.text).toContain('Publications');
});

test('without admins nobody is written to, and the results tell all the same', async () => {
  const deployment = await deploy([]);
  await lived(deployment, () => true);
  await listed(deployment, 1);
  const reconciled = await deployment.triggered<DailyReconciliation>('reconciliation');
  expect(reconciled).toMatchObject({ alerted: 0, inTimeRate: 0 });
  expect(reconciled.missing).toBeGreaterThan(5);
  const summary = await deployment.triggered<WeeklySummary>('weekly-summary');
  expect(summary).toMatchObject({ conventions: 1, sent: 0 });
  expect(deployment.sink.all()).toEqual([]);
});
