import { createHash } from 'node:crypto';
import { largestFile } from '../../contract/taken-files.ts';
import { citationOf } from '../../convention/proof/piece.ts';
import { exampleText } from '../examples/examples.ts';
import { lifeNamed } from '../gallery/lives.ts';
import { opened } from '../gallery/stage.ts';
import { worldOf } from '../gallery/state.ts';
import type { Answer } from '../support/site.ts';
import { keptIn } from './open-pages.ts';

// Files that prove what was done before a convention was registered, and the text that was signed.

const id = 'autre-convention';
const start = '/nouvelle/demarrer';
const content = '%PDF-1.7\nhabilitations';
const piece = { name: 'Ticket 4512.pdf', sha256: createHash('sha256').update(content).digest('hex') };
const file = (name = piece.name, text = content) => new File([text], name);
const proof = 'preuve-chorus-access';
const done = { fait: 'chorus-access' };

/** The page of a convention that already runs; `post` sends its form. */
async function takingOver(from = '/nouvelle/reprise?effet=2020-03-27', named = id) {
  const document = exampleText('signaux-faibles').replace('"signaux-faibles"', `"${named}"`);
  const world = () => worldOf(lifeNamed('en vigueur'));
  let seat: Parameters<Parameters<typeof opened>[0]['open']>[0] | undefined;
  const shown = await opened({
    group: 'Nouvelle convention',
    title: 'reprise',
    reader: 'admin',
    world,
    open: async (given) => {
      seat = given;
      const fichier = new File([document], 'convention.json');
      await given.visitor.press(await given.visitor.get('/nouvelle'), '/nouvelle/fichier', { fichier });
      return given.visitor.get(from);
    },
  });
  if (!seat) throw new Error('not opened');
  const { visitor, web } = seat;
  const post = (page: Answer, filled: Readonly<Record<string, string | File>>) =>
    visitor.press(page, start, filled);
  const outcome = async () => (await web.conventions.record(id)).outcomes['chorus-access'];
  return { ...shown, web, get: (path: string) => visitor.get(path), post, outcome };
}

test('a duty is proved by a file, with a word or without, which is read from its page and the documents', async () => {
  const { answer, post, get, outcome, web, close } = await takingOver();
  const sent = await post(answer, { ...done, [proof]: 'AIFE', [`${proof}-fichier`]: file() });
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `/conventions/${id}`]);
  expect(await outcome()).toMatchObject({ state: 'done', evidence: `AIFE (${citationOf(piece)})` });
  expect(await web.evidence.read(id, piece.sha256)).toBeDefined();
  for (const page of ['obligations/chorus-access', 'documents']) {
    const { text } = await get(`/conventions/${id}/${page}`);
    const [, address = ''] = /href="([^"]*\/pieces\/[^"]*)"/.exec(text) ?? [];
    expect([page, (await get(address)).text]).toEqual([page, content]);
    expect(text).not.toContain('SHA-256');
  }
  await close();
});

test('an identifier that another convention has is told before anything is said of what is done', async () => {
  const [living] = worldOf(lifeNamed('en vigueur')).lives;
  const { answer, close } = await takingOver('/nouvelle/reprise', living?.convention.document.id);
  expect(answer.status).toBe(409);
  expect(answer.text).toMatch(/« [^»]+ » .*qu’aucune convention n’a ici/s);
  await close();
});

test.each([
  ['of another type', () => file('Ticket.exe'), /« Ticket\.exe » n’est pas d’un type accepté/],
  ['empty', () => file('Ticket.pdf', ''), /« Ticket\.pdf » est vide/],
  ['too large', () => file('Ticket.pdf', `%PDF-${'x'.repeat(largestFile)}`), /« Ticket\.pdf » dépasse 10 Mo/],
])('one that is %s is refused at its field, and nothing else is lost', async (_what, refused, why) => {
  const { answer, post, outcome, close } = await takingOver();
  const filled = { ...done, [proof]: 'AIFE', 'preuve-credits': 'MAD 1', texte: file('Texte.pdf') };
  const again = await post(answer, { ...filled, fait: 'credits', [`${proof}-fichier`]: refused() });
  expect(again.status).toBe(422);
  expect(again.text).toMatch(new RegExp(`id="champ-${proof}-fichier-erreur".*?${why.source}`, 's'));
  for (const typed of ['>AIFE</textarea>', '>MAD 1</textarea>', '<details class="fr-accordion" open=""'])
    expect(again.text).toContain(typed);
  expect(again.text).not.toMatch(/value="chorus-access"[^>]*checked/);
  const texte = keptIn(again.text, 'texte');
  expect(texte).toContain('Texte.pdf');
  await post(again, {
    ...filled,
    fait: 'chorus-access',
    'preuve-credits': '',
    texte: '',
    'texte-recu': texte,
  });
  expect(await outcome()).toMatchObject({ evidence: 'AIFE' });
  await close();
});

test('one that came goes with the form again, when something else is wrong with it', async () => {
  const { answer, post, outcome, close } = await takingOver();
  const long = { ...done, [proof]: 'x'.repeat(600), [`${proof}-fichier`]: file() };
  const again = await post(answer, long);
  expect(again.status).toBe(422);
  expect(again.text).toMatch(/un texte d’une ligne, de 1 à 500 caractères/);
  const kept = keptIn(again.text, `${proof}-fichier`);
  expect(kept).toBe(citationOf(piece));
  await post(again, { ...done, [`${proof}-fichier-recu`]: kept });
  expect(await outcome()).toMatchObject({ evidence: citationOf(piece) });
  await close();
});

test('a duty that is proved and not ticked is asked about', async () => {
  const { answer, post, close } = await takingOver();
  const again = await post(answer, { [`${proof}-fichier`]: file() });
  expect([again.status, keptIn(again.text, `${proof}-fichier`)]).toEqual([422, citationOf(piece)]);
  expect(again.text).toMatch(/est décoché, mais vous en donnez la preuve/);
  await close();
});

test('a signed text that is refused is told of where it was given', async () => {
  const { answer, post, close } = await takingOver('/nouvelle/verification');
  const again = await post(answer, { texte: file('Texte.exe') });
  expect(again.status).toBe(422);
  expect(again.text).toMatch(/id="champ-texte-erreur".*« Texte\.exe » n’est pas d’un type accepté/s);
  await close();
});
