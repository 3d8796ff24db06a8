import { comparable, extractOf, isFoundIn, soughtIn } from '../../client/matching.ts';
import { type Cents, frenchEuros } from '../../convention/ledger/money.ts';

const finds = (typed: string, text: string) => isFoundIn(comparable(text), soughtIn(typed));
const shown = (typed: string, text: string, room?: { before: number; all: number }) =>
  extractOf(text, soughtIn(typed), room)
    .map((part) => (part.isFound ? `[${part.text}]` : part.text))
    .join('');

describe('words', () => {
  test.each([
    ['equipe', 'L’Équipe n° 2'],
    ['ÉQUIPE', 'l’equipe'],
    ["l'oeuvre", 'À l’Œuvre commune'],
    ['l’oeuvre', "à l'œuvre commune"],
    ['comité pilotage', 'Pilotage du comité'],
    ['  comite\u00a0 ', 'Comité de suivi'],
    ['« comité »', 'Comité de suivi'],
    ['pièce (annexe)', 'annexe à la pièce'],
    ['a.b*c', 'le fichier A.B*C'],
    ['EJ-12', 'ej-12'],
    ['vigu', 'en vigueur'],
    ['e\u0301quipe', 'Équipe'],
  ])('%j finds « %s »', (typed, text) => {
    expect(finds(typed, text)).toBe(true);
  });

  test.each([
    ['comité budget', 'Comité de suivi'],
    ['a.b', 'axb'],
    ['', 'tout'],
    ['   ', 'tout'],
    ['« » – …', 'tout « »'],
  ])('%j does not find « %s »', (typed, text) => {
    expect(finds(typed, text)).toBe(false);
  });
});

describe('references', () => {
  test.each([
    ['4500012345', 'engagement (AE), 4500012345, Octo, 62\u202f450,50\u00a0€'],
    ['45000', 'commande 4500012345'],
    ['12345', 'commande 4500012345'],
    ['2020', 'report-2020-04'],
    ['2020', 'avril 2020, 120 jours'],
    ['4500000001', 'EJ 4500000001,4500000002'],
    ['4500000002', 'EJ 4500000001,4500000002'],
    ['0155-CAVC', 'UO 0155-CAVC-DI'],
    ['12.03.2020', 'le 12.03.2020'],
    ['12345678901234567890', 'n° 12345678901234567890'],
  ])('%s is found in « %s »', (typed, text) => {
    expect(finds(typed, text)).toBe(true);
  });

  test.each([
    ['450', '62\u202f450,50\u00a0€'],
    ['62', '62\u202f450,50\u00a0€'],
    ['50', '62\u202f450,50\u00a0€'],
    ['234', '1234,56'],
    ['56', '1234,56'],
    ['6', '1234,56'],
  ])('%s is no part of the amount %s', (typed, text) => {
    expect(finds(typed, text)).toBe(false);
  });
});

describe('amounts', () => {
  const amount = frenchEuros(123_456 as Cents);

  test.each([
    '1 234,56',
    '1234,56',
    '1234.56',
    '1234,56 €',
    '1 234,56€',
    '1\u202f234,56\u00a0€',
    '1\u00a0234.56 euros',
    '−1 234,56',
    '-1234,56',
  ])('%s finds 1 234,56 €, however it is written', (typed) => {
    for (const text of [amount, `dépense de ${amount}.`, '1234,56', '1 234,56 €', '1234.56', `−${amount}`])
      expect([text, finds(typed, text)]).toEqual([text, true]);
  });

  test.each([
    ['1 234', '1\u202f234,00\u00a0€'],
    ['1 234', '1234'],
    ['1 234', 'un plafond de 1 234 €, hors titre 2'],
    ['1 234,00', '1\u202f234,00\u00a0€'],
    ['1234', '1\u202f234,00\u00a0€'],
    ['1234 €', '1\u202f234,00\u00a0€'],
    ['1 234,5', '1\u202f234,50\u00a0€'],
    ['1 234,50', '1 234,5 €'],
    ['0,05', '0,05\u00a0€'],
    ['12 €', '12,00\u00a0€'],
    ['1 000 000', '1\u202f000\u202f000,00\u00a0€'],
    ['1000000', '1\u202f000\u202f000,00\u00a0€'],
    ['avenant 120 000 €', 'Avenant n° 1 : plafond porté à 120\u202f000,00\u00a0€'],
    ['120 000 € avenant', 'Avenant n° 1 : plafond porté à 120\u202f000,00\u00a0€'],
  ])('%s finds « %s »', (typed, text) => {
    expect(finds(typed, text)).toBe(true);
  });

  test.each([
    ['1 234', amount],
    ['1 234', '11\u202f234,00\u00a0€'],
    ['1 234', '21 234,00 €'],
    ['1 234', '1\u202f234\u202f567,00\u00a0€'],
    ['1 234', '5\u202f001\u202f234,00\u00a0€'],
    ['1 234', 'commande 12345'],
    ['1234 €', 'commande 1234567890'],
    ['234,56', amount],
    ['1 234,5', amount],
    ['1 234,56', '1\u202f234,05\u00a0€'],
    ['1 234,56', '1234,567'],
    ['12 €', '112,00\u00a0€'],
    ['0,05', '10,05\u00a0€'],
  ])('%s does not find « %s »', (typed, text) => {
    expect(finds(typed, text)).toBe(false);
  });
});

describe('an extract', () => {
  test('marks what is found, with its accents, wherever it stands', () => {
    expect(shown('equipe', 'L’Équipe et les équipes')).toBe('L’[Équipe] et les [équipe]s');
    expect(shown('equipe', 'E\u0301quipe')).toBe('[E\u0301quipe]');
    expect(shown('oeuvre', 'l’Œuvre')).toBe('l’[Œuvre]');
    expect(shown('1234,56', 'dépense de 1\u202f234,56\u00a0€.')).toBe('dépense de [1\u202f234,56]\u00a0€.');
    expect(shown('suivi comité', 'Comité de suivi')).toBe('[Comité] de [suivi]');
    expect(shown('😀 b', '😀 😀 b')).toBe('😀 😀 [b]');
  });

  test('stays short around the first thing found, and cuts no word', () => {
    const text = `${'avant '.repeat(50)}trouvé${' après'.repeat(50)}`;
    const extract = shown('trouve', text, { before: 20, all: 60 });
    expect(extract).toMatch(/^…avant /);
    expect(extract).toContain('[trouvé]');
    expect(extract).toMatch(/ après…$/);
    expect(extract.length).toBeLessThan(70);
  });

  test('is cut even where no word ends, between letters', () => {
    const extract = shown('fin', `${'😀'.repeat(300)}fin`, { before: 20, all: 60 });
    expect(extract).toBe(`…${'😀'.repeat(20)}[fin]`);
  });

  test('is the whole of a short text', () => {
    expect(shown('z', 'a b z')).toBe('a b [z]');
  });
});

test('a question as long as one likes is read in bounds', () => {
  expect(soughtIn('mot '.repeat(10_000)).length).toBeLessThanOrEqual(20);
  expect(soughtIn('1 234 '.repeat(10_000)).length).toBeLessThanOrEqual(20);
});
