import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { TimeSkipper, TimeSkippingError } from '../../engine/time-skipper.ts';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';
import { testAddress } from '../support/scene.ts';
import { afterwards, connectTo } from './support.ts';
import { finish, monthly, short, stamp, ticks } from './time-skipper.workflows.ts';

const day = 24 * 3600 * 1000;
const year = 365 * day;

let code: string;

beforeAll(async () => {
  code = await bundleWorkflows(require.resolve('./time-skipper.workflows.ts'));
});

/** A worker on the shared server that carries the workflows beside this file. */
async function play(onNote = () => {}) {
  const address = testAddress();
  const connection = await connectTo({ address });
  const native = await NativeConnection.connect({ address });
  const notes: string[] = [];
  const taskQueue = `time-${randomUUID()}`;
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowBundle: { code },
    activities: {
      async note(line: string) {
        notes.push(line);
        onNote();
      },
    },
  });
  const running = worker.run();
  afterwards(async () => {
    worker.shutdown();
    await running;
    await native.close();
  });
  /** The name of a workflow on that task queue. */
  const named = (name: string) => ({ workflowId: `${name}-${taskQueue}`, taskQueue });
  return { connection, client: new Client({ connection }), notes, named };
}

test('a year of monthly activities passes in seconds, through runs that continue as new', async () => {
  const { connection, client, notes, named } = await play();
  const start = Date.now();
  const handle = await client.workflow.start(monthly, { ...named('year'), args: [2] });
  const skipper = new TimeSkipper({ connection, workflowId: named('year').workflowId });

  expect(Math.abs((await skipper.currentTime()).getTime() - Date.now())).toBeLessThan(5000);
  expect(await skipper.fastForward(year)).toBe(true);

  expect(Date.now() - start).toBeLessThan(20_000);
  expect(notes).toHaveLength(12);
  expect(await handle.query(ticks)).toBe(12);
  const virtualStart = Date.parse(notes[0] ?? '') - 30 * day;
  const virtualNow = await handle.executeUpdate(stamp);
  expect(Math.round((virtualNow - virtualStart) / day)).toBe(365);
  expect(Math.abs((await skipper.currentTime()).getTime() - virtualNow)).toBeLessThan(5000);

  // Then time goes at its usual pace, and can be moved again.
  expect((await handle.executeUpdate(stamp)) - virtualNow).toBeLessThan(5000);
  expect(await skipper.fastForward(60 * day)).toBe(true);
  expect(notes).toHaveLength(14);
});

test('each workflow has its own clock, and says when it ends before the time is up', async () => {
  const { connection, client, named } = await play();
  const start = (name: string) => client.workflow.start(short, { ...named(name), args: [10] });
  await Promise.all([start('moved'), start('still')]);
  const moved = new TimeSkipper({ connection, workflowId: named('moved').workflowId });
  const still = new TimeSkipper({ connection, workflowId: named('still').workflowId });
  expect(await moved.fastForward(5 * day)).toBe(true);
  expect(Math.abs((await still.currentTime()).getTime() - Date.now())).toBeLessThan(5000);
  expect(await moved.fastForward(20 * day)).toBe(false);
  expect(await moved.fastForward(day)).toBe(false);
});

test('a fast-forward lands exactly on the instant of a run that continues as new', async () => {
  const { connection, client, named } = await play();
  await client.workflow.start(monthly, { ...named('exact'), args: [1] });
  const skipper = new TimeSkipper({ connection, workflowId: named('exact').workflowId });
  for (let month = 1; month <= 6; month++) expect(await skipper.fastForward(30 * day)).toBe(true);
});

test('time can be held for a while in the middle of a fast-forward', async () => {
  let hold = (): void => {};
  const underWay = new Promise<void>((resolve) => {
    hold = resolve;
  });
  const { connection, client, notes, named } = await play(() => hold());
  const handle = await client.workflow.start(monthly, { ...named('held'), args: [100] });
  const skipper = new TimeSkipper({ connection, workflowId: named('held').workflowId });
  const start = (await skipper.currentTime()).getTime();
  const arrival = skipper.fastForward(3 * year);
  await underWay;
  await skipper.withTimeSkippingDisabled(async () => {
    const before = await handle.executeUpdate(stamp);
    expect(before - start).toBeLessThan(3 * year);
    expect((await handle.executeUpdate(stamp)) - before).toBeLessThan(5000);
  });
  expect(await arrival).toBe(true);
  expect(Math.round(((await skipper.currentTime()).getTime() - start) / day)).toBe(3 * 365);
  expect(notes).toHaveLength(36);
  await handle.executeUpdate(finish);
});

test('waiting can be given up', async () => {
  const { connection, client, named } = await play();
  await client.workflow.start(short, { ...named('stuck'), taskQueue: 'nobody', args: [10] });
  const skipper = new TimeSkipper({ connection, workflowId: named('stuck').workflowId });
  await expect(skipper.fastForward(day, AbortSignal.timeout(100))).rejects.toMatchObject({
    name: 'TimeoutError',
  });
});

test('says so when skips run out, and when there is no such workflow', async () => {
  const { connection, client, named } = await play();
  await client.workflow.start(monthly, { ...named('limited'), args: [100] });
  const limited = new TimeSkipper({ connection, workflowId: named('limited').workflowId, maxSkips: 3 });
  await expect(limited.fastForward(year)).rejects.toThrow(TimeSkippingError);
  const absent = new TimeSkipper({ connection, workflowId: named('absent').workflowId });
  await expect(absent.fastForward(year)).rejects.toThrow('not found');
});
