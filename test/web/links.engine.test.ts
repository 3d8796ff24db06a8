import { addressMark, signLink } from '../../contract/signed-links.ts';
import { seenAct } from '../../rehearsal/seen.ts';
import { claimsIn, inbox, linksIn, linkTo, mailTo } from '../support/inbox.ts';
import { inFull, sharedOut } from '../support/runs.ts';
import { openSite, type Site } from '../support/site.ts';
import { by, inDays, settled, startLively } from './lively.ts';

jest.setTimeout(600_000);

let site: Site;

beforeAll(async () => {
  site = await openSite({ settings: { DELEGATION_WEB_RATE: '100000' } });
});

afterAll(() => site.close());

/** A link to a person about a matter, as a mail of so many days ago bears it. */
async function oldLink(
  id: string,
  { contact, about, days }: { contact: string; about: string; days: number },
): Promise<string> {
  const { document, version } = await site.stage.conventions.record(id);
  const email = [document.delegator, document.delegatee]
    .flatMap(({ contacts }) => contacts)
    .find((one) => one.id === contact)?.email;
  const claims = { convention: id, about, contact, address: addressMark(email ?? ''), version };
  return `/agir/${signLink(site.keys, claims, Date.now() - days * 24 * 3_600_000, 14)}`;
}

/** How often a scanner of mails, or a reader, opens each link without pressing its button. */
const visits = inFull ? 100 : 3;

test('GET and HEAD again and again on every link of every mail change nothing', async () => {
  const { conventions } = site.stage;
  const [running, ended] = await Promise.all([
    startLively(site, 'sweep'),
    startLively(site, 'swept', { term: { months: 1 } }),
  ]);
  await conventions.act(running.id, 'scheduleCommittee', {
    by,
    on: inDays(20),
    time: '10:00',
    place: 'Ségur',
  });
  await conventions.act(running.id, 'proposeAmendment', {
    by,
    from: 'delegator',
    changes: { notice: { months: 2 } },
    effectiveOn: inDays(0),
    reason: 'préavis plus court',
  });
  await conventions.act(ended.id, 'proposeBalance', { by, use: 'restitution au programme 103' });
  const before = [await settled(site, running.id), await settled(site, ended.id)];

  const mails = await inbox(site);
  // One of each matter and person; of the convention that has ended, what the other does not have.
  const all = mails.flatMap(linksIn).map((link) => ({ link, ...claimsIn(link) }));
  const known = new Set(all.filter(({ c }) => c === running.id).map(({ a }) => a));
  const links = [
    ...new Map(
      all
        .filter(({ c, a }) => c === running.id || !known.has(a))
        .map(({ link, a, p }) => [`${a} ${p}`, link] as const),
    ).values(),
  ];
  // Each kind of page that a mail leads to is among them.
  const abouts = new Set(links.map((link) => claimsIn(link).a));
  for (const about of [
    'preferences',
    'calendar',
    'chorus-access',
    'meeting-1',
    'amendment-1-delegator',
    'balance',
  ])
    expect(abouts).toContain(about);
  expect([...abouts].filter((about) => about.startsWith('report-')).length).toBeGreaterThan(2);

  const visitor = site.visitor();
  const follow = async (link: string) => {
    for (const method of ['GET', 'HEAD'])
      for (let time = 0; time < visits; time++) {
        const { status } = await visitor.get(link, { method });
        if (status !== 200) throw new Error(`${method} ${claimsIn(link).a}: ${status}`);
      }
  };
  // By default every second.
  const left = sharedOut(links, 0, 2).slice();
  const walk = async () => {
    for (let link = left.pop(); link; link = left.pop()) await follow(link);
  };
  await Promise.all(Array.from({ length: 8 }, walk));

  expect([await settled(site, running.id), await settled(site, ended.id)]).toEqual(before);
  expect(await inbox(site)).toHaveLength(mails.length);
});

