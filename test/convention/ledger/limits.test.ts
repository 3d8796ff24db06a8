import { doAct } from '../../../acts/acts.ts';
import { Refused } from '../../../convention/errors.ts';
import { lineOfEntry, linePositions } from '../../../convention/ledger/budget-lines.ts';
import type { Entry } from '../../../convention/ledger/entry.ts';
import { centsOf } from '../../../convention/ledger/money.ts';
import { isSuspended, shortfallBrings } from '../../../convention/ledger/shortfall.ts';
import { statementFacts } from '../../../convention/ledger/statement.ts';
import { lived } from '../lived.ts';
import { acting, amendedBy, at, day, example, faultsIn, inForce, refusalOf } from '../support.ts';

const codes = {
  functionalDomain: '0143-03',
  fundsCentre: '0143-CDGE-C001',
  activities: ['014300000302'],
  costCentre: 'AGRDGE0075',
};
const first = { id: 'p103', name: 'Programme 103' };
const other = {
  id: 'p143',
  name: 'Programme 143',
  ceiling: 30_000,
  operatingUnit: '0143-CDGE-C001',
  codes,
};
const twoLines = () => inForce({ budget: { ...first, otherLines: [other] } });
const may = at('2020-05-04');

const commitment = (order: string, amount: number, budgetLine?: string, on = '2020-05-04') =>
  ({
    by: 'Ada',
    entry: {
      kind: 'commitment',
      on,
      order,
      amount,
      supplier: 'Exemple',
      reference: order,
      ...(budgetLine ? { budgetLine } : {}),
    },
  }) as const;
const payment = (order: string, amount: number, on = '2020-05-04') =>
  ({ by: 'Ada', entry: { kind: 'payment', on, order, amount, reference: order } }) as const;

