import type { DailyReconciliation } from '../../audit/tally.ts';
import { allContacts } from '../../convention/document/contacts.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { Refused } from '../../convention/errors.ts';
import { testDocument } from '../support/documents.ts';
import { by, eventually } from '../support/scene.ts';
import { type Deployment, deploy } from './deployment.ts';

const admin = 'admin@dinum.example';

/** A convention under way, all of whose first letters have left. */
async function underWay({ conventions }: Deployment): Promise<ConventionDocument> {
  const document = testDocument();
  await conventions.start(document, by);
  await lettersHaveLeft(conventions, document.id);
  return document;
}

async function lettersHaveLeft(conventions: Deployment['conventions'], id: string): Promise<void> {
  let before = 0;
  await eventually(async () => {
    const { mails } = await conventions.view(id);
    const isStill = mails.length > 0 && mails.length === before;
    before = mails.length;
    await new Promise((later) => setTimeout(later, 300));
    return isStill ? true : undefined;
  });
}

async function isListedStopped({ conventions }: Deployment, id: string): Promise<void> {
  await eventually(async () => {
    const { conventions: found } = await conventions.list({ id });
    return found[0]?.stopped ? true : undefined;
  });
}

async function refusal(asked: Promise<unknown>): Promise<Refused> {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Refused) return error;
  throw new Error(`it is not refused: ${error}`);
}

const reason = 'clic de trop';
const mark = 'compte-de-camille';

test('one terminated in the Temporal UI is shown as stopped, and told of each day until it is resumed', async () => {
  const deployment = await deploy([admin]);
  const { conventions, sink, triggered } = deployment;
  const { id } = await underWay(deployment);
  expect((await conventions.view(id)).nextMails.length).toBeGreaterThan(0);
  await conventions.handle(id).terminate(reason);

  const { stopped, nextMails, phase } = await conventions.view(id);
  expect(stopped).toEqual({ how: 'terminated', at: expect.any(Number), why: reason });
  expect([nextMails, phase]).toEqual([[], 'signed']);
  await isListedStopped(deployment, id);
  const { conventions: found } = await conventions.list();
  expect(found).toMatchObject([{ id, stopped: { how: 'terminated' } }]);
  const refused = await refusal(
    conventions.act(id, 'requestInformation', { by, from: 'delegatee', subject: 'Prévisions' }),
  );
  expect(refused.code).toBe('STOPPED');
  expect(refused.message).toContain(`delegation resume ${id}`);

  // The administrators are told of it until it is resumed; then it is watched as before.
  expect(await triggered<DailyReconciliation>('reconciliation')).toMatchObject({
    conventions: 1,
    stopped: 1,
    unanswered: 0,
    alerted: 1,
  });
  const [alert, ...others] = sink.received(admin);
  expect(others).toEqual([]);
  expect(alert?.subject.replaceAll('\u00A0', ' ')).toContain('1 convention arrêtée hors de l’application');
  expect(alert?.text).toContain(`delegation resume ${id}`);

  await conventions.resume(id, by, mark);
  await eventually(async () => {
    const { conventions: found } = await conventions.list();
    return found.length === 1 && !found[0]?.stopped ? true : undefined;
  });
  expect(await triggered<DailyReconciliation>('reconciliation')).toMatchObject({
    conventions: 1,
    stopped: 0,
    alerted: 0,
  });
});

