import { doAct } from '../../../acts/acts.ts';
import { nextOccurrence, phaseChangeDays } from '../../../convention/clauses/calendar.ts';
import type { Convention } from '../../../convention/convention.ts';
import { dutyStateOf } from '../../../convention/duties/duties.ts';
import {
  isSuspended,
  reckonedDecision,
  shortfallBrings,
  shortfallUnderWay,
} from '../../../convention/ledger/shortfall.ts';
import { totalsOf } from '../../../convention/ledger/totals.ts';
import { suspensionNews } from '../../../convention/mailing/news.ts';
import { ladderOf } from '../../../convention/mailing/reminders.ts';
import { phaseOf } from '../../../convention/term/phases.ts';
import { viewOf } from '../../../convention/views/view.ts';
import { by, lacking, may, order, ordered, reason } from '../../acts/fixtures.ts';
import { lived } from '../lived.ts';
import { acting, amendedBy, at, day, deadlinesOf, deepFreeze, dutyOf, inForce } from '../support.ts';

// 60 000,01 € are asked for on 4 May 2020, of which 60 000 € remain; the delegator has until 19 May.
const tooMuch = { by, entry: { ...order, order: 'B', amount: 60_000.01 } };
const short = acting(ordered, may, ['recordEntry', tooMuch]);
const raising = (ceiling: number, effectiveOn = '2020-05-11') => ({
  changes: { budget: { ceiling } },
  effectiveOn,
});
const brings = (convention: Convention, on: string) => shortfallBrings(convention, day(on));
const raised = (convention: Convention, ceiling: number, on = '2020-05-11') => {
  const { changes, effectiveOn } = raising(ceiling, on);
  return amendedBy(convention, at('2020-05-11'), changes, effectiveOn);
};
const june = at('2020-06-02');
const suspended = deepFreeze(lived(short, june));

describe('the time to decide on a shortfall', () => {
  it.each([
    [10, '2020-05-19'],
    [1, '2020-05-05'],
    [60, '2020-07-31'],
  ])('is %i working days: until %s', (decisionWorkingDays, expected) => {
    const convention = acting(inForce({ shortfall: { decisionWorkingDays } }), may, [
      'declareShortfall',
      { by, missing: 1, reason },
    ]);
    const open = shortfallUnderWay(convention);
    expect(open && reckonedDecision(convention, open).on).toBe(expected);
    expect(dutyOf(convention, 'shortfall-1').dueOn).toBe(expected);
  });

  it.each([
    ['the tracking’s, where the text gives none', {}, ' (règle du suivi, le texte ne fixe pas de délai)'],
    ['the text’s, where it gives one', { shortfall: { decisionWorkingDays: 10 } }, ''],
  ])('is %s, and letters say so', (_whose, changes, rule) => {
    const declared = doAct(inForce(changes), 'declareShortfall', { by, missing: 1, reason }, may);
    const [opened] = declared.news[0]?.item.paragraphs ?? [];
    expect(opened).toContain(`au plus tard le 19 mai 2020${rule}. À défaut`);
    const open = shortfallUnderWay(declared.convention);
    expect(open && suspensionNews(declared.convention, open).item.lead).toBe(
      `L’exécution de la délégation est suspendue : le délai de décision s’est écoulé${rule} sans ajustement de la dotation.`,
    );
    const { afterwards } = dutyOf(declared.convention, 'shortfall-1');
    expect(afterwards ?? '').toMatch(
      rule ? /l’exécution est suspendue : la date est celle du suivi\.$/ : /^$/,
    );
    const late = lived(declared.convention, june);
    const states = ['shortfall-1', 'suspension-1'].map((id) =>
      dutyStateOf(late, dutyOf(late, id), day('2020-06-03')),
    );
    expect(states).toEqual(Array(2).fill(rule ? 'open' : 'overdue'));
  });

  it('brings nothing until its last day, then the suspension, on the day after', () => {
    expect([brings(short, '2020-05-04'), brings(short, '2020-05-19')]).toEqual([undefined, undefined]);
    expect(brings(short, '2020-05-20')).toBe('suspension');
    expect(phaseChangeDays(short)).toContain('2020-05-20');
  });

  it('is cut short by a refusal', () => {
    expect(brings(acting(short, may, ['refuseAdjustment', { by, reason }]), '2020-05-04')).toBe('suspension');
  });
});

