import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { TimeSkipper, TimeSkippingError } from '../../engine/time-skipper.ts';
import { afterwards, connectTo, testServer } from './support.ts';
import { finish, monthly, short, stamp, ticks } from './time-skipper.workflows.ts';

const day = 24 * 3600 * 1000;
const year = 365 * day;

beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
});

/** A server and a worker that carries the workflows beside this file. */
async function play(onNote = () => {}) {
  const server = await testServer();
  const connection = await connectTo(server);
  const native = await NativeConnection.connect({ address: server.address });
  const notes: string[] = [];
  const worker = await Worker.create({
    connection: native,
    taskQueue: 'time',
    workflowsPath: require.resolve('./time-skipper.workflows.ts'),
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
  return { connection, client: new Client({ connection }), notes };
}

test('a year of monthly activities passes in seconds, through runs that continue as new', async () => {
  const { connection, client, notes } = await play();
  const start = Date.now();
  const handle = await client.workflow.start(monthly, { workflowId: 'year', taskQueue: 'time', args: [2] });
  const skipper = new TimeSkipper({ connection, workflowId: 'year' });

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
  const { connection, client } = await play();
  const start = (workflowId: string) =>
    client.workflow.start(short, { workflowId, taskQueue: 'time', args: [10] });
  await Promise.all([start('moved'), start('still')]);
  const moved = new TimeSkipper({ connection, workflowId: 'moved' });
  const still = new TimeSkipper({ connection, workflowId: 'still' });
  expect(await moved.fastForward(5 * day)).toBe(true);
  expect(Math.abs((await still.currentTime()).getTime() - Date.now())).toBeLessThan(5000);
  expect(await moved.fastForward(20 * day)).toBe(false);
  expect(await moved.fastForward(day)).toBe(false);
});

test('a fast-forward lands exactly on the instant of a run that continues as new', async () => {
  const { connection, client } = await play();
  await client.workflow.start(monthly, { workflowId: 'exact', taskQueue: 'time', args: [1] });
  const skipper = new TimeSkipper({ connection, workflowId: 'exact' });
  for (let month = 1; month <= 6; month++) expect(await skipper.fastForward(30 * day)).toBe(true);
});

test('time can be held for a while in the middle of a fast-forward', async () => {
  let hold = (): void => {};
  const underWay = new Promise<void>((resolve) => {
    hold = resolve;
  });
  const { connection, client, notes } = await play(() => hold());
  const handle = await client.workflow.start(monthly, { workflowId: 'held', taskQueue: 'time', args: [100] });
  const skipper = new TimeSkipper({ connection, workflowId: 'held' });
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
  const { connection, client } = await play();
  await client.workflow.start(short, { workflowId: 'stuck', taskQueue: 'nobody', args: [10] });
  const skipper = new TimeSkipper({ connection, workflowId: 'stuck' });
  await expect(skipper.fastForward(day, AbortSignal.timeout(100))).rejects.toMatchObject({
    name: 'TimeoutError',
  });
});

test('says so when skips run out, and when there is no such workflow', async () => {
  const { connection, client } = await play();
  await client.workflow.start(monthly, { workflowId: 'limited', taskQueue: 'time', args: [100] });
  const limited = new TimeSkipper({ connection, workflowId: 'limited', maxSkips: 3 });
  await expect(limited.fastForward(year)).rejects.toThrow(TimeSkippingError);
  const absent = new TimeSkipper({ connection, workflowId: 'absent' });
  await expect(absent.fastForward(year)).rejects.toThrow('not found');
});
