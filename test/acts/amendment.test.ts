import { type ActName, doAct } from '../../acts/acts.ts';
import { outcomeOf } from '../../convention/duties/duties.ts';
import { periodOf } from '../../convention/term/term.ts';
import { lived } from '../convention/lived.ts';
import { acting, amendedBy, at, deadlinesOf, dutyOf, inForce, refusalOf } from '../convention/support.ts';
import { abandoned, agreeing, dueLater, proposing } from './amendment-fixtures.ts';
import { agreed, amending, by, july, may, noticed, ordered, raise, reason, signature } from './fixtures.ts';

const statesOf = ({ amendments }: ReturnType<typeof inForce>) => amendments.map(({ state }) => state);

describe('an amendment', () => {
  it('is proposed with a preview of what it brings, and asked of both', () => {
    const [told] = doAct(inForce(), 'proposeAmendment', raise, may).news;
    expect(told?.item.facts).toContainEqual(['Plafond', '100\u202f000,00\u00a0€ → 120\u202f000,00\u00a0€']);
    expect(deadlinesOf(amending, 'amendment')).toEqual({
      'amendment-1-delegatee': '2020-07-03',
      'amendment-1-delegator': '2020-07-03',
    });
  });

  it('agreed by both, each on its own, is to be signed within ten working days', () => {
    const once = acting(amending, may, ['agreeAmendment', agreeing(1, 'delegator')]);
    expect(outcomeOf(once, dutyOf(once, 'amendment-1-delegator'))?.state).toBe('done');
    expect(deadlinesOf(once, 'amendment')).not.toHaveProperty('amendment-1-signature');
    expect(dutyOf(agreed, 'amendment-1-signature')).toMatchObject({ holder: 'manager', dueOn: '2020-05-19' });
    expect(statesOf(agreed)).toEqual(['proposed']);
  });

  it('signed before its effect waits for it', () => {
    const { convention, news } = doAct(agreed, 'signAmendment', signature, may);
    expect(statesOf(convention)).toEqual(['signed']);
    expect([convention.version, convention.document.budget?.ceiling]).toEqual([1, 10_000_000]);
    expect(news.map(({ item }) => item.identity)).toEqual(['amendment/1/signed', 'amendment/1/copy']);
    const then = lived(convention, at('2020-09-01'));
    expect([then.version, then.document.budget?.ceiling]).toEqual([2, 12_000_000]);
  });

  it('signed on or after its effect is in force at once, and the document before it is kept', () => {
    const { convention, news } = doAct(agreed, 'signAmendment', signature, at('2020-09-01'));
    expect(statesOf(convention)).toEqual(['inForce']);
    expect(convention.pastVersions).toEqual([
      { version: 1, until: '2020-09-01', amendment: 1, period: 0, document: agreed.document },
    ]);
    expect(news.map(({ item }) => item.identity)).toEqual(['amendment/1/in-force', 'amendment/1/copy']);
    expect(convention.journal.at(-1)?.version).toBe(2);
  });

  it('is copied to both controllers, with the reference and the fingerprint of its text', () => {
    const copy = doAct(agreed, 'signAmendment', signature, may).news.at(-1);
    expect(copy?.to).toEqual([{ holder: 'body:cbcm-mef' }, { holder: 'body:cbcm-pm' }]);
    expect(copy?.item.facts).toContainEqual(['Empreinte du fichier', signature.sha256]);
    const signed = acting(agreed, may, ['signAmendment', signature]);
    expect(dutyOf(signed, 'amendment-1-copies')).toMatchObject({ holder: 'delegatee', closedBy: 'done' });
  });

  it.each<[ActName, object, string]>([
    [
      'refuseAmendment',
      { ...agreeing(1, 'delegator'), reason },
      'DGEFP refuse l’avenant n° 1 : décision du 4 mai.',
    ],
    ['withdrawAmendment', { by, amendment: 1, reason }, 'DINUM retire l’avenant n° 1 : décision du 4 mai.'],
  ])('by %s goes no further: what was still awaited lapses', (name, input, text) => {
    const half = acting(amending, may, ['agreeAmendment', agreeing(1, 'delegatee')]);
    const effect = doAct(half, name, input, may);
    expect(effect.text).toBe(text);
    expect(effect.convention.outcomes['amendment-1-delegator']?.state).toBe('lapsed');
    expect(effect.convention.outcomes['amendment-1-delegatee']?.state).toBe('done');
    expect(effect.news.map(({ item }) => item.lead)).toEqual([text]);
  });

  it('may be proposed again once it was refused', () => {
    expect(statesOf(acting(abandoned, may, ['proposeAmendment', raise]))).toEqual(['refused', 'proposed']);
  });

  it('agreed by both is signed even long after the day by which it had to be agreed', () => {
    expect(statesOf(acting(agreed, dueLater, ['signAmendment', signature]))).toEqual(['signed']);
  });

  it('is refused at its signature when orders have since passed the ceiling it would bring', () => {
    const lowering = acting(
      inForce(),
      may,
      ['proposeAmendment', proposing({ budget: { ceiling: 30_000 } })],
      ['agreeAmendment', agreeing(1, 'delegator')],
      ['agreeAmendment', agreeing(1, 'delegatee')],
    );
    const committed = { ...lowering, ledger: ordered.ledger };
    expect(refusalOf(committed, 'signAmendment', signature, may).message).toMatch(
      /« 30.000,00.€ » refusé ; accepté : un plafond d’au moins 40.000,00/,
    );
  });
});

