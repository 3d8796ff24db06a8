import { doAct } from '../../acts/acts.ts';
import { phaseOf } from '../../convention/term/phases.ts';
import { lived } from '../convention/lived.ts';
import { acting, at, doing, dutyOf, ended, inForce, refusalOf, signed } from '../convention/support.ts';
import { by, july, may, notice, noticed, reason } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

describe('a bad act is refused in French, with its code', () => {
  itRefuses([
    [
      'a notice received tomorrow',
      'giveNotice',
      { ...notice, receivedOn: '2020-07-02' },
      inForce(),
      july,
      'BAD_DATE',
      /« 2020-07-02 »/,
    ],
    [
      'a notice received before signature',
      'giveNotice',
      { ...notice, receivedOn: '2020-03-24' },
      inForce(),
      july,
      'BAD_DATE',
      /« 2020-03-24 »/,
    ],
    [
      'a notice of nobody',
      'giveNotice',
      { ...notice, from: 'dinum' },
      inForce(),
      july,
      'BAD_ACT',
      /« delegator », « delegatee »/,
    ],
    [
      'a notice after the end',
      'giveNotice',
      notice,
      ended(),
      at('2021-04-12'),
      'NOT_NOW',
      /a déjà pris fin le 9 avril 2021/,
    ],
    [
      'another notice while one runs',
      'giveNotice',
      { ...notice, from: 'delegatee' },
      noticed,
      july,
      'ALREADY_DONE',
      /donné par DGEFP, reçu le 1er juillet 2020, il s’achève le 1er octobre 2020/,
    ],
    [
      'a notice for a reason of more than 500 characters',
      'giveNotice',
      { ...notice, reason: 'x'.repeat(501) },
      inForce(),
      july,
      'BAD_ACT',
      /500/,
    ],
    [
      'a withdrawal for a reason of more than 500 characters',
      'withdrawNotice',
      { by, party: 'delegator', reason: 'x'.repeat(501) },
      noticed,
      july,
      'BAD_ACT',
      /500/,
    ],
    [
      'a notice that would have ended before the effect',
      'giveNotice',
      { ...notice, receivedOn: '2020-03-31' },
      inForce({}, '2020-07-01'),
      july,
      'BAD_DATE',
      /« 2020-03-31 » refusé : .* avant la prise d’effet du 2020-07-01/,
    ],
    [
      'a withdrawal after the end',
      'withdrawNotice',
      { by, party: 'delegator', reason },
      ended(),
      at('2021-04-12'),
      'NOT_NOW',
      /est allé à son terme : .* le 9 avril 2021/,
    ],
    [
      'a withdrawal on the day after the notice has ended',
      'withdrawNotice',
      { by, party: 'delegator', reason },
      noticed,
      at('2020-10-02'),
      'NOT_NOW',
      /s’est achevé le 1er octobre 2020/,
    ],
    [
      'a second agreement of one party',
      'withdrawNotice',
      { by, party: 'delegator', reason },
      acting(noticed, july, ['withdrawNotice', { by, party: 'delegator', reason }]),
      july,
      'ALREADY_DONE',
      /^DGEFP a déjà donné son accord/,
    ],
    [
      'no notice to withdraw',
      'withdrawNotice',
      { by, party: 'delegator', reason },
      inForce(),
      july,
      'NOT_NOW',
      /Aucun préavis/,
    ],
  ]);
});

