import { randomUUID } from 'node:crypto';
import { addressMark, type LinkClaims, signLink } from '../../../engine/signed-links.ts';
import { documentOfOwnPeople, testDocument } from '../../support/documents.ts';
import { eventually } from '../../support/scene.ts';
import { openSite, type Site } from '../../support/site.ts';

// What the holder of a link may do, and no more.

const mark = randomUUID().slice(0, 8);
const day = 24 * 3_600_000;
let site: Site;
let id: string;

beforeAll(async () => {
  site = await openSite({ settings: { DELEGATION_WEB_RATE: '10000' } });
  const document = testDocument({ ...documentOfOwnPeople(mark), id: `test-${mark}` });
  id = document.id;
  await site.stage.conventions.start(document, 'Camille');
  await eventually(async () =>
    (await site.stage.conventions.view(id)).mails.length >= 5 ? true : undefined,
  );
});

afterAll(() => site?.close());

/** A link such as mails bear. */
function linkTo(contact: string, email: string, about: string, issuedAt = Date.now()): string {
  const claims = { convention: id, about, contact, address: addressMark(email), version: 1 };
  return signLink(site.keys, claims, issuedAt, 14);
}

const manager = (about: string) => linkTo('gestionnaire', `conventions@dinum.${mark}.example`, about);
const delegator = (about: string, at?: number) =>
  linkTo('dgefp-budget', `budget@dgefp.${mark}.example`, about, at);

const record = () => site.stage.conventions.record(id);

test('a link about one duty serves no other act', async () => {
  const before = (await record()).outcomes;
  const link = delegator('chorus-access');
  for (const acte of ['waiveDuty', 'replaceContact', 'giveNotice', 'terminate', 'submitReport', 'toString']) {
    const { status, text } = await site.visitor().post(`/agir/${link}`, {
      acte,
      evidence: 'x',
      reason: 'x',
      from: 'delegator',
      duty: 'chorus-access',
    });
    expect(status).toBe(200);
    expect(text).not.toContain('C’est fait');
  }
  expect((await record()).outcomes).toEqual(before);
});

test('a link about a duty of the other party does nothing', async () => {
  const link = delegator('chorus-codings');
  const { text } = await site.visitor().post(`/agir/${link}`, { acte: 'markDone', evidence: 'x' });
  expect(text).not.toContain('C’est fait');
  expect((await record()).outcomes['chorus-codings']).toBeUndefined();
});

test('a link names its own duty and person, whatever the form says', async () => {
  const link = delegator('chorus-access');
  const { status } = await site.visitor().post(`/agir/${link}`, {
    acte: 'markDone',
    duties: 'credits',
    obligation: 'credits',
    by: 'Quelqu’un d’autre',
    evidence: 'ticket 12',
  });
  expect(status).toBe(200);
  const { outcomes } = await record();
  expect(outcomes['chorus-access']).toMatchObject({
    state: 'done',
    by: 'Bureau du budget de la DGEFP',
    evidence: 'ticket 12',
  });
  expect(outcomes.credits).toBeUndefined();
});

test('the links of a person’s own page end when the one that led there does', async () => {
  const issuedAt = Date.now() - 13 * day;
  const own = delegator('*', issuedAt);
  const { text } = await site.visitor().get(`/suivre/${own}`);
  const links = [...text.matchAll(/href="\/agir\/([^"]+)"/g)].map(([, token = '']) => token);
  expect(links.length).toBeGreaterThan(0);
  for (const token of links) {
    const { exp }: { exp: number } = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    );
    expect(exp * 1000).toBeLessThanOrEqual(issuedAt + 14 * day);
  }
});

test('the feed of deadlines opens nothing else, and nothing else opens it', async () => {
  const feed = signLink(
    site.keys,
    {
      convention: id,
      about: 'calendar',
      contact: 'dgefp-budget',
      address: addressMark(`budget@dgefp.${mark}.example`),
      version: 1,
    } satisfies LinkClaims,
    Date.now(),
  );
  const visitor = site.visitor();
  expect((await visitor.get(`/agenda/${feed}.ics`)).status).toBe(200);
  for (const path of ['suivre', 'agir']) expect((await visitor.get(`/${path}/${feed}`)).status).toBe(404);
  for (const path of ['', '/lien', '/pas-moi'])
    expect((await visitor.post(`/agir/${feed}${path}`, { name: 'X', email: 'x@y.example' })).status).toBe(
      404,
    );
  expect((await visitor.get(`/agenda/${delegator('*')}.ics`)).status).toBe(410);
});

test('opening a link a hundred times, as mail scanners do, changes nothing', async () => {
  const link = delegator('credits');
  const before = await record();
  const visitor = site.visitor();
  for (let time = 0; time < 50; time++)
    for (const method of ['GET', 'HEAD'])
      expect((await visitor.get(`/agir/${link}`, { method })).status).toBe(200);
  expect(await record()).toEqual(before);
});

test('who manages the convention is not replaced from a mail', async () => {
  const before = (await record()).document.manager;
  const link = manager('*');
  const { status } = await site.visitor().post(`/agir/${link}/pas-moi`, {
    name: 'Pirate',
    email: 'pirate@evil.example',
  });
  expect(status).toBe(403);
  expect((await record()).document.manager).toEqual(before);
});

test('whoever takes a contact over is told of by their name, and the former link is dead', async () => {
  const link = linkTo('dgefp-produit', `intrapreneur@dgefp.${mark}.example`, '*');
  const replaced = await site
    .visitor()
    .post(`/agir/${link}/pas-moi`, { name: 'delegation', email: 'nouvelle@dgefp.example' });
  expect(replaced.status).toBe(200);
  expect((await site.visitor().get(`/suivre/${link}`)).status).toBe(410);
  const next = linkTo('dgefp-produit', 'nouvelle@dgefp.example', '*');
  await site.visitor().post(`/agir/${next}/pas-moi`, { name: 'Suivante', email: 'suivante@dgefp.example' });
  const { journal } = await record();
  expect(journal.filter(({ act }) => act === 'replaceContact').map(({ by }) => by)).toEqual([
    expect.any(String),
    expect.not.stringMatching(/^delegation$/i),
  ]);
});

test('nothing of a link is logged', async () => {
  const link = delegator('*');
  const visitor = site.visitor();
  for (const path of [
    `/suivre/${link}`,
    `/agir/${link}`,
    `/agir/${link.slice(0, -4)}`,
    `/agenda/${link}.ics`,
  ])
    await visitor.get(path);
  await visitor.get(`/suivre/${link}%`);
  const log = site.log();
  expect(log).toContain('"route":"/suivre/:token"');
  for (const secret of [link, link.split('.')[1] ?? '', mark, '.example', 'Bureau', 'DGEFP'])
    expect(log).not.toContain(secret);
});
