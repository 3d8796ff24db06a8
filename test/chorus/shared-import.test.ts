import fc from 'fast-check';
import type { ImportOptions } from '../../chorus/read-import.ts';
import { readSharedImport, type SharedImport } from '../../chorus/shared-import.ts';
import { type Convention, register } from '../../convention/convention.ts';
import { Refused } from '../../convention/errors.ts';
import { sumOf } from '../../convention/ledger/money.ts';
import { accepted, acting, at, inForce, minimal } from '../convention/support.ts';
import { runs } from '../support/runs.ts';
import { infBud53, type OrderRow, payments } from './files.ts';

const june = at('2020-06-12');
const options: ImportOptions = { on: june.today, today: june.today, payments: false, file: 'dir/export.csv' };

/** A convention in force whose only line of the budget has some codes. */
function coded(id: string, codes: Record<string, unknown> | null, on = '2020-04-10'): Convention {
  return inForce({ id, budget: { codes: codes ?? {} } }, on);
}

const unit = '0103-CEFP-C003';
const paris = coded('paris', { fundsCentre: unit, costCentre: 'CC-PARIS' });
const lyon = coded('lyon', { fundsCentre: unit, costCentre: 'CC-LYON' });
const rowOf = (
  costCentre: string,
  order: string,
  engaged: number,
  more: Partial<OrderRow> = {},
): OrderRow => ({
  costCentre,
  order,
  engaged,
  ...more,
});

function read(conventions: readonly Convention[], rows: readonly OrderRow[]): SharedImport {
  return readSharedImport(conventions, infBud53(rows), options);
}

/** What goes to whom: Σ AE in cents, by id; and why the rest goes to nobody. */
function told({ shares, unclaimed }: SharedImport) {
  return {
    to: Object.fromEntries(shares.map(({ id, totals }) => [id, totals.commitment])),
    nobodys: unclaimed.map(({ reason }) => reason),
  };
}

/** The convention once its share is imported. */
function having(convention: Convention, rows: readonly OrderRow[]): Convention {
  const share = read([convention], rows).shares[0];
  if (!share || 'refused' in share.import) throw new Error('nothing is its own');
  const { source, lines } = share.import;
  return acting(convention, june, ['importLedger', { by: 'Ada', source, sha256: 'a'.repeat(64), lines }]);
}

