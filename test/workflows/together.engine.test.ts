import { emptyTally, tallied } from '../../audit/tally.ts';
import { newLinkKey } from '../../contract/link-keys.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import type { Stage } from '../../rehearsal/stage.ts';
import { book } from '../support/backstage.ts';
import { type SamePeople, samePeople } from '../support/same-people.ts';
import { eventually, testAddress, testBundle } from '../support/scene.ts';
import { openSink, type Sink } from '../support/sink.ts';

const mark = 'ensemble';
let sink: Sink;
let stage: Stage;
let people: SamePeople;

beforeAll(async () => {
  sink = await openSink({});
  const booked = await book({
    stage: {
      address: testAddress(),
      workflowBundle: { codePath: testBundle() },
      taskQueue: mark,
      smtpUrl: sink.url,
      linkKeys: newLinkKey(),
      linkBase: 'https://conventions.example',
      together: { grace: 2_000 },
    },
  });
  stage = booked.stage;
  people = samePeople(stage, mark, 3);
  await people.begin();
}, 60_000);

afterAll(async () => {
  await stage.close();
  await sink.close();
});

test('whoever is in several conventions gets one letter of them all, and each keeps it in its record', async () => {
  const records = await eventually(async () => {
    const all = await Promise.all(people.ids.map((id) => people.told(id, 'dgefp-budget')));
    return all.every(({ length }) => length > 0) ? all : undefined;
  }, 90);
  const common = sink.received(people.shared).filter(({ subject }) => /^3\sconventions/.test(subject));
  expect(common).toHaveLength(1);
  const [letter] = common;
  for (const rank of [1, 2, 3]) expect(letter?.text).toContain(`Essai ${rank}`);
  expect(records.map((mails) => mails.map(({ messageId }) => messageId))).toEqual(
    people.ids.map(() => [letter?.messageId]),
  );
  // It left when its window ended: it was not late.
  expect(records.flat().filter(({ plannedFor }) => plannedFor !== undefined)).toEqual([]);
}, 120_000);

test('the proof of that day holds in each of them', async () => {
  const day = plainDateOf('2020-03-25');
  for (const id of people.ids) {
    const { due, sent, late, missing } = await eventually(async () => {
      const tally = tallied(emptyTally, await stage.conventions.record(id), { from: day, to: day });
      return tally.sent === tally.due ? tally : undefined;
    }, 60);
    expect(due).toBeGreaterThan(0);
    expect([sent, late, missing]).toEqual([due, 0, 0]);
  }
}, 90_000);

test('whoever is in one alone gets its letter by itself, without waiting', async () => {
  const [mail] = await eventually(async () => {
    const mails = await people.told(`${mark}-3`, 'manager');
    return mails.length > 0 ? mails : undefined;
  });
  const told = sink.received(`camille-3@dinum.${mark}.example`);
  expect(told.map(({ messageId }) => messageId)).toContain(mail?.messageId);
  expect(told.filter(({ subject }) => !/^Essai 3/.test(subject))).toEqual([]);
});

test('the workflow of a morning says nothing of whose it is', async () => {
  const query = `WorkflowType = 'morningMail' AND TaskQueue = '${mark}'`;
  const names = await eventually(async () => {
    const { workflowService } = stage.connection;
    const { executions } = await workflowService.listWorkflowExecutions({ namespace: 'default', query });
    const found = (executions ?? []).map(({ execution }) => execution?.workflowId ?? '');
    return found.length > 0 ? found : undefined;
  });
  for (const name of names) expect(name).toMatch(/^matin-2020-03-25-[0-9a-f]{20}$/);
  expect(new Set(names).size).toBe(names.length);
});
