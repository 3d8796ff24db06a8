import { exampleText } from '../examples/examples.ts';
import { filledIn, stepsFor, twoOfEach } from '../support/filled-in.ts';
import { type Answer, answersIn, type Visitor } from '../support/site.ts';
import { lifeNamed } from './lives.ts';
import { type State, worldOf } from './state.ts';

// Registering a convention, step by step or from a file.

const start = '/nouvelle';
const file = (text: string) => new File([text], 'convention.json', { type: 'application/json' });

async function read(visitor: Visitor, text: string): Promise<Answer> {
  return visitor.press(await visitor.get(start), `${start}/fichier`, { fichier: file(text) });
}

/** Fills the steps in up to one, from the template of beta.gouv.fr or that of what is given. */
async function filled(visitor: Visitor, steps: number, values = filledIn): Promise<void> {
  await visitor.fill(start, { template: values.template ?? '' });
  for (let step = 1; step <= steps; step++) {
    const path = `${start}/etape/${step}`;
    const { text } = await visitor.get(path);
    const asked = Object.entries(values).filter(([name]) => text.includes(` name="${name}"`));
    await visitor.fill(path, { ...answersIn(text), ...Object.fromEntries(asked) });
  }
}

const verified = `${start}/verification`;
const takenOver = `${start}/reprise`;

async function press(visitor: Visitor, action: string): Promise<Answer> {
  return visitor.press(await visitor.get(verified), action);
}

function state(title: string, open: State['open'], more: Partial<State> = {}): State {
  const world = () => worldOf(lifeNamed('en vigueur'));
  return { group: 'Nouvelle convention', title, reader: 'admin', world, open, ...more };
}

const text = exampleText('signaux-faibles');
const other = text.replace('"signaux-faibles"', '"autre-convention"');

export const newConvention: readonly State[] = [
  state('commencer', ({ visitor }) => visitor.get(start)),
  state('commencer, sans fichier', async ({ visitor }) =>
    visitor.press(await visitor.get(start), `${start}/fichier`),
  ),
  state('fichier qui n’est pas celui d’une convention', ({ visitor }) =>
    read(visitor, 'ceci n’est pas du JSON'),
  ),
  state('fichier qui a des défauts', ({ visitor }) =>
    read(visitor, text.replace('"signedOn"', '"signeLe"').replace('"title"', '"titre"')),
  ),
  state('comme une autre', async ({ visitor }) => {
    const documents = await visitor.get('/conventions/signaux-faibles/documents');
    await visitor.press(documents, `${start}/comme/signaux-faibles`);
    return visitor.get(`${start}/etape/1`);
  }),
  state('d’après un fichier', async ({ visitor }) => {
    const csrf = await visitor.token();
    const fichier = new File([text], 'modele.json');
    await visitor.post(`${start}/fichier`, { csrf, fichier, modele: 'oui' });
    return visitor.get(`${start}/etape/1`);
  }),
  ...Array.from({ length: stepsFor(filledIn) }, (_, rank) => rank + 1).flatMap((step) => [
    state(`étape ${step}, à remplir`, async ({ visitor }) => {
      await filled(visitor, step - 1);
      return visitor.get(`${start}/etape/${step}`);
    }),
    state(`étape ${step}, mal remplie`, async ({ visitor }) => {
      await filled(visitor, step - 1);
      return visitor.press(await visitor.get(`${start}/etape/${step}`), `${start}/etape/${step}`);
    }),
  ]),
  state('étape 1, identifiant pris', async ({ visitor }) => {
    await filled(visitor, 1, { ...filledIn, id: 'signaux-faibles' });
    const step = `${start}/etape/1`;
    const { text } = await visitor.get(step);
    return visitor.fill(step, answersIn(text));
  }),
  state('étape 2, corrigée depuis la vérification', async ({ visitor }) => {
    await filled(visitor, stepsFor(filledIn));
    return visitor.get(`${start}/etape/2?retour=verification`);
  }),
  state('pas complète', async ({ visitor }) => {
    await filled(visitor, 2);
    return visitor.get(verified);
  }),
  state('à vérifier', async ({ visitor }) => {
    await filled(visitor, stepsFor(filledIn));
    return visitor.get(verified);
  }),
  state('à vérifier, plusieurs parties et programmes', async ({ visitor }) => {
    await filled(visitor, stepsFor(twoOfEach), twoOfEach);
    return visitor.get(verified);
  }),
  state('à vérifier, d’un fichier', ({ visitor }) => read(visitor, other)),
  state('déjà en cours, avant la date de sa prise d’effet', async ({ visitor }) => {
    await read(visitor, other);
    return visitor.get(takenOver);
  }),
  state('déjà en cours, ce qui est fait', async ({ visitor }) => {
    await read(visitor, other);
    return visitor.get(`${takenOver}?effet=2020-03-27`);
  }),
  state('déjà en cours, prise d’effet refusée', async ({ visitor }) => {
    await read(visitor, other);
    return visitor.get(`${takenOver}?effet=2019-01-01`);
  }),
  state('déjà en cours, preuve refusée', async ({ visitor }) => {
    await read(visitor, other);
    const page = await visitor.get(`${takenOver}?effet=2020-03-27`);
    return visitor.press(page, `${start}/demarrer`, {
      fait: 'chorus-access',
      'preuve-chorus-access': 'Ticket 4512',
      'preuve-chorus-access-fichier': new File(['%PDF-1.7'], 'Ticket 4512.pdf'),
      'preuve-credits-fichier': new File(['MAD'], 'MAD.txt'),
    });
  }),
  state('à vérifier, texte signé refusé', async ({ visitor }) => {
    await read(visitor, other);
    return visitor.press(await visitor.get(verified), `${start}/demarrer`, {
      texte: new File(['texte'], 'Texte.txt'),
    });
  }),
  state('déjà en cours, rien à cocher', async ({ visitor }) => {
    await filled(visitor, stepsFor(filledIn));
    return visitor.get(takenOver);
  }),
  state('reprise, démarrée', async ({ visitor }) => {
    await read(visitor, other);
    const page = await visitor.get(`${takenOver}?effet=2020-03-27`);
    return visitor.press(page, `${start}/demarrer`, { fait: 'chorus-access' });
  }),
  state('répétition en cours', async ({ visitor }) => {
    await read(visitor, other);
    return press(visitor, `${start}/repetition`);
  }),
  state('répétition jouée', async ({ visitor }) => {
    await read(visitor, other);
    const { headers } = await press(visitor, `${start}/repetition`);
    const page = headers.get('location') ?? '';
    await visitor.get(page);
    return visitor.get(page);
  }),
  state('répétition qui échoue', async ({ visitor }) => {
    await read(visitor, text);
    const { headers } = await press(visitor, `${start}/repetition`);
    const page = headers.get('location') ?? '';
    await visitor.get(page);
    return visitor.get(page);
  }),
  state('démarrée', async ({ visitor }) => {
    await read(visitor, other);
    return press(visitor, `${start}/demarrer`);
  }),
  state('identifiant déjà pris', async ({ visitor }) => {
    await read(visitor, text);
    return press(visitor, `${start}/demarrer`);
  }),
];
