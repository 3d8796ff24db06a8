import { doAct } from '../../acts/acts.ts';
import { outcomeOf } from '../../convention/duties/duties.ts';
import { isSuspended, shortfallUnderWay } from '../../convention/ledger/shortfall.ts';
import { phaseOf } from '../../convention/term/phases.ts';
import { lived } from '../convention/lived.ts';
import { acting, at, deepFreeze, dutyOf, ended, example, inForce, signed } from '../convention/support.ts';
import { by, lacking, may, order, ordered, reason } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

const declared = { by, missing: 5000, reason };
const { budget } = example();
const withoutCeiling = inForce({ budget: { ...Object(budget), ceiling: null } });
const over = deepFreeze({ ...ended(), shortfalls: lacking.shortfalls });
const after = at('2021-04-12');

describe('a bad act is refused in French, with its code', () => {
  itRefuses([
    [
      'nothing that lacks',
      'declareShortfall',
      { ...declared, missing: 0 },
      inForce(),
      may,
      'BAD_ACT',
      /missing : « 0 »/,
    ],
    [
      'less than nothing',
      'declareShortfall',
      { ...declared, missing: -5 },
      inForce(),
      may,
      'BAD_ACT',
      /missing : « -5 »/,
    ],
    ['before the effect', 'declareShortfall', declared, signed(), may, 'NOT_NOW', /rien ne peut manquer/],
    ['after the end', 'declareShortfall', declared, ended(), after, 'NOT_NOW', /plus rien ne s’engage/],
    [
      'without a ceiling',
      'declareShortfall',
      declared,
      withoutCeiling,
      may,
      'NOT_NOW',
      /pas de plafond propre/,
    ],
    [
      'while one is open',
      'declareShortfall',
      { ...declared, missing: 1 },
      lacking,
      may,
      'ALREADY_DONE',
      /depuis le 4 mai 2020 \(5.000,00/,
    ],
    ['a refusal of nothing', 'refuseAdjustment', { by, reason }, inForce(), may, 'NOT_NOW', /rien à décider/],
    [
      'a second refusal',
      'refuseAdjustment',
      { by, reason },
      acting(lacking, may, ['refuseAdjustment', { by, reason }]),
      may,
      'ALREADY_DONE',
      /par Ada Lovelace, le 4 mai 2020/,
    ],
    [
      'a withdrawal of nothing',
      'withdrawShortfall',
      { by, reason },
      inForce(),
      may,
      'NOT_NOW',
      /rien à décider/,
    ],
    ['a refusal after the end', 'refuseAdjustment', { by, reason }, over, after, 'NOT_NOW', /rien à décider/],
    [
      'a withdrawal after the end',
      'withdrawShortfall',
      { by, reason },
      over,
      after,
      'NOT_NOW',
      /rien à décider/,
    ],
  ]);
});

describe('a shortfall that is declared', () => {
  it('needs all that remains to commit, and what lacks', () => {
    const { convention, refusal, text } = doAct(ordered, 'declareShortfall', declared, may);
    expect(refusal).toBeUndefined();
    expect(text).toMatch(/^Insuffisance de crédits : il manque 5.000,00.€ \(décision du 4 mai\)\.$/);
    expect(shortfallUnderWay(convention)).toMatchObject({ missing: 500_000, needed: 6_500_000 });
  });

  it('is told at once, and asks the delegator to decide within ten working days', () => {
    const [told] = doAct(inForce(), 'declareShortfall', declared, may).news;
    expect(told?.item).toMatchObject({ urgent: true });
    expect(told?.item.paragraphs?.[0]).toContain('au plus tard le 19 mai 2020');
    expect(dutyOf(lacking, 'shortfall-1')).toMatchObject({
      holder: 'delegator',
      opensOn: '2020-05-04',
      dueOn: '2020-05-19',
    });
  });
});

describe('the delegator who will not adjust the credits', () => {
  const refused = acting(lacking, may, ['refuseAdjustment', { by, reason }]);

  it('has decided: the duty is over', () => {
    expect(outcomeOf(refused, dutyOf(refused, 'shortfall-1'))).toMatchObject({
      state: 'done',
      evidence: `refus : ${reason}`,
    });
    expect(shortfallUnderWay(refused)?.refused).toEqual({ on: '2020-05-04', by, reason });
  });

  it('suspends the execution', () => {
    const suspended = lived(refused, may);
    expect(suspended.suspensions).toEqual([{ shortfall: 1, since: '2020-05-04' }]);
    expect(phaseOf(suspended, may.today)).toBe('suspended');
  });
});

describe('the delegatee who does without', () => {
  it('closes the shortfall, and tells both', () => {
    const { convention, news } = doAct(lacking, 'withdrawShortfall', { by, reason }, may);
    expect(shortfallUnderWay(convention)).toBeUndefined();
    expect(convention.shortfalls[0]?.closedOn).toBe('2020-05-04');
    expect(outcomeOf(convention, { id: dutyOf(convention, 'shortfall-1').id })?.state).toBe('done');
    expect(news[0]?.item.urgent).toBe(true);
  });

  it('resumes the execution that was suspended', () => {
    const june = at('2020-06-02');
    const suspended = deepFreeze(lived(lacking, june));
    expect(isSuspended(suspended)).toBe(true);
    const resumed = acting(suspended, june, ['withdrawShortfall', { by, reason }]);
    expect(resumed.suspensions).toEqual([{ shortfall: 1, since: '2020-06-02', until: '2020-06-02' }]);
    expect(phaseOf(resumed, june.today)).toBe('inForce');
    expect(acting(resumed, june, ['recordEntry', { by, entry: order }]).ledger).toHaveLength(1);
  });

  it('may declare another one, under another number', () => {
    const again = acting(
      lacking,
      may,
      ['withdrawShortfall', { by, reason }],
      ['declareShortfall', { ...declared, missing: 7 }],
    );
    expect(shortfallUnderWay(again)).toMatchObject({ id: 2, missing: 700 });
    expect(dutyOf(again, 'shortfall-2').dueOn).toBe('2020-05-19');
  });
});
