import fc from 'fast-check';
import { importLine } from '../../convention/ledger/import-line.ts';
import { runs } from '../support/runs.ts';
import {
  type FileOptions,
  infBud53,
  infBud53Lines,
  type OrderRow,
  type PaymentRow,
  payments,
  plainAmount,
  sapAmount,
} from './files.ts';
import { readWell } from './reading.ts';

const anyCents = fc.integer({ min: -100_000_000_000, max: 100_000_000_000 });
const anyOrder = fc.integer({ min: 1_500_000_000, max: 1_500_000_009 }).map(String);
const anyItem = fc.constantFrom('10', '00020', '#');
const anySupplier = fc.constantFrom('ACME', 'Société d’été', 'Le "Lapin" ; fils', '#');
const isOurs = fc.boolean();

const anyOrderRow = fc.record({
  order: anyOrder,
  item: anyItem,
  supplier: anySupplier,
  costCentre: isOurs.map((yes) => (yes ? 'EMPEF00075' : 'EMPEF00099')),
  acceptedOn: fc.constantFrom('#', '23.02.2023', '44980'),
  engaged: anyCents,
  carriedOver: anyCents,
  certified: anyCents,
  preRecorded: anyCents,
  invoiced: anyCents,
  paid: anyCents,
});
const anyPaymentRow = fc.record({
  order: fc.oneof(anyOrder, fc.constant('#')),
  item: anyItem,
  supplier: anySupplier,
  request: fc.integer({ min: 100_000_000, max: 100_000_005 }).map(String),
  requestItem: anyItem,
  activity: isOurs.map((yes) => (yes ? 'XX00/010300000112' : '010300000199')),
  paid: anyCents,
});
const anyOptions: fc.Arbitrary<FileOptions> = fc.record({
  encoding: fc.constantFrom('utf-8', 'windows-1252'),
  eol: fc.constantFrom('\r\n', '\n'),
  bom: fc.boolean(),
  delimiter: fc.constantFrom(';', '\t', ','),
  amount: fc.constantFrom(plainAmount, sapAmount(' '), sapAmount('\u00a0')),
  grandTotal: fc.boolean(),
});

function sum(rows: readonly OrderRow[], ...names: (keyof OrderRow)[]): number {
  const amounts = rows
    .filter(({ costCentre }) => costCentre === 'EMPEF00075')
    .flatMap((row) => names.map((name) => row[name]));
  return amounts.reduce<number>((before, amount) => before + Number(amount), 0);
}

describe('what an export says', () => {
  it.each([
    ['by columns', infBud53],
    ['by lines', (rows: readonly OrderRow[], options: FileOptions) => infBud53Lines(rows, 2023, options)],
  ])('is, to the cent, what the orders are: %s', (_, written) => {
    fc.assert(
      fc.property(fc.array(anyOrderRow, { maxLength: 30 }), anyOptions, (rows, options) => {
        const { totals, lines } = readWell(written(rows, options), { payments: true, year: 2023 });
        expect(totals).toEqual({
          commitment: sum(rows, 'engaged') - sum(rows, 'carriedOver'),
          acceptance: sum(rows, 'certified', 'preRecorded', 'invoiced', 'paid'),
          payment: sum(rows, 'paid'),
        });
        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
        for (const line of lines) importLine.parse(line);
      }),
      { numRuns: runs(100) },
    );
  });

  it('is, to the cent, what the payments are', () => {
    fc.assert(
      fc.property(fc.array(anyPaymentRow, { maxLength: 30 }), anyOptions, (rows, options) => {
        const counted: readonly PaymentRow[] = rows.filter(
          ({ order, activity }) => order !== '#' && activity.startsWith('XX00/'),
        );
        const { totals, lines } = readWell(payments(rows, options));
        expect(totals.payment).toBe(counted.reduce((before, { paid }) => before + paid, 0));
        for (const line of lines) importLine.parse(line);
      }),
      { numRuns: runs(100) },
    );
  });
});