describe('two proposals open at once', () => {
  const proposals = (second: object) =>
    acting(
      agreed,
      may,
      ['proposeAmendment', { ...raise, from: 'delegator', changes: second }],
      ['agreeAmendment', agreeing(2, 'delegator')],
      ['signAmendment', signature],
    );

  it.each<[string, object, string, string | undefined]>([
    ['that touch the same value', { budget: { ceiling: 90_000 } }, 'superseded', 'lapsed'],
    [
      'of which one replaces what holds it',
      { budget: { ceiling: 90_000 }, title: 'Autre' },
      'superseded',
      'lapsed',
    ],
    ['of different keys', { term: { months: 18 } }, 'proposed', undefined],
    ['of different values of one key', { budget: { exceptTitle2: false } }, 'proposed', undefined],
  ])('%s: once the first is signed, the other (%j) is %s', (_what, second, state, duty) => {
    const signed = proposals(second);
    expect(statesOf(signed)).toEqual(['signed', state]);
    expect(signed.outcomes['amendment-2-delegatee']?.state).toBe(duty);
  });

  it('that stands may be signed in its turn: both are in force', () => {
    const both = acting(
      proposals({ term: { months: 18 } }),
      may,
      ['agreeAmendment', agreeing(2, 'delegatee')],
      ['signAmendment', { ...signature, amendment: 2 }],
    );
    const then = lived(both, at('2020-09-01'));
    expect(statesOf(then)).toEqual(['inForce', 'inForce']);
    expect(then.document).toMatchObject({ budget: { ceiling: 12_000_000 }, term: { months: 18 } });
    expect(then.version).toBe(3);
  });

  it('that is void tells both parties why', () => {
    const competing = acting(agreed, may, [
      'proposeAmendment',
      { ...raise, from: 'delegator', changes: { budget: { ceiling: 1 } } },
    ]);
    const { news } = doAct(competing, 'signAmendment', signature, may);
    expect(news.at(-1)?.item.lead).toMatch(
      /n° 2 est caduc : l’avenant n° 1, signé, modifie les mêmes clauses/,
    );
  });
});