describe('a link that has expired', () => {
  test('gives way to a new one, by mail to the same address alone, which works', async () => {
    const { id } = await startLively(site, 'expired');
    await settled(site, id);
    const mailsBefore = (await inbox(site)).length;
    const link = await oldLink(id, { contact: 'dgefp-budget', about: 'chorus-access', days: 15 });
    const visitor = site.visitor();
    const page = await visitor.get(link);
    expect(page.status).toBe(410);
    expect(page.text).toContain('Ce lien a expiré');
    expect(page.text).not.toContain('budget@dgefp');

    const asked = await visitor.press(page, `${link}/lien`);
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('Un nouveau lien vient de partir');
    const mail = await mailTo(site, 'budget@dgefp.expired.example', /votre nouveau lien/);
    await settled(site, id);
    expect((await inbox(site)).length).toBe(mailsBefore + 1);
    expect(mail.envelopeTo).toEqual(['budget@dgefp.expired.example']);

    // The same button is the same thing to ask for; that of another page is another.
    expect((await visitor.press(page, `${link}/lien`)).status).toBe(200);
    const again = await visitor.press(await visitor.get(link), `${link}/lien`);
    expect(again.status).toBe(409);
    expect(again.text).toMatch(/Un lien a été envoyé .* un autre pourra l’être le/);
    expect((await inbox(site)).length).toBe(mailsBefore + 1);

    const fresh = linksIn(mail).find((one) => claimsIn(one).a === 'chorus-access') ?? '';
    const { text: thanks } = await visitor.fill(fresh, { evidence: 'Ticket AIFE 1' });
    expect(thanks).toContain('C’est fait, merci');
    // What else is asked of them is told, and not what they have just done.
    const [, left = ''] = thanks.split('Il vous reste à faire ici');
    expect(left).toContain('Mise à disposition des crédits');
    expect(left).not.toContain('Chorus');
    expect((await visitor.get(fresh)).text).toContain('Déjà fait, par Bureau du budget de la DGEFP, le');
  });

  test('asked for twice at once sends one mail', async () => {
    const { id } = await startLively(site, 'twice');
    await settled(site, id);
    const before = (await inbox(site)).length;
    const link = await oldLink(id, { contact: 'dinum-budget', about: 'chorus-codings', days: 20 });
    const answers = await Promise.all([0, 1].map(() => site.visitor().post(`${link}/lien`, {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await mailTo(site, 'budget@dinum.twice.example', /votre nouveau lien/);
    await settled(site, id);
    expect((await inbox(site)).length).toBe(before + 1);
  });
});

test('a link of an older version is told as such, does nothing, and a new one works', async () => {
  const { id } = await startLively(site, 'amended');
  const { conventions } = site.stage;
  const link = await linkTo(site, 'budget@dgefp.amended.example', 'chorus-access');
  const amendment = 1;
  await conventions.act(id, 'proposeAmendment', {
    by,
    from: 'delegatee',
    changes: { notice: { months: 2 } },
    effectiveOn: inDays(0),
    reason: 'préavis plus court',
  });
  for (const party of ['delegator', 'delegatee'] as const)
    await conventions.perform(
      id,
      'agreeAmendment',
      await seenAct(conventions, id, 'agreeAmendment', { by, amendment, party }),
    );
  await conventions.act(id, 'signAmendment', {
    by,
    amendment,
    on: inDays(0),
    reference: 'avenant 1',
    sha256: 'a'.repeat(64),
  });
  const before = await settled(site, id);
  expect(before.record.version).toBe(2);
  const visitor = site.visitor();
  const page = await visitor.get(link);
  expect(page.status).toBe(410);
  expect(page.text).toContain('La convention a changé depuis');
  expect((await visitor.post(link, { acte: 'declarer-une-obligation-remplie', evidence: 'x' })).status).toBe(
    410,
  );
  expect(await settled(site, id)).toEqual(before);

  expect((await visitor.press(page, `${link}/lien`)).status).toBe(200);
  const mail = await mailTo(site, 'budget@dgefp.amended.example', /votre nouveau lien/);
  const fresh = linksIn(mail).find((one) => claimsIn(one).a === 'chorus-access') ?? '';
  expect(claimsIn(fresh).v).toBe(2);
  expect((await visitor.fill(fresh, { evidence: 'Ticket AIFE 2' })).text).toContain('C’est fait, merci');
});

describe('a link serves for one act, of a matter that stays open too', () => {
  const used = 'Ce lien a déjà servi, le';

  test('a committee is convened by one, and moved by another, which comes by mail', async () => {
    const { id } = await startLively(site, 'served', { term: { months: 3 } });
    const chair = { contact: 'bruno-lucas', about: 'committee-1' };
    const link = await oldLink(id, { ...chair, days: 1 });
    const convened = {
      acte: 'convoquer-le-comite',
      on: inDays(20),
      time: '10:00',
      place: 'Ségur',
    };
    const visitor = site.visitor();
    expect((await visitor.get(link)).text).toContain('Ce lien ne sert qu’à un envoi');
    // What is refused uses nothing up.
    expect((await visitor.post(link, { ...convened, time: '25:00' })).status).toBe(422);
    expect((await visitor.post(link, convened)).text).toContain('C’est fait, merci');
    const before = await settled(site, id);
    for (const other of [
      { ...convened, place: 'Fontenoy' },
      { ...convened, acte: 'enregistrer-la-tenue-du-comite' },
    ])
      expect((await visitor.post(link, other)).text).toContain(used);
    await visitor.post(`${link}/pas-moi`, { name: 'Autre', email: 'autre@dgefp.example' });
    expect(await settled(site, id)).toEqual(before);

    const page = await visitor.get(link);
    expect(page.text).toContain(used);
    expect((await visitor.press(page, `${link}/lien`)).text).toContain('Un nouveau lien vient de partir');
    const mail = await mailTo(site, 'bruno.lucas@dgefp.served.example', /votre nouveau lien/);
    const fresh = linksIn(mail).find((one) => claimsIn(one).a === 'committee-1') ?? '';
    expect((await visitor.post(fresh, { ...convened, place: 'Fontenoy' })).text).toContain('C’est fait');
  });

  test('an invitation is answered once, and of two presses at once one is done', async () => {
    const { id } = await startLively(site, 'answered');
    await site.stage.conventions.act(id, 'scheduleCommittee', {
      by,
      on: inDays(20),
      time: '10:00',
      place: 'Ségur',
    });
    const link = await oldLink(id, { contact: 'dgefp-produit', about: 'meeting-1', days: 1 });
    const answers = await Promise.all(
      ['accepted', 'declined'].map((answer) =>
        site.visitor().post(link, { acte: 'repondre-a-la-convocation-du-comite', answer }),
      ),
    );
    expect(answers.filter(({ text }) => text.includes('C’est fait, merci'))).toHaveLength(1);
    expect(answers.filter(({ text }) => text.includes(used))).toHaveLength(1);
    expect((await site.visitor().get(link)).text).toContain('Recevoir un nouveau lien');
  });

  test('somebody else is named by one once', async () => {
    const { id } = await startLively(site, 'named');
    const link = await oldLink(id, { contact: 'dgefp-produit', about: 'handover', days: 1 });
    const named = { name: 'Paul Petit', email: 'paul.petit@dgefp.named.example' };
    const visitor = site.visitor();
    expect((await visitor.post(`${link}/pas-moi`, named)).text).toContain('C’est transmis, merci');
    await site.stage.conventions.act(id, 'refuseHandover', { by, handover: 1, reason: 'inconnu' });
    expect((await visitor.post(`${link}/pas-moi`, named)).status).toBe(409);
    expect((await visitor.get(link)).text).toContain(used);
  });
});

describe('« Ce n’est pas moi »', () => {
  const newcomer = (mark: string) => ({ name: 'Paul Petit', email: `paul.petit@dgefp.${mark}.example` });

  /** Asks for a handover from a mail to the budget office, which may have been forwarded to anybody. */
  async function asked(mark: string) {
    const { id } = await startLively(site, mark);
    const holder = `budget@dgefp.${mark}.example`;
    const [old, asking, feed] = await Promise.all(
      ['chorus-access', 'preferences', 'calendar'].map((about) => linkTo(site, holder, about)),
    );
    if (!old || !asking || !feed) throw new Error('no link');
    const visitor = site.visitor();
    const page = await visitor.get(asking);
    const before = await settled(site, id);
    const refused = await visitor.press(page, `${asking}/pas-moi`, {
      ...newcomer(mark),
      email: 'pas une adresse',
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(
      /L’adresse : « pas une adresse » refusé ; accepté : une adresse électronique/,
    );
    expect(await settled(site, id)).toEqual(before);
    const passed = await visitor.press(page, `${asking}/pas-moi`, newcomer(mark));
    expect(passed.text).toContain('C’est transmis, merci');
    const { document } = await site.stage.conventions.record(id);
    // Nobody has got anything: the same people, the same links, and no mail to whoever was named.
    expect(document).toEqual(before.record.document);
    for (const link of [old, feed]) expect((await visitor.get(link)).status).toBe(200);
    await mailTo(site, holder, /relais a été demandé en votre nom/);
    const toManager = await mailTo(site, document.manager.email, /relais à confirmer/);
    expect(await inbox(site, newcomer(mark).email)).toEqual([]);
    return { id, holder, links: [old, asking, feed], old, asking, toManager, visitor };
  }

  test('gives nothing before the manager has confirmed; then both addresses are told, and the old links are dead', async () => {
    const { id, holder, links, old, asking, toManager, visitor } = await asked('notme');
    expect(toManager.text).toContain(newcomer('notme').email);
    const again = await visitor.post(`${asking}/pas-moi`, { name: 'Autre', email: 'autre@dgefp.example' });
    expect(again.status).toBe(409);
    // The holder's own links do not answer it.
    const claims = claimsIn(asking);
    const forged = signLink(
      site.keys,
      { convention: id, about: 'handover-1', contact: claims.p, address: addressMark(holder), version: 1 },
      Date.now(),
      14,
    );
    const own = await visitor.post(`/agir/${forged}`, {
      acte: 'confirmer-un-relais-demande-depuis-un-courriel',
      handover: '1',
    });
    expect(own.text).not.toContain('C’est fait');

    const [confirm = ''] = linksIn(toManager).filter((link) => claimsIn(link).a === 'handover-1');
    expect((await visitor.get(confirm)).text).toContain('Paul Petit (paul.petit@dgefp.notme.example)');
    const done = await visitor.post(confirm, { acte: 'confirmer-un-relais-demande-depuis-un-courriel' });
    expect(done.text).toContain('Paul Petit remplace Bureau du budget de la DGEFP');
    for (const link of links) expect((await visitor.get(link)).status).toBe(410);
    expect((await visitor.get(old)).text).toContain('Ce lien n’est plus le vôtre');
    const farewell = await mailTo(site, holder, /vous êtes remplacé/);
    expect(linksIn(farewell)).toEqual([]);
    // One letter: what they take over, and each duty with its own link.
    const welcome = await mailTo(site, newcomer('notme').email, /points à suivre/);
    expect(welcome.text).toContain('Vous prenez le relais');
    const [act = ''] = linksIn(welcome).filter((link) => claimsIn(link).a === 'chorus-access');
    expect((await visitor.fill(act, { evidence: 'Ticket AIFE 3' })).text).toContain('C’est fait, merci');

    const after = await settled(site, id);
    for (const post of [old, `${old}/lien`, `${old}/pas-moi`, confirm]) {
      const filled = {
        acte: 'declarer-une-obligation-remplie',
        evidence: 'x',
        name: 'Autre',
        email: 'autre@dgefp.example',
      };
      await visitor.post(post, filled);
    }
    expect(await settled(site, id)).toEqual(after);
  });

  test('changes nothing once the manager has refused', async () => {
    const { id, holder, toManager, visitor, old } = await asked('notthem');
    const [answer = ''] = linksIn(toManager).filter((link) => claimsIn(link).a === 'handover-1');
    const done = await visitor.post(answer, {
      acte: 'refuser-un-relais-demande-depuis-un-courriel',
      reason: 'inconnu ici',
    });
    expect(done.text).toContain('refusé');
    expect((await mailTo(site, holder, /le relais demandé est refusé/)).text).toContain('inconnu ici');
    expect((await visitor.get(old)).status).toBe(200);
    expect(await inbox(site, newcomer('notthem').email)).toEqual([]);
    expect((await site.stage.conventions.record(id)).handovers).toMatchObject([{ state: 'refused' }]);
  });
});

test('the links of a mail open their matter, never the others of its person', async () => {
  const { id } = await startLively(site, 'matters');
  await settled(site, id);
  const mails = await inbox(site, 'budget@dgefp.matters.example');
  const links = [...new Set(mails.flatMap(linksIn))];
  const visitor = site.visitor();
  for (const link of links) {
    const { text } = await visitor.get(link);
    const others = [...text.matchAll(/\/(?:agir|suivre)\/([\w.-]+)/g)].map(([, token = '']) => token);
    for (const token of others) expect(link).toContain(token);
    expect((await visitor.get(link.replace('/agir/', '/suivre/'))).status).toBe(
      link.startsWith('/agenda/') ? 200 : 404,
    );
  }
  expect(links.length).toBeGreaterThan(2);
});
