import { doAct } from '../../acts/acts.ts';
import type { Convention } from '../../convention/convention.ts';
import { outcomeOf } from '../../convention/duties/duties.ts';
import { shortfallUnderWay } from '../../convention/ledger/shortfall.ts';
import { accountsOf, totalsOf } from '../../convention/ledger/totals.ts';
import { about, booked, commitment, credits } from '../convention/ledger/entries.ts';
import {
  acting,
  amendedBy,
  at,
  deepFreeze,
  dutyOf,
  ended,
  example,
  inForce,
  refusalOf,
  signed,
} from '../convention/support.ts';
import { by, lacking, may, order, ordered, paid, payment, reason } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

const entry = (given: Record<string, unknown>) => ({ by, entry: given });
const made = { kind: 'credits', on: '2020-05-04', reference: 'Chorus', amount: 80_000 };
const change = { kind: 'change', on: '2020-05-04', reference: 'Chorus', order: '1500000001' };
const suspended = deepFreeze({
  ...ordered,
  shortfalls: lacking.shortfalls,
  suspensions: [{ shortfall: 1, since: may.today }],
});
const after = at('2021-04-12');
const over = deepFreeze({ ...ended(), ledger: paid.ledger });
const { budget } = example();
const withoutCeiling = inForce({ budget: { ...Object(budget), ceiling: null } });

describe('a bad entry is refused in French, with its code', () => {
  itRefuses([
    [
      'of no kind',
      'recordEntry',
      entry({ ...made, kind: 'avance' }),
      inForce(),
      may,
      'BAD_ACT',
      /« avance ».*« credits », « commitment »/,
    ],
    [
      'of nothing',
      'recordEntry',
      entry({ ...order, amount: 0 }),
      inForce(),
      may,
      'BAD_ACT',
      /entry\.amount : « 0 »/,
    ],
    [
      'below nothing',
      'recordEntry',
      entry({ ...order, amount: -1 }),
      inForce(),
      may,
      'BAD_ACT',
      /entry\.amount : « -1 »/,
    ],
    [
      'of three decimals',
      'recordEntry',
      entry({ ...order, amount: 1.005 }),
      inForce(),
      may,
      'BAD_ACT',
      /« 1\.005 »/,
    ],
    [
      'a change of nothing',
      'recordEntry',
      entry({ ...change, amount: 0 }),
      ordered,
      may,
      'BAD_ACT',
      /autre que 0/,
    ],
    [
      'on no day',
      'recordEntry',
      entry({ ...order, on: '2020-02-30' }),
      inForce(),
      may,
      'BAD_ACT',
      /« 2020-02-30 »/,
    ],
    [
      'without a supplier',
      'recordEntry',
      entry({ ...order, supplier: undefined }),
      inForce(),
      may,
      'BAD_ACT',
      /supplier/,
    ],
    [
      'of tomorrow',
      'recordEntry',
      entry({ ...order, on: '2020-05-05' }),
      inForce(),
      may,
      'BAD_DATE',
      /« 2020-05-05 ».*du 2020-04-10 \(prise d’effet\) au 2020-05-04/,
    ],
    [
      'of before the effect',
      'recordEntry',
      entry({ ...order, on: '2020-04-09' }),
      inForce(),
      may,
      'BAD_DATE',
      /« 2020-04-09 »/,
    ],
    [
      'of credits before the signature',
      'recordEntry',
      entry({ ...made, on: '2020-03-24' }),
      inForce(),
      may,
      'BAD_DATE',
      /« 2020-03-24 ».*du 2020-03-25 \(signature\)/,
    ],
    [
      'an order before the convention takes effect',
      'recordEntry',
      entry(order),
      signed(),
      may,
      'NOT_NOW',
      /pas encore pris effet/,
    ],
    [
      'an order that is there already',
      'recordEntry',
      entry({ ...order, amount: 5 }),
      ordered,
      may,
      'ALREADY_DONE',
      /« 1500000001 » est déjà au registre, pour 40.000,00.€ .*« change »/,
    ],
    [
      'a change of an order that is not there',
      'recordEntry',
      entry({ ...change, amount: 5 }),
      inForce(),
      may,
      'UNKNOWN_REFERENCE',
      /« 1500000001 ».*ouverts : aucun/,
    ],
    [
      'a payment of an order that is not there',
      'recordEntry',
      entry({ ...payment, order: 'X' }),
      ordered,
      may,
      'UNKNOWN_REFERENCE',
      /« X ».*ouverts : 1500000001/,
    ],
    [
      'a payment of more than the order',
      'recordEntry',
      entry({ ...payment, amount: 30_000.01 }),
      paid,
      may,
      'BAD_ACT',
      /40.000,01.€ payés pour 40.000,00.€ engagés.*reste 30.000,00/,
    ],
    [
      'a release of what is paid',
      'recordEntry',
      entry({ ...change, amount: -30_000.01 }),
      paid,
      may,
      'BAD_ACT',
      /10.000,00.€ payés pour 9.999,99.€ engagés/,
    ],
    [
      'credits above the ceiling',
      'recordEntry',
      entry({ ...made, amount: 100_000.01 }),
      inForce(),
      may,
      'BAD_ACT',
      /« 100.000,01.€ » refusé ; accepté : au plus 100.000,00/,
    ],
    [
      'more credits than the ceiling leaves',
      'recordEntry',
      entry({ ...made, amount: 30_000 }),
      acting(inForce(), may, ['recordEntry', entry(made)]),
      may,
      'BAD_ACT',
      /au plus 20.000,00/,
    ],
    [
      'an order while the execution is suspended',
      'recordEntry',
      entry({ ...order, order: 'B', amount: 1 }),
      suspended,
      may,
      'NOT_NOW',
      /suspendue/,
    ],
    [
      'an order raised while the execution is suspended',
      'recordEntry',
      entry({ ...change, amount: 1 }),
      suspended,
      may,
      'NOT_NOW',
      /suspendue/,
    ],
    [
      'an order dated after the end',
      'recordEntry',
      entry({ ...order, order: 'B', on: '2021-04-10' }),
      over,
      after,
      'BAD_DATE',
      /au 2021-04-09 \(fin de la convention\)/,
    ],
  ]);
});

