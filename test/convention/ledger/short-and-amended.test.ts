import { dutiesOf } from '../../../convention/duties/duties.ts';
import { formsFor } from '../../web/acts/filling.ts';
import { lived } from '../lived.ts';
import { acting, amendedBy, at, inForce, refusalOf } from '../support.ts';
import { charged, entry, importing, onEach, twoLines } from './two-lines.ts';

const by = 'Ada';
const may = at('2020-05-04');
const lacks = (budgetLine?: string) =>
  [
    'declareShortfall',
    { by, missing: 5000, reason: 'renfort', ...(budgetLine ? { budgetLine } : {}) },
  ] as const;

describe('a shortfall that is declared while the removal of its clause is signed', () => {
  const removed = amendedBy(
    inForce({ shortfall: { decisionWorkingDays: 20 } }),
    may,
    { shortfall: null },
    '2020-06-01',
  );
  const short = acting(removed, at('2020-05-06'), lacks());

  it('may be answered by an amendment of the ceiling', () => {
    const raise = {
      by,
      from: 'delegator',
      changes: { budget: { ceiling: 120_000 } },
      reason: 'ajuste',
    } as const;
    const asked = () =>
      refusalOf(short, 'proposeAmendment', { ...raise, effectiveOn: '2020-05-10' }, at('2020-05-07'));
    expect(asked).toThrow();
  });

  it('keeps the delay that the text gave', () => {
    const [duty] = dutiesOf(short).filter(({ kind }) => kind === 'shortfall');
    const on = lived(short, at('2020-06-03'));
    expect(duty?.dueOn).toBe('2020-06-08');
    expect(on.suspensions).toEqual([]);
    const late = lived(short, at('2020-06-10'));
    expect(late.suspensions).toHaveLength(1);
    expect(dutiesOf(late).filter(({ kind }) => kind === 'suspension')).toHaveLength(1);
  });

  it('may be given up once the clause is out', () => {
    const refused = acting(short, at('2020-05-07'), ['refuseAdjustment', { by, reason: 'aucun crédit' }]);
    const later = lived(refused, at('2020-06-03'));
    const after = acting(later, at('2020-06-04'), ['withdrawShortfall', { by, reason: 'sans suite' }]);
    expect(after.shortfalls.map(({ closedOn }) => closedOn)).toEqual(['2020-06-04']);
  });
});

test('the line that is short stays in the budget until it is no more', () => {
  const short = acting(twoLines(), may, lacks('p143'));
  const without = { by, from: 'delegator', changes: { budget: { otherLines: [] } }, reason: 'fin' } as const;
  expect(
    refusalOf(short, 'proposeAmendment', { ...without, effectiveOn: '2020-05-10' }, may).message,
  ).toMatch(/cette ligne ne se retire pas avant/);
});

test('a line without credits lacks what it lacks, and not what the whole has left', () => {
  const zero = twoLines({}, { otherLines: [{ id: 'p143', name: 'Programme 143', ceiling: 0 }] });
  const short = acting(zero, may, lacks('p143'));
  const more = { budget: { otherLines: [{ id: 'p143', name: 'Programme 143', ceiling: 5000 }] } };
  expect(lived(amendedBy(short, may, more, '2020-05-04'), may).shortfalls[0]?.closedOn).toBeDefined();
});

test('what a line may lack is asked for, though the whole is short or another has no ceiling', () => {
  const offered = (convention: ReturnType<typeof twoLines>) =>
    formsFor({ convention, today: may.today }).some(({ act }) => act === 'declareShortfall');
  const filled = acting(twoLines(), may, entry('commitment', '1500000001', 99_000, '2020-05-04', 'p103'));
  expect(offered(acting(filled, may, lacks()))).toBe(true);
  expect(offered(twoLines({}, { otherLines: [{ id: 'p143', name: 'Programme 143', ceiling: null }] }))).toBe(
    true,
  );
});

test('what was paid of an order stays on its line when the order gets a second one', () => {
  const first = importing(charged('p143', 'commitment', '1500000001', 10, 1000, '2020-05-04'));
  const paid = acting(twoLines(), may, first, entry('payment', '1500000001', 600, '2020-05-04'));
  const second = importing(charged('p103', 'commitment', '1500000001', 20, 200, '2020-05-04'));
  const before = onEach(paid);
  expect(onEach(acting(paid, may, second)).p143).toEqual(before.p143);
});
