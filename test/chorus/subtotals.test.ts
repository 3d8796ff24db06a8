import { csv, infBud53, infBud53Lines, payments } from './files.ts';
import { read, readWell } from './reading.ts';

const rows = [
  { engaged: 100_000, paid: 1_000 },
  { engaged: 20_000, costCentre: 'EMPEF00099' },
  { order: '#', engaged: 3_000 },
];
const paid = [{ paid: 100_000 }, { paid: 23_000, order: '#' }];

describe('a subtotal of an export', () => {
  it('is left out', () => {
    const bytes = csv(
      [
        ['Centre financier', 'N° EJ', 'Fournisseur titulaire principal (EJ)', 'Montant engagé'],
        ['0103-CEFP-C003', '15', 'ACME', '12,00'],
        ['0103-CEFP-C003', '15', 'Résultat', '12,00'],
        ['0103-CEFP-C003', 'RESULTAT', '', 'illisible'],
        ['Re\u0301sultat  global', '', '', '12,00'],
      ],
      { encoding: 'utf-8' },
    );
    const { lines, ignored } = readWell(bytes);
    expect(lines).toHaveLength(1);
    expect(ignored).toEqual([
      { line: 6, reason: 'sous-total (« Résultat »)' },
      { line: 7, reason: 'sous-total (« Résultat »)' },
    ]);
  });

  it('is told by its whole name: a supplier may have it in its own', () => {
    const { lines } = readWell(infBud53([{ engaged: 1, supplier: 'Résultats & Cie' }]));
    expect(lines).toMatchObject([{ supplier: 'Résultats & Cie' }]);
  });

  it.each([
    ['by columns', infBud53(rows, { grandTotal: true })],
    ['by lines', infBud53Lines(rows, 2023, { grandTotal: true })],
    ['of payments', payments(paid, { grandTotal: true })],
  ])('is right when it is the sum of every row of the file, ours or not: %s', (_, bytes) => {
    expect(readWell(bytes).lines.length).toBeGreaterThan(0);
  });

  it.each([
    ['by columns', infBud53(rows, { grandTotal: 1 }), 8, 'Montant engagé'],
    ['by lines', infBud53Lines(rows.slice(1), 2023, { grandTotal: 100_001 }), 7, 'Montant engagé'],
    ['of payments', payments(paid, { grandTotal: 1 }), 7, 'Montant payé'],
  ])('is a fault that quotes both figures when it is a cent more: %s', (_, bytes, line, column) => {
    const [fault, ...others] = read(bytes).faults;
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ line, column, given: '1\u202f230,01\u00a0€' });
    expect(fault?.accepted).toMatch(/^la somme des lignes du fichier, /);
  });

  it('is that of every kind of amount when the long layout gives one only', () => {
    const total = (amount: string) =>
      read(
        csv([
          ['N° EJ', 'N° poste EJ', '', '2023'],
          ['15', '10', 'Montant engagé', '12,00'],
          ['15', '10', 'Montant bloqué', '3,00'],
          ['Résultat global', '', '', amount],
        ]),
      ).faults;
    expect(total('15,00')).toEqual([]);
    expect(total('12,00')).toMatchObject([{ line: 7, given: '12,00\u00a0€' }]);
  });

  it('is not looked at where an amount could not be read, for it would be wrong for that only', () => {
    const bytes = csv([
      ['N° EJ', 'Montant engagé'],
      ['15', 'x'],
      ['Résultat global', '12,00'],
    ]);
    expect(read(bytes).faults).toMatchObject([{ line: 5, given: 'x' }]);
  });
});
