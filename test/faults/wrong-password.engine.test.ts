import { Client } from '@temporalio/client';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { openTransport } from '../../activities/mail/transport.ts';
import { reconcileConventions } from '../../activities/watch/reconcile.ts';
import { sweepOnce } from '../../activities/watch/sweep.ts';
import { reconcile } from '../../audit/reconciliation.ts';
import type { Swept } from '../../contract/activities.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import { afterwards } from '../engine/support.ts';
import { plain } from '../support/plain.ts';
import { by, eventually, openScene } from '../support/scene.ts';
import { openSink } from '../support/sink.ts';

const day = plainDateOf('2020-04-01');
const eve = plainDateOf('2020-03-31');
const admins = ['admin@dinum.example', 'second@dinum.example'];

// Nothing is compressed: the server counts the tries of a round, and the end of its hour, by the clock that is skipped.
test('a password that is wrong for more than an hour holds letters back, tells the admins, and loses nothing', async () => {
  const refused: number[] = [];
  const sink = await openSink({}, undefined, {
    password: 'juste',
    refused: async () => refused.push(await scene.now()),
  });
  afterwards(() => sink.close());
  const scene = await openScene({ smtpUrl: sink.url, document: { reminders: { spreadMinutes: 0 } } });
  afterwards(() => scene.close());
  const { conventions, connection, taskQueue } = scene.stage;
  await scene.act('confirmEffect', { by, on: '2020-03-25', reason: 'publiée' });
  await scene.advanceTo(day, '08:30');
  const earlier = sink.all().length;
  expect(earlier).toBeGreaterThan(0);

  // What is urgent is due at once, what may wait at nine.
  sink.lets('changé');
  await scene.act('giveNotice', { by, from: 'delegator', receivedOn: eve, reason: 'fin' });
  await scene.advanceTo(day, '09:45');
  expect(sink.all()).toHaveLength(earlier);
  const tries = refused.map((at) => (at - (refused[0] ?? 0)) / 1000);
  expect(tries.at(-1)).toBeGreaterThan(3600);
  // Until nine there is one round alone: tried after 20 s, then twice as late each time, ten minutes at most.
  const alone = tries.filter((seconds) => seconds < 1790);
  const planned = [0, 20, 60, 140, 300, 620, 1220];
  expect(alone).toHaveLength(planned.length);
  for (const [rank, seconds] of planned.entries()) expect(alone[rank]).toBeGreaterThanOrEqual(seconds);
  const { held, faults } = await scene.view();
  expect(faults).toEqual([]);
  expect(held.map(({ contact }) => contact)).toEqual(
    expect.arrayContaining(['nadi-bou-hanna', 'bruno-lucas', 'cbcm-pm', 'cbcm-mef']),
  );
  for (const { reason } of held) expect(reason).toContain('EAUTH 535');

  const client = new Client({ connection, namespace: 'default', dataConverter: plain });
  const transport = openTransport({ smtpUrl: sink.url });
  afterwards(() => transport.close());
  const from = { name: 'Conventions', email: 'conventions@delegation.example' };
  const means = { client, post: { from, admins, transport } };
  const watching = () => new MockActivityEnvironment({ taskQueue }, { logger: new DefaultLogger('ERROR') });
  const sweep = (before: Swept): Promise<Swept> => watching().run(() => sweepOnce(means, before));
  const proof = async () =>
    watching().run(async () => reconcileConventions(means, await scene.now(), eve, eve));
  const told = (words: string) =>
    sink.all().filter(({ to, subject }) => admins.includes(to) && subject.includes(words));
  await eventually(async () => {
    const query = `TaskQueue = '${taskQueue}' AND DelegationHeldAt > 0`;
    return (await client.workflow.count(query)).count === 1 ? true : undefined;
  });
  // Theirs cannot leave either: it is said later.
  const unsaid = await sweep({ loggedUpTo: 0, toldUpTo: 0, stuck: [], stuckTold: [], mailed: [] });
  expect(unsaid).toMatchObject({ toldUpTo: 0, mailed: [] });
  await expect(proof()).rejects.toMatchObject({ type: 'MailMisconfigured', nonRetryable: false });

  sink.lets('juste');
  const said = await sweep(unsaid);
  await sweep(said);
  expect(told('dont des courriels attendent').map(({ to }) => to)).toEqual(admins);
  expect(await proof()).toMatchObject({ alerted: 2, held: held.length, missing: 0 });

  await scene.advanceTo(day, '11:45');
  expect((await scene.view()).held).toEqual([]);
  const late = sink.all().filter(({ to }) => !admins.includes(to));
  const record = await conventions.record(scene.id);
  // Each that the record knows has come once, as it is known there, and no other; of those that were due none is missing.
  expect(late.map(({ messageId }) => messageId).sort()).toEqual(
    record.mails.map(({ messageId }) => messageId).sort(),
  );
  expect(new Set(late.map(({ messageId }) => messageId)).size).toBe(late.length);
  expect(late.slice(earlier).filter(({ subject }) => subject.includes('préavis'))).not.toEqual([]);
  const { due, sent, missing, failed } = reconcile(record, record.document.signedOn, day);
  expect({ sent, missing, failed }).toEqual({ sent: due, missing: [], failed: [] });
});
