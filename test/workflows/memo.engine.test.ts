import type { ListedConvention } from '../../client/list.ts';
import { newPayloadKey } from '../../contract/payload-keys.ts';
import { contactMark, mayConcern, memoOf } from '../../convention/people/memo.ts';
import { writtenDocument } from '../support/documents.ts';
import { takesEffect } from '../support/lives.ts';
import { quiet } from '../support/money-lives.ts';
import { by, eventually, openScene, type Scene } from '../support/scene.ts';

/** A party of this run alone, so that the list shows one convention. */
async function listed({ stage, id }: Scene, isSo: (found: ListedConvention) => boolean) {
  return eventually(async () => {
    const { conventions } = await stage.conventions.list({ limit: 1000 });
    return conventions.find((one) => one.id === id && isSo(one));
  });
}

/** By a key whose name is the longest: what is encrypted with it takes the most room. */
const payloadKeys = newPayloadKey().replace(/^[^:]*/, 'k'.repeat(32));

const ada = contactMark('ada@dgefp.example');
const budget = contactMark('budget@dgefp.example');

describe('whom a convention concerns is listed', () => {
  let scene: Scene;
  beforeAll(async () => {
    // Goes on in a new run every few acts: its memo follows.
    scene = await openScene({ document: quiet, start: { historyEvents: 40 }, payloadKeys });
  });
  afterAll(() => scene.close());

  test('from its start', async () => {
    const { contacts } = await listed(scene, () => true);
    expect(contacts.join('')).toBe(memoOf(scene.document, '').contacts);
    expect(contacts).toContain(budget);
  });

  test('with whoever takes over, and without whoever left', async () => {
    const input = { name: 'Ada', email: 'ada@dgefp.example', reason: 'départ' };
    await scene.act('replaceContact', { by, contact: 'dgefp-budget', ...input });
    const { contacts } = await listed(scene, (one) => one.contacts.includes(ada));
    expect(contacts).not.toContain(budget);
  });

  test('by the amendment in force', async () => {
    await takesEffect(scene);
    const delegator = Object(writtenDocument().delegator);
    const changes = { title: 'Autre titre', delegator: { contacts: delegator.contacts } };
    await scene.act('proposeAmendment', {
      by,
      from: 'delegator',
      changes,
      reason: 'réorganisation',
      effectiveOn: '2020-04-10',
    });
    await scene.act('agreeAmendment', { by, amendment: 1, party: 'delegator' });
    await scene.act('agreeAmendment', { by, amendment: 1, party: 'delegatee' });
    const sha256 = 'a'.repeat(64);
    await scene.act('signAmendment', { by, amendment: 1, on: '2020-04-10', reference: 'avenant', sha256 });
    const { contacts } = await listed(scene, (one) => one.title === 'Autre titre');
    expect(contacts).toContain(budget);
    expect(contacts).not.toContain(ada);
  });
});

test.each([
  ['97 contacts', 6],
  ['207 contacts, more than its memo holds', 17],
])('a convention of %s can be started and listed', async (_how, count) => {
  const agents = (service: string, count: number) =>
    Array.from({ length: count }, (_, rank) => ({
      id: `agent-${service}-${rank}`,
      name: 'Agent',
      email: `agent-${service}-${rank}@service.example`,
    }));
  const services = Array.from({ length: count }, (_, rank) => ({
    id: `service-${rank}`,
    name: 'Service',
    shortName: 'S',
    contacts: agents(String(rank), 10),
  }));
  const { bodies, delegator } = Object(writtenDocument());
  const scene = await openScene({
    document: {
      ...quiet,
      title: 'T'.repeat(200),
      delegator: { contacts: [...delegator.contacts, ...agents('dgefp', 27)] },
      bodies: [...bodies, ...services],
    },
    payloadKeys,
  });
  const { contacts } = await listed(scene, () => true);
  expect(mayConcern(contacts, `agent-${count - 1}-9@service.example`)).toBe(true);
  expect(mayConcern(contacts, 'nobody@service.example')).toBe(count > 6);
  await scene.close();
});
