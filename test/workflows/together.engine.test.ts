import { newLinkKey } from '../../contract/link-keys.ts';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import { readDocument } from '../../convention/document/read-document.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import type { Stage } from '../../rehearsal/stage.ts';
import { book } from '../support/backstage.ts';
import { documentOfOwnPeople } from '../support/documents.ts';
import { by, eventually, testAddress, testBundle } from '../support/scene.ts';
import { openSink, type Sink } from '../support/sink.ts';

// Three conventions of the same people, acted upon in the window of a morning.

const answers: Record<string, number> = {};
const mark = 'ensemble';
const shared = `budget@dgefp.${mark}.example`;
let sink: Sink;
let stage: Stage;
const ids = [1, 2, 3].map((rank) => `ensemble-${rank}`);

/** One of them; of the third, the manager is another, who is in no other. */
function documentOf(id: string, rank: number): ConventionDocument {
  const written = documentOfOwnPeople(mark);
  const manager = { id: 'manager', name: 'Camille Durand', email: `camille-${rank}@dinum.${mark}.example` };
  const read = readDocument({
    ...written,
    id,
    shortName: `Essai ${rank}`,
    manager,
    reminders: { hour: '09:00', spreadMinutes: 1 },
  });
  if (!read.ok) throw new Error('the document of this test is refused');
  return read.document;
}

beforeAll(async () => {
  sink = await openSink(answers);
  const booked = await book({
    stage: {
      address: testAddress(),
      workflowBundle: { codePath: testBundle() },
      taskQueue: 'ensemble',
      smtpUrl: sink.url,
      linkKeys: newLinkKey(),
      linkBase: 'https://conventions.example',
      together: { grace: 2_000 },
    },
  });
  stage = booked.stage;
  const signing = parisInstant(plainDateOf('2020-03-25'), '08:59') + 50_000;
  const clockOffsetMs = signing - Date.now();
  await Promise.all(
    ids.map((id, rank) => stage.conventions.start(documentOf(id, rank + 1), by, { clockOffsetMs })),
  );
  // Lists know them all, and their window has opened.
  const { workflowService } = stage.connection;
  const query = `WorkflowType = 'convention' AND TaskQueue = 'ensemble'`;
  await eventually(async () => {
    const { count } = await workflowService.countWorkflowExecutions({ namespace: 'default', query });
    return Number(count) === ids.length && Date.now() + clockOffsetMs > signing + 11_000 ? true : undefined;
  });
  const act = { by, on: '2020-03-25', reason: 'publiée' };
  await Promise.all(ids.map((id) => stage.conventions.act(id, 'confirmEffect', act)));
}, 60_000);

afterAll(async () => {
  await stage.close();
  await sink.close();
});

/** What a convention has written to a contact about its effect. */
const mailsOf = async (id: string, contact: string) =>
  (await stage.conventions.view(id)).mails.filter(
    (mail) => mail.contact === contact && mail.about.some((identity) => identity.startsWith('effect/')),
  );

test('whoever is in several conventions gets one letter of them all, and each keeps it in its record', async () => {
  const records = await eventually(async () => {
    const all = await Promise.all(ids.map((id) => mailsOf(id, 'dgefp-budget')));
    return all.every(({ length }) => length > 0) ? all : undefined;
  }, 90);
  const common = sink.received(shared).filter(({ subject }) => /^3\sconventions/.test(subject));
  expect(common).toHaveLength(1);
  const [letter] = common;
  for (const rank of [1, 2, 3]) expect(letter?.text).toContain(`Essai ${rank}`);
  expect(records.map((mails) => mails.map(({ messageId }) => messageId))).toEqual(
    ids.map(() => [letter?.messageId]),
  );
  // It left when its window ended: it was not late.
  expect(records.flat().filter(({ plannedFor }) => plannedFor !== undefined)).toEqual([]);
}, 120_000);

test('whoever is in one alone gets its letter by itself, without waiting', async () => {
  const [mail] = await eventually(async () => {
    const mails = await mailsOf('ensemble-3', 'manager');
    return mails.length > 0 ? mails : undefined;
  });
  const told = sink.received(`camille-3@dinum.${mark}.example`);
  expect(told.map(({ messageId }) => messageId)).toContain(mail?.messageId);
  expect(told.filter(({ subject }) => !/^Essai 3/.test(subject))).toEqual([]);
});

test('the workflow of a morning says nothing of whose it is', async () => {
  const names: string[] = [];
  const query = `WorkflowType = 'morningMail' AND TaskQueue = 'ensemble'`;
  await eventually(async () => {
    names.length = 0;
    const { workflowService } = stage.connection;
    const { executions } = await workflowService.listWorkflowExecutions({ namespace: 'default', query });
    for (const { execution } of executions ?? []) names.push(execution?.workflowId ?? '');
    return names.length > 0 ? names : undefined;
  });
  for (const name of names) expect(name).toMatch(/^matin-2020-03-25-[0-9a-f]{20}$/);
  expect(new Set(names).size).toBe(names.length);
  expect(workflowIdOf('ensemble-1')).not.toContain('matin');
});
