import { MockActivityEnvironment } from '@temporalio/testing';
import { createTransport } from 'nodemailer';
import type { AdminPost } from '../../activities/watch/admin-mail.ts';
import { sweepOnce } from '../../activities/watch/sweep.ts';
import type { Course } from '../../acts/course.ts';
import type { Swept } from '../../contract/activities.ts';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { type Convention, register } from '../../convention/convention.ts';
import { dutiesOf } from '../../convention/duties/duties.ts';
import type { ConventionStart } from '../../workflows/messages.ts';
import { afterwards } from '../engine/support.ts';
import { testDocument } from '../support/documents.ts';
import { inFull } from '../support/runs.ts';
import { by, eventually } from '../support/scene.ts';
import { openSink } from '../support/sink.ts';
import { type Deployment, deploy, web } from './deployment.ts';

const admin = 'admin@dinum.example';
const nothing: Swept = { loggedUpTo: 0, toldUpTo: 0, stuck: [], stuckTold: [], mailed: [] };
const minute = 60_000;

/** Starts a convention whose letters to one contact are held, since they were found to be so many minutes ago. */
async function holding(
  { client, taskQueue }: Deployment,
  shortName: string,
  minutesAgo: number,
): Promise<void> {
  const today = parisDate(Date.now());
  const document = testDocument({ signedOn: today, shortName });
  const foundAt = Date.now() - minutesAgo * minute;
  const convention: Convention = {
    ...register(document, foundAt),
    held: [{ contact: 'dgefp-budget', since: foundAt - 61 * minute, foundAt, reason: 'MailDeferred' }],
  };
  const tracked = dutiesOf(convention).map(({ id, dueOn }) => [
    id,
    { writtenOn: today, threads: {}, dueOn, version: 1 },
  ]);
  const course: Course = {
    convention,
    tracking: Object.fromEntries(tracked),
    waiting: [],
    handedOn: [],
    acted: true,
  };
  const start: ConventionStart = { document, by, carried: { course, unsent: [] } };
  await client.workflow.start('convention', {
    workflowId: workflowIdOf(document.id),
    taskQueue,
    args: [start],
  });
}

async function listed({ client, taskQueue }: Deployment, where: string, count: number): Promise<void> {
  const query = `TaskQueue = '${taskQueue}' AND WorkflowType = 'convention' AND ${where}`;
  await eventually(async () => ((await client.workflow.count(query)).count === count ? true : undefined));
}

/** Sweeps once, as the activity does, and tells what it has logged. */
async function swept({ client, taskQueue }: Deployment, post: AdminPost, before: Swept) {
  const logged: string[] = [];
  const quiet = () => {};
  const error = (message: string, meta: object = {}) => {
    logged.push(`${message}: ${JSON.stringify('conventions' in meta ? meta.conventions : meta)}`);
  };
  const logger = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error };
  const environment = new MockActivityEnvironment({ taskQueue }, { logger });
  const after: Swept = await environment.run(() => sweepOnce({ client, post, web }, before));
  return { after, logged };
}

async function posted(answers: Record<string, number> = {}) {
  const sink = await openSink(answers);
  afterwards(() => sink.close());
  const transport = createTransport({ url: sink.url, pool: true });
  afterwards(() => transport.close());
  const from = { name: 'Conventions', email: 'conventions@delegation.example' };
  return { sink, post: { from, admins: [admin, 'second@dinum.example'], transport } };
}

test('what was found to wait is said once, in the log and to each admin; what is fresh is left to the next sweep', async () => {
  const deployment = await deploy([]);
  const { sink, post } = await posted();
  await holding(deployment, 'Qui Attend', 10);
  await holding(deployment, 'Toute Fraîche', 0);
  await listed(deployment, 'DelegationHeldAt > 0', 2);

  const first = await swept(deployment, post, nothing);
  expect(first.logged).toEqual(['Letters did not leave within an hour: 1']);
  const [mail, ...others] = sink.received(admin);
  expect(others).toEqual([]);
  expect(sink.received('second@dinum.example')).toHaveLength(1);
  expect(mail?.subject).toContain('courriels en attente – 1 convention dont des courriels attendent');
  expect(mail?.text).toContain('Qui Attend');
  expect(mail?.text).not.toContain('Toute Fraîche');

  const second = await swept(deployment, post, first.after);
  expect(second.logged).toEqual([]);
  expect(sink.all()).toHaveLength(2);
});

test('a mail that cannot leave yet says it later, as one message, to those who do not have it', async () => {
  const deployment = await deploy([]);
  const answers: Record<string, number> = { 'second@dinum.example': 450 };
  const { sink, post } = await posted(answers);
  await holding(deployment, 'Qui Attend', 10);
  await listed(deployment, 'DelegationHeldAt > 0', 1);
  const first = await swept(deployment, post, nothing);
  expect(first.after).toMatchObject({
    toldUpTo: 0,
    mailed: [expect.stringMatching(/@delegation\.example>$/)],
  });
  delete answers['second@dinum.example'];
  const second = await swept(deployment, post, first.after);
  // The log knows it already.
  expect(second.logged).toEqual([]);
  expect(second.after).toMatchObject({ toldUpTo: second.after.loggedUpTo, mailed: [] });
  expect(sink.received(admin)).toHaveLength(1);
  expect(sink.received('second@dinum.example')).toHaveLength(1);
});

test('letters that have left meanwhile are not told', async () => {
  const deployment = await deploy([]);
  const { sink, post } = await posted();
  const { after, logged } = await swept(deployment, post, nothing);
  expect(logged).toEqual([]);
  expect(after.toldUpTo).toBeGreaterThan(0);
  expect(sink.all()).toEqual([]);
});

// The server notes it after its fifth failure, a minute later.
if (inFull) {
  test('a convention that does not advance is said once', async () => {
    const deployment = await deploy([]);
    const { client, taskQueue } = deployment;
    const { sink, post } = await posted();
    const { id } = testDocument();
    const workflowId = workflowIdOf(id);
    await client.workflow.start('convention', { workflowId, taskQueue, args: [{}] });
    afterwards(() => client.workflow.getHandle(workflowId).terminate());
    const noted = () => listed(deployment, "TemporalReportedProblems IN ('category=WorkflowTaskFailed')", 1);
    await noted().catch(noted).catch(noted);
    const first = await swept(deployment, post, nothing);
    expect(first.logged).toEqual([`Conventions do not advance: ["${id}"]`]);
    expect(sink.received(admin)[0]?.text).toContain(`${web}/conventions/${id}`);
    const second = await swept(deployment, post, first.after);
    expect(second.logged).toEqual([]);
    expect(sink.all()).toHaveLength(2);
  });
}
