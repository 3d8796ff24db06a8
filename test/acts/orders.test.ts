import { doAct } from '../../acts/acts.ts';
import type { Convention } from '../../convention/convention.ts';
import { accountsOf, totalsOf } from '../../convention/ledger/totals.ts';
import { about, booked, commitment, credits } from '../convention/ledger/entries.ts';
import { acting, at, deepFreeze, dutyOf, ended, inForce, refusalOf } from '../convention/support.ts';
import { by, lacking, may, order, ordered, payment, reason } from './fixtures.ts';
import { after, change, entry, made, over } from './ledger-fixtures.ts';

describe('after the end', () => {
  const stateOf = (convention: Convention) => convention.outcomes['open-commitments']?.state;

  it('what was ordered is still paid, and the duty is over once nothing is left', () => {
    expect(dutyOf(over, 'open-commitments').title).toBe('Engagements à payer ou à annuler (1)');
    const half = acting(over, after, ['recordEntry', entry({ ...payment, on: '2021-04-12' })]);
    expect(stateOf(half)).toBeUndefined();
    const whole = acting(half, after, [
      'recordEntry',
      entry({ ...payment, on: '2021-04-12', amount: 20_000 }),
    ]);
    expect(stateOf(whole)).toBe('done');
  });

  it('or released', () => {
    const released = acting(over, after, [
      'recordEntry',
      entry({ ...change, on: '2021-04-12', amount: -30_000 }),
    ]);
    expect(stateOf(released)).toBe('done');
  });

  it('an order that a correction opens again is to be paid again', () => {
    const released = acting(over, after, [
      'recordEntry',
      entry({ ...change, on: '2021-04-12', amount: -30_000 }),
    ]);
    const reopened = acting(released, after, ['correctEntry', { by, seq: 3, reason }]);
    expect(stateOf(reopened)).toBeUndefined();
    expect(dutyOf(reopened, 'open-commitments').title).toBe('Engagements à payer ou à annuler (1)');
  });

  it('a waived duty stays waived', () => {
    const waived = acting(over, after, ['waiveDuty', { by, duty: 'open-commitments', reason }]);
    const half = acting(waived, after, ['recordEntry', entry({ ...payment, on: '2021-04-12' })]);
    expect(stateOf(half)).toBe('waived');
  });

  it('credits may still come', () => {
    const late = booked(ended(), credits(10, '2020-05-04'));
    expect(acting(late, after, ['recordEntry', entry({ ...made, on: '2021-04-12' })]).ledger).toHaveLength(2);
  });
});

describe('once the convention has ended', () => {
  it('takes what was committed before, even when Chorus tells it late', () => {
    const { convention, refusal } = doAct(
      over,
      'recordEntry',
      entry({ ...order, order: 'LATE', on: '2021-04-09' }),
      after,
    );
    expect([refusal, convention.ledger.at(-1)?.on]).toEqual([undefined, '2021-04-09']);
  });
});

describe('a release undone by a correction', () => {
  const release = { kind: 'change', on: '2020-05-04', order: order.order, amount: -20_000, reference: 'x' };
  const released = acting(ordered, may, ['recordEntry', entry(release)]);

  it('commits again: not while the execution is suspended', () => {
    const suspended = deepFreeze({
      ...released,
      shortfalls: lacking.shortfalls,
      suspensions: [{ shortfall: 1, since: may.today }],
    });
    expect(refusalOf(suspended, 'correctEntry', { by, seq: 2, reason }, may).message).toContain('suspendue');
    expect(doAct(released, 'correctEntry', { by, seq: 2, reason }, may).convention.ledger).toHaveLength(3);
  });
});

describe('the number of an order', () => {
  it.each(['1500000001 ', ' 1500000001', '15 0000 0001', '\u00a01500000001', '0001500000001'])(
    'is the same however it is typed: « %s »',
    (typed) => {
      expect(refusalOf(ordered, 'recordEntry', entry({ ...order, order: typed }), may).code).toBe(
        'ALREADY_DONE',
      );
      const settled = acting(ordered, may, ['recordEntry', entry({ ...payment, order: typed })]);
      expect(accountsOf(settled.ledger).size).toBe(1);
      expect(settled.ledger.at(-1)).toMatchObject({ order: '1500000001' });
    },
  );

  it('is not one when nothing is seen of it', () => {
    expect(refusalOf(ordered, 'recordEntry', entry({ ...order, order: '\u200b' }), may).code).toBe('BAD_ACT');
  });
});

