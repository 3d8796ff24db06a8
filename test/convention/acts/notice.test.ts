import { doAct } from '../../../convention/acts/acts.ts';
import { phaseOf } from '../../../convention/phases.ts';
import { lived } from '../lived.ts';
import { acting, at, doing, dutyOf, ended, inForce, refusalOf, signed } from '../support.ts';
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
      { holder: 'controller:cbcm-mef' },
      { holder: 'controller:cbcm-pm' },
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

  it('before effect says its own end', () => {
    expect(doAct(signed(), 'giveNotice', { ...notice, receivedOn: '2020-04-01' }, may).text).toContain(
      'prend fin le 1er juillet 2020',
    );
  });

  it('is withdrawn by both, and the controllers learn it then', () => {
    const first = doing(noticed, 'withdrawNotice', { by, party: 'delegator', reason }, july);
    expect(first.news[0]?.to).toHaveLength(2);
    expect(phaseOf(first.convention, july.today)).toBe('underNotice');
    const second = doing(first.convention, 'withdrawNotice', { by, party: 'delegatee', reason }, july);
    expect(second.news[0]?.to).toHaveLength(4);
    expect(second.news[0]?.item.facts).toContainEqual(['Dernier jour', '9 avril 2021']);
    expect(phaseOf(second.convention, july.today)).toBe('inForce');
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
    expect(refusalOf(renewed, 'giveNotice', forgotten, at('2021-05-02')).message).toMatch(
      /« 2020-12-01 » refusé.*avant la reconduction du 2021-04-10/,
    );
  });
});