describe('an adjusted ceiling', () => {
  it.each<[string, number, 'end' | undefined]>([
    ['that covers what was asked for, to the cent', 100_000.01, 'end'],
    ['that falls short of it by a cent', 100_000, undefined],
    ['that leaves more', 150_000, 'end'],
  ])('%s (%d €) brings %s', (_what, ceiling, expected) => {
    expect(brings(raised(short, ceiling), '2020-05-11')).toBe(expected);
  });

  it('for later brings the end on the day it counts', () => {
    const later = raised(short, 120_000, '2020-05-25');
    expect([brings(later, '2020-05-11'), brings(later, '2020-05-20')]).toEqual([undefined, 'suspension']);
    expect(brings(lived(later, at('2020-05-25')), '2020-05-25')).toBeUndefined();
    expect(shortfallUnderWay(lived(later, at('2020-05-25')))).toBeUndefined();
  });

  it('that another amendment takes back later ends nothing: the order would be refused again', () => {
    const lowered = amendedBy(short, at('2020-05-11'), { budget: { ceiling: 90_000 } }, '2020-09-01');
    const both = amendedBy(lowered, at('2020-05-11'), { budget: { ceiling: 120_000 } }, '2020-05-11');
    expect(brings(both, '2020-05-11')).toBeUndefined();
  });

  it('or lifted ends it', () => {
    const lifted = amendedBy(short, at('2020-05-11'), { budget: { ceiling: null } }, '2020-05-11');
    expect(brings(lifted, '2020-05-11')).toBe('end');
  });

  it('ends a shortfall that was declared, once what lacked is there', () => {
    expect(brings(raised(lacking, 104_999.99), '2020-05-11')).toBeUndefined();
    expect(brings(raised(lacking, 105_000), '2020-05-11')).toBe('end');
  });

  it('is no better than a release of other orders', () => {
    const release = { ...order, kind: 'change', supplier: undefined, amount: -0.01 };
    const { supplier: _supplier, ...entry } = release;
    const released = acting(short, may, ['recordEntry', { by, entry }]);
    expect(brings(released, '2020-05-04')).toBe('end');
  });
});

describe('a suspended execution', () => {
  it('is reminded to the delegator at the document’s rhythm, the delegatee in copy, as long as it lasts', () => {
    const duty = dutyOf(suspended, 'suspension-1');
    expect(duty).toMatchObject({ holder: 'delegator', copies: ['delegatee'], opensOn: '2020-06-02' });
    const days = [...ladderOf(suspended.document, duty)].map(({ on }) => on);
    expect(days.slice(0, 4)).toEqual(['2020-06-02', '2020-06-16', '2020-06-30', '2020-07-15']);
  });

  it('still owes its monthly reports and runs to its term', () => {
    expect(deadlinesOf(suspended, 'monthly-report')).toEqual(deadlinesOf(inForce(), 'monthly-report'));
    expect(dutyOf(suspended, 'term').dueOn).toBe('2021-04-09');
  });

  it('resumes once the ceiling is adjusted, and the order is then accepted', () => {
    const resumed = lived(amendedBy(suspended, june, { budget: { ceiling: 120_000 } }, '2020-06-02'), june);
    expect(resumed.suspensions).toEqual([{ shortfall: 1, since: '2020-06-02', until: '2020-06-02' }]);
    expect([isSuspended(resumed), phaseOf(resumed, june.today)]).toEqual([false, 'inForce']);
    const today = { by, entry: { ...tooMuch.entry, on: '2020-06-02' } };
    expect(totalsOf(acting(resumed, june, ['recordEntry', today]).ledger).committed).toBe(10_000_001);
    expect(resumed.outcomes['suspension-1']?.state).toBe('done');
  });

  it('is no longer one once the convention has ended', () => {
    const over: Convention = { ...suspended, ended: { cause: 'term', on: day('2021-04-09') } };
    expect(isSuspended(over)).toBe(false);
    expect(brings(over, '2021-04-12')).toBeUndefined();
    expect(deadlinesOf(over, 'suspension')).toEqual({});
    expect(Object.keys(viewOf(over, {}, at('2021-04-12').now))).not.toContain('shortfall');
  });

  it('under notice is told as under notice, and still refuses orders', () => {
    const noticed = acting(suspended, june, [
      'giveNotice',
      { by, from: 'delegatee', receivedOn: '2020-06-02', reason },
    ]);
    expect([phaseOf(noticed, june.today), isSuspended(noticed)]).toEqual(['underNotice', true]);
  });
});