describe('a bad correction is refused in French, with its code', () => {
  const corrected = acting(ordered, may, ['correctEntry', { by, seq: 1, reason }]);
  itRefuses([
    [
      'of an empty ledger',
      'correctEntry',
      { by, seq: 1, reason },
      inForce(),
      may,
      'UNKNOWN_REFERENCE',
      /« 1 ».*le registre est vide/,
    ],
    [
      'of an entry that is not there',
      'correctEntry',
      { by, seq: 3, reason },
      paid,
      may,
      'UNKNOWN_REFERENCE',
      /« 3 ».*de 1 à 2/,
    ],
    ['of entry 0', 'correctEntry', { by, seq: 0, reason }, paid, may, 'BAD_ACT', /seq : « 0 »/],
    [
      'of an entry and a half',
      'correctEntry',
      { by, seq: 1.5, reason },
      paid,
      may,
      'BAD_ACT',
      /seq : « 1\.5 »/,
    ],
    [
      'of a correction',
      'correctEntry',
      { by, seq: 2, reason },
      corrected,
      may,
      'NOT_NOW',
      /elle-même une correction \(de la n° 1\)/,
    ],
    [
      'of an entry corrected already',
      'correctEntry',
      { by, seq: 1, reason },
      corrected,
      may,
      'ALREADY_DONE',
      /n° 1 est déjà annulée/,
    ],
    [
      'of an order that is paid',
      'correctEntry',
      { by, seq: 1, reason },
      paid,
      may,
      'BAD_ACT',
      /10.000,00.€ payés pour 0,00/,
    ],
    [
      'dated before the entry',
      'correctEntry',
      { by, seq: 1, on: '2020-05-03', reason },
      paid,
      may,
      'BAD_DATE',
      /« 2020-05-03 ».*du 2020-05-04 au 2020-05-04/,
    ],
    [
      'dated tomorrow',
      'correctEntry',
      { by, seq: 1, on: '2020-05-05', reason },
      ordered,
      may,
      'BAD_DATE',
      /« 2020-05-05 »/,
    ],
  ]);

  it('of a payment that would leave less than nothing paid, once a refund was imported', () => {
    const refunded = booked(
      inForce(),
      commitment('A', 500, '2020-05-04'),
      about('payment', 'A', 100, '2020-05-04'),
      about('payment', 'A', -40, '2020-05-04'),
    );
    expect(refusalOf(refunded, 'correctEntry', { by, seq: 2, reason }, may).code).toBe('BAD_ACT');
  });
});

