import { doAct } from '../../../acts/acts.ts';
import type { Convention } from '../../../convention/convention.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { overrunOf } from '../../../convention/ledger/ceiling.ts';
import { positionOf } from '../../../convention/ledger/position.ts';
import { statementOf } from '../../../convention/ledger/statement.ts';
import { registeredNews } from '../../../convention/mailing/news.ts';
import { scheduleOf } from '../../../convention/views/schedule.ts';
import { viewOf } from '../../../convention/views/view.ts';
import { about, booked, commitment, credits } from '../ledger/entries.ts';
import { lived } from '../lived.ts';
import {
  accepted,
  at,
  day,
  dutyOf,
  ended,
  example,
  exampleWith,
  faultsIn,
  inForce,
  minimal,
  signauxFaibles,
} from '../support.ts';

const free = { budget: { ceiling: null } };
const entries = [
  credits(10_000, '2020-04-14'),
  commitment('A', 9e6, '2020-05-04'),
  about('payment', 'A', 12_000, '2020-06-30'),
];
const convention = booked(inForce(free), ...entries);

describe('a convention without a ceiling of its own (only the management of acts is delegated)', () => {
  it('is a valid document; one that says nothing of its ceiling is not', () => {
    expect(accepted(example(free)).document.budget?.ceiling).toBeNull();
    expect(faultsIn(exampleWith(['budget', 'ceiling'], undefined))).toMatchObject([
      { path: 'budget.ceiling' },
    ]);
  });

  it('owes the same duties, of which none speaks of an amount', () => {
    const ids = (one: Convention) => dutiesOf(one).map(({ id }) => id);
    expect(ids(inForce(free))).toEqual(ids(inForce()));
    expect(dutyOf(inForce(free), 'credits').title).toBe('Mise à disposition des crédits');
    expect(scheduleOf(signauxFaibles(free)).deadlines).toHaveLength(
      scheduleOf(signauxFaibles()).deadlines.length,
    );
  });

  it('is looked at, and told of, as such', () => {
    const { money } = viewOf(convention, {}, at('2020-07-01').now);
    expect(money).toMatchObject({ committed: 900_000_000, paid: 1_200_000, openOrderCount: 1 });
    expect(Object.keys(money)).not.toContain('ceiling');
    expect(registeredNews(convention)[0]?.item.facts).toContainEqual([
      'Crédits délégués',
      'sans plafond propre, hors titre 2',
    ]);
  });

  it('commits as much as it must: there is nothing to pass', () => {
    expect(overrunOf(convention, convention.ledger)).toBeUndefined();
    expect(positionOf(convention, day('2020-07-01')).remainingToPay).toBe(898_800_000);
  });

  it('ends and settles on the credits made available', () => {
    const over = { ...ended(free), ledger: convention.ledger };
    expect(statementOf(over)).toMatchObject({ balance: -200_000, unspentCredits: -200_000 });
    const proposed = doAct(over, 'proposeBalance', { by: 'Ada', use: 'x' }, at('2021-04-12'));
    expect(proposed.convention.proposals[0]?.amount).toBe(0);
  });
});

describe('a convention renewed without limit', () => {
  const endless = { renewal: { mode: 'tacit', maximum: null, months: 12 }, term: { months: 12 } };

  it('is a valid document', () => {
    const renewal = { article: '7', ...endless.renewal };
    expect(accepted({ ...minimal(), renewal }).document.renewal?.maximum).toBeNull();
  });

  it('has a calendar of the period that it knows, not of all those to come', () => {
    expect(scheduleOf(signauxFaibles(endless)).endsOn).toBe('2021-03-24');
  });

  it('lives for decades', () => {
    const old = lived(
      { ...inForce({ ...endless, ...free }), inForceSince: day('2020-04-10') },
      at('2060-05-03'),
    );
    expect(old.renewals).toHaveLength(40);
    const duties = dutiesOf(old);
    expect(new Set(duties.map(({ id }) => id)).size).toBe(duties.length);
    expect(viewOf(old, {}, at('2060-05-03').now).period?.endsOn).toBe('2061-04-09');
  });

  it.each([
    ['maximum', 0],
    ['maximum', 1.5],
    ['months', 0],
    ['mode', 'annuelle'],
    ['ceiling', -1],
    ['ceiling', null],
    ['askedMonthsBefore', 25],
  ])('is refused with %s: %j', (key, value) => {
    const renewal = { article: '7', mode: 'express', months: 12, maximum: 1, [key]: value };
    expect(faultsIn({ ...minimal(), renewal }).map(({ path }) => path)).toEqual([`renewal.${key}`]);
  });
});