describe('a shortfall adjusted by exactly what lacked', () => {
  // 40 000 € are committed; 80 000 € more are asked for, of which 60 000 € could be: 20 000 € lack.
  const asked = acting(ordered, may, [
    'recordEntry',
    { by, entry: { ...order, order: 'B', amount: 80_000 } },
  ]);

  it('is over, though what could be committed has been meanwhile', () => {
    const meanwhile = acting(asked, may, [
      'recordEntry',
      { by, entry: { ...order, order: 'C', amount: 60_000 } },
    ]);
    expect(brings(raised(meanwhile, 120_000), '2020-05-11')).toBe('end');
    expect(brings(raised(meanwhile, 119_999.99), '2020-05-11')).toBeUndefined();
  });
});

describe('a shortfall of a period', () => {
  it('is not covered by the ceiling of the next', () => {
    const full = deepFreeze({
      ...inForce({ term: { months: 2 }, renewal: { mode: 'tacit', months: 2, maximum: null } }),
      renewals: [{ rank: 1, months: 2, how: 'tacit' as const, at: 0 }],
    });
    const first = acting(full, at('2020-06-12'), [
      'recordEntry',
      { by, entry: { ...order, amount: 100_000 } },
    ]);
    const raise = { kind: 'change', on: '2020-06-12', order: order.order, amount: 10_000, reference: 'x' };
    const asked = acting(first, at('2020-06-12'), ['recordEntry', { by, entry: raise }]);
    expect(shortfallUnderWay(asked)).toMatchObject({ period: 0, target: 11_000_000 });
    expect(brings(asked, '2020-06-12')).toBeUndefined();
  });
});

