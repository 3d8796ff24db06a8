import { phaseChangeDays } from '../../convention/clauses/calendar.ts';
import type { Convention } from '../../convention/convention.ts';
import { agreed, amending, by, lacking, may, noticed, reason, signature } from '../acts/fixtures.ts';
import { acting, at, inForce, signed } from './support.ts';

const end = '2021-04-10';

describe('the days on which the calendar alone changes something', () => {
  it.each<[string, Convention, string[]]>([
    ['none while the effect is not known', signed(), []],
    ['the effect, and the day after the end', inForce(), ['2020-04-10', end]],
    ['the day after the end of a notice', noticed, ['2020-04-10', '2020-10-02']],
    [
      'the day after that of a notice given before the effect',
      acting(signed(), may, ['giveNotice', { by, from: 'delegator', receivedOn: '2020-04-01', reason }]),
      ['2020-07-02'],
    ],
    ['the day after the time to decide on a shortfall', lacking, ['2020-04-10', end, '2020-05-20']],
    ['the day after a proposal has expired', amending, ['2020-04-10', end, '2020-07-04']],
    [
      'the effect of an amendment that is signed for later',
      acting(agreed, may, ['signAmendment', signature]),
      ['2020-04-10', '2020-09-01', end],
    ],
    [
      'nothing more of an amendment that was refused',
      acting(amending, may, ['refuseAmendment', { by, amendment: 1, party: 'delegator', reason }]),
      ['2020-04-10', end],
    ],
    [
      'nothing more of a shortfall that is over',
      acting(lacking, may, ['withdrawShortfall', { by, reason }]),
      ['2020-04-10', end],
    ],
  ])('%s', (_what, convention, expected) => {
    expect([...phaseChangeDays(convention)].sort()).toEqual([...expected].sort());
  });
});

it('the first day of a period renewed in advance is one of them: its own ceiling counts from there', () => {
  const express = inForce({ renewal: { mode: 'express', months: 12 } });
  const answers = (['delegator', 'delegatee'] as const).map(
    (party) => ['answerRenewal', { by, party, agrees: true }] as const,
  );
  expect(phaseChangeDays(acting(express, at('2021-02-03'), ...answers))).toContain('2021-04-10');
});