describe('an entry', () => {
  it('is written with its rank, its author and its source, amounts in cents', () => {
    expect(paid.ledger).toEqual([
      { ...order, seq: 1, amount: 4_000_000, by, at: may.now, source: 'saisie' },
      { ...payment, seq: 2, amount: 1_000_000, by, at: may.now, source: 'saisie' },
    ]);
  });

  it('of credits may come before the effect, and fulfils the duty of article 2', () => {
    const { convention } = doAct(
      signed(),
      'recordEntry',
      entry({ ...made, on: '2020-03-25' }),
      at('2020-03-30'),
    );
    expect(outcomeOf(convention, dutyOf(convention, 'credits'))).toMatchObject({
      state: 'done',
      evidence: expect.stringMatching(/^80.000,00.€, Chorus$/),
    });
  });

  it('may take the whole of the ceiling, to the cent', () => {
    const whole = acting(ordered, may, ['recordEntry', entry({ ...order, order: 'B', amount: 60_000 })]);
    expect(totalsOf(whole.ledger).committed).toBe(10_000_000);
  });

  it('is bounded by nothing when the convention has no ceiling of its own', () => {
    const free = acting(
      withoutCeiling,
      may,
      ['recordEntry', entry({ ...made, amount: 5_000_000 })],
      ['recordEntry', entry({ ...order, amount: 9_000_000 })],
    );
    expect(free.ledger).toHaveLength(2);
  });

  it('is paid and released while the execution is suspended', () => {
    const released = acting(
      suspended,
      may,
      ['recordEntry', entry(payment)],
      ['recordEntry', entry({ ...change, amount: -30_000 })],
    );
    expect(totalsOf(released.ledger)).toMatchObject({ committed: 1_000_000, paid: 1_000_000 });
  });

  it('late in its days is written, and the delegatee warned', () => {
    const { convention, text, news } = doAct(
      inForce(),
      'recordEntry',
      entry({ ...order, deliveryEndsOn: '2021-06-30' }),
      may,
    );
    expect(convention.ledger).toHaveLength(1);
    expect(text).toMatch(/Attention : Les livraisons .*30 juin 2021/);
    expect(news.map(({ to }) => to)).toEqual([[{ holder: 'delegatee', role: 'budget' }]]);
    expect(doAct(inForce(), 'recordEntry', entry(order), may).news).toEqual([]);
  });
});

