import type { ActName } from '../../../acts/acts.ts';
import { agreeingActs, proposalFor } from '../../../acts/agreeing.ts';
import type { Convention } from '../../../convention/convention.ts';
import { dutyItemOf } from '../../../convention/mailing/writing.ts';
import { by, july, may, noticed, proposed, raise, reason } from '../../acts/fixtures.ts';
import { acting, at, doing, dutyOf, inForce, refusalOf } from '../support.ts';

const april = at('2021-04-13');
const renewable = inForce({ renewal: { mode: 'express', months: 6, ceiling: 50_000 } });
const ending = { by, on: '2020-09-30', reason };

/** What is agreed to, how it becomes another thing, and all that must be shown of it. */
const agreements = [
  {
    name: 'agreeBalance',
    input: { by, party: 'delegator' },
    moment: april,
    before: proposed,
    since: acting(proposed, april, ['proposeBalance', { by, amount: 900, use: 'Achat de licences' }]),
    shown: ['1\u202f000,00\u00a0€', 'Restitution au programme 103', /DINUM, par Ada Lovelace/],
  },
  {
    name: 'agreeAmendment',
    input: { by, amendment: 1, party: 'delegator' },
    moment: may,
    before: acting(inForce(), may, ['proposeAmendment', raise]),
    since: acting(inForce(), may, [
      'proposeAmendment',
      { ...raise, changes: { budget: { ceiling: 130_000 } } },
    ]),
    shown: [/100\u202f000,00\u00a0€ → 120\u202f000,00\u00a0€/, '1er septembre 2020', reason, /DINUM/],
  },
  {
    name: 'agreeEnd',
    input: { ...ending, party: 'delegator' },
    moment: may,
    before: acting(inForce(), may, ['agreeEnd', { ...ending, party: 'delegatee' }]),
    since: acting(inForce(), may, ['agreeEnd', { ...ending, party: 'delegatee', reason: 'service repris' }]),
    shown: ['9 avril 2021 → 30 septembre 2020', reason, /DINUM/],
  },
  {
    name: 'answerRenewal',
    input: { by, party: 'delegator', agrees: true },
    moment: at('2021-02-01'),
    before: renewable,
    since: inForce({ renewal: { mode: 'express', months: 6, ceiling: 40_000 } }),
    shown: ['du 10 avril 2021 au 9 octobre 2021', '50\u202f000,00\u00a0€'],
  },
  {
    name: 'withdrawNotice',
    input: { by, party: 'delegatee', reason },
    moment: july,
    before: noticed,
    since: acting(inForce(), july, [
      'giveNotice',
      { by, from: 'delegator', receivedOn: '2020-06-30', reason },
    ]),
    shown: [/DGEFP, reçu le 1er juillet 2020/, '1er octobre 2020', reason],
  },
] as const satisfies readonly {
  name: ActName;
  before: Convention;
  [key: string]: unknown;
}[];

describe('an agreement', () => {
  it('is one of these acts', () => {
    expect(agreements.map(({ name }) => name).sort()).toEqual([...agreeingActs].sort());
  });

  it.each(agreements)('$name names what it agrees to', ({ name, input, moment, before }) => {
    const mark = proposalFor(before, name, input)?.mark;
    expect(mark).toMatch(/^\d+-[0-9a-f]{16}$/);
    expect(doing(before, name, { ...input, agreesTo: mark }, moment).text).toMatch(/\.$/);
  });

  it.each(agreements)('$name is refused when that has changed since, and nothing is agreed', (one) => {
    const { name, input, moment, before, since } = one;
    const mark = proposalFor(before, name, input)?.mark;
    const now = proposalFor(since, name, input)?.mark;
    expect(now).not.toBe(mark);
    const refused = refusalOf(since, name, { ...input, agreesTo: mark }, moment);
    expect(refused.code).toBe('PROPOSAL_CHANGED');
    expect(refused.message).toContain(
      `« ${mark} » refusé : ce que vous acceptez a changé depuis que vous l’avez lu ; accepté : « ${now} »`,
    );
  });

  it.each(agreements)('$name without it is refused, and all that it agrees to is said', (one) => {
    const { name, input, moment, before, shown } = one;
    const { code, message } = refusalOf(before, name, input, moment);
    expect(code).toBe('BAD_ACT');
    expect(message).toContain(`attendu : « ${proposalFor(before, name, input)?.mark} »`);
    const facts = proposalFor(before, name, input)?.facts(moment.today) ?? [];
    for (const fact of shown) {
      expect(facts.map(([, value]) => value)).toContainEqual(expect.stringMatching(fact));
      expect(message).toMatch(fact);
    }
  });
});

describe('an end that is agreed upon', () => {
  const first = acting(inForce(), may, ['agreeEnd', { ...ending, party: 'delegatee' }]);
  const mark = proposalFor(first, 'agreeEnd', { ...ending, party: 'delegator' })?.mark;

  it('is not proposed by whoever accepted one that was taken back', () => {
    const other = acting(first, may, ['agreeEnd', { ...ending, on: '2020-12-31', party: 'delegatee' }]);
    const refused = refusalOf(other, 'agreeEnd', { ...ending, party: 'delegator', agreesTo: mark }, may);
    expect(refused).toMatchObject({
      code: 'PROPOSAL_CHANGED',
      message: expect.stringContaining('n’est plus proposé'),
    });
  });
});

describe('a letter that asks for an agreement', () => {
  it('names what stands when it is written, in its news and in its duty', () => {
    const mark = proposalFor(proposed, 'agreeBalance', {})?.mark;
    const other = { by, amount: 900, use: 'Achat de licences' };
    const { convention, news } = doing(proposed, 'proposeBalance', other, april);
    const item = news[0]?.item;
    expect(item?.agrees).toBe(proposalFor(convention, 'agreeBalance', {})?.mark);
    expect(item?.agrees).not.toBe(mark);
    expect(dutyItemOf(proposed, dutyOf(proposed, 'balance'), april.today).agrees).toBe(mark);
    const asked = acting(inForce(), may, ['proposeAmendment', raise]);
    const duty = dutyOf(asked, 'amendment-1-delegator');
    expect(dutyItemOf(asked, duty, may.today).agrees).toMatch(/^1-/);
    expect(dutyItemOf(asked, dutyOf(asked, 'chorus-access'), may.today).agrees).toBeUndefined();
  });
});
