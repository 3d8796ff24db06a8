import { addressMark, signLink } from '../../contract/signed-links.ts';
import { writtenOf } from '../../convention/amendments/written.ts';
import { hiddenIn } from '../support/hidden-fields.ts';
import { openSite, type Site } from '../support/site.ts';
import { inDays, livelyDocument, startLively } from './lively.ts';

// What a page asks for is done once, however often its button is pressed.

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test('a form confirmed twice at once, and again later, is done once and leads to the same place', async () => {
  const { conventions } = site.stage;
  const { id } = await startLively(site, 'once');
  const admin = await site.admin();
  const path = `/conventions/${id}/actes/ecrire-au-registre-du-budget`;
  const filled = {
    kind: 'credits',
    amount: '1 000,00',
    on: inDays(-1),
    reference: 'MAD 1',
    csrf: await admin.token(),
  };
  const preview = await admin.post(path, filled);
  expect(preview.status).toBe(200);
  const hidden = hiddenIn(preview.text.split('<form').find((part) => part.includes(path)) ?? '');
  expect(hidden.demande).toMatch(/^[0-9a-f-]{36}$/);
  const confirm = () => admin.post(path, { ...hidden, etape: 'confirmer' });
  const both = await Promise.all([confirm(), confirm()]);
  const later = await confirm();
  const answers = [...both, later].map(({ status, headers }) => [status, headers.get('location')]);
  expect(new Set(answers.map(String)).size).toBe(1);
  expect(answers[0]).toEqual([303, expect.stringMatching(/\?fait=\d+$/)]);
  expect((await conventions.record(id)).ledger).toHaveLength(1);

  // Going back to change the amount is another thing to ask for: the first is told, nothing is done.
  const other = await admin.post(path, { ...hidden, amount: '2 000,00', etape: 'confirmer' });
  expect(other.status).toBe(409);
  expect(other.text).toContain('cette demande a déjà servi');
  expect((await conventions.record(id)).ledger).toHaveLength(1);
});

test('a link whose button is pressed twice thanks twice, and is done once', async () => {
  const { conventions } = site.stage;
  const { id } = await startLively(site, 'thanked');
  const { document, version, journal } = await conventions.record(id);
  const contact = document.delegator.contacts.find(({ id: one }) => one === 'dgefp-budget');
  const address = addressMark(contact?.email ?? '');
  const claims = { convention: id, contact: 'dgefp-budget', about: 'chorus-access', version, address };
  const link = `/agir/${signLink(site.keys, claims, Date.now(), 14)}`;
  const visitor = site.visitor();
  const page = await visitor.get(link);
  const form = page.text.match(/<form[^>]*class="dg-form"[\s\S]*?<\/form>/)?.[0] ?? '';
  const press = () => visitor.post(link, { ...hiddenIn(form), evidence: 'ticket AIFE 4512' });
  const answers = [...(await Promise.all([press(), press()])), await press()];
  for (const { status, text } of answers) {
    expect(status).toBe(200);
    expect(text).toContain('C’est fait, merci');
  }
  const after = (await conventions.record(id)).journal.slice(journal.length);
  expect(after.filter(({ act }) => act === 'markDone')).toHaveLength(1);
});

test('a new convention whose button is pressed twice is started once, and shown twice', async () => {
  const admin = await site.admin();
  const csrf = await admin.token();
  const document = livelyDocument('pressed');
  const fichier = new File([JSON.stringify(writtenOf(document))], 'convention.json');
  expect((await admin.post('/nouvelle/fichier', { csrf, fichier })).status).toBe(303);
  const review = await admin.get('/nouvelle/verification');
  const form = review.text.split('<form').find((part) => part.includes('action="/nouvelle/demarrer"')) ?? '';
  const press = () => admin.post('/nouvelle/demarrer', hiddenIn(form));
  const answers = [...(await Promise.all([press(), press()])), await press()];
  expect(answers.map(({ status, headers }) => [status, headers.get('location')])).toEqual(
    Array(3).fill([303, `/conventions/${document.id}`]),
  );
  // Its author sees it at once.
  expect((await admin.get('/conventions')).text).toContain(document.id);
});
