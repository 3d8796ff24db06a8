import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { consequencesOf } from '../../../client/consequences.ts';
import { importFields, mayImport, type PlannedImport, plannedImport } from '../../../web/acts/import-form.ts';
import { by, closed, may } from '../../acts/fixtures.ts';
import { infBud53, payments } from '../../chorus/files.ts';
import { acting, inForce } from '../../convention/support.ts';
import { runs } from '../../support/runs.ts';
import { subjectOf } from './filling.ts';

const rows = [
  { order: '1500000010', item: '10', supplier: 'Octo', engaged: 1_200_050, certified: 300_000 },
  { order: '1500000011', item: '10', engaged: 80_000, costCentre: 'EMPEF00099' },
];
const bytes = infBud53(rows, { grandTotal: true });
const subject = subjectOf(inForce(), may);

function planned(
  file: Uint8Array,
  name = 'C:\\exports\\INF-BUD-53.csv',
  raw = {},
  about = subject,
): PlannedImport {
  return plannedImport(about, { name, bytes: file }, raw, by);
}

describe('an uploaded export of Chorus', () => {
  it('tells what it would change, and gives the act that does it', () => {
    const plan = planned(bytes);
    if (!plan.ok || !plan.input) throw new Error(JSON.stringify(plan));
    expect(plan.input).toMatchObject({
      by,
      source: 'INF-BUD-53.csv',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      lines: [
        { key: 'AE 1500000010 10', amount: 1_200_050, on: '2020-05-04' },
        { key: 'SF 1500000010 10', amount: 300_000 },
      ],
    });
    expect(plan.found.ignored).toHaveLength(1);
    expect(consequencesOf(subject.convention, 'importLedger', plan.input, may)).toMatchObject({
      text: expect.stringContaining('lignes nouvelles 2'),
    });
  });

  it('that the ledger already has, leaves nothing to do', () => {
    const plan = planned(bytes);
    const input = plan.ok ? plan.input : undefined;
    const after = acting(inForce(), may, ['importLedger', input]);
    const again = planned(bytes, 'bis.csv', {}, subjectOf(after, may));
    expect(again.ok && again.input === undefined && again.found.plan.known).toHaveLength(2);
  });

  it('is refused with each of its faults, by its line', () => {
    const bad = infBud53([{ order: '1500000013', engaged: 100 }], {
      amount: (cents) => (cents === 100 ? '1,2,3' : '0'),
    });
    const plan = planned(bad);
    expect(plan).toEqual({
      ok: false,
      faults: [
        { field: 'file', message: '« INF-BUD-53.csv » a un défaut : rien n’est importé.' },
        { field: 'file', message: expect.stringMatching(/^ligne 5, .*« 1,2,3 » refusé/) },
      ],
    });
    for (const file of ['', 'a;b\n1;2\n', '\u0000PK'])
      expect(planned(new TextEncoder().encode(file))).toMatchObject({
        ok: false,
        faults: [{ field: 'file' }],
      });
  });

  it('takes its payments, its date and its year from what is asked along', () => {
    const paid = infBud53([{ ...rows[0], paid: 200_000 }]);
    const lines = (raw: Record<string, string>) => {
      const plan = planned(paid, 'x.csv', raw);
      return plan.ok ? plan.found.lines.map(({ key, on }) => `${key.slice(0, 2)} ${on}`) : plan.faults;
    };
    expect(lines({ on: '30/04/2020' })).toEqual(['AE 2020-04-30', 'SF 2020-04-30']);
    expect(lines({ payments: 'oui' })).toHaveLength(3);
    expect(lines({ year: '20' })).toEqual([expect.objectContaining({ field: 'year' })]);
    expect(lines({ on: 'hier' })).toEqual([expect.objectContaining({ field: 'on' })]);
  });

  it('that does not say its year asks for it, in the words of a page', () => {
    const carried = infBud53([{ engaged: 500, carriedOver: 200 }]);
    expect(planned(carried)).toEqual({
      ok: false,
      faults: [{ field: 'year', message: expect.stringMatching(/indiquez-le, par exemple 2021\.$/) }],
    });
    expect(planned(carried, 'x.csv', { year: '2020' }).ok).toBe(true);
  });

  it('of payments on unknown orders is refused by the act', () => {
    const plan = planned(payments([{ order: '1500000099', paid: 100, paidOn: '04.05.2020' }]));
    const input = plan.ok ? plan.input : undefined;
    expect(plan.ok && plan.found.plan.orphans).toHaveLength(1);
    expect(consequencesOf(subject.convention, 'importLedger', input, may)).toEqual({
      refused: {
        code: 'UNKNOWN_REFERENCE',
        message: expect.stringContaining('importez d’abord les engagements'),
      },
    });
  });

  it('is for the delegatee and admins, while the convention lives', () => {
    const { document } = subject.convention;
    const { budget: _budget, ...rest } = document;
    const withoutBudget = { ...subject.convention, document: rest };
    expect(mayImport({ role: 'admin' }, subject)).toBe(true);
    expect(mayImport({ role: 'delegatee' }, { ...subject, party: 'delegatee' })).toBe(true);
    expect(mayImport({ role: 'delegator' }, { ...subject, party: 'delegator' })).toBe(false);
    expect(mayImport({ role: 'auditor' }, subject)).toBe(false);
    expect(mayImport({ role: 'admin' }, { ...subject, convention: closed })).toBe(false);
    expect(mayImport({ role: 'admin' }, { ...subject, convention: withoutBudget })).toBe(false);
    for (const { label, hint } of importFields(subject)) expect(`${label} ${hint ?? ''}`).not.toMatch(/'|--/);
  });

  it('of any name and any bytes throws nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.uint8Array(),
        fc.dictionary(fc.string(), fc.string()),
        (name, any, raw) => {
          expect(planned(any, name, raw).ok).toBe(false);
          const plan = planned(bytes, name, {});
          expect(plan.ok && plan.input?.source).toMatch(/^[^\p{Cc}]{1,100}$/u);
        },
      ),
      { numRuns: runs(50), examples: [['\u2060', new Uint8Array(), {}]] },
    );
  });
});
