import { addressMark, signLink } from '../../contract/signed-links.ts';
import { contactOf } from '../../convention/document/contacts.ts';
import { claimsIn, linksIn, mailTo } from '../support/inbox.ts';
import { openSite, type Site } from '../support/site.ts';
import { boxIn, by, inDays, startLively } from './lively.ts';

// Nobody agrees to what they have not read: what a page agrees to is what it shows.

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

/** A page without its marks of formatting: no-break spaces and entities as a reader takes them. */
function read(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('&#x27;', '’');
}

/** The link of a contact about a matter, as a mail bears it. */
async function linkOf(id: string, contact: string, about: string): Promise<string> {
  const { document, version } = await site.stage.conventions.record(id);
  const address = addressMark(contactOf(document, contact)?.email ?? '');
  return `/agir/${signLink(site.keys, { convention: id, contact, about, version, address }, Date.now(), 14)}`;
}

test('a link to the balance shows all of what is proposed, and agrees to nothing else', async () => {
  const { conventions } = site.stage;
  const { id } = await startLively(site, 'balanced', { term: { months: 1 } });
  await conventions.act(id, 'proposeBalance', { by, amount: 12_500, use: 'Restitution au programme 103' });
  const link = await linkOf(id, 'dgefp-budget', 'balance');
  const visitor = site.visitor();
  const page = await visitor.get(link);
  for (const shown of ['12 500,00 €', 'Restitution au programme 103', 'DINUM', '100 000,00 €'])
    expect(read(page.text)).toContain(shown);
  const seen = boxIn(page.text);
  expect(seen).toMatch(/^1-[0-9a-f]{16}$/);
  expect(page.text).not.toMatch(/<input type="checkbox"[^>]*checked/);

  // The button alone does nothing.
  const unread = await visitor.fill(link, { acte: 'accepter-l-utilisation-du-solde' });
  expect(unread.status).toBe(422);
  expect(unread.text).toContain('Indiquez que vous acceptez');

  // The delegatee proposes something else before the box is ticked; the link of the mail is of the first.
  const mail = await mailTo(site, 'budget@dgefp.balanced.example', /utilisation du solde proposée/);
  const written = linksIn(mail).find((one) => claimsIn(one).a === 'balance') ?? '';
  expect((await visitor.get(written)).text).not.toContain('a changé depuis ce courriel');
  await conventions.act(id, 'proposeBalance', { by, amount: 9_000, use: 'Achat de licences' });
  expect((await visitor.get(written)).text).toContain('a changé depuis ce courriel');
  const late = await visitor.fill(link, { acte: 'accepter-l-utilisation-du-solde', agreesTo: seen });
  expect(late.status).toBe(409);
  expect(read(late.text)).toContain('a changé depuis que vous l’avez lu');
  for (const shown of ['9 000,00 €', 'Achat de licences']) expect(read(late.text)).toContain(shown);
  expect((await conventions.record(id)).agreedBalance).toBeUndefined();
  const fresh = boxIn(late.text);
  expect(fresh).toMatch(/^2-/);
  expect(late.text).not.toMatch(/<input type="checkbox"[^>]*checked/);

  expect(
    (await visitor.fill(link, { acte: 'accepter-l-utilisation-du-solde', agreesTo: fresh })).status,
  ).toBe(200);
  expect((await conventions.record(id)).agreedBalance).toMatchObject({
    amount: 900_000,
    use: 'Achat de licences',
  });
});

test('whoever is signed in reads an amendment in full, and agrees to that one', async () => {
  const { conventions } = site.stage;
  const { id } = await startLively(site, 'read');
  const amendment = {
    by,
    from: 'delegatee',
    reason: 'renfort de l’équipe',
    effectiveOn: inDays(10),
  } as const;
  for (const ceiling of [120_000, 130_000])
    await conventions.act(id, 'proposeAmendment', { ...amendment, changes: { budget: { ceiling } } });
  const admin = await site.admin();
  const path = `/conventions/${id}/actes/accepter-un-avenant`;
  const page = await admin.get(path);
  for (const shown of [
    'renfort de l’équipe',
    '100 000,00 € → 120 000,00 €',
    '100 000,00 € → 130 000,00 €',
    'plafond porté à 130 000,00 €',
  ])
    expect(read(page.text)).toContain(shown);
  const marks = [...page.text.matchAll(/<input type="radio"[^>]*name="agreesTo"[^>]*value="([^"]+)"/g)].map(
    ([, mark = '']) => mark,
  );
  expect(marks).toEqual([expect.stringMatching(/^1-/), expect.stringMatching(/^2-/)]);
  const [, second = ''] = marks;
  const done = await admin.fill(path, { party: 'delegator', agreesTo: second, etape: 'confirmer' });
  expect(done.status).toBe(303);
  const { amendments } = await conventions.record(id);
  expect(amendments.map(({ agreedBy }) => agreedBy.length)).toEqual([0, 1]);
});
