import { importLine } from '../../convention/ledger/import-line.ts';
import { csv, file, infBud53, payments } from './files.ts';
import { read, readWell } from './reading.ts';

const headings = ['N° EJ', 'N° poste EJ', 'Date comptable du SF', 'Montant engagé', 'Montant payé'];

function faultsIn(...rows: string[][]) {
  return read(csv([headings, ...rows])).faults;
}

describe('a fault of an export', () => {
  it('tells the line, the heading, what was given and what would be accepted', () => {
    const long = '9'.repeat(90);
    expect(faultsIn(['1', '1', '', '12,345', long], ['1', '1', '31/02/2023', '', '1,00'])).toEqual([
      {
        line: 5,
        column: 'Montant engagé',
        given: '12,345',
        accepted:
          'un montant en euros, à deux décimales au plus (ex. 1 234,56 ou -12,00), sous mille milliards',
      },
      { line: 5, column: 'Montant payé', given: `${'9'.repeat(79)}…`, accepted: expect.any(String) },
      {
        line: 6,
        column: 'Date comptable du SF',
        given: '31/02/2023',
        accepted: 'une date JJ/MM/AAAA, JJ.MM.AAAA, AAAA-MM-JJ ou un numéro de jour d’Excel (ex. 44980)',
      },
    ]);
  });

  it('leaves the other rows as they are, and its own out', () => {
    const { lines, faults } = read(csv([headings, ['1', '1', '', 'x', ''], ['2', '1', '', '1,00', '']]));
    expect(faults).toHaveLength(1);
    expect(lines).toMatchObject([{ key: 'AE 2 1' }]);
  });

  it('is not a date that nothing needs', () => {
    expect(faultsIn(['1', '1', 'hier', '1,00', ''])).toEqual([]);
    expect(read(infBud53([{ costCentre: 'EMPEF00099', acceptedOn: 'hier', paid: 1 }])).faults).toEqual([]);
  });

  it('is a row cut short, or with something past the headings', () => {
    expect(
      faultsIn(['1', '1', '', '1,00'], ['1', '1', '', '1,00', '', 'x'], ['1', '1', '', '1,00', '', '']),
    ).toEqual([
      {
        line: 5,
        column: 'ligne',
        given: '4 cellules : 1 ; 1 ; ; 1,00',
        accepted: '5 cellules, autant que d’en-têtes',
      },
      { line: 6, column: 'ligne', given: '6 cellules : 1 ; 1 ; ; 1,00 ; ; x', accepted: expect.any(String) },
    ]);
  });

  it('is a number longer than any', () => {
    expect(faultsIn(['1'.repeat(36), '1', '', '1,00', ''])).toMatchObject([
      { line: 5, column: 'N° EJ', given: '1'.repeat(36), accepted: 'un numéro de 35 caractères au plus' },
    ]);
  });

  it.each(['1,50001E+09', '1.5E9', '1500012345.0', '1500012345,00'])(
    'is a number that a spreadsheet has changed: « %s »',
    (given) => {
      const accepted =
        'le numéro tel que Chorus l’écrit (ex. 1500012345) : un tableur l’a transformé ; reprenez l’export d’origine';
      expect(faultsIn([given, '1', '', '1,00', ''])).toEqual([{ line: 5, column: 'N° EJ', given, accepted }]);
      expect(faultsIn(['15', given, '', '1,00', ''])).toMatchObject([{ column: 'N° poste EJ', accepted }]);
      for (const column of ['request', 'requestItem'])
        expect(read(payments([{ paid: 1, [column]: given }])).faults).toMatchObject([{ given, accepted }]);
    },
  );

  it('is a quote that is left open, even when the next row closes it', () => {
    const text = 'N° EJ;N° de contrat;Montant engagé;Montant payé\n';
    const open = { column: 'ligne', accepted: 'des guillemets fermés dans la cellule où ils s’ouvrent' };
    expect(read(file(`${text}1;a;2;3\n\n2;"b;2;3\n3;c;2;3`)).faults).toEqual([
      { ...open, line: 4, given: '2;"b;2;3' },
    ]);
    expect(read(file(`${text}2;"b;2;3\n3;"c";2;3\n4;d;2;3`)).faults).toEqual([
      { ...open, line: 2, given: '"b;2;3 3;"c"' },
    ]);
    expect(read(file(`${text}2;"b;2;3\n3;c";2;3\n4;d;2;3`)).faults).toMatchObject([{ ...open, line: 2 }]);
  });

  it('is a second year, for only the last column is read', () => {
    const bytes = csv([
      ['N° EJ', '2022', '', '2023'],
      ['15', '1,00', 'Montant engagé', '2,00'],
    ]);
    expect(read(bytes).faults).toEqual([
      { line: 4, column: '2022', given: '2022', accepted: 'une seule colonne d’année, la dernière' },
    ]);
  });
});

describe('what a file may hold to do harm', () => {
  const hostile = [
    '=HYPERLINK("http://mal.example";"payé")',
    'x'.repeat(1000),
    '\u{1f600}'.repeat(150),
    'ACME\u0007\u001b\u2028SARL',
    'Le "Lapin" ; fils\r\net cie',
    '<script>alert(1)</script>',
    '__proto__',
    '"',
  ];

  it.each(hostile)('is a text of one line that the ledger accepts: %j', (text) => {
    const rows = {
      order: 'constructor',
      item: '__proto__',
      supplier: text,
      contract: text,
      engaged: 1,
      paid: 1,
    };
    const { lines } = readWell(infBud53([rows], { encoding: 'utf-8' }), { payments: true });
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(importLine.parse(line)).toEqual(line);
  });

  it('is read as text where Chorus writes a number', () => {
    const row = { order: '1 5\u00a00', item: 'a b', request: '=1', requestItem: '+1', paid: 1 };
    expect(readWell(payments([row])).lines).toMatchObject([{ order: '150', key: 'CP 150 ETAT 2023 =1 +1' }]);
  });

  it('keeps quotes that a cell has without being quoted', () => {
    const bytes = file('N° EJ;Fournisseur payé (DP);Montant engagé\n1;Le "Lapin" SARL;2\n2;"Le" Lapin;2\n');
    expect(readWell(bytes).lines.map(({ supplier }) => supplier)).toEqual(['Le "Lapin" SARL', '"Le" Lapin']);
  });
});