describe('what is accepted of an order', () => {
  const acceptance = {
    kind: 'acceptance',
    on: '2020-05-04',
    reference: 'SF 1',
    order: order.order,
    amount: 40_000,
  };
  const accepted = acting(ordered, may, ['recordEntry', entry(acceptance)]);

  it('is at most what was ordered', () => {
    const { code, message } = refusalOf(accepted, 'recordEntry', entry({ ...acceptance, amount: 0.01 }), may);
    expect(code).toBe('BAD_ACT');
    expect(message).toMatch(
      /« 0,01.€ » refusé : .*« 1500000001 » aurait 40.000,01.€ de service fait pour 40.000,00.€ engagés.*reste 0,00/,
    );
    expect(refusalOf(ordered, 'recordEntry', entry({ ...acceptance, amount: 40_000.01 }), may).code).toBe(
      'BAD_ACT',
    );
  });

  it('is no longer to be released, nor the order corrected away', () => {
    expect(refusalOf(accepted, 'recordEntry', entry({ ...change, amount: -0.01 }), may).message).toMatch(
      /40.000,00.€ de service fait pour 39.999,99/,
    );
    expect(refusalOf(accepted, 'correctEntry', { by, seq: 1, reason }, may).message).toMatch(
      /de service fait/,
    );
    const undone = acting(accepted, may, ['correctEntry', { by, seq: 2, reason }]);
    expect(acting(undone, may, ['correctEntry', { by, seq: 1, reason }]).ledger).toHaveLength(4);
  });

  it('may be above it in Chorus: what is paid of it is then still recorded', () => {
    const above = booked(
      inForce(),
      commitment('A', 100, '2020-05-04'),
      about('acceptance', 'A', 120, '2020-05-04'),
    );
    const settled = acting(above, may, ['recordEntry', entry({ ...payment, order: 'A', amount: 100 })]);
    expect(totalsOf(settled.ledger).paid).toBe(10_000);
    expect(refusalOf(above, 'recordEntry', entry({ ...acceptance, order: 'A', amount: 1 }), may).code).toBe(
      'BAD_ACT',
    );
  });
});

describe('what happens to an order', () => {
  const late = at('2020-06-12');
  const raised = acting(ordered, late, ['recordEntry', entry({ ...change, on: '2020-06-01', amount: 5000 })]);

  it.each(['payment', 'acceptance', 'change'])('cannot be before it was committed: %s', (kind) => {
    const before = entry({ ...payment, kind, on: '2020-05-03', amount: kind === 'change' ? -1 : 1 });
    const { code, message } = refusalOf(ordered, 'recordEntry', before, may);
    expect(code).toBe('BAD_DATE');
    expect(message).toMatch(/« 2020-05-03 » refusé.*accepté : à partir du 2020-05-04/);
  });

  it('cannot be paid before what covers it was: a raise covers from its own day', () => {
    const { code, message } = refusalOf(
      raised,
      'recordEntry',
      entry({ ...payment, on: '2020-05-31', amount: 45_000 }),
      late,
    );
    expect(code).toBe('BAD_DATE');
    expect(message).toMatch(/45.000,00.€ ne sont pas couverts ce jour-là.*accepté : à partir du 2020-06-01/);
    const settled = acting(raised, late, [
      'recordEntry',
      entry({ ...payment, on: '2020-06-01', amount: 45_000 }),
    ]);
    expect(totalsOf(settled.ledger).paid).toBe(4_500_000);
  });

  it('cannot have been released before the day on which it was paid', () => {
    const settled = acting(raised, late, [
      'recordEntry',
      entry({ ...payment, on: '2020-06-02', amount: 30_000 }),
    ]);
    const released = acting(settled, late, [
      'recordEntry',
      entry({ ...change, on: '2020-06-03', amount: -10_000 }),
    ]);
    expect(totalsOf(released.ledger).committed).toBe(3_500_000);
    const early = entry({ ...payment, on: '2020-05-20', amount: 5000 });
    expect(totalsOf(acting(released, late, ['recordEntry', early]).ledger).paid).toBe(3_500_000);
  });
});