describe('a suspension that a renewal finds', () => {
  // The first period runs from 10 April to 9 June 2020, the second to 9 August.
  const tacit = { mode: 'tacit', months: 2, maximum: null } as const;
  const twoMonths = { term: { months: 2 }, renewal: tacit };
  const start = (changes: Record<string, unknown> = twoMonths) =>
    acting(inForce(changes), may, ['recordEntry', { by, entry: { ...order, amount: 90_000 } }]);
  const asked = (amount: number, on = '2020-05-04') => ({ by, entry: { ...order, order: 'B', on, amount } });
  const renewed = (convention: Convention, on = '2020-06-10') =>
    lived({ ...convention, renewals: [{ rank: 1, months: 2, how: 'tacit' as const, at: 0 }] }, at(on));
  const suspendedIn = (convention: Convention) =>
    lived(acting(convention, may, ['refuseAdjustment', { by, reason }]), may);
  const period1 = suspendedIn(acting(start(), may, ['recordEntry', asked(20_000)]));

  it('is over on the first day of the new period, whose ceiling is free', () => {
    expect(isSuspended(period1)).toBe(true);
    const after = renewed(period1);
    expect([isSuspended(after), shortfallUnderWay(after)]).toEqual([false, undefined]);
    expect(after.suspensions).toEqual([{ shortfall: 1, since: '2020-05-04', until: '2020-06-10' }]);
    const anew = acting(after, at('2020-06-10'), ['recordEntry', asked(20_000, '2020-06-10')]);
    expect(totalsOf(anew.ledger).committed).toBe(11_000_000);
  });

  it('is told to be over with the ceiling of the new period', () => {
    const own = suspendedIn(
      acting(start({ ...twoMonths, renewal: { ...tacit, ceiling: 30_000 } }), may, [
        'recordEntry',
        asked(20_000),
      ]),
    );
    const renewedOnce = { ...own, renewals: [{ rank: 1, months: 2, how: 'tacit' as const, at: 0 }] };
    const news = nextOccurrence(renewedOnce, at('2020-06-10'))?.news ?? [];
    expect(news.map(({ item }) => [item.subject, item.facts])).toEqual([
      ['exécution reprise', [['Plafond', '30\u202f000,00\u00a0€']]],
    ]);
  });

  it('is over too when what lacked had been declared, beyond all that remained', () => {
    const declared = suspendedIn(acting(start(), may, ['declareShortfall', { by, missing: 95_000, reason }]));
    expect(isSuspended(renewed(declared))).toBe(false);
  });

  it('lasts while the new period has not what lacked, until it is adjusted', () => {
    const poor = suspendedIn(
      acting(start({ ...twoMonths, renewal: { ...tacit, ceiling: 5000 } }), may, [
        'recordEntry',
        asked(20_000),
      ]),
    );
    const after = renewed(poor);
    expect(isSuspended(after)).toBe(true);
    const adjusted = (ceiling: number) =>
      lived(amendedBy(after, at('2020-06-15'), { renewal: { ceiling } }, '2020-06-15'), at('2020-06-15'));
    expect(isSuspended(adjusted(9999.99))).toBe(true);
    expect(isSuspended(adjusted(10_000))).toBe(false);
  });

  it('is over when its own period is adjusted after all, with effect in it', () => {
    const poor = suspendedIn(
      acting(start({ ...twoMonths, renewal: { ...tacit, ceiling: 0 } }), may, ['recordEntry', asked(20_000)]),
    );
    const after = renewed(poor);
    const late = amendedBy(after, at('2020-06-15'), { budget: { ceiling: 110_000 } }, '2020-06-01');
    expect(isSuspended(lived(late, at('2020-06-15')))).toBe(false);
  });
});

describe('the same order asked for again', () => {
  const again = (before: Convention, amount: number, id = 'B') =>
    doAct(before, 'recordEntry', { by, entry: { ...order, order: id, amount } }, may);

  it('is refused again, and both are told once', () => {
    const first = again(ordered, 60_000.01);
    expect(first.news).toHaveLength(1);
    const second = again(first.convention, 60_000.01);
    expect([second.refusal?.code, second.news]).toEqual(['SHORTFALL', []]);
    const third = again(second.convention, 60_000.01);
    expect([third.refusal?.message, third.news]).toEqual([first.refusal?.message, []]);
    expect(third.convention.shortfalls).toEqual(first.convention.shortfalls);
  });

  it('is told anew when more lacks than was told, not when less does', () => {
    const first = again(ordered, 60_000.01).convention;
    expect(again(first, 60_000.02, 'C').news).toHaveLength(1);
    const meanwhile = acting(first, may, [
      'recordEntry',
      { by, entry: { ...order, order: 'D', amount: 30_000 } },
    ]);
    expect(again(meanwhile, 60_000.01).news[0]?.item.lead).toMatch(/manque 30.000,01/);
    const raised = again(first, 70_000, 'C').convention;
    expect(again(raised, 65_000).news).toEqual([]);
  });
});

describe('a ceiling that only a day gone by had', () => {
  it('refuses the order without a shortfall, since today’s suffices', () => {
    const adjusted = lived(raised(ordered, 150_000), at('2020-05-12'));
    const late = { by, entry: { ...order, order: 'B', on: '2020-05-04', amount: 80_000 } };
    const { convention, refusal, news } = doAct(adjusted, 'recordEntry', late, at('2020-05-12'));
    expect(refusal?.message).toMatch(/^Au 4 mai 2020, .*100.000,00.*avenant d’effet à cette date/);
    expect([shortfallUnderWay(convention), news, convention.ledger]).toEqual([
      undefined,
      [],
      adjusted.ledger,
    ]);
    const today = { by, entry: { ...order, order: 'B', on: '2020-05-12', amount: 80_000 } };
    expect(doAct(adjusted, 'recordEntry', today, at('2020-05-12')).refusal).toBeUndefined();
  });
});