describe('one export for several conventions', () => {
  it('gives each row to the convention whose codes it has', () => {
    const rows = [rowOf('CC-PARIS', '1', 100), rowOf('CC-LYON', '2', 250), rowOf('CC-PARIS', '3', 7)];
    expect(told(read([paris, lyon], rows))).toEqual({ to: { paris: 107, lyon: 250 }, nobodys: [] });
  });

  it('lists what is nobody’s with its codes, and what may be of several', () => {
    const again = coded('paris-bis', { fundsCentre: unit, costCentre: 'cc-paris' });
    const rows = [rowOf('CC-PARIS', '1', 100), rowOf('CC-NICE', '2', 50), rowOf('CC-LYON', '3', 7)];
    const found = read([paris, lyon, again], rows);
    expect(told(found)).toEqual({
      to: { lyon: 7 },
      nobodys: [
        'peut être de « paris » et « paris-bis »',
        'imputation inconnue : centre financier « 0103-CEFP-C003 », centre de coût « CC-NICE », activité « 010300000112 », domaine fonctionnel « 0103-01-01 »',
      ],
    });
    expect(found.unclaimed).toMatchObject([
      { line: 5, between: ['paris', 'paris-bis'], totals: { commitment: 100 } },
      { line: 6, between: [], totals: { commitment: 50 } },
    ]);
  });

  it('gives a row to the convention that says all that the other says, and more', () => {
    const all = coded('toute-l-uo', { fundsCentre: unit });
    const rows = [rowOf('CC-PARIS', '1', 100), rowOf('CC-NICE', '2', 50)];
    expect(told(read([all, paris], rows)).to).toEqual({ paris: 100, 'toute-l-uo': 50 });
  });

  it('is nobody’s where each says what the other does not', () => {
    const byActivity = coded('activite', { fundsCentre: unit, activities: ['010300000112'] });
    expect(told(read([byActivity, paris], [rowOf('CC-PARIS', '1', 100)])).to).toEqual({});
  });

  it('leaves an order to the one convention whose ledger has it', () => {
    const again = coded('paris-bis', { fundsCentre: unit, costCentre: 'CC-PARIS' });
    const known = having(again, [rowOf('CC-PARIS', '1', 100)]);
    const rows = [rowOf('CC-PARIS', '1', 120), rowOf('CC-PARIS', '2', 5)];
    expect(told(read([paris, known], rows))).toEqual({
      to: { 'paris-bis': 120 },
      nobodys: ['peut être de « paris » et « paris-bis »'],
    });
  });

  it('gives a row without codes to the convention that knows its order, to nobody else', () => {
    const bare = { fundsCentre: '#', activity: '#', functionalDomain: '#' };
    const known = having(paris, [rowOf('CC-PARIS', '1', 100)]);
    const rows = [rowOf('#', '1', 100, bare), rowOf('#', '2', 5, bare)];
    expect(told(read([known, lyon], rows))).toEqual({ to: { paris: 100 }, nobodys: ['aucune imputation'] });
  });

  it('gives a row to the convention whose life holds its day, of two that follow one another', () => {
    const later = coded('paris-suite', { fundsCentre: unit, costCentre: 'CC-PARIS' }, '2020-06-01');
    const rows = [{ costCentre: 'CC-PARIS', order: '1', request: '1', paid: 5, paidOn: '02/05/2020' }];
    const { shares } = readSharedImport([paris, later], payments(rows), options);
    expect(shares.map(({ id }) => id)).toEqual(['paris']);
  });

  it('gives nothing to a convention that names no code, is closed, or delegates no credits', () => {
    const silent = coded('muette', {});
    const without = register(accepted(minimal()).document, june.now);
    const closed = { ...lyon, closed: { phase: 'closed', at: june.now } } as const;
    const rows = [rowOf('CC-LYON', '1', 100)];
    expect(told(read([silent, closed, without], rows)).to).toEqual({});
  });

  it('counts nowhere what no order bears, and tells it', () => {
    const rows = [rowOf('CC-PARIS', '#', 100), rowOf('CC-PARIS', '1', 7)];
    expect(told(read([paris], rows))).toEqual({ to: { paris: 7 }, nobodys: ['sans engagement juridique'] });
  });

  it('is refused whole, whosever the faulty row', () => {
    const rows = [rowOf('CC-PARIS', '1', 100), rowOf('CC-NICE', '1,5E+09', 50)];
    expect(() => read([paris], rows)).toThrow(Refused);
    expect(() => read([paris], rows)).toThrow(/« export.csv » a un défaut : rien n’est importé.*ligne 6/s);
  });

  it('comes, all parts together, to the file, to the cent', () => {
    const anyRow = fc.record({
      order: fc.constantFrom('1', '2', '3', '#'),
      item: fc.constantFrom('10', '20'),
      costCentre: fc.constantFrom('CC-PARIS', 'CC-LYON', 'CC-NICE', '#'),
      activity: fc.constantFrom('010300000112', '010300000199', '#'),
      engaged: fc.integer({ min: -100_000_000_000, max: 100_000_000_000 }),
      certified: fc.integer({ min: -100_000_000_000, max: 100_000_000_000 }),
    });
    const byActivity = coded('activite', { fundsCentre: unit, activities: ['010300000112'] });
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 30 }), (rows) => {
        const found = read([paris, lyon, byActivity], rows);
        const written = (name: 'engaged' | 'certified') => rows.reduce((sum, row) => sum + row[name], 0);
        expect(found.totals).toMatchObject({
          commitment: written('engaged'),
          acceptance: written('certified'),
        });
        for (const kind of ['commitment', 'acceptance', 'payment'] as const) {
          const parts = [...found.shares, ...found.unclaimed].map(({ totals }) => totals[kind]);
          expect(sumOf(parts)).toBe(found.totals[kind]);
        }
      }),
      { numRuns: runs(100) },
    );
  });
});
