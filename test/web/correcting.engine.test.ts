import { claimsIn, linksIn, linkTo, mailTo } from '../support/inbox.ts';
import { openSite, type Site } from '../support/site.ts';
import { by, settled, startLively } from './lively.ts';

jest.setTimeout(120_000);

let site: Site;

beforeAll(async () => {
  site = await openSite({ settings: { DELEGATION_WEB_RATE: '100000' } });
});

afterAll(() => site.close());

const reason = 'mauvaise obligation';

/** The line of the journal, from 1, of the last act of that name. */
async function lineOf(id: string, name: string): Promise<number> {
  const { journal } = await site.stage.conventions.record(id);
  return journal.findLastIndex(({ act }) => act === name) + 1;
}

test('each act of the journal leads to its correction: undone, or mended by another', async () => {
  const { conventions } = site.stage;
  const { id } = await startLively(site, 'correcting');
  const admin = await site.admin();
  const root = `/conventions/${id}`;
  await conventions.act(id, 'markDone', { by, duties: [{ duty: 'chorus-access', evidence: 'AIFE-1' }] });
  const line = await lineOf(id, 'markDone');
  const way = `${root}/corriger/${line}`;
  expect((await admin.get(`${root}/journal`)).text).toContain(`href="${way}"`);
  expect((await admin.get(way)).text).toContain('il peut être annulé');
  // What the calendar brings is nobody's act.
  expect((await admin.get(`${root}/corriger/1`)).status).toBe(404);
  const path = `${root}/actes/corriger-un-acte`;
  expect((await admin.get(`${path}?line=${line}`)).text).toMatch(new RegExp(`checked="" value="${line}"`));
  const preview = await admin.fill(path, { line: String(line), reason });
  expect(preview.text).toContain('Annulé, comme si cela n’avait pas été fait');
  const done = await admin.fill(path, { line: String(line), reason, etape: 'confirmer' });
  expect(done.status).toBe(303);
  const { record } = await settled(site, id);
  expect(record.outcomes['chorus-access']).toBeUndefined();
  const journal = await admin.get(`${root}/journal`);
  expect(journal.text).toMatch(/<p class="fr-badge[^"]*">Annulé|<span class="fr-badge[^"]*">Annulé/);
  expect(journal.text).not.toContain(`href="${way}"`);
  expect((await admin.get(way)).text).toContain('est déjà annulé');

  // A request has a number of its own: it is waived, and the page leads there.
  await conventions.act(id, 'requestInformation', { by, from: 'delegator', subject: 'Prévisions' });
  const asked = await admin.get(`${root}/corriger/${await lineOf(id, 'requestInformation')}`);
  expect(asked.text).toContain('ne s’annule pas par une correction');
  expect(asked.text).toContain(`href="${root}/actes/dispenser-d-une-obligation"`);
});

test('whoever has answered from a mail may undo it from the next link, and nobody of the other side may', async () => {
  const { id } = await startLively(site, 'mistaken');
  const visitor = site.visitor();
  const holder = 'budget@dgefp.mistaken.example';
  const link = await linkTo(site, holder, 'chorus-access');
  expect((await visitor.fill(link, { evidence: 'Ticket AIFE 3' })).text).toContain('C’est fait, merci');
  const served = await visitor.get(link);
  expect(served.text).toContain('Déjà fait');
  expect(served.text).toContain('Pour corriger ou compléter');
  await visitor.press(served, `${link}/lien`);
  const mail = await mailTo(site, holder, /votre nouveau lien/);
  const next = linksIn(mail).find((one) => claimsIn(one).a === 'chorus-access') ?? '';
  const page = await visitor.get(next);
  expect(page.text).toContain('Déjà fait');
  const way = `${next}?acte=corriger-un-acte`;
  expect(page.text).toContain(`href="${way}"`);
  const undone = await visitor.press(await visitor.get(way), next, { reason });
  expect(undone.text).toContain('C’est fait, merci');
  const { record } = await settled(site, id);
  expect(record.outcomes['chorus-access']).toBeUndefined();
  expect(record.journal.at(-1)).toMatchObject({ act: 'undoAct', reason, by: 'Bureau du budget de la DGEFP' });
});
