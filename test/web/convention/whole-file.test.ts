import { citationOf } from '../../../convention/proof/piece.ts';
import { type Printed, printedPdf } from '../../../letters/printed.ts';
import { wholeFile } from '../../../web/convention/whole-file.ts';
import { lifeNamed, lifeNames } from '../../gallery/lives.ts';

const fileOf = (name: string) => {
  const { convention, view } = lifeNamed(name);
  return wholeFile(convention, view);
};

/** All that is printed, as text. */
const textOf = ({ title, lead, facts, sections = [] }: Printed) =>
  JSON.stringify([title, lead, facts, sections]);

const titles = ({ sections = [] }: Printed) => sections.map(({ title }) => title);

test('it says who, when, what came of each duty, the money, the reports and all that was done', () => {
  const file = fileOf('en vigueur');
  expect(file.title).toBe('Dossier de la convention Signaux Faibles');
  expect(titles(file)).toEqual([
    'Les personnes',
    'Les phases',
    'Les obligations',
    'Le budget',
    'Le registre',
    'Compte rendu d’août 2020',
    'Compte rendu de juillet 2020',
    'Compte rendu de juin 2020',
    'Compte rendu de mai 2020',
    'Compte rendu d’avril 2020',
    'Comité d’investissement, convoqué',
    'Le journal',
  ]);
  const { duties, journal } = lifeNamed('en vigueur').view;
  const lengths = (name: string) => file.sections?.find(({ title }) => title === name)?.facts?.length;
  expect([lengths('Les obligations'), lengths('Le journal')]).toEqual([duties.length, journal.length]);
  expect(file.sections?.find(({ table }) => table)?.table?.rows).toContainEqual([
    '2',
    '20 avril 2020',
    'engagement (AE)',
    '1500000001',
    'Octo',
    'Chorus',
    '62\u202f450,50\u00a0€',
  ]);
});

test.each([
  ['avenant en vigueur', 'Avenant n° 1, en vigueur'],
  ['préavis en cours', 'Préavis et fin'],
  ['mise en demeure en cours', 'Manquements'],
  ['suspendue', 'Insuffisances de crédits'],
  ['en solde, solde proposé', 'Le solde'],
  ['signée, avec des pièces', 'Les pièces'],
])('« %s » has « %s »', (name, title) => {
  expect(titles(fileOf(name))).toContain(title);
});

test('a file that proves an entry is named in the ledger, and told by its digest among the files', () => {
  const { convention, view } = lifeNamed('en vigueur');
  const [entry] = convention.ledger;
  if (!entry) throw new Error('it has a ledger');
  const piece = { name: 'BC 12.pdf', sha256: 'ab'.repeat(32) };
  const proved = { ...entry, reference: `BC 12 (${citationOf(piece)})` };
  const { sections = [] } = wholeFile({ ...convention, ledger: [proved] }, view);
  expect(sections.find(({ table }) => table)?.table?.rows.flat()).toContain('BC 12 (pièce « BC 12.pdf »)');
  expect(sections.find(({ title }) => title === 'Les pièces')?.facts).toEqual([
    ['BC 12.pdf', `SHA-256 ${piece.sha256}`],
  ]);
});

test('a ledger of thousands is printed from its end, and says so', () => {
  const { convention, view } = lifeNamed('en vigueur');
  const [entry] = convention.ledger;
  if (!entry) throw new Error('nothing was entered');
  const ledger = Array.from({ length: 1500 }, (_, rank) => ({ ...entry, seq: rank + 1 }));
  const { sections = [] } = wholeFile({ ...convention, ledger }, view);
  const found = sections.find(({ table }) => table);
  expect(found?.title).toBe('Le registre, ses 1\u202f000 dernières écritures sur 1\u202f500');
  expect(found?.table?.rows.map(([seq]) => seq)).toContain('1500');
  expect(found?.table?.rows).toHaveLength(1000);
});

test.each(lifeNames)('« %s »: nobody’s address, and nothing that is not there', (name) => {
  const text = textOf(fileOf(name));
  expect(text).not.toMatch(/[\w.-]+@[\w-]+\.\w/);
  expect(text).not.toMatch(/undefined|NaN|\[object/);
});

test('it is printed the same all day, as an archive', async () => {
  const pdf = await printedPdf(fileOf('en vigueur'));
  expect(pdf.subarray(0, 8).toString()).toBe('%PDF-1.7');
  expect(await printedPdf(fileOf('en vigueur'))).toEqual(pdf);
});
