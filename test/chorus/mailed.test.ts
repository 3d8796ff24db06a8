import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import { csv, file } from './files.ts';
import { amountsIn, exportedOn, read, readWell, refusalOf } from './reading.ts';

// The headings of the INF-BUD-53 that Chorus sends by mail (BOWEBI): each explains itself between parentheses.
const headings = [
  'Centre financier',
  '',
  'N° EJ (Bon de commande / Marché / Convention / Subvention...)',
  'Fournisseur titulaire principal (EJ)',
  'N° poste EJ',
  'Centre de coûts',
  '',
  'Référentiel de programmation',
  '',
  'N° SF',
  'N° DP',
  'Bascule des EJ non soldés (EJ années antérieures) (a)',
  'Montant EJ engagés Année en cours (= b - a)',
  'Montant TOTAL engagé (b)',
  'Montant réceptionné',
  'Montant facturé (Fact. validée par le comptable mais non échue)',
  'Montant payé (Virement effectué au fournisseur)',
];
const row = (...amounts: string[]) => [
  'BG00/0103-CEFP-C003',
  'UO DINUM',
  '1500012345',
  'Octo',
  '10',
  'EMPEF00075',
  'CC',
  'XX00/010300000112',
  'SF',
  '#',
  '',
  ...amounts,
];
const mailed = (rows: string[][], of = headings) =>
  csv([of, ...rows], { titles: [], encoding: 'utf-8', bom: true });
const whole = row('10000,00', '50000,00', '60000,00', '20000,00', '0,00', '20000,00');

describe('the INF-BUD-53 that is sent by mail', () => {
  it('gives what was committed in the year, b − a, and what was received', () => {
    expect(amountsIn(mailed([whole]), { year: 2023 })).toEqual([
      ['AE 1500012345 10 2023', 5_000_000],
      ['SF 1500012345 10 2023', 2_000_000],
    ]);
  });

  it('says its year: « année en cours », that of the export', () => {
    expect(readWell(mailed([whole])).lines[0]).toMatchObject({
      key: `AE 1500012345 10 ${exportedOn.slice(0, 4)}`,
      on: exportedOn,
    });
  });

  it('asks its year in January, when it may still be the year before', () => {
    const asked = () => read(mailed([whole]), { on: plainDateOf('2024-01-10') });
    expect(asked).toThrow('--year');
    expect(readWell(mailed([whole]), { on: plainDateOf('2024-01-10'), year: 2023 }).lines).toHaveLength(2);
  });

  it('gives payments when asked', () => {
    const { lines } = readWell(mailed([whole]), { payments: true });
    expect(lines.at(-1)).toMatchObject({ kind: 'payment', amount: 2_000_000 });
  });

  it.each([
    ['without the total', ['10000,00', '50000,00', '', '0,00', '0,00', '0,00']],
    ['without the amount of the year', ['10000,00', '', '60000,00', '0,00', '0,00', '0,00']],
  ])('gives the same %s', (_, amounts) => {
    expect(amountsIn(mailed([row(...amounts)]))).toEqual([['AE 1500012345 10 2023', 5_000_000]]);
  });

  it('adds the rows of an order, whose amounts its service faits and requests do not repeat', () => {
    const rows = [
      row('', '60000,00', '60000,00', '', '', ''),
      row('', '', '', '5000,00', '', ''),
      row('', '', '', '', '', '5000,00'),
    ];
    expect(amountsIn(mailed(rows))).toEqual([
      ['AE 1500012345 10', 6_000_000],
      ['SF 1500012345 10', 500_000],
    ]);
  });

  it('is at fault where the amount of the year is not b − a', () => {
    const wrong = row('10000,00', '60000,00', '60000,00', '0,00', '0,00', '0,00');
    expect(read(mailed([wrong])).faults).toEqual([
      {
        line: 2,
        column: 'Montant EJ engagés Année en cours (= b - a)',
        given: '60\u202f000,00\u00a0€',
        accepted: 'le total engagé moins la bascule, 50\u202f000,00\u00a0€',
      },
    ]);
  });

  it('is known whatever the spaces, the signs and the entities of its headings', () => {
    const written = headings.map((one) =>
      one
        .replace('N° EJ', 'Nº\u00a0EJ')
        .replace('N° poste EJ', 'N&deg;poste EJ')
        .replaceAll('é', '&eacute;')
        .replaceAll('û', '&#251;')
        .replaceAll('M', '&#x4D;'),
    );
    const bytes = file([written, whole].map((cells) => cells.join(';')).join('\r\n'), { encoding: 'utf-8' });
    expect(amountsIn(bytes)).toEqual(amountsIn(mailed([whole])));
  });
});

describe('a text with entities', () => {
  it('is read through them, but for what would cut it otherwise', () => {
    const bytes = file(
      'N&deg; EJ;Fournisseur titulaire principal (EJ);Montant engag&eacute;\n15;&quot;D&eacute;v&quot; R&amp;amp;D &inconnu; &#0; &#99999999;&#59;;1,00\n',
    );
    expect(read(bytes).faults).toMatchObject([{ line: 2, column: 'ligne' }]);
    const well = file(
      'N&deg; EJ;Fournisseur titulaire principal (EJ);Montant engag&eacute;\n15;D&eacute;v&nbsp;R&amp;amp d&rsquo;&Eacute;t&eacute;;1,00\n',
    );
    expect(readWell(well).lines).toMatchObject([{ supplier: 'Dév R&amp d’Été' }]);
  });
});

describe('a file that cannot be read', () => {
  it('says what was looked for, and what its nearest row lacks', () => {
    const { message } = refusalOf(csv([['N° EJ', 'N° poste EJ', 'Montant commandé']]));
    expect(message).toMatch(/^Aucune ligne d’en-têtes .*« N° EJ » et « Montant engagé »/);
    expect(message).toMatch(/ligne 4.*« N° EJ », « N° poste EJ »/);
  });
});