describe('an amendment of the term', () => {
  it('extends it, with the duties and the reminders of its end', () => {
    const extended = amendedBy(inForce(), at('2021-03-01'), { term: { months: 18 } }, '2021-03-01');
    expect(periodOf(extended)).toMatchObject({ lastDay: '2021-10-09', endsOn: '2021-10-09' });
    expect(dutyOf(extended, 'term').alertsOn).toEqual(['2021-07-11', '2021-08-10', '2021-09-09']);
    expect(dutyOf(extended, 'committee-1').dueOn).toBe('2021-10-08');
    expect(dutyOf(extended, 'report-2021-10').opensOn).toBe('2021-10-10');
  });

  it('shortens it, not before the day it is signed nor before its own effect', () => {
    const shortened = amendedBy(inForce(), may, { term: { months: 6 } }, '2020-09-01');
    expect(periodOf(lived(shortened, at('2020-09-01')))?.endsOn).toBe('2020-10-09');
    expect(deadlinesOf(lived(shortened, at('2020-09-01')), 'monthly-report')).not.toHaveProperty(
      'report-2020-11',
    );
  });

  it('fixes its last day by a date', () => {
    const fixed = amendedBy(inForce(), may, { term: { until: '2020-12-31' } }, '2020-05-04');
    expect(periodOf(fixed)?.endsOn).toBe('2020-12-31');
  });

  it('may take effect in what another one has added to it', () => {
    const extended = amendedBy(inForce(), may, { term: { months: 24 } }, '2021-03-01');
    const raised = amendedBy(extended, may, { budget: { ceiling: 120_000 } }, '2021-06-01');
    expect(statesOf(raised)).toEqual(['signed', 'signed']);
  });
});

describe('an amendment of the rhythm of committees', () => {
  const rhythm = { committee: { everyMonths: 3 } };

  it('asks for those after its effect, and for none that would be past', () => {
    const november = at('2020-11-02');
    const changed = amendedBy(inForce(), november, rhythm, '2020-11-02');
    expect(deadlinesOf(changed, 'committee')).toEqual({
      'committee-1': '2021-01-08',
      'committee-2': '2021-04-09',
    });
  });

  it('with effect in the past asks for those since then', () => {
    const changed = amendedBy(inForce(), at('2020-11-02'), rhythm, '2020-09-01');
    expect(Object.values(deadlinesOf(changed, 'committee'))).toEqual([
      '2020-10-09',
      '2021-01-08',
      '2021-04-09',
    ]);
  });

  it('leaves those that the document before it asked for', () => {
    const monthly = inForce({ committee: { everyMonths: 2 } });
    const changed = amendedBy(monthly, at('2020-11-02'), rhythm, '2020-11-02');
    expect(Object.values(deadlinesOf(changed, 'committee'))).toEqual([
      '2020-06-10',
      '2020-08-10',
      '2020-10-09',
      '2021-01-08',
      '2021-04-09',
    ]);
  });
});

describe('an amendment under notice', () => {
  it('is allowed, and the notice keeps its own end', () => {
    const changed = amendedBy(noticed, july, { notice: { months: 6 }, term: { months: 24 } }, '2020-07-01');
    expect(periodOf(changed)).toMatchObject({ lastDay: '2022-04-09', endsOn: '2020-10-01' });
  });

  it('counts for the notices given after it', () => {
    const changed = amendedBy(inForce(), may, { notice: { months: 1 } }, '2020-05-04');
    const given = acting(changed, july, [
      'giveNotice',
      { by, from: 'delegator', receivedOn: '2020-07-01', reason },
    ]);
    expect(periodOf(given)?.endsOn).toBe('2020-08-01');
  });
});

describe('an amendment with effect in the past', () => {
  it('undoes nothing: what was reported, sent and written stays', () => {
    const report = { by, period: '2020-04', spent: 1, progress: 'x', forecast: 'x' };
    const before = {
      ...acting(inForce(), may, ['submitReport', report]),
      mails: [{ at: may.now, contact: 'dinum-budget', messageId: '<1@a.example>', about: ['x'] }],
    };
    const after = amendedBy(before, july, { reports: { dueWorkingDay: 10 } }, '2020-04-10');
    expect(after.reports).toEqual(before.reports);
    expect(after.mails).toEqual(before.mails);
    expect(after.outcomes['report-2020-04']).toEqual(before.outcomes['report-2020-04']);
    expect(after.journal.slice(0, before.journal.length)).toEqual(before.journal);
  });

  it('is told as such', () => {
    const ready = acting(
      inForce(),
      july,
      ['proposeAmendment', proposing(raise.changes, '2020-05-04')],
      ['agreeAmendment', agreeing(1, 'delegator')],
      ['agreeAmendment', agreeing(1, 'delegatee')],
    );
    const { news } = doAct(ready, 'signAmendment', { ...signature, on: '2020-07-01' }, july);
    expect(news[0]?.item.lead).toContain('avec effet rétroactif au 4 mai 2020');
  });
});
