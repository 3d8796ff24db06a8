import { doAct } from '../../acts/acts.ts';
import {
  acting,
  at,
  deepFreeze,
  doing,
  dutyOf,
  ended,
  example,
  inForce,
  refusalOf,
} from '../convention/support.ts';
import { by, may, paid, payment, proposal, proposed } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

const april = at('2021-04-13');
const counter = { by, amount: 900, use: 'Report sur 2021' };
const agreed = acting(proposed, april, ['agreeBalance', { by }]);
const spent = deepFreeze({ ...ended(), ledger: paid.ledger });

describe('a bad act is refused in French, with its code', () => {
  itRefuses([
    ['a balance before the end', 'proposeBalance', proposal, inForce(), may, 'NOT_NOW', /9 avril 2021/],
    [
      'a balance beyond the ceiling',
      'proposeBalance',
      { ...proposal, amount: 100_000.01 },
      ended(),
      at('2021-04-12'),
      'BAD_ACT',
      /100.000,00/,
    ],
    [
      'a balance that nobody proposed, to agree',
      'agreeBalance',
      { by },
      ended(),
      at('2021-04-12'),
      'NOT_NOW',
      /rien à accepter/,
    ],
    [
      'a counter to nothing',
      'counterBalance',
      counter,
      ended(),
      april,
      'NOT_NOW',
      /DINUM n’a encore rien proposé/,
    ],
    ['a counter before the end', 'counterBalance', counter, inForce(), may, 'NOT_NOW', /9 avril 2021/],
    [
      'a counter beyond the balance',
      'counterBalance',
      { ...counter, amount: 1e6 },
      proposed,
      april,
      'BAD_ACT',
      /au plus le solde/,
    ],
    [
      'the same counter',
      'counterBalance',
      counter,
      acting(proposed, april, ['counterBalance', counter]),
      april,
      'ALREADY_DONE',
      /déjà faite, par Ada Lovelace/,
    ],
    [
      'a counter once it is agreed',
      'counterBalance',
      counter,
      agreed,
      april,
      'ALREADY_DONE',
      /déjà convenue/,
    ],
    [
      'a proposal once it is agreed',
      'proposeBalance',
      proposal,
      agreed,
      april,
      'ALREADY_DONE',
      /déjà convenue/,
    ],
    [
      'more than what is left, by the ledger',
      'proposeBalance',
      { ...proposal, amount: 90_000.01 },
      spent,
      april,
      'BAD_ACT',
      /« 90.000,01.€ » refusé ; accepté : au plus le solde de l’état final, 90.000,00/,
    ],
  ]);

  it('an amount below nothing is not what a convention without credits asks for', () => {
    const { budget } = example();
    const free = { ...ended({ budget: { ...Object(budget), ceiling: null } }), ledger: paid.ledger };
    expect(refusalOf(free, 'proposeBalance', { ...proposal, amount: 1 }, april).message).toMatch(/, 0,00/);
    expect(acting(free, april, ['proposeBalance', { ...proposal, amount: 0 }]).proposals).toHaveLength(1);
  });
});

describe('the settlement', () => {
  it('takes the last of the proposals', () => {
    const other = { ...proposal, amount: 900, use: 'Report de crédits' };
    const after = acting(proposed, at('2021-04-13'), ['proposeBalance', other], ['agreeBalance', { by }]);
    expect(after.agreedBalance).toMatchObject({ amount: 90_000, use: 'Report de crédits', agreedBy: by });
    expect(after.outcomes.balance).toMatchObject({ state: 'done' });
  });

  it('goes from one party to the other until one agrees', () => {
    const first = acting(proposed, april, ['counterBalance', counter]);
    expect(dutyOf(proposed, 'balance')).toMatchObject({ holder: 'delegator', copies: ['delegatee'] });
    expect(dutyOf(first, 'balance')).toMatchObject({ holder: 'delegatee', copies: ['delegator'] });
    const second = acting(
      first,
      april,
      ['proposeBalance', { ...proposal, amount: 950 }],
      ['counterBalance', { ...counter, amount: 925 }],
    );
    expect(second.proposals.map(({ from, amount }) => [from, amount])).toEqual([
      ['delegatee', 100_000],
      ['delegator', 90_000],
      ['delegatee', 95_000],
      ['delegator', 92_500],
    ]);
    expect(acting(second, april, ['agreeBalance', { by }]).agreedBalance).toMatchObject({
      amount: 92_500,
      from: 'delegator',
    });
  });

  it('takes the balance of the final statement when no amount is given', () => {
    const { amount: _amount, ...use } = proposal;
    expect(acting(spent, april, ['proposeBalance', use]).proposals[0]?.amount).toBe(9_000_000);
    const whole = acting(spent, april, ['proposeBalance', { ...proposal, amount: 90_000 }]);
    expect(refusalOf(whole, 'proposeBalance', use, april).code).toBe('ALREADY_DONE');
  });

  it('is told to the other party with the final statement', () => {
    const [told] = doAct(spent, 'proposeBalance', proposal, april).news;
    expect(told?.to).toEqual([{ holder: 'delegator', role: 'budget' }]);
    expect(told?.item.facts).toContainEqual(['Payé (CP)', '10\u202f000,00\u00a0€']);
    const [countered] = doAct(proposed, 'counterBalance', counter, april).news;
    expect(countered?.to).toEqual([{ holder: 'delegatee', role: 'budget' }]);
  });

  it('is told, once agreed, to both and to the accounting officer alone of the controllers', () => {
    const [told] = doing(proposed, 'agreeBalance', { by }, april).news;
    expect(told?.to).toEqual([{ holder: 'delegator' }, { holder: 'delegatee' }, { holder: 'body:cbcm-pm' }]);
  });
});