describe('a budget of two lines', () => {
  it('has for ceiling the sum of both, and a position of each', () => {
    const convention = acting(
      twoLines(),
      may,
      ['recordEntry', commitment('1500000001', 20_000, 'p103')],
      ['recordEntry', commitment('1500000002', 5_000, 'p143')],
      ['recordEntry', payment('1500000002', 1_000)],
    );
    expect(linePositions(convention, [], 0)).toEqual([
      { ...first, ceiling: 10_000_000, available: 0, committed: 2_000_000, paid: 0 },
      {
        id: 'p143',
        name: 'Programme 143',
        ceiling: 3_000_000,
        available: 0,
        committed: 500_000,
        paid: 100_000,
      },
    ]);
    expect(statementFacts(convention)).toEqual(
      expect.arrayContaining([
        ['Plafond', '130 000,00 €'],
        ['Ligne « Programme 143 »', 'plafond 30 000,00 €, engagé 5 000,00 €, payé 1 000,00 €'],
      ]),
    );
  });

  it('refuses an order over the ceiling of its own line, by its name, whatever the other leaves', () => {
    const convention = acting(twoLines(), may, ['recordEntry', commitment('1500000001', 20_000, 'p143')]);
    const effect = doAct(convention, 'recordEntry', commitment('1500000002', 10_000.01, 'p143'), may);
    expect(effect.refusal).toEqual({
      code: 'SHORTFALL',
      message: expect.stringMatching(/^Il manque 0,01\u00a0€ .*\(la ligne « Programme 143 », engagement/),
    });
    expect(effect.convention.ledger).toHaveLength(1);
    expect(effect.convention.shortfalls).toMatchObject([{ line: 'p143', missing: 1, needed: 1_000_001 }]);
    const exact = doAct(convention, 'recordEntry', commitment('1500000002', 10_000, 'p143'), may);
    expect(exact.refusal).toBeUndefined();
  });

  it('ends the shortfall of a line once an amendment gives that line what it lacked, and not before', () => {
    const half = acting(twoLines(), may, ['recordEntry', commitment('1500000001', 20_000, 'p143')]);
    const { convention } = doAct(half, 'recordEntry', commitment('1500000002', 15_000, 'p143'), may);
    expect(shortfallBrings(convention, may.today)).toBeUndefined();
    expect(
      doAct(convention, 'recordEntry', commitment('1500000003', 90_000, 'p103'), may).refusal,
    ).toBeUndefined();
    const whole = amendedBy(convention, may, { budget: { ceiling: 200_000 } }, '2020-05-04');
    expect(shortfallBrings(whole, may.today)).toBeUndefined();
    const line = { ...other, ceiling: 35_000 };
    const raised = amendedBy(convention, may, { budget: { otherLines: [line] } }, '2020-05-04');
    expect(shortfallBrings(raised, may.today)).toBe('end');
    expect(
      doAct(raised, 'recordEntry', commitment('1500000002', 15_000, 'p143'), may).refusal,
    ).toBeUndefined();
  });

  it('opens a shortfall when the whole is passed, as a budget of one line does', () => {
    const effect = doAct(twoLines(), 'recordEntry', commitment('1500000001', 130_000.01, 'p103'), may);
    expect(effect.refusal?.code).toBe('SHORTFALL');
    expect(effect.convention.shortfalls).toHaveLength(1);
  });

  it.each([
    [undefined, 'budgetLine : absent ; attendu : la ligne du budget, parmi p103 (Programme 103), p143'],
    ['p999', '« p999 » n’est pas une ligne du budget ; acceptées : p103 (Programme 103), p143'],
  ])('asks which line an order is charged to: %s', (line, message) => {
    expect(() => doAct(twoLines(), 'recordEntry', commitment('1500000001', 100, line), may)).toThrow(
      expect.objectContaining({ name: Refused.name, message: expect.stringContaining(message) }),
    );
  });

  it('closes the duty to make credits available once both lines have theirs', () => {
    const credits = (budgetLine: string) =>
      ({
        by: 'Ada',
        entry: { kind: 'credits', on: '2020-05-04', amount: 10_000, reference: 'C1', budgetLine },
      }) as const;
    const half = acting(twoLines(), may, ['recordEntry', credits('p103')]);
    expect(half.outcomes.credits).toBeUndefined();
    expect(acting(half, may, ['recordEntry', credits('p143')]).outcomes.credits).toMatchObject({
      state: 'done',
    });
  });
});

describe('ceilings of payments and of years', () => {
  const yearly = () =>
    inForce({
      budget: {
        paymentCeiling: 50_000,
        years: [
          { year: 2020, commitments: 60_000, payments: 20_000 },
          { year: 2021, commitments: 0, payments: 40_000 },
        ],
      },
    });
  const ordered = () => acting(yearly(), may, ['recordEntry', commitment('1500000001', 60_000)]);

  it('refuses what passes the AE of its year, and what a year without AE would commit', () => {
    expect(doAct(ordered(), 'recordEntry', commitment('1500000002', 0.01), may).refusal?.message).toContain(
      'en 2020, en autorisations d’engagement passerait à 60 000,01 € pour 60 000,00 € au plus',
    );
    const january = at('2021-01-11');
    const effect = doAct(
      ordered(),
      'recordEntry',
      commitment('1500000002', 1, undefined, '2021-01-11'),
      january,
    );
    expect(effect.refusal?.message).toContain('en 2021, en autorisations d’engagement');
  });

  it('refuses what passes the CP of its year, or those of the whole', () => {
    expect(doAct(ordered(), 'recordEntry', payment('1500000001', 20_000.01), may).refusal?.message).toContain(
      'en 2020, en crédits de paiement passerait à 20 000,01 €',
    );
    const paid = acting(ordered(), may, ['recordEntry', payment('1500000001', 20_000)]);
    const january = at('2021-01-11');
    expect(
      doAct(paid, 'recordEntry', payment('1500000001', 30_000.01, '2021-01-11'), january).refusal?.message,
    ).toContain('en crédits de paiement passerait à 50 000,01 € pour 50 000,00 € au plus');
    expect(
      doAct(paid, 'recordEntry', payment('1500000001', 30_000, '2021-01-11'), january).refusal,
    ).toBeUndefined();
  });
});

describe('an amendment of the lines', () => {
  const proposal = (changes: Record<string, unknown>) =>
    ({ by: 'Ada', from: 'delegator', changes, reason: 'accord', effectiveOn: '2020-05-04' }) as const;
  const ordered = () => acting(twoLines(), may, ['recordEntry', commitment('1500000001', 25_000, 'p143')]);
  const refusedWith = (otherLines: readonly unknown[]) =>
    refusalOf(ordered(), 'proposeAmendment', proposal({ budget: { ceiling: 200_000, otherLines } }), may);

  it('gives no line less than what it has committed', () => {
    expect(refusedWith([{ ...other, ceiling: 5_000 }]).message).toContain('pour la ligne « Programme 143 »');
  });

  it('may give a line less, down to what it has committed', () => {
    const lowered = { budget: { otherLines: [{ ...other, ceiling: 25_000 }] } };
    const after = amendedBy(ordered(), may, lowered, '2020-05-04');
    expect(linePositions(after, [], 0)[1]).toMatchObject({
      ceiling: 2_500_000,
      committed: 2_500_000,
    });
  });

  it('takes away no line that has entries, nor gives it another id', () => {
    const message = 'La ligne « Programme 143 » a des écritures au registre';
    expect(refusedWith([]).message).toContain(message);
    expect(refusedWith([{ ...other, id: 'p143-bis' }]).message).toContain(message);
  });

  it('does not take the budget away from a ledger', () => {
    const without = { budget: null, credits: null, codings: null, shortfall: null, balance: null };
    expect(refusalOf(ordered(), 'proposeAmendment', proposal(without), may).message).toContain(
      'Le registre a des écritures',
    );
  });
});

it('bounds the credits of each line', () => {
  const credits = (amount: number) =>
    ({
      by: 'Ada',
      entry: { kind: 'credits', on: '2020-05-04', amount, reference: 'C', budgetLine: 'p143' },
    }) as const;
  expect(refusalOf(twoLines(), 'recordEntry', credits(30_000.01), may).message).toContain(
    'sur la ligne « Programme 143 »',
  );
});

it('refuses one ceiling for the renewed periods of several lines', () => {
  const renewal = { article: '7', mode: 'tacit', ceiling: 300_000 };
  expect(faultsIn(example({ budget: { ...first, otherLines: [other] }, renewal }))).toMatchObject([
    { path: 'renewal.ceiling' },
  ]);
});

describe('a line in a renewed period', () => {
  const renewing = () =>
    inForce({ budget: { ...first, otherLines: [other] }, renewal: { mode: 'tacit', maximum: 2 } });
  const april = at('2021-04-12');

  it('keeps its ceiling, whatever was corrected in the one before', () => {
    const small = ['1500000001', '1500000002', '1500000003', '1500000004'].map(
      (order) => ['recordEntry', commitment(order, 1, 'p103')] as const,
    );
    const corrected = acting(
      renewing(),
      may,
      ...small,
      ['recordEntry', commitment('1500000010', 20_000, 'p143')],
      ['correctEntry', { by: 'Ada', seq: 5, reason: 'erreur' }],
    );
    const again = acting(lived(corrected, april), april, [
      'recordEntry',
      commitment('1500000010', 20_000, 'p143', '2021-04-12'),
    ]);
    const over = commitment('1500000011', 30_000, 'p143', '2021-04-12');
    expect(doAct(again, 'recordEntry', over, april).refusal?.code).toBe('SHORTFALL');
  });

  it('has credits of its own: what it lacked before is over', () => {
    const { convention } = doAct(renewing(), 'recordEntry', commitment('1500000001', 31_000, 'p143'), may);
    const suspended = lived(convention, at('2020-07-01'));
    expect(isSuspended(suspended)).toBe(true);
    expect(isSuspended(lived(suspended, april))).toBe(false);
  });
});

it('charges what says no line to that of its order, whatever a payment of it says of itself', () => {
  const { document } = twoLines();
  const common = { on: day('2020-05-04'), amount: centsOf(1), reference: 'r', source: 's', by: 'Ada', at: 0 };
  const order = '1500000001';
  const ledger: Entry[] = [
    { ...common, seq: 1, kind: 'commitment', order, supplier: 'X', budgetLine: 'p143' },
    { ...common, seq: 2, kind: 'payment', order, budgetLine: 'p103' },
    { ...common, seq: 3, kind: 'payment', order },
    { ...common, seq: 4, kind: 'correction', corrects: 2, of: 'payment', order },
    { ...common, seq: 5, kind: 'credits' },
  ];
  expect(ledger.map(lineOfEntry(document, ledger))).toEqual(['p143', 'p103', 'p143', 'p103', 'p103']);
});
