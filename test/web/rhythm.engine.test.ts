import { addressMark, signLink } from '../../contract/signed-links.ts';
import { claimsIn, linkTo, mailTo } from '../support/inbox.ts';
import { eventually } from '../support/scene.ts';
import { openSite, type Site } from '../support/site.ts';
import { by, inDays, settled, startLively } from './lively.ts';

jest.setTimeout(120_000);

let site: Site;

beforeAll(async () => {
  site = await openSite({ settings: { DELEGATION_WEB_RATE: '100000' } });
});

afterAll(() => site.close());

test('whoever has a mail chooses how often to be written to, in all their conventions or in one, and again by the same link', async () => {
  const { conventions } = site.stage;
  const holder = 'budget@dgefp.paced.example';
  const { id: first } = await startLively(site, 'paced');
  const { id: second } = await startLively(site, 'paced', { shortName: 'Une autre convention' });
  const { id: elsewhere } = await startLively(site, 'unpaced');
  const rhythmsOf = async (id: string) => (await conventions.record(id)).rhythms;
  const visitor = site.visitor();
  const own = await linkTo(site, holder, 'calendar');
  await eventually(async () => {
    const { text } = await visitor.get(own);
    return text.includes(`@${first}`) && text.includes(`@${second}`) ? true : undefined;
  });
  const link = await linkTo(site, holder, 'preferences');
  const path = `${link}/rythme`;
  const here = claimsIn(link).c;
  const other = here === first ? second : first;
  const before = await Promise.all([first, second, elsewhere].map((id) => settled(site, id)));
  const preferences = await visitor.get(link);
  for (const said of ['Vos préférences', 'chaque jour', path, `${link}/absence`, `${link}/pas-moi`])
    expect(preferences.text).toContain(said);
  const page = await visitor.get(path);
  const refused = await visitor.press(page, path, { mails: 'jamais', ou: 'ailleurs' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('« ailleurs » n’est pas proposé');
  const unfilled = await visitor.press(page, path, { mails: 'jamais', ou: 'ici' });
  expect(unfilled.status).toBe(422);
  expect(unfilled.text).toContain('« jamais » n’est pas proposé');
  expect(await Promise.all([first, second, elsewhere].map((id) => settled(site, id)))).toEqual(before);

  const done = await visitor.press(page, path, { mails: 'mondays', ou: 'partout' });
  expect(done.status).toBe(200);
  expect(done.text.match(/le lundi seulement/g)).toHaveLength(2);
  for (const id of [first, second]) expect(await rhythmsOf(id)).toEqual({ 'dgefp-budget': 'mondays' });
  expect(await rhythmsOf(elsewhere)).toBeUndefined();
  // Pressed again, it is told and not done twice.
  await visitor.press(page, path, { mails: 'mondays', ou: 'partout' });
  const { journal } = await conventions.record(other);
  expect(journal.filter(({ act }) => act === 'chooseRhythm')).toHaveLength(1);
  expect(journal.findLast(({ act }) => act === 'chooseRhythm')).toMatchObject({ mark: addressMark(holder) });

  // One may change one's mind: the link serves on, and elsewhere it stays as it was.
  const changed = await visitor.press(await visitor.get(path), path, { mails: 'daily', ou: 'ici' });
  expect(changed.status).toBe(200);
  expect([await rhythmsOf(here), await rhythmsOf(other)]).toEqual([undefined, { 'dgefp-budget': 'mondays' }]);
  expect((await visitor.get(link)).text).toContain('chaque jour');
});

test('who stands in for somebody does not choose for them; who manages does for themselves', async () => {
  const { id, manager } = await startLively(site, 'managed');
  const linkOf = (contact: string, email: string) => {
    const claims = { convention: id, about: 'preferences', contact, address: addressMark(email), version: 1 };
    return `/agir/${signLink(site.keys, claims, Date.now(), 14)}`;
  };
  const sacha = { name: 'Sacha Moreau', email: 'sacha.moreau@dgefp.managed.example' };
  const away = { by, contact: 'dgefp-budget', until: inDays(10), ...sacha };
  await site.stage.conventions.act(id, 'declareAbsence', away);
  const theirs = linkOf('dgefp-budget', sacha.email);
  const visitor = site.visitor();
  expect((await visitor.get(theirs)).text).not.toContain('/rythme');
  expect((await visitor.get(`${theirs}/rythme`)).status).toBe(403);
  expect((await visitor.post(`${theirs}/rythme`, { mails: 'mondays', ou: 'ici' })).status).toBe(403);
  const own = linkOf(manager.id, manager.email);
  const page = await visitor.get(own);
  expect(page.text).toContain('Votre absence se déclare après connexion');
  expect((await visitor.post(`${own}/rythme`, { mails: 'mondays', ou: 'ici' })).status).toBe(200);
  expect((await site.stage.conventions.record(id)).rhythms).toEqual({ [manager.id]: 'mondays' });
});

test('a letter that only informs leads there from its headers', async () => {
  await startLively(site, 'told');
  const mail = await mailTo(site, 'cbcm@spm.told.example', /convention de délégation de gestion signée/);
  const header = mail.headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe')?.value ?? '';
  const [, path = ''] = /^<https?:\/\/[^/]+(\/agir\/[\w.-]+)>$/.exec(header.trim()) ?? [];
  expect(claimsIn(path).a).toBe('preferences');
  expect((await site.visitor().get(path)).text).toContain('on ne s’en désabonne pas');
  const asked = await linkTo(site, 'budget@dgefp.told.example', 'chorus-access');
  expect(claimsIn(asked).a).toBe('chorus-access');
});
