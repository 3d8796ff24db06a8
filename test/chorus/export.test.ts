import { parse } from 'csv-parse/sync';
import { ledgerCsv } from '../../chorus/export.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import type { CommitmentEntry, Entry } from '../../convention/ledger/entry.ts';
import { cents } from './files.ts';

const on = plainDateOf('2020-03-25');
const common = {
  seq: 1,
  on,
  amount: cents(1_234_567.8),
  reference: 'EJ 1500012345, poste 10',
  source: 'export.csv',
  by: 'Ada',
  at: parisInstant(plainDateOf('2020-07-01'), '09:12'),
};
const order: CommitmentEntry = {
  ...common,
  kind: 'commitment',
  order: '1500012345',
  supplier: 'Le "Lapin" ; fils',
  contract: '2020-C-1',
  deliveryEndsOn: plainDateOf('2020-12-31'),
};

function cellsOf(...entries: Entry[]): string[][] {
  return parse(ledgerCsv(entries), { bom: true, delimiter: ';', record_delimiter: '\r\n' }).slice(1);
}

describe('the ledger as CSV', () => {
  it('opens in a French spreadsheet: mark of UTF-8, semicolons, CRLF, French headings, decimal comma', () => {
    expect(ledgerCsv([order])).toBe(
      [
        '\ufeffN°;Date;Nature;Engagement (N° EJ);Fournisseur;Contrat;Fin de livraison;Montant (€);Corrige;Référence;Source;Saisi par;Saisi le',
        '1;25/03/2020;engagement (AE);1500012345;"Le ""Lapin"" ; fils";2020-C-1;31/12/2020;1234567,80;;EJ 1500012345, poste 10;export.csv;Ada;01/07/2020 09:12',
        '',
      ].join('\r\n'),
    );
  });

  it('says what a correction corrects, and keeps a negative amount a number', () => {
    const correction: Entry = {
      ...common,
      kind: 'correction',
      order: '1500012345',
      seq: 2,
      corrects: 1,
      of: 'commitment',
      amount: cents(-0.05),
    };
    expect(cellsOf(correction)).toEqual([
      [
        '2',
        '25/03/2020',
        'correction',
        '1500012345',
        '',
        '',
        '',
        '-0,05',
        '1',
        'EJ 1500012345, poste 10',
        'export.csv',
        'Ada',
        '01/07/2020 09:12',
      ],
    ]);
  });

  it('leaves empty what an entry does not have', () => {
    const [cells] = cellsOf({ ...common, kind: 'credits', amount: cents(100) });
    expect(cells?.slice(2, 9)).toEqual(['crédits mis à disposition', '', '', '', '', '100,00', '']);
  });

  it.each(['=1+1', '+33 1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=a;"b"'])(
    'never holds a formula: %j',
    (text) => {
      const [cells] = cellsOf({
        ...order,
        order: text,
        supplier: text,
        contract: text,
        reference: text,
        source: text,
        by: text,
      });
      expect(cells?.filter((cell) => cell === `'${text}`)).toHaveLength(6);
      expect(cells?.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    },
  );

  it('is its headings alone when there is no entry', () => {
    expect(ledgerCsv([]).split('\r\n')).toHaveLength(2);
  });
});
