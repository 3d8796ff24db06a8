import { createHash } from 'node:crypto';
import { readImport } from '../../chorus/read-import.ts';
import type { Convention } from '../../convention/convention.ts';
import { totalsOf } from '../../convention/ledger/totals.ts';
import { acting, at, inForce } from '../convention/support.ts';
import { csv, infBud53, type PaymentRow, payments } from './files.ts';

const by = 'Ada Lovelace';
const june = at('2020-06-12');

/** The convention once a file is imported, as the command does; as it was when the file says nothing new. */
function importing(before: Convention, bytes: Uint8Array, moment = june, year?: number): Convention {
  const { lines, plan, source } = readImport(before, bytes, {
    on: moment.today,
    today: moment.today,
    payments: false,
    file: 'export.csv',
    ...(year === undefined ? {} : { year }),
  });
  if (plan.entries.length + plan.orphans.length === 0) return before;
  return acting(before, moment, [
    'importLedger',
    { by, source, sha256: createHash('sha256').update(bytes).digest('hex'), lines },
  ]);
}

const paid = ({ ledger }: Convention) => totalsOf(ledger).paid;
const committed = ({ ledger }: Convention) => totalsOf(ledger).committed;
const first: PaymentRow = { paid: 701_335, year: '2019', company: 'PACA', paidOn: '20/05/2020' };
const second: PaymentRow = { paid: 500_000, year: '2020', company: 'PACA', paidOn: '02/06/2020' };
const ordered = importing(inForce(), infBud53([{ engaged: 2_000_000 }]));

describe('payments of several files', () => {
  it('of one request’s number in two years are two', () => {
    const both = importing(importing(ordered, payments([first])), payments([second]));
    expect(paid(both)).toBe(1_201_335);
    expect(importing(both, payments([first, second]))).toBe(both);
  });

  it('are one when a spreadsheet has taken the zeros of their numbers', () => {
    const kept = importing(ordered, payments([{ ...first, request: '000195567' }]));
    expect(importing(kept, payments([{ ...first, request: '195567' }]))).toBe(kept);
    expect(paid(kept)).toBe(701_335);
  });

  it('are one when one of the files does not tell company or year', () => {
    const short = csv([
      ['N° EJ', 'N° DP', 'N° poste DP', 'Date de dernière opération sur la DP', 'Montant payé'],
      ['1500012345', '100028941', '1', '20/05/2020', '7013,35'],
    ]);
    const known = importing(ordered, payments([first]));
    expect(importing(known, short)).toBe(known);
    const shorter = importing(ordered, short);
    expect(importing(shorter, payments([first]))).toBe(shorter);
    const raised = importing(shorter, payments([{ ...first, paid: 801_335 }]));
    expect(paid(raised)).toBe(801_335);
  });

  it('that one file cannot tell apart, since the ledger has both, are refused', () => {
    const both = importing(importing(ordered, payments([first])), payments([second]));
    const short = csv([
      ['N° EJ', 'N° DP', 'N° poste DP', 'Montant payé'],
      ['1500012345', '100028941', '1', '7013,35'],
    ]);
    expect(() => importing(both, short)).toThrow(
      /« CP 1500012345 - - 100028941 1 ».*« CP 1500012345 PACA 2019 100028941 1 ».*« Société ».*« Exercice comptable »/,
    );
  });
});

describe('orders of several files', () => {
  it('are one whether or not the year is told, when it is the one in which they were recorded', () => {
    const carried = infBud53([
      { engaged: 2_000_000 },
      { order: '1500012346', engaged: 300, carriedOver: 300 },
    ]);
    expect(committed(importing(ordered, carried, june, 2020))).toBe(2_000_000);
  });

  it('are others the year after: what was carried over is no commitment of that year', () => {
    const later = at('2021-03-01');
    const carried = infBud53([{ engaged: 2_500_000, carriedOver: 2_000_000 }]);
    expect(committed(importing(ordered, carried, later, 2021))).toBe(2_500_000);
    const typed = acting(inForce(), june, [
      'recordEntry',
      {
        by,
        entry: {
          kind: 'commitment',
          on: '2020-06-12',
          order: '1500012345',
          amount: 20_000,
          supplier: 'Octo',
          reference: 'BC 12',
        },
      },
    ]);
    expect(committed(importing(typed, carried, later, 2021))).toBe(2_500_000);
  });
});

describe('an order typed by hand', () => {
  const entry = {
    kind: 'commitment',
    on: '2020-05-04',
    order: '1500012345',
    amount: 60_000,
    supplier: 'Octo',
    reference: 'BC 12',
  } as const;
  const typed = acting(inForce(), june, ['recordEntry', { by, entry }]);
  const raise = {
    kind: 'change',
    on: '2020-06-12',
    order: entry.order,
    amount: 500,
    reference: 'BC 13',
  } as const;

  it('that Chorus has lowered to nothing for another counts no more', () => {
    const moved = infBud53([{ engaged: 0 }, { order: '1500012346', engaged: 6_000_000 }]);
    const after = importing(typed, moved);
    expect([committed(after), after.shortfalls]).toEqual([6_000_000, []]);
    expect(importing(after, moved)).toBe(after);
  });

  it('keeps what was typed of it since Chorus told it, when another item of it is nothing', () => {
    const told = importing(typed, infBud53([{ engaged: 6_000_000 }]));
    const raised = acting(told, june, ['recordEntry', { by, entry: raise }]);
    expect(importing(raised, infBud53([{ engaged: 6_000_000 }, { item: '20', engaged: 0 }]))).toBe(raised);
  });

  it('keeps its amount when the export of the year after carries it over', () => {
    const carried = infBud53([{ engaged: 6_000_000, carriedOver: 6_000_000 }]);
    expect(importing(typed, carried, at('2021-03-01'), 2021)).toBe(typed);
  });
});
