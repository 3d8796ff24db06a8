import type { Convention } from '../../../convention/convention.ts';
import { by, reason } from '../../acts/fixtures.ts';
import { lived } from '../lived.ts';
import { acting, amendedBy, at, dutyOf, inForce } from '../support.ts';

const report = { by, period: 'final', spent: 1, progress: 'Bien.', forecast: 'Rien.' };
const handedOver = { by, duties: [{ duty: 'hand-over', evidence: 'bordereau' }] };

/** The convention whose last duties were fulfilled on a day. */
const fulfilled = (convention: Convention, on: string) =>
  acting(convention, at(on), ['submitReport', report], ['markDone', handedOver]);

/** Of the last duties, those that are still asked for, with their deadline. */
const asked = (convention: Convention) =>
  ['report-final', 'hand-over']
    .filter((id) => !convention.outcomes[id])
    .map((id) => `${id} ${dutyOf(convention, id).dueOn}`);

describe('what was given for an end that moves away', () => {
  const noticed = acting(inForce(), at('2020-07-01'), [
    'giveNotice',
    { by, from: 'delegator', receivedOn: '2020-07-01', reason },
  ]);
  const withdrawal = (party: string) => ['withdrawNotice', { by, party, reason }] as const;

  it('is asked again for the term, once a notice is withdrawn by both', () => {
    const given = fulfilled(noticed, '2020-09-25');
    const closed = acting(given, at('2020-09-25'), [
      'markDone',
      { by, duties: [{ duty: 'services-closed', evidence: 'liste' }] },
    ]);
    const one = acting(closed, at('2020-09-28'), withdrawal('delegator'));
    expect(asked(one)).toEqual([]);
    const both = acting(one, at('2020-09-28'), withdrawal('delegatee'));
    expect(asked(both)).toEqual(['report-final 2021-04-09', 'hand-over 2021-04-09']);
    const again = acting(both, at('2020-10-01'), [
      'giveNotice',
      { by, from: 'delegatee', receivedOn: '2020-10-01', reason },
    ]);
    expect(again.outcomes['services-closed']).toBeUndefined();
    expect(dutyOf(again, 'services-closed').dueOn).toBe('2021-01-08');
  });

  it('is asked again when the effect moves to a later day', () => {
    const given = fulfilled(inForce(), '2021-03-29');
    const moved = acting(given, at('2021-03-30'), ['confirmEffect', { by, on: '2020-05-04', reason }]);
    expect(asked(moved)).toEqual(['report-final 2021-05-03', 'hand-over 2021-05-03']);
    const back = acting(given, at('2021-03-30'), ['confirmEffect', { by, on: '2020-04-06', reason }]);
    expect(asked(back)).toEqual([]);
  });

  it('is asked again when the convention is renewed, the report of the first period being its own', () => {
    const tacit = { renewal: { mode: 'tacit' } };
    const renewed = lived(fulfilled(inForce(tacit), '2021-04-06'), at('2021-04-10'));
    expect(asked(renewed)).toEqual(['hand-over 2022-04-08']);
    expect(renewed.outcomes['report-final-2']).toBeUndefined();
    const express = acting(
      fulfilled(inForce({ renewal: { mode: 'express' } }), '2021-04-06'),
      at('2021-04-07'),
      ['answerRenewal', { by, party: 'delegator', agrees: true }],
      ['answerRenewal', { by, party: 'delegatee', agrees: true }],
    );
    expect(asked(express)).toEqual(['hand-over 2022-04-08']);
  });

  it('is asked again when an amendment extends the term', () => {
    const given = fulfilled(inForce(), '2021-03-29');
    const longer = amendedBy(given, at('2021-03-30'), { term: { months: 18 } }, '2021-03-30');
    expect(asked(longer)).toEqual(['report-final 2021-10-11', 'hand-over 2021-10-08']);
  });

  it('stays given when its day is the same: the end moves from a Saturday to the Sunday', () => {
    const saturday = inForce({ term: { months: null, until: '2021-04-10' } });
    const given = fulfilled(saturday, '2021-03-29');
    const sunday = amendedBy(given, at('2021-03-30'), { term: { until: '2021-04-11' } }, '2021-03-30');
    expect(dutyOf(sunday, 'hand-over').dueOn).toBe(dutyOf(saturday, 'hand-over').dueOn);
    expect(asked(sunday)).toEqual([]);
  });

  it('stays waived when it was', () => {
    const waived = acting(noticed, at('2020-09-25'), ['waiveDuty', { by, duty: 'hand-over', reason }]);
    const both = acting(waived, at('2020-09-28'), withdrawal('delegator'), withdrawal('delegatee'));
    expect(asked(both)).toEqual(['report-final 2021-04-09']);
  });
});