describe('a commitment above the ceiling', () => {
  const tooMuch = entry({ ...order, order: 'B', amount: 60_000.01 });
  const effect = doAct(ordered, 'recordEntry', tooMuch, may);

  it('is not recorded, and the refusal says what lacks in euros, and until when it may be adjusted', () => {
    expect(effect.convention.ledger).toBe(ordered.ledger);
    expect(effect.refusal).toEqual({
      code: 'SHORTFALL',
      message: expect.stringMatching(/Il manque 0,01.€ .*rien n’est enregistré.*jusqu’au 19 mai 2020/),
    });
  });

  it('opens the shortfall, with what it needs', () => {
    expect(shortfallUnderWay(effect.convention)).toEqual({
      id: 1,
      on: '2020-05-04',
      missing: 1,
      needed: 6_000_001,
      target: 10_000_001,
      period: 0,
      reason: expect.stringMatching(/^engagement \(AE\) de 60.000,01.€, EJ B$/),
    });
  });

  it('is told at once to both, with where the money stands, and kept in the journal', () => {
    expect(effect.news).toHaveLength(1);
    for (const holder of ['delegator', 'delegatee'])
      expect(effect.news[0]?.to).toContainEqual({ holder, role: 'budget' });
    expect(effect.news[0]?.item).toMatchObject({ urgent: true, article: 'art. 5' });
    expect(effect.news[0]?.item.facts).toContainEqual(['Reste à engager', '60\u202f000,00\u00a0€']);
    expect(effect.convention.journal.at(-1)).toMatchObject({ act: 'recordEntry', by });
  });

  it('while a shortfall is open keeps the one that needs most', () => {
    const more = acting(effect.convention, may, [
      'recordEntry',
      entry({ ...order, order: 'C', amount: 70_000 }),
    ]);
    expect(more.shortfalls).toMatchObject([{ id: 1, missing: 1_000_000, needed: 7_000_000 }]);
    const less = acting(more, may, ['recordEntry', tooMuch]);
    expect(less.shortfalls).toEqual(more.shortfalls);
  });

  it('only by a raise is one too', () => {
    const { convention, refusal } = doAct(ordered, 'recordEntry', entry({ ...change, amount: 60_001 }), may);
    expect([refusal?.code, shortfallUnderWay(convention)?.missing]).toEqual(['SHORTFALL', 100]);
  });

  it('because of a release that is reversed is one too', () => {
    const released = acting(
      ordered,
      may,
      ['recordEntry', entry({ ...change, amount: -30_000 })],
      ['recordEntry', entry({ ...order, order: 'B', amount: 90_000 })],
    );
    const { convention, refusal } = doAct(released, 'correctEntry', { by, seq: 2, reason }, may);
    expect([refusal?.code, shortfallUnderWay(convention)?.missing]).toEqual(['SHORTFALL', 3_000_000]);
  });

  it('of later is one already: an amendment that lowers the ceiling is signed', () => {
    const lowered = amendedBy(ordered, may, { budget: { ceiling: 80_000 } }, '2020-09-01');
    const { refusal } = doAct(lowered, 'recordEntry', entry({ ...order, order: 'B', amount: 50_000 }), may);
    expect(refusal?.message).toMatch(/Il manque 10.000,00.*au plus 40.000,00/);
  });
});

describe('a correction', () => {
  it('reverses an entry on its own day, and names it', () => {
    const corrected = acting(paid, may, ['correctEntry', { by, seq: 2, reason }]);
    expect(corrected.ledger.at(-1)).toEqual({
      kind: 'correction',
      corrects: 2,
      of: 'payment',
      order: '1500000001',
      on: '2020-05-04',
      amount: -1_000_000,
      reference: reason,
      source: 'saisie',
      seq: 3,
      by,
      at: may.now,
    });
  });

  it('or on another, when it says so', () => {
    const corrected = acting(paid, at('2020-06-01'), [
      'correctEntry',
      { by, seq: 2, on: '2020-05-20', reason },
    ]);
    expect(corrected.ledger.at(-1)?.on).toBe('2020-05-20');
  });

  it('lets the order that it reversed be recorded anew, as it should have been', () => {
    const anew = acting(
      ordered,
      may,
      ['correctEntry', { by, seq: 1, reason }],
      ['recordEntry', entry({ ...order, supplier: 'Octo', amount: 30_000 })],
    );
    expect(totalsOf(anew.ledger).committed).toBe(3_000_000);
    expect(refusalOf(anew, 'recordEntry', entry(order), may).code).toBe('ALREADY_DONE');
  });

  it('of credits makes them available again', () => {
    const corrected = acting(
      inForce(),
      may,
      ['recordEntry', entry({ ...made, amount: 100_000 })],
      ['correctEntry', { by, seq: 1, reason }],
      ['recordEntry', entry({ ...made, amount: 100_000 })],
    );
    expect(totalsOf(corrected.ledger).credits).toBe(10_000_000);
  });
});

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

describe('credits made available', () => {
  const available = acting(inForce(), may, [
    'recordEntry',
    entry({ kind: 'credits', on: '2020-05-04', amount: 100_000, reference: 'MAD 1' }),
  ]);

  it('fulfil their duty, which is owed again once they are corrected away', () => {
    expect(available.outcomes.credits?.state).toBe('done');
    const corrected = acting(available, may, ['correctEntry', { by, seq: 1, reason }]);
    expect(corrected.outcomes.credits).toBeUndefined();
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
