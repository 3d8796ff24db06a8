import { tellReturn } from '../../activities/mail/returns/tell-return.ts';
import { emptyTally, tallied } from '../../audit/tally.ts';
import { newLinkKey, readLinkKeys } from '../../contract/link-keys.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import { failed, returnAddressOfTests, silentLog } from '../activities/mail/returns/failed.ts';
import { samePeople } from '../support/same-people.ts';
import { eventually } from '../support/scene.ts';
import { deploy } from './deployment.ts';

test('whoever is in several conventions gets one letter of them all in the morning, kept by each, told to each if it comes back', async () => {
  const keys = newLinkKey();
  const returns = { keys, address: returnAddressOfTests };
  const { client, conventions, sink, taskQueue } = await deploy([], {}, undefined, {
    returns,
    together: { grace: 2_000 },
  });
  const { ids, contact, shared, ...people } = samePeople(
    { conventions, connection: client.connection },
    'ensemble',
    3,
  );
  await people.begin();

  // Whoever is in one alone gets its letter by itself, without waiting.
  const [lone] = await eventually(async () => {
    const mails = await people.told('ensemble-3', 'nadi-bou-hanna');
    return mails.length > 0 ? mails : undefined;
  });
  const own = sink.received(people.alone(3)).find(({ messageId }) => messageId === lone?.messageId);
  expect(own?.subject).toMatch(/^Essai 3/);
  expect(sink.received(shared).filter(({ subject }) => /conventions/.test(subject))).toEqual([]);

  const records = await eventually(async () => {
    const all = await Promise.all(ids.map((id) => people.told(id, contact)));
    return all.every(({ length }) => length > 0) ? all : undefined;
  }, 120);
  const common = sink.received(shared).filter(({ subject }) => /^3\sconventions/.test(subject));
  expect(common).toHaveLength(1);
  const [letter] = common;
  if (!letter) throw new Error('no common letter');
  for (const rank of [1, 2, 3]) expect(letter.text).toContain(`Essai ${rank}`);
  expect(records.map((mails) => mails.map(({ messageId }) => messageId))).toEqual(
    ids.map(() => [letter.messageId]),
  );
  // It left when its window ended: it was not late, and the proof of that day holds.
  expect(records.flat().filter(({ plannedFor }) => plannedFor !== undefined)).toEqual([]);
  const day = plainDateOf('2020-03-25');
  for (const id of ids) {
    const { due, sent, late, missing } = tallied(emptyTally, await conventions.record(id), {
      from: day,
      to: day,
    });
    expect(due).toBeGreaterThan(0);
    expect([sent, late, missing]).toEqual([due, 0, 0]);
  }

  // The workflow of the morning says nothing of whose it is.
  const query = `WorkflowType = 'morningMail' AND TaskQueue = '${taskQueue}'`;
  const { executions } = await client.workflowService.listWorkflowExecutions({ namespace: 'default', query });
  const names = (executions ?? []).map(({ execution }) => execution?.workflowId ?? '');
  expect(names).toHaveLength(1);
  expect(names[0]).toMatch(/^matin-2020-03-25-[0-9a-f]{20}$/);

  const from = 'conventions@delegation.example';
  const means = { client, taskQueue, keys: readLinkKeys(keys), from, log: silentLog };
  expect(await tellReturn(means, failed(letter))).toEqual({ kind: 'failed', fate: 'told' });
  for (const id of ids)
    expect((await conventions.view(id)).faults.map((fault) => fault.contact)).toEqual([contact]);
  expect((await tellReturn(means, failed(letter, { status: '5.1.0' }))).fate).toBe('nothing');
}, 240_000);
