import { exampleText } from '../examples/examples.ts';
import { lifeNamed } from '../gallery/lives.ts';
import { opened } from '../gallery/stage.ts';
import { worldOf } from '../gallery/state.ts';
import { answersIn } from '../support/site.ts';

// A convention prepared step by step from a document of one's own, which may have blanks.

/** What the first step starts with, from a file given as a model. */
async function startsFrom(text: string) {
  const shown = await opened({
    group: '',
    title: '',
    reader: 'admin',
    world: () => worldOf(lifeNamed('en vigueur')),
    open: async ({ visitor }) => {
      const fichier = new File([text], 'modele.json');
      return visitor.post('/nouvelle/fichier', { csrf: await visitor.token(), fichier, modele: 'oui' });
    },
  });
  await shown.close();
  return { path: shown.path, answers: answersIn(shown.answer.text) };
}

test('what it says is filled in, and may be changed', async () => {
  const { path, answers } = await startsFrom(exampleText('trimestriel'));
  const { title, shortName } = JSON.parse(exampleText('trimestriel'));
  expect(path).toBe('/nouvelle/etape/1');
  expect(answers).toMatchObject({ title, shortName });
});

test('what it leaves blank is asked', async () => {
  const { path, answers } = await startsFrom('{"title":"","shortName":"Équipe n° 3"}');
  expect(path).toBe('/nouvelle/etape/1');
  expect(answers).toMatchObject({ title: '', shortName: 'Équipe n° 3' });
});
