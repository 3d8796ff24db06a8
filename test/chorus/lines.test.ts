import { readChorus } from '../../chorus/read-chorus.ts';
import { readImport } from '../../chorus/read-import.ts';
import { type ChorusScope, scopeOf } from '../../chorus/scope.ts';
import { linesOf } from '../../convention/ledger/budget-lines.ts';
import { at, inForce, signauxFaibles } from '../convention/support.ts';
import { infBud53, type OrderRow, payments } from './files.ts';
import { exportedOn } from './reading.ts';

const scope = (id: string, codes: Partial<ChorusScope>): ChorusScope => ({
  id,
  name: `Programme ${id.slice(1)}`,
  fundsCentre: '',
  costCentre: '',
  activities: [],
  functionalDomain: '',
  ...codes,
});
const p143 = scope('p143', { functionalDomain: '0143-03' });
const p159 = scope('p159', { functionalDomain: '0159-14' });
const bare = scope('p143', {});

const charged = (row: OrderRow, scopes: readonly ChorusScope[], lineOfOrder?: () => string) => {
  const { lines, ignored } = readChorus(infBud53([{ engaged: 100, ...row }]), scopes, {
    on: exportedOn,
    ...(lineOfOrder ? { lineOfOrder } : {}),
  });
  return [...lines.map(({ budgetLine }) => budgetLine), ...ignored.map(({ reason }) => reason)];
};
const unsaid = { fundsCentre: '#', costCentre: '', activity: '#', functionalDomain: '#' };

describe('a row of an export', () => {
  it('is charged to the only line, whatever its codes, when the line has none', () => {
    expect(charged({ functionalDomain: '0999-01' }, [bare])).toEqual([undefined]);
  });

  it.each([
    ['0143-03', [p143, p159], 'p143'],
    ['0159-14', [p143, p159], 'p159'],
    ['0159-14', [bare, p159], 'p159'],
    ['0999-01', [p143, p159], 'autre domaine fonctionnel : « 0999-01 »'],
  ])(
    'of the functional domain %s is charged to the line that has it',
    (functionalDomain, scopes, expected) => {
      expect(charged({ functionalDomain }, scopes)).toEqual([expected]);
    },
  );

  it('is charged to the line that has most of its codes', () => {
    const closer = scope('p144', { functionalDomain: '0143-03', activities: ['014300000302'] });
    const row = { functionalDomain: '0143-03', activity: '014300000302' };
    expect(charged(row, [p143, closer])).toEqual(['p144']);
    expect(charged({ ...row, activity: '014300000999' }, [p143, closer])).toEqual(['p143']);
  });

  it('of no line by its codes is left out, and told which codes would say it', () => {
    expect(charged({ ...unsaid, functionalDomain: '0143-03' }, [bare, p159])).toEqual([
      'ligne du budget inconnue : il faudrait au document des codes propres à « Programme 143 » (domaine fonctionnel)',
    ]);
    expect(charged({ ...unsaid, functionalDomain: '0143-03' }, [p143, { ...p143, id: 'p144' }])).toEqual([
      expect.stringContaining('des codes propres à « Programme 143 » et « Programme 143 » (domaine'),
    ]);
    expect(charged(unsaid, [p143, p159])).toEqual([
      'ligne du budget inconnue : il faudrait à l’export un code de « Programme 143 » et « Programme 159 » (centre financier, centre de coût, activité, domaine fonctionnel)',
    ]);
  });

  it('that does not say its line has that of its order, unless its codes contradict it', () => {
    expect(charged(unsaid, [p143, p159], () => 'p159')).toEqual(['p159']);
    expect(charged({ ...unsaid, functionalDomain: '0143-03' }, [bare, p159], () => 'p143')).toEqual(['p143']);
    expect(charged({ ...unsaid, functionalDomain: '0143-03' }, [bare, p159], () => 'p159')).toEqual([
      expect.stringContaining('ligne du budget inconnue'),
    ]);
  });
});

it('the codes of a line are those that its document gives', () => {
  const { budget } = signauxFaibles({ budget: { operatingUnit: undefined, codes: undefined } });
  expect(linesOf(budget).map(scopeOf)).toEqual([{ ...bare, id: 'principale', name: 'les crédits délégués' }]);
});

it('a convention without codes imports what an export has', () => {
  const convention = inForce({ budget: { operatingUnit: undefined, codes: undefined } });
  const { today } = at('2020-06-12');
  const options = { on: today, today, payments: false, file: 'export.csv' };
  const { lines } = readImport(convention, infBud53([{ functionalDomain: '0999-01', engaged: 5 }]), options);
  expect(lines.map(({ budgetLine }) => budgetLine)).toEqual([undefined]);
  expect(readImport(convention, payments([{ paid: 5 }]), options).plan.orphans).toHaveLength(1);
});
