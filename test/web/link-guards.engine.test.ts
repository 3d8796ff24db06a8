import { randomUUID } from 'node:crypto';
import { addressMark, type LinkClaims, signLink } from '../../contract/signed-links.ts';
import { documentOfOwnPeople, testDocument } from '../support/documents.ts';
import { eventually } from '../support/scene.ts';
import { openSite, type Site } from '../support/site.ts';

// What the holder of a link may do, and no more.

const mark = randomUUID().slice(0, 8);
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
  for (const acte of [
    'dispenser-d-une-obligation',
    'remplacer-un-contact',
    'donner-un-preavis-de-resiliation',
    'arreter-le-suivi',
    'remettre-un-compte-rendu',
    'toString',
  ]) {
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
  const { text } = await site
    .visitor()
    .post(`/agir/${link}`, { acte: 'declarer-une-obligation-remplie', evidence: 'x' });
  expect(text).not.toContain('C’est fait');
  expect((await record()).outcomes['chorus-codings']).toBeUndefined();
});

test('a link to follow a convention is read, acts on nothing, and opens no other file than the signed text', async () => {
  const link = delegator('follow');
  const page = await site.visitor().get(`/agir/${link}`);
  expect(page.status).toBe(200);
  expect(page.text).toContain('Cette page se lit seulement');
  expect(page.text).not.toContain(`budget@dgefp.${mark}.example`);
  const before = (await record()).journal.length;
  const posted = await site
    .visitor()
    .post(`/agir/${link}`, { acte: 'declarer-une-obligation-remplie', duties: 'credits', evidence: 'x' });
  expect(posted.text).not.toContain('C’est fait');
  expect((await record()).journal).toHaveLength(before);
  for (const other of [link, delegator('chorus-access')])
    expect((await site.visitor().get(`/agir/${other}/texte/${'0'.repeat(64)}`)).status).toBe(404);
});

test('a link names its own duty and person, whatever the form says', async () => {
  const link = delegator('chorus-access');
  const { status } = await site.visitor().post(`/agir/${link}`, {
    acte: 'declarer-une-obligation-remplie',
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
  expect((await visitor.get(`/agir/${feed}`)).status).toBe(404);
  for (const path of ['', '/lien', '/pas-moi', '/absence', '/rythme'])
    expect((await visitor.post(`/agir/${feed}${path}`, { name: 'X', email: 'x@y.example' })).status).toBe(
      404,
    );
  expect((await visitor.get(`/agenda/${delegator('handover')}.ics`)).status).toBe(410);
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
  const link = manager('handover');
  const { status } = await site.visitor().post(`/agir/${link}/pas-moi`, {
    name: 'Pirate',
    email: 'pirate@evil.example',
  });
  expect(status).toBe(403);
  expect((await record()).document.manager).toEqual(before);
});

test('whoever is named from a mail is no contact before somebody else has confirmed, even under the name of the service', async () => {
  const before = (await record()).document;
  const link = linkTo('dgefp-produit', `intrapreneur@dgefp.${mark}.example`, 'handover');
  const asked = await site
    .visitor()
    .post(`/agir/${link}/pas-moi`, { name: 'delegation', email: 'nouvelle@dgefp.example' });
  expect(asked.status).toBe(200);
  const next = linkTo('dgefp-produit', 'nouvelle@dgefp.example', 'handover');
  expect((await site.visitor().get(`/agir/${next}`)).status).toBe(410);
  expect((await record()).document).toEqual(before);
});

test('nothing of a link is logged', async () => {
  const link = delegator('credits');
  const visitor = site.visitor();
  for (const path of [`/agir/${link}`, `/agir/${link.slice(0, -4)}`, `/agenda/${link}.ics`])
    await visitor.get(path);
  await visitor.get(`/agir/${link}%`);
  const log = site.log();
  expect(log).toContain('"route":"/agir/:token"');
  for (const secret of [link, link.split('.')[1] ?? '', mark, '.example', 'Bureau', 'DGEFP'])
    expect(log).not.toContain(secret);
});
