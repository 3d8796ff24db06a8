import { createHash } from 'node:crypto';
import type { Convention } from '../../convention/convention.ts';
import { citationOf } from '../../convention/proof/piece.ts';
import { agreed, may } from '../acts/fixtures.ts';
import { hiddenTowards, keptIn, openPages } from './open-pages.ts';

// Files that prove what a form tells, from its page and from the link of a mail.

const content = '%PDF-1.7\nbon de commande';
const piece = { name: 'BC 12.pdf', sha256: createHash('sha256').update(content).digest('hex') };
const file = (name = piece.name, text = content) => new File([text], name, { type: 'application/pdf' });
const entry = { kind: 'credits', amount: '1 000', on: may.today, reference: 'MAD 1' };
const proved = `MAD 1 (${citationOf(piece)})`;
const acte = 'ecrire-au-registre-du-budget';

/** The pages of a convention, and the form of an act there. */
async function openForm(act = acte, before?: Convention) {
  const pages = await openPages(before);
  const root = `/conventions/${pages.conventions.convention.document.id}`;
  const path = `${root}/actes/${act}`;
  const ask = (filled: Readonly<Record<string, string | File>>) => pages.post(path, filled);
  const confirm = (page: string) => ask({ ...hiddenTowards(page, path), etape: 'confirmer' });
  return { ...pages, root, path, ask, confirm };
}

describe('an entry of the ledger is proved by a file', () => {
  test('from its page: the ledger and the documents lead to it, by its name', async () => {
    const { conventions, root, ask, confirm, get } = await openForm();
    const preview = await ask({ ...entry, 'reference-fichier': file() });
    expect(preview.body).toContain('MAD 1 (pièce « BC 12.pdf »)');
    expect((await confirm(preview.body)).statusCode).toBe(303);
    expect(conventions.convention.ledger).toMatchObject([{ reference: proved }]);
    for (const page of ['budget', 'documents']) {
      const { body } = await get(`${root}/${page}`);
      const [, address = ''] = /href="([^"]*\/pieces\/[^"]*)"/.exec(body) ?? [];
      expect([page, (await get(address)).body]).toEqual([page, content]);
      expect(body).not.toContain('SHA-256');
    }
  });

  test('from the link of a mail, with no word beside it', async () => {
    const { web, conventions, root, post, linkTo } = await openForm();
    const link = linkTo('dgefp-budget', 'credits');
    const done = await post(link, { acte, ...entry, reference: '', 'reference-fichier': file() });
    expect(done.body).toContain('C’est fait, merci');
    expect(done.body).not.toContain('SHA-256');
    const { ledger, outcomes } = conventions.convention;
    expect(ledger).toMatchObject([{ reference: citationOf(piece) }]);
    expect(outcomes.credits).toMatchObject({ evidence: expect.stringContaining(citationOf(piece)) });
    expect(await web.evidence.read(root.replace('/conventions/', ''), piece.sha256)).toBeDefined();
  });
});

describe('a file that came with a form is not lost', () => {
  test('when something else is wrong: it goes with the form again, and its words are as they were', async () => {
    const { conventions, ask, confirm } = await openForm();
    const refused = await ask({ ...entry, amount: 'beaucoup', 'reference-fichier': file() });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Garder « BC 12.pdf », déjà reçu');
    expect(refused.body).toContain('>MAD 1</textarea>');
    const preview = await ask({
      ...entry,
      'reference-fichier-recu': keptIn(refused.body, 'reference-fichier'),
    });
    await confirm(preview.body);
    expect(conventions.convention.ledger).toMatchObject([{ reference: proved }]);
  });

  test('when the act itself is refused, by its page or by a link', async () => {
    const { conventions, ask, post, linkTo } = await openForm();
    const tooMuch = { ...entry, amount: '900 000', 'reference-fichier': file() };
    const link = linkTo('dgefp-budget', 'credits');
    for (const refused of [await ask(tooMuch), await post(link, { acte, ...tooMuch })]) {
      expect(refused.body).toMatch(/900.000,00.€ » refusé/);
      expect(keptIn(refused.body, 'reference-fichier')).toBe(citationOf(piece));
    }
    const again = { acte, ...entry, 'reference-fichier-recu': citationOf(piece) };
    expect((await post(link, again)).body).toContain('C’est fait, merci');
    expect(conventions.convention.ledger).toMatchObject([{ reference: proved }]);
  });

  test('when one goes back from what it would change', async () => {
    const { path, ask } = await openForm();
    const preview = await ask({ ...entry, 'reference-fichier': file() });
    const back = await ask({ ...hiddenTowards(preview.body, path), etape: 'modifier' });
    expect(back.body).toContain('>MAD 1</textarea>');
    expect(keptIn(back.body, 'reference-fichier')).toBe(citationOf(piece));
  });

  test('when another is refused in its place, which is said at its field', async () => {
    const { ask } = await openForm();
    const kept = { ...entry, 'reference-fichier-recu': citationOf(piece) };
    const refused = await ask({ ...kept, 'reference-fichier': file('BC 12.exe') });
    expect(refused.body).toMatch(/id="champ-reference-fichier-erreur".*« BC 12\.exe » n’est pas d’un type/s);
    expect(keptIn(refused.body, 'reference-fichier')).toBe(citationOf(piece));
  });

  test('when it is itself the answer', async () => {
    const { conventions, ask, confirm } = await openForm('enregistrer-la-signature-d-un-avenant', agreed);
    const signing = { amendment: '1', on: may.today };
    const refused = await ask({ ...signing, signedText: file() });
    expect(refused.statusCode).toBe(422);
    const signedText = keptIn(refused.body, 'signedText');
    expect(signedText).toBe(citationOf(piece));
    const preview = await ask({ ...signing, reference: 'Avenant 1', 'signedText-recu': signedText });
    expect((await confirm(preview.body)).statusCode).toBe(303);
    expect(conventions.convention.amendments).toMatchObject([{ signature: { sha256: piece.sha256 } }]);
  });

  test('and is left out when its box is unticked, or when another takes its place', async () => {
    const { ask } = await openForm();
    expect((await ask(entry)).body).not.toContain('BC 12.pdf');
    const other = await ask({
      ...entry,
      'reference-fichier-recu': citationOf(piece),
      'reference-fichier': file('BC 13.pdf', '%PDF-1.7\nun autre'),
    });
    expect(other.body).toContain('MAD 1 (pièce « BC 13.pdf »)');
    expect(other.body).not.toContain('BC 12.pdf');
  });
});
