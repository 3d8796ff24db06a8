import { csv, file, infBud53, infBud53Lines, payments } from './files.ts';
import { amountsIn, read, readWell, refusalOf } from './reading.ts';

const rows = [{ supplier: 'Œuvre d’été – café', engaged: 123_456 }];
const headings = ['N° EJ', 'N° poste EJ', 'Montant engagé'];

describe('a file exported from Chorus', () => {
  it.each([
    { encoding: 'windows-1252', eol: '\r\n' },
    { encoding: 'windows-1252', eol: '\n' },
    { encoding: 'utf-8', eol: '\r\n' },
    { encoding: 'utf-8', eol: '\n', bom: true },
    { encoding: 'utf-8', eol: '\r', delimiter: '\t' },
    { encoding: 'windows-1252', delimiter: ',' },
    { titles: [], bom: true, encoding: 'utf-8' },
    { titles: ['Suivi ; des ; EJ', 'Requête "INF-BUD-53"', 'a,b,c\td'] },
  ] as const)('is read whatever it is written in: %j', (options) => {
    const { shape, lines } = readWell(infBud53(rows, options));
    expect(shape).toBe('inf-bud-53');
    expect(lines).toMatchObject([{ supplier: 'Œuvre d’été – café', amount: 123_456 }]);
  });

  it('is known by its headings, in any order, case and accents', () => {
    const bytes = csv([
      ['MONTANT ENGAGE', 'Autre', 'n°  poste\u00a0ej', 'N°\nEJ'],
      ['12,00', 'x', '00010', '15'],
    ]);
    expect(amountsIn(bytes)).toEqual([['AE 15 10', 1200]]);
  });

  it('has its headings in its first 40 rows', () => {
    const titles = Array.from({ length: 39 }, (_, index) => `Filtre ${index}`);
    expect(amountsIn(infBud53(rows, { titles }))).toEqual([['AE 1500012345 10', 123_456]]);
    expect(refusalOf(infBud53(rows, { titles: [...titles, 'Filtre'] })).message).toMatch(
      /40 premières lignes/,
    );
  });

  it('takes the code, not its label, when both have one heading', () => {
    const bytes = csv([
      ['N° EJ', 'Centre financier', 'Centre financier', 'Montant engagé', 'Montant engagé'],
      ['15', '0103-CEFP-C003', 'UO DINUM', '12,00', '99,00'],
    ]);
    expect(amountsIn(bytes)).toEqual([['AE 15 -', 1200]]);
  });

  it('may have units under its headings, blank rows and a text at its end', () => {
    const bytes = csv([
      headings,
      ['', '', 'EUR'],
      ['', '', ''],
      ['15', '1', '12,00'],
      [],
      ['Édité le 3 mars'],
    ]);
    const { lines, ignored } = readWell(bytes);
    expect(lines).toHaveLength(1);
    expect(ignored).toEqual([{ line: 9, reason: 'texte hors du tableau : « Édité le 3 mars »' }]);
  });

  it('keeps the numbers of its lines through blank lines and cells of several lines', () => {
    const bytes = csv([headings, [], ['15', '1\r\n', '12,00'], ['16', '\n1\n', '1,00'], ['17', '1', 'x']]);
    expect(read(bytes).faults).toMatchObject([{ line: 11, column: 'Montant engagé', given: 'x' }]);
  });

  it('may have a cell of several lines, as a name that was typed so', () => {
    const rows = [
      { supplier: 'OCTO\r\nTECHNOLOGY', engaged: 6_000_000 },
      { item: '20', supplier: 'Octo', engaged: 6_000_000 },
    ];
    expect(readWell(infBud53(rows, { titles: ['x'], encoding: 'utf-8' })).lines).toMatchObject([
      { key: 'AE 1500012345 10', supplier: 'OCTO TECHNOLOGY', amount: 6_000_000 },
      { key: 'AE 1500012345 20', supplier: 'Octo', amount: 6_000_000 },
    ]);
  });

  it.each([
    ['is empty', new Uint8Array(), /est vide/],
    ['is blank', file(' \r\n\r\n'), /est vide/],
    [
      'is a workbook',
      Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]),
      /n’est pas un texte.*enregistre d’abord au format CSV/,
    ],
    [
      'is another text',
      file('Bonjour ;\r\nMonde'),
      /« N° EJ » et « Montant engagé ».*« N° DP » et « Montant payé »/,
    ],
    ['has no amount', csv([['N° EJ', 'N° DP']]), /Aucune ligne d’en-têtes/],
    [
      'is too large',
      new Uint8Array(20 * 1024 * 1024 + 1),
      /20,0 Mo refusé ; accepté : un export CSV de 20 Mo au plus/,
    ],
    ['has too many rows', file(`N° EJ;Montant engagé\n${'1;2\n'.repeat(50_001)}`), /Plus de 50000 lignes/],
  ])('is refused when it %s', (_, bytes, message) => {
    const refusal = refusalOf(bytes);
    expect(refusal.code).toBe('BAD_DOCUMENT');
    expect(refusal.message).toMatch(message);
  });

  it('has 50 000 rows at most', () => {
    const { totals } = readWell(file(`N° EJ;Montant engagé\n${'1;2\n'.repeat(50_000)}`));
    expect(totals.commitment).toBe(10_000_000);
  });

  it('is refused when its amounts would not be exact once added', () => {
    const bytes = csv([headings, ...Array.from({ length: 100 }, () => ['15', '1', '999999999999,99'])]);
    expect(refusalOf(bytes).message).toMatch(/dépassent ensemble 90 000 milliards/);
  });

  it('may have no row, and says nothing then', () => {
    for (const bytes of [infBud53([]), infBud53Lines([], 2023), payments([])])
      expect(readWell(bytes)).toMatchObject({ lines: [], ignored: [] });
  });

  it('is read through 10 000 rows', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      order: `${1_500_000_000 + index}`,
      engaged: 100,
    }));
    expect(readWell(infBud53(many, { grandTotal: true })).totals.commitment).toBe(1_000_000);
  });
});
