import type { Convention } from '../../../convention/convention.ts';
import { isSettling, phaseOf } from '../../../convention/term/phases.ts';
import { by, closed, may, notice, noticed, reason } from '../../acts/fixtures.ts';
import { acting, at, day, ended, inForce, signed } from '../support.ts';

describe('the phase', () => {
  const on = (date: string) => day(date);
  it.each<[string, Convention, string, string]>([
    ['signed', signed(), '2020-04-01', 'signed'],
    [
      'signed until the day of its effect',
      acting(signed(), may, ['confirmEffect', { by, on: '2020-06-01', reason }]),
      '2020-05-31',
      'signed',
    ],
    [
      'in force on that day',
      acting(signed(), may, ['confirmEffect', { by, on: '2020-06-01', reason }]),
      '2020-06-01',
      'inForce',
    ],
    ['under notice', noticed, '2020-07-02', 'underNotice'],
    [
      'under a notice longer than what remains',
      acting(inForce(), at('2021-04-08'), ['giveNotice', { ...notice, receivedOn: '2021-04-08' }]),
      '2021-04-08',
      'underNotice',
    ],
    [
      'signed while a notice runs before effect',
      acting(signed(), may, ['giveNotice', { ...notice, receivedOn: '2020-04-01' }]),
      '2020-05-04',
      'signed',
    ],
    ['ended', ended(), '2021-04-12', 'ended'],
    ['closed', closed, '2020-05-05', 'closed'],
  ])('is %s', (_what, convention, today, expected) => {
    expect(phaseOf(convention, on(today))).toBe(expected);
  });

  it('is settling once only the balance is left', () => {
    const moment = at('2021-05-03');
    const owed = [
      'hand-over',
      'report-final',
      ...Array.from({ length: 13 }, (_, index) => {
        const month = (index + 3) % 12;
        return `report-${index < 9 ? 2020 : 2021}-${String(month + 1).padStart(2, '0')}`;
      }),
    ];
    const waive = owed.map((duty) => ['waiveDuty', { by, duty, reason }] as const);
    expect(phaseOf(acting(ended(), moment, ...waive.slice(1)), moment.today)).toBe('ended');
    const settling = acting(ended(), moment, ...waive);
    expect([phaseOf(settling, moment.today), isSettling(settling)]).toEqual(['settling', true]);
  });
});