test('resumed, it goes on from its last record: nothing is lost nor leaves twice; one that runs or is over is not', async () => {
  const deployment = await deploy([]);
  const { conventions, sink } = deployment;
  const { id } = await underWay(deployment);
  // One that runs is not resumed.
  expect((await refusal(conventions.resume(id, by, mark))).code).toBe('NOT_NOW');
  await conventions.act(id, 'markDone', { by, duties: [{ duty: 'chorus-access', evidence: 'ticket 4512' }] });
  const before = await conventions.view(id);
  const sent = sink.all().length;
  await conventions.handle(id).terminate(reason);

  const text = await conventions.resume(id, 'Camille', mark);
  expect(text).toContain(`(${reason})`);
  const { journal, duties, stopped, mails, nextMails } = await conventions.view(id);
  expect(stopped).toBeUndefined();
  expect(journal.at(-1)).toMatchObject({ by: 'Camille', mark, act: 'resume', text });
  expect(journal.slice(0, -1)).toEqual(before.journal);
  expect([duties, mails, nextMails]).toEqual([before.duties, before.mails, before.nextMails]);

  await conventions.act(id, 'requestInformation', { by, from: 'delegatee', subject: 'Prévisions' });
  await eventually(() => (sink.all().length > sent ? true : undefined));
  await lettersHaveLeft(conventions, id);
  const ids = sink.all().map(({ messageId, to }) => `${messageId} ${to}`);
  expect(new Set(ids).size).toBe(ids.length);

  // One that was cancelled is resumed too; one that went to its end is not.
  await conventions.handle(id).cancel();
  await eventually(async () => ((await conventions.view(id)).stopped ? true : undefined));
  expect((await conventions.view(id)).stopped?.how).toBe('cancelled');
  await conventions.resume(id, by, mark);
  expect((await conventions.view(id)).stopped).toBeUndefined();

  await conventions.act(id, 'terminate', { by, reason });
  await conventions.outcome(id);
  expect((await refusal(conventions.resume(id, by, mark))).code).toBe('CLOSED');
  expect((await refusal(conventions.resume('inconnue', by, mark))).code).toBe('UNKNOWN_CONVENTION');
  expect((await conventions.view(id)).stopped).toBeUndefined();
});

test('letters that had not left when it was stopped leave once it is resumed, each once', async () => {
  const people = allContacts(testDocument()).map(({ contact }) => [contact.email, 451] as const);
  const answers: Record<string, number> = Object.fromEntries(people);
  const deployment = await deploy([], answers);
  const { conventions, sink } = deployment;
  const document = testDocument();
  await conventions.start(document, by);
  const { workflowId } = conventions.handle(document.id);
  await eventually(async () => {
    const { raw } = await deployment.client.workflow.getHandle(workflowId).describe();
    return raw.pendingActivities?.some(({ attempt }) => Number(attempt) > 1) ? true : undefined;
  });
  await conventions.handle(document.id).terminate(reason);
  expect(sink.all()).toEqual([]);

  for (const [email] of people) delete answers[email];
  await conventions.resume(document.id, by, mark);
  await lettersHaveLeft(conventions, document.id);
  const ids = sink.all().map(({ messageId, to }) => `${messageId} ${to}`);
  expect(ids.length).toBeGreaterThan(4);
  expect(new Set(ids).size).toBe(ids.length);
});

test('letters that left while nothing followed the convention, before it was stopped, do not leave again', async () => {
  let release = () => {};
  const held = new Promise<void>((released) => {
    release = released;
  });
  const deployment = await deploy([], {}, held);
  const { conventions, sink, client } = deployment;
  const document = testDocument();
  await conventions.start(document, by);
  const { workflowId } = conventions.handle(document.id);
  const underWay = async () => {
    const { raw } = await client.workflow.getHandle(workflowId).describe();
    return raw.pendingActivities ?? [];
  };
  await eventually(async () => ((await underWay()).length > 0 ? true : undefined));
  // A worker that ends sends what it was sending, and follows no workflow any more.
  const ended = deployment.stops();
  release();
  await ended;
  const [still] = await underWay();
  expect(still).toBeUndefined();
  const left = sink.all().length;
  expect(left).toBeGreaterThan(0);
  await conventions.handle(document.id).terminate(reason);

  await deployment.starts();
  await conventions.resume(document.id, by, mark);
  await lettersHaveLeft(conventions, document.id);
  const ids = sink.all().map(({ messageId, to }) => `${messageId} ${to}`);
  expect(new Set(ids).size).toBe(ids.length);
  expect((await conventions.view(document.id)).mails.length).toBeGreaterThanOrEqual(left);
});
