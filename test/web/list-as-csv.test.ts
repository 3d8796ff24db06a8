import { besides, lifeNamed } from '../gallery/lives.ts';
import { opened } from '../gallery/stage.ts';

test('the list is downloaded with its filter and the columns chosen', async () => {
  const lives = ['en vigueur', 'avenant proposé'].map((name, rank) => besides(lifeNamed(name), name, rank));
  const [first] = lives;
  const shown = await opened({
    group: 'Liste des conventions',
    title: 'en CSV',
    reader: 'admin',
    world: () => ({ now: first?.moment.now ?? 0, lives }),
    open: async ({ visitor }) => {
      const list = await visitor.get('/conventions?recherche=vigueur&colonne=phase&colonne=plafond');
      const [, href = ''] = /href="(\/conventions\.csv[^"]*)"/.exec(list.text) ?? [];
      return visitor.get(href.replaceAll('&amp;', '&'));
    },
  });
  const [heading, ...lines] = shown.answer.text.trimEnd().split('\r\n');
  expect(heading).toMatch(/Nom;Titre;Phase;Plafond \(€\)$/);
  expect(lines).toHaveLength(1);
  await shown.close();
});
