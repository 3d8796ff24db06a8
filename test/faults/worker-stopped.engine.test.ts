import { Connection } from '@temporalio/client';
import { Conventions } from '../../client/conventions.ts';
import { countEvents } from '../../rehearsal/events.ts';
import type { Stage } from '../../rehearsal/stage.ts';
import { on, run } from '../cli/run.ts';
import { afterwards } from '../engine/support.ts';
import { plain } from '../support/plain.ts';
import { inFull } from '../support/runs.ts';
import { testAddress, testBundle } from '../support/scene.ts';
import { by, inDays, livelyDocument } from '../web/lively.ts';
import { openBareStage, startWorkerProcess, type WorkerProcess } from './support.ts';

// Whoever is not answered does not know whether it is done: asking again says so, and never does it twice.

interface Setting {
  readonly stage: Stage;
  /** Those who ask once. */
  readonly conventions: Conventions;
  readonly worker: WorkerProcess;
  readonly id: string;
}

/** A convention in force with one order of 5 000 €, on a worker of its own. */
async function openSetting(historyEvents?: number): Promise<Setting> {
  const document = livelyDocument('stopped');
  const { id } = document;
  const stage = await openBareStage(testAddress(), id);
  const worker = await startWorkerProcess({
    address: testAddress(),
    taskQueue: id,
    smtpUrl: stage.mailbox.smtpUrl,
    archives: stage.archives,
    bundle: testBundle(),
  });
  afterwards(() => worker.kill());
  const { connection } = stage;
  const conventions = new Conventions({
    connection,
    namespace: 'default',
    taskQueue: id,
    dataConverter: plain,
  });
  await conventions.start(document, by, historyEvents === undefined ? {} : { historyEvents });
  await conventions.act(id, 'confirmEffect', { by, on: inDays(-65), reason: 'publiée' });
  const entry = {
    kind: 'commitment',
    on: inDays(-3),
    reference: 'BC 1',
    order: '1500000001',
    amount: 5_000,
    supplier: 'Octo',
  } as const;
  await conventions.act(id, 'recordEntry', { by, entry });
  return { stage, conventions, worker, id };
}

/** Has every answer waited for less long than people do, but in full: half a minute of silence shows no more. */
function impatiently(): () => void {
  if (inFull) return () => {};
  const { withDeadline } = Connection.prototype;
  const sooner = jest.spyOn(Connection.prototype, 'withDeadline');
  sooner.mockImplementation(function (this: Connection, deadline, ask) {
    return withDeadline.call(this, Math.min(Number(deadline), Date.now() + 6000), ask) as never;
  });
  return () => sooner.mockRestore();
}

test('a payment that left while the worker was stopped is paid once, however often it is asked for', async () => {
  const { stage, conventions, worker, id } = await openSetting();
  const paying = ['entry', id, 'payment', '--order', '1500000001', '--amount', '1000'];
  const typed = [...paying, '--on', inDays(0), '--reference', "DP 1, l'acompte", '--json'];
  const patientAgain = impatiently();
  worker.stop();
  const lost = await run(typed, on(stage));
  worker.resume();
  patientAgain();
  expect(lost.code).toBe(4);
  const { error } = lost.json() as { error: { code: string; message: string; retry: string } };
  expect(error.code).toBe('OUTCOME_UNKNOWN');
  expect(error.message).toMatch(/n’a pas répondu en 30 s : elle est peut-être faite/);
  const [, intention = ''] = / --request-id ([\w-]{36})$/.exec(error.retry) ?? [];
  expect(error.retry).toBe(
    `delegation entry ${id} payment --order 1500000001 --amount 1000 --on ${inDays(0)} --reference 'DP 1, l'\\''acompte' --json --request-id ${intention}`,
  );

  const again = await run([...typed, '--request-id', intention], on(stage));
  expect([again.code, again.stderr, again.json()]).toEqual([
    0,
    '',
    expect.not.objectContaining({ error: expect.anything() }),
  ]);
  const third = await run([...typed, '--request-id', intention], on(stage));
  expect(third.json()).toEqual(again.json());
  expect(await conventions.outcomeOf(id, intention)).toContain('1\u202f000,00');
  const { ledger } = await conventions.record(id);
  expect(ledger.map(({ kind, amount }) => [kind, amount])).toEqual([
    ['commitment', 500_000],
    ['payment', 100_000],
  ]);

  // The same name does not do something else.
  const other = typed.map((word) => (word === '1000' ? '2000' : word));
  const reused = await run([...other, '--request-id', intention], on(stage));
  expect(reused.code).toBe(1);
  expect(reused.json()).toMatchObject({ error: { code: 'REQUEST_REUSED' } });
  expect((await conventions.record(id)).ledger).toHaveLength(2);
}, 120_000);

test('what was asked for is told and not done again, after it continued as new, and when it starts or stops', async () => {
  const { stage, conventions, id } = await openSetting(40);
  const entry = { kind: 'payment', on: inDays(0), reference: 'DP 1', order: '1500000001', amount: 1_000 };
  const pays = () => conventions.perform(id, 'recordEntry', { by, entry }, 'payment-1');
  const told = await pays();
  const { runs } = await countEvents(stage, id);
  for (let rank = 0; (await countEvents(stage, id)).runs < runs + 2; rank += 1) {
    const until = rank % 2 === 0 ? inDays(10) : null;
    await conventions.act(id, 'pauseReminders', { by, until, reason: 'congés' });
  }
  expect(await pays()).toBe(told);
  expect((await conventions.record(id)).ledger).toHaveLength(2);

  // It is started once under one name, and stopped once.
  const { document } = await conventions.record(id);
  await expect(conventions.start(document, by)).rejects.toMatchObject({ code: 'ALREADY_DONE' });

  const other = livelyDocument('twice');
  const [first, second] = await Promise.all([
    conventions.start(other, by, {}, 'start-1'),
    conventions.start(other, by, {}, 'start-1'),
  ]);
  expect(second.workflowId).toBe(first.workflowId);
  await expect(conventions.start(other, 'Grace', {}, 'start-1')).rejects.toMatchObject({
    code: 'REQUEST_REUSED',
  });

  const stops = () => conventions.perform(id, 'terminate', { by, reason: 'essai' }, 'stop-1');
  const stopped = await stops();
  await conventions.outcome(id);
  expect(await stops()).toBe(stopped);
}, 120_000);
