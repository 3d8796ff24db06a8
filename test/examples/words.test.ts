import type { Delivery, Letter } from '../../convention/mailing/letter.ts';
import { composeMail } from '../../letters/compose.ts';
import { linksOf } from '../../letters/links.ts';
import { samplesOf } from '../../rehearsal/samples/samples.ts';
import { from, readableLinks } from '../activities/mail/posted.ts';
import { signauxFaibles } from '../convention/support.ts';
import { exampleIds, exampleText, livedThrough, readExample } from './examples.ts';

/** Words of some conventions, which others must not be told of. */
const words = ['beta.gouv', 'Chorus', 'CBCM', 'AIFE', 'comité', 'équipe', 'investissement'];

interface Told {
  readonly name: string;
  readonly delivery: Delivery;
  readonly letter: Letter;
}

/** The letters of a life in which all is done in time, and those of all that may happen besides. */
function lettersOf(id: string): Told[] {
  const { document } = readExample(id);
  const lived = livedThrough(document).deliveries.flatMap((delivery) =>
    delivery.letters.map((letter) => ({
      name: letter.items.map(({ identity }) => identity).join(' '),
      delivery,
      letter,
    })),
  );
  return [...lived, ...samplesOf(document)];
}

/** All that a reader of a letter is shown. */
function shown({ delivery, letter }: Told): string {
  const { subject, text, html } = composeMail(
    delivery,
    letter,
    from,
    [],
    linksOf(readableLinks, delivery, letter),
  );
  return [subject, text, html].join('\n').replace(/\s+/g, ' ');
}

test.each(exampleIds)('no letter of %s says a word that its text does not', (id) => {
  const written = exampleText(id).toLowerCase();
  const strange = words.filter((word) => !written.includes(word.toLowerCase()));
  const told = lettersOf(id);
  expect(told.length).toBeGreaterThan(30);
  const found = told.flatMap((one) => {
    const all = shown(one).toLowerCase();
    return strange.filter((word) => all.includes(word.toLowerCase())).map((word) => `${one.name} : ${word}`);
  });
  expect(found).toEqual([]);
});

const textsOf = (id: string) =>
  lettersOf(id)
    .map(shown)
    .join('\n')
    .replace(/[\u00a0\u202f]/g, ' ');

test('several parties are named as one list, and their verbs are plural', () => {
  const mandants = textsOf('deux-mandants');
  expect(mandants).toContain(
    'La convention entre Ministère de l’intérieur, RPROG 152 et Service de l’immobilier est suivie',
  );
  // Each agrees for itself: no letter says that the whole side did.
  expect(mandants).not.toMatch(/RPROG 152 (accepte|refuse|propose|met fin)/);
  expect(textsOf('csp')).toContain('CSP DRESG vous rend compte');
});

test('whatever is told of a side of several, its verb is plural', () => {
  const party = (id: string, shortName: string) => ({
    id,
    name: shortName,
    shortName,
    contacts: [{ id: `${id}-rep`, name: id, email: `${id}@a.example`, roles: ['representative', 'budget'] }],
  });
  const document = signauxFaibles({
    delegator: { id: 'dgefp' },
    delegatee: { id: 'dinum' },
    coDelegators: [party('mi', 'MI')],
    coDelegatees: [party('anct', 'ANCT')],
  });
  const told = samplesOf(document)
    .map((sample) => shown(sample))
    .join('\n')
    .replace(/\s+/g, ' ');
  const after = /(?<!, |\b(?:de|par|représente) )(?:DGEFP et MI|DINUM et ANCT) (\p{Ll}[\p{L}’]*)/gu;
  const verbs = new Set([...told.matchAll(after)].map(([, verb]) => verb));
  expect([...verbs].filter((verb) => !/(?:nt|vous)$/.test(verb ?? ''))).toEqual([]);
  expect(told).toContain('DGEFP et MI proposent l’utilisation du solde');
});

test('the parties are said to be as many as they are', () => {
  const told = /\bde les\b|\bdeux parties\b|\bl’autre partie\b|\bles deux\b/;
  for (const id of ['deux-mandants', 'co-delegataires']) expect(textsOf(id)).not.toMatch(told);
  expect(textsOf('signaux-faibles')).not.toMatch(/\bde les\b/);
});

test('a copy is owed by the article of the text, to those whom it names', () => {
  const text = textsOf('prefet');
  expect(text).toContain('Préfecture de Bretagne doit vous en adresser copie (art. 5).');
  expect(text).toContain('Préfecture de Bretagne doit vous en transmettre un exemplaire (art. 6).');
});

test('a publication is where the text says, by its own preposition', () => {
  expect(textsOf('cisirh')).toContain('Publication de la convention au Bulletin officiel');
  expect(textsOf('signaux-faibles')).toContain('Publication de la convention sur data.gouv.fr');
});
