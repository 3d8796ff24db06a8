import { infBud53 } from '../../chorus/files.ts';
import type { SimulatedLife } from '../../convention/simulation.ts';
import { lifeNamed, signedFile } from '../../gallery/lives.ts';
import { opened } from '../../gallery/stage.ts';
import { type Reader, reads, type State, worldOf } from '../../gallery/state.ts';

// What was done, and what is under way, as pages say it.

const root = '/conventions/signaux-faibles';

/** What a page of a life reads, on one line, with its HTML; by default as the budget office of the delegatee sees it. */
async function seen(life: SimulatedLife, open: State['open'], reader: Reader | 'nobody' = 'delegatee') {
  const state = { group: '', title: '', world: () => worldOf(life), open };
  const { answer, close } = await opened(reader === 'nobody' ? state : { ...state, reader });
  await close();
  const text = answer.text.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0\u202f]+/g, ' ');
  return { html: answer.text, text };
}

test.each([
  ['préavis en cours', 'Préavis de résiliation : fin le 10 décembre 2020'],
  ['fin anticipée proposée', 'Fin proposée pour le 31 décembre 2020'],
  ['mise en demeure en cours', 'Manquement n° 1'],
  ['insuffisance de crédits ouverte', 'Insuffisance de crédits'],
  ['suspendue', 'Exécution suspendue'],
  ['avenant proposé', 'Avenant n° 1 proposé, d’effet au 1er octobre 2020'],
  ['en solde, solde proposé', 'Utilisation du solde proposée'],
])('« %s » is told at the top of its overview: %s', async (name, said) => {
  const { text } = await seen(lifeNamed(name), reads(root));
  expect(text.split('Le fil de la convention')[0]).toContain(said);
});

describe('« Suivi »', () => {
  const life = lifeNamed('en vigueur').copy();
  const by = 'Camille Durand';
  life.passes(life.moment.now + 26 * 24 * 3_600_000);
  const report = { by, progress: 'Trois départements équipés', forecast: 'Deux commandes' };
  life.does('reopenDuty', { by, duty: 'report-2020-07', reason: 'à refaire' });
  life.does('submitReport', {
    ...report,
    period: '2020-07',
    consumption: [{ month: '2020-08', amount: 3000 }],
    orders: [{ month: '2020-11', amount: 20_000 }],
  });
  life.does('holdCommittee', {
    by,
    on: '2020-10-09',
    decision: 'consolidation',
    minutes: 'https://dinum.example/cr-2020-10',
  });

  test('has the reports, with their progress, their forecast and its gap to what came', async () => {
    const { text } = await seen(life, reads(`${root}/suivi`));
    // What was handed over last comes first.
    const [, july = '', august = ''] = text.split(/Compte rendu (?:d’août|de juillet) 2020 Remis/);
    expect(july).toMatch(/Avancement Trois départements équipés Prévisions Deux commandes/);
    expect(july).toContain('novembre 2020 : 20 000,00 €');
    expect(august).toMatch(/Consommation prévue au compte rendu précédent 3 000,00 € \(écart −3 000,00 €\)/);
  });

  test('has each report as a PDF, with its chart', async () => {
    const { html } = await seen(life, reads(`${root}/suivi/2020-08.pdf`));
    expect(html).toMatch(/^%PDF-/);
    expect(html.match(/\/S \/Figure/g)).toHaveLength(1);
  });

  test('has the committees, with their decision and their minutes', async () => {
    const { html, text } = await seen(life, reads(`${root}/suivi`));
    expect(text).toMatch(/Comité d’investissement, tenu Réunion le 9 octobre 2020 .*Décision consolidation/);
    expect(html).toContain('href="https://dinum.example/cr-2020-10"');
  });
});

describe('a link to follow a convention', () => {
  const followed = (name: string) =>
    seen(lifeNamed(name), ({ visitor, link }) => visitor.get(link('follow')), 'nobody');

  test('leads to its dates, its money and its text, and to what is under way', async () => {
    const { text } = await followed('avenant proposé');
    for (const said of [
      'Avenant n° 1 proposé',
      'À venir',
      '100 000,00 €',
      '62 450,50 €',
      'Préavis de résiliation',
    ])
      expect(text).toContain(said);
    expect(text).toMatch(/À faire \(\d+\) .*\d{1,2} octobre 2020 /);
    expect(text).not.toContain('Rien n’est attendu de vous');
  });

  test('has the signed text, as it was sent', async () => {
    const found = await seen(
      lifeNamed('signée, avec des pièces'),
      async ({ visitor, link }) => {
        const { text } = await visitor.get(link('follow'));
        return visitor.get(/href="(\/agir\/[^"]*\/texte\/[^"]*)"/.exec(text)?.[1] ?? '');
      },
      'nobody',
    );
    expect(found.html).toBe(signedFile);
  });
});

test('what parties say of a duty is read on its page, by whom and when', async () => {
  const life = lifeNamed('en retard sur tout').copy();
  const comment = { by: 'Ada', duty: 'report-2020-07', comment: 'attend les données' };
  life.does('commentDuty', { ...comment, party: 'delegatee' });
  const { text } = await seen(life, reads(`${root}/obligations/report-2020-07`), 'delegator');
  expect(text).toContain('DINUM, le 14 septembre 2020 : « attend les données » par Ada');
});

test('an import says which lines it leaves aside, and why', async () => {
  const own = { order: '1500000077', engaged: 250_000 };
  const rows = [own, { ...own, order: '1500000078', costCentre: 'EMPEF00099' }];
  const path = `${root}/actes/import`;
  const { text } = await seen(lifeNamed('en vigueur'), async ({ visitor }) =>
    visitor.press(await visitor.get(path), path, { file: new File([infBud53(rows).slice()], 'export.csv') }),
  );
  expect(text).toContain('Lignes laissées de côté 1');
  expect(text).toMatch(/Raison Lignes .*centre de coût .*EMPEF00099/);
});
