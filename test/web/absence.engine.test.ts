import { addressMark, signLink } from '../../contract/signed-links.ts';
import { claimsIn, inbox, linksIn, linkTo, mailTo } from '../support/inbox.ts';
import { eventually } from '../support/scene.ts';
import { openSite, type Site } from '../support/site.ts';
import { by, inDays, settled, startLively } from './lively.ts';

jest.setTimeout(120_000);

let site: Site;

beforeAll(async () => {
  site = await openSite({ settings: { DELEGATION_WEB_RATE: '100000' } });
});

afterAll(() => site.close());

const sacha = { name: 'Sacha Moreau', email: 'sacha.moreau@dgefp.away.example' };
const until = inDays(10);

test('whoever is away says so by one mail for all their conventions, and who stands in acts by its links meanwhile', async () => {
  const { conventions } = site.stage;
  const holder = 'budget@dgefp.away.example';
  const { id: first } = await startLively(site, 'away');
  const { id: second } = await startLively(site, 'away', { shortName: 'Une autre convention' });
  const { id: elsewhere } = await startLively(site, 'elsewhere');
  const visitor = site.visitor();
  // The list behind it is a few seconds old at most, as that behind the calendar.
  const own = await linkTo(site, holder, 'calendar');
  await eventually(async () => {
    const { text } = await visitor.get(own);
    return text.includes(`@${first}`) && text.includes(`@${second}`) ? true : undefined;
  });
  const link = await linkTo(site, holder, 'preferences');
  const path = `${link}/absence`;
  const other = claimsIn(link).c === first ? second : first;
  const before = await Promise.all([first, second, elsewhere].map((id) => settled(site, id)));
  expect((await visitor.get(link)).text).toContain('Indiquer à qui écrire pendant votre absence');
  const page = await visitor.get(path);
  expect(page.text).toContain('toutes les conventions où vous avez cette adresse');
  const refused = await visitor.press(page, path, { ...sacha, until: inDays(-1) });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain(`« ${inDays(-1)} » refusé`);
  const unfilled = await visitor.press(page, path, { ...sacha, email: 'sacha', until });
  expect(unfilled.status).toBe(422);
  expect(unfilled.text).toContain('« sacha » n’est pas accepté');
  expect(await Promise.all([first, second, elsewhere].map((id) => settled(site, id)))).toEqual(before);

  const done = await visitor.press(page, path, { ...sacha, until });
  expect(done.status).toBe(200);
  expect(done.text.match(/ses courriels vont à Sacha Moreau/g)).toHaveLength(2);
  expect(done.text).toContain('Une autre convention');
  const absence = { since: inDays(0), until, ...sacha };
  for (const id of [first, second])
    expect((await conventions.record(id)).absences).toMatchObject({ 'dgefp-budget': absence });
  expect((await conventions.record(elsewhere)).absences).toBeUndefined();
  // Pressed again, it is told and not done twice.
  const again = await visitor.press(page, path, { ...sacha, until });
  expect(again.text.match(/ses courriels vont à Sacha Moreau/g)).toHaveLength(2);
  const { journal } = await conventions.record(other);
  expect(journal.filter(({ act }) => act === 'declareAbsence')).toHaveLength(1);

  const told = await mailTo(site, holder, /votre absence est notée/);
  expect(linksIn(told)).toEqual([]);
  expect(linksIn(await mailTo(site, sacha.email, /à votre attention pendant l’absence/))).toEqual([]);

  // A link is asked for by the mail of before, which serves: it goes to whoever stands in.
  await conventions.act(other, 'requestLink', { by, contact: 'dgefp-budget', about: 'chorus-access' });
  const mail = await mailTo(site, sacha.email, /votre nouveau lien/);
  expect((await inbox(site, holder)).some(({ subject }) => subject.includes('nouveau lien'))).toBe(false);
  const [theirs = ''] = linksIn(mail).filter((one) => claimsIn(one).a === 'chorus-access');
  const feed = linksIn(mail).find((one) => one.startsWith('/agenda/')) ?? '';
  const calendar = await visitor.get(feed);
  expect(calendar.text).toContain(`@${other}`);
  expect(calendar.text).not.toContain(`@${claimsIn(link).c}`);
  expect((await visitor.get(theirs)).text).toContain('au nom de Sacha Moreau');
  expect((await visitor.post(`${theirs}/absence`, { ...sacha, until })).status).toBe(403);
  expect((await visitor.fill(theirs, { evidence: 'Ticket AIFE 3' })).text).toContain('C’est fait, merci');
  const acted = (await conventions.record(other)).journal.findLast(({ act }) => act === 'markDone');
  expect(acted).toMatchObject({ by: 'Sacha Moreau', mark: addressMark(sacha.email) });

  // Back earlier: the links of whoever stood in are dead, the contact's own serve.
  await conventions.act(other, 'declareAbsence', {
    by,
    contact: 'dgefp-budget',
    ...sacha,
    since: inDays(5),
    until,
  });
  expect((await visitor.get(theirs)).status).toBe(410);
  expect((await visitor.get(feed)).status).toBe(410);
  expect((await visitor.get(link)).status).toBe(200);
});

test('of whoever manages, it is not said from a mail', async () => {
  const { id, manager } = await startLively(site, 'managed');
  const before = await settled(site, id);
  const claims = {
    convention: id,
    about: 'follow',
    contact: manager.id,
    address: addressMark(manager.email),
  };
  const link = `/agir/${signLink(site.keys, { ...claims, version: 1 }, Date.now(), 14)}`;
  expect((await site.visitor().get(link)).status).toBe(200);
  expect((await site.visitor().get(`${link}/absence`)).status).toBe(403);
  expect((await site.visitor().post(`${link}/absence`, { ...sacha, until })).status).toBe(403);
  expect((await settled(site, id)).record.absences).toEqual(before.record.absences);
});