describe('the agreement on the balance', () => {
  const unpaid = acting(spent, april, ['proposeBalance', { by, use: 'Restitution' }]);

  it('waits until every order is paid or released', () => {
    expect(refusalOf(unpaid, 'agreeBalance', { by }, april).message).toMatch(
      /Il reste 1 engagement.*1500000001.*pas encore connu/,
    );
    const waived = acting(unpaid, april, ['waiveDuty', { by, duty: 'open-commitments', reason: 'litige' }]);
    expect(doing(waived, 'agreeBalance', { by }, april).convention.agreedBalance).toBeDefined();
  });

  it('is not that of whoever proposed', () => {
    expect(refusalOf(proposed, 'agreeBalance', { by, party: 'delegatee' }, april).message).toMatch(
      /« DINUM » refusé.*DGEFP/,
    );
    expect(doing(proposed, 'agreeBalance', { by, party: 'delegator' }, april).text).toContain(
      'Solde convenu',
    );
  });

  it('is refused when the last payment has left less than was proposed, as the proposal would be', () => {
    const before = acting(spent, april, ['proposeBalance', { by, amount: 90_000, use: 'Restitution' }]);
    const late = acting(before, april, [
      'recordEntry',
      { by, entry: { ...payment, amount: 30_000, reference: 'DP 2' } },
    ]);
    const lower = {
      ...acting(ended(), april, ['proposeBalance', { by, amount: 100_000, use: 'Restitution' }]),
      ledger: late.ledger,
    };
    for (const { convention, given } of [
      { convention: late, given: /« 90.000,00.€ »/ },
      { convention: lower, given: /« 100.000,00.€ »/ },
    ]) {
      const { code, message } = refusalOf(convention, 'agreeBalance', { by, party: 'delegator' }, april);
      expect([code, message]).toEqual(['BAD_ACT', expect.stringMatching(given)]);
      expect(message).toMatch(/au plus le solde de l’état final, 60.000,00.€/);
      const anew = acting(
        convention,
        april,
        ['proposeBalance', { by, use: 'Restitution' }],
        ['agreeBalance', { by }],
      );
      expect(anew.agreedBalance?.amount).toBe(6_000_000);
    }
  });

  it('holds as long as that much is left: a payment after it has the balance agreed anew, and both are told', () => {
    const settled = acting(
      spent,
      april,
      ['waiveDuty', { by, duty: 'open-commitments', reason: 'litige' }],
      ['proposeBalance', { by, amount: 90_000, use: 'Restitution' }],
      ['agreeBalance', { by }],
    );
    const paying = (amount: number) =>
      doing(settled, 'recordEntry', { by, entry: { ...payment, amount, reference: 'DP 2' } }, april);
    // Less is left, and what was agreed is used up to the last cent of it.
    const all = acting(
      settled,
      april,
      ['reopenDuty', { by, duty: 'balance', reason: 'moindre' }],
      ['proposeBalance', { by, amount: 60_000, use: 'Restitution' }],
      ['agreeBalance', { by }],
    );
    expect(
      doing(all, 'recordEntry', { by, entry: { ...payment, amount: 30_000, reference: 'DP 2' } }, april)
        .convention.agreedBalance?.amount,
    ).toBe(6_000_000);
    const { convention, text, news } = paying(30_000);
    expect(text).toMatch(
      /Attention : le solde convenu, 90.000,00.€, dépasse ce qui reste, 60.000,00.€ : son utilisation est à convenir de nouveau\.$/,
    );
    expect(convention.agreedBalance).toBeUndefined();
    expect(convention.outcomes.balance).toBeUndefined();
    expect(news).toMatchObject([
      {
        to: [{ holder: 'delegator' }, { holder: 'delegatee' }],
        item: { subject: 'solde à convenir de nouveau', duty: 'balance' },
      },
    ]);
  });
});
