import { writtenOf } from '../../convention/amendments/written.ts';
import { inForce } from '../convention/support.ts';
import { hiddenTowards, keptIn, openPages } from './open-pages.ts';

// What an amendment changes, given as the whole text as it would be.

const acte = 'proposer-un-avenant';
const asked = { from: 'delegatee', reason: 'renfort', effectiveOn: '2020-09-01' };
const fileOf = (text: unknown) =>
  new File([JSON.stringify(text)], 'texte.json', { type: 'application/json' });

async function openForm() {
  const pages = await openPages(inForce());
  const path = `/conventions/${pages.conventions.convention.document.id}/actes/${acte}`;
  return {
    ...pages,
    path,
    ask: (filled: Readonly<Record<string, string | File>>) => pages.post(path, filled),
  };
}

test('the form of an amendment asks for no JSON', async () => {
  const { get, path } = await openForm();
  const { body } = await get(path);
  expect(body).toContain('Texte modifié');
  expect(body).not.toMatch(/JSON|\{ ?(&quot;|")/);
});

test('what differs in a text that was downloaded is proposed, and kept when something else is wrong', async () => {
  const { ask, path, conventions } = await openForm();
  const text = { ...writtenOf(conventions.convention.document), title: 'Un autre titre' };
  const refused = await ask({ ...asked, reason: '', changes: fileOf(text) });
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('Garder le fichier, déjà reçu');
  const preview = await ask({ ...asked, 'changes-recu': keptIn(refused.body, 'changes') });
  expect(preview.body).toContain('Un autre titre');
  const done = await ask({ ...hiddenTowards(preview.body, path), etape: 'confirmer' });
  expect(done.statusCode).toBe(303);
  expect(conventions.convention.amendments).toMatchObject([{ changes: { title: 'Un autre titre' } }]);
});

test.each([
  ['the same text', (text: object) => text, /ne change rien de ce qu’un avenant peut changer/],
  ['one that is none', () => ({ id: 'sf' }), /Ce n’est pas le texte d’une convention : .*défauts/],
  ['a list', () => [], /« texte\.json » : Ce fichier n’est pas celui d’une convention/],
])('%s is refused at its field', async (_what, make, says) => {
  const { ask, conventions } = await openForm();
  const written = make(writtenOf(conventions.convention.document));
  const { statusCode, body } = await ask({ ...asked, changes: fileOf(written) });
  expect(statusCode).toBe(422);
  expect(body).toMatch(says);
  expect(body).toContain('href="#champ-changes"');
});
