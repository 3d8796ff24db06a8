import { doAct } from '../../acts/acts.ts';
import { actForms } from '../../acts/forms.ts';
import { outcomeOf } from '../../convention/duties/duties.ts';
import { shortfallUnderWay } from '../../convention/ledger/shortfall.ts';
import { totalsOf } from '../../convention/ledger/totals.ts';
import { citationOf } from '../../convention/proof/piece.ts';
import { piecesOf } from '../../convention/proof/pieces.ts';
import { acting, amendedBy, at, dutyOf, example, inForce, refusalOf, signed } from '../convention/support.ts';
import { by, may, order, ordered, paid, payment, reason } from './fixtures.ts';
import { change, entry, made, suspended } from './ledger-fixtures.ts';

const { budget } = example();
const withoutCeiling = inForce({ budget: { ...Object(budget), ceiling: null } });

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

  it('may be proved by a file, which the duty that it fulfils cites too, and which a correction names alone', () => {
    const cited = citationOf({ name: `${'n'.repeat(86)}.pdf`, sha256: 'ab'.repeat(32) });
    const reference = `${'r'.repeat(200)} (${cited})`;
    const { convention } = doAct(inForce(), 'recordEntry', entry({ ...made, reference }), may);
    expect(piecesOf(convention)).toMatchObject([{ sha256: 'ab'.repeat(32) }]);
    expect(outcomeOf(convention, dutyOf(convention, 'credits'))).toMatchObject({
      evidence: expect.stringContaining(cited),
    });
    const fields = actForms.correctEntry.fields({ convention, today: may.today });
    expect(JSON.stringify(fields)).toContain('pièce « n');
    expect(JSON.stringify(fields)).not.toContain('SHA-256');
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

  it('cites the file that justifies it, which the convention keeps', () => {
    const reference = citationOf({ name: 'avoir.pdf', sha256: 'ab'.repeat(32) });
    const corrected = acting(paid, may, ['correctEntry', { by, seq: 2, reason, reference }]);
    expect(corrected.ledger.at(-1)?.reference).toBe(`${reason} (${reference})`);
    expect(piecesOf(corrected)).toContainEqual({ name: 'avoir.pdf', sha256: 'ab'.repeat(32) });
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
    expect(totalsOf(corrected.ledger).available).toBe(10_000_000);
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