describe('a notice', () => {
  it('is told at once to both parties and both controllers', () => {
    const [told] = doAct(inForce(), 'giveNotice', notice, july).news;
    expect(told?.to).toEqual([
      { holder: 'delegator' },
      { holder: 'delegatee' },
      { holder: 'body:cbcm-mef' },
      { holder: 'body:cbcm-pm' },
    ]);
    expect(told?.item).toMatchObject({ urgent: true, article: 'art. 7' });
    expect(told?.item.lead).toContain('prend fin le 1er octobre 2020');
  });

  it('longer than what remains says that the term holds', () => {
    const late = { ...notice, receivedOn: '2021-04-08' };
    expect(doAct(inForce(), 'giveNotice', late, at('2021-04-08')).text).toContain(
      'à son terme, le 9 avril 2021',
    );
  });

  it('that ends on the last day of the term says its own end', () => {
    const { text } = doing(
      inForce(),
      'giveNotice',
      { ...notice, receivedOn: '2021-01-09' },
      at('2021-01-11'),
    );
    expect(text).toContain('reçu le 9 janvier 2021. La convention prend fin le 9 avril 2021.');
  });

  it.each([
    ['today', '2020-07-01', inForce()],
    ['on the day of the signature', '2020-03-25', inForce()],
    ['so that it ended on the day of the effect', '2020-04-01', inForce({}, '2020-07-01')],
  ])('may have been received %s', (_when, receivedOn, convention) => {
    expect(doing(convention, 'giveNotice', { ...notice, receivedOn }, july).convention.notices).toHaveLength(
      1,
    );
  });

  it('before effect says its own end', () => {
    expect(doAct(signed(), 'giveNotice', { ...notice, receivedOn: '2020-04-01' }, may).text).toContain(
      'prend fin le 1er juillet 2020',
    );
  });

  it('is withdrawn by both, and the controllers learn it then', () => {
    const first = doing(noticed, 'withdrawNotice', { by, party: 'delegator', reason }, july);
    expect(first.news[0]?.to).toHaveLength(2);
    expect(first.text).toMatch(/^DGEFP accepte de retirer le préavis ; l’accord de DINUM est attendu\.$/);
    expect(first.news[0]?.item).toMatchObject({
      subject: 'retrait du préavis proposé',
      lead: first.text,
      article: 'art. 7',
      urgent: true,
    });
    expect(first.news[0]?.item.facts).toEqual([['Motif', reason]]);
    expect(phaseOf(first.convention, july.today)).toBe('underNotice');
    const second = doing(first.convention, 'withdrawNotice', { by, party: 'delegatee', reason }, july);
    expect(second.news[0]?.to).toHaveLength(4);
    expect(second.text).toBe('Le préavis est retiré d’un commun accord : la convention se poursuit.');
    expect(second.news[0]?.item).toMatchObject({ subject: 'préavis retiré', lead: second.text });
    expect(second.news[0]?.item.facts).toContainEqual(['Dernier jour', '9 avril 2021']);
    expect(phaseOf(second.convention, july.today)).toBe('inForce');
  });

  it('may be withdrawn on its last day, and before the effect is known', () => {
    const withdraw = { by, party: 'delegator', reason } as const;
    expect(doing(noticed, 'withdrawNotice', withdraw, at('2020-10-01')).news).toHaveLength(1);
    const early = acting(signed(), july, ['giveNotice', notice], ['withdrawNotice', withdraw]);
    const { news } = doing(early, 'withdrawNotice', { ...withdraw, party: 'delegatee' }, july);
    expect(news[0]?.item.facts).toEqual([['Motif', reason]]);
  });

  it('withdrawn may be followed by another', () => {
    const withdrawn = (['delegator', 'delegatee'] as const).reduce(
      (before, party) => acting(before, july, ['withdrawNotice', { by, party, reason }]),
      noticed,
    );
    const again = acting(withdrawn, at('2020-08-03'), [
      'giveNotice',
      { ...notice, receivedOn: '2020-08-03' },
    ]);
    expect(again.notices).toHaveLength(2);
    const half = acting(again, at('2020-08-03'), ['withdrawNotice', { by, party: 'delegator', reason }]);
    expect(half.notices.map(({ withdrawnBy }) => withdrawnBy)).toEqual([
      ['delegator', 'delegatee'],
      ['delegator'],
    ]);
    expect(dutyOf(again, 'notice-end-2020-08-03').dueOn).toBe('2020-11-03');
  });
});

describe('a notice under tacit renewal', () => {
  const tacit = inForce({ renewal: { mode: 'tacit', months: 12, maximum: null } });

  it('that runs past the term says when it ends: the convention is renewed meanwhile', () => {
    const late = { ...notice, receivedOn: '2021-03-01' };
    expect(doAct(tacit, 'giveNotice', late, at('2021-03-01')).text).toContain('prend fin le 1er juin 2021');
  });

  it('that would have prevented a renewal which has come about is refused', () => {
    const renewed = lived(tacit, at('2021-05-02'));
    const forgotten = { ...notice, receivedOn: '2020-12-01' };
    const itsFirstDay = lived(tacit, at('2021-04-10'));
    for (const [convention, moment] of [
      [renewed, at('2021-05-02')],
      [itsFirstDay, at('2021-04-10')],
    ] as const)
      expect(refusalOf(convention, 'giveNotice', forgotten, moment).message).toMatch(
        /« 2020-12-01 » refusé.*avant la reconduction du 2021-04-10/,
      );
    const lastDay = { ...notice, receivedOn: '2021-01-10' };
    expect(doAct(renewed, 'giveNotice', lastDay, at('2021-05-02')).text).toContain('le 10 avril 2021');
  });
});
