import type { Convention } from '../../../convention/convention.ts';
import { isPaused } from '../../../convention/term/pause.ts';
import { by, reason } from '../../acts/fixtures.ts';
import { unanswered } from '../simulation.ts';
import { acting, at, inForce, refusalOf } from '../support.ts';

/** The days of the letters about a duty, when nobody answers. */
function written(convention: Convention, from: string, until: string, duty: string): string[] {
  return unanswered(convention, at(from), at(until))
    .filter(({ identity }) => identity.includes(` ${duty}/`))
    .map(({ moment }) => moment.today);
}

const paused = (convention: Convention, on: string, until: string) =>
  acting(convention, at(on), ['pauseReminders', { by, until, reason }]);

describe('a pause of reminders', () => {
  it('does not hold the last day on which a notice prevents a tacit renewal', () => {
    const tacit = inForce({ renewal: { mode: 'tacit' } });
    const told = written(tacit, '2020-12-01', '2021-01-31', 'renewal-1-notice');
    expect(told.length).toBeGreaterThan(0);
    expect(
      written(paused(tacit, '2020-12-01', '2021-01-31'), '2020-12-01', '2021-01-31', 'renewal-1-notice'),
    ).toEqual(told);
  });

  it('does not hold the answer to an express renewal', () => {
    const express = inForce({ renewal: { mode: 'express' } });
    const told = written(express, '2021-02-01', '2021-04-09', 'renewal-1-delegator');
    expect(told).toContain('2021-04-09');
    expect(
      written(paused(express, '2021-02-01', '2021-04-30'), '2021-02-01', '2021-04-09', 'renewal-1-delegator'),
    ).toEqual(told);
  });

  it('does not hold the time left to cure a breach', () => {
    const facts = { by, engagement: 'manifesto', facts: 'x', on: '2020-06-01', cureBy: '2020-07-15' };
    const breached = acting(inForce(), at('2020-06-01'), ['recordBreach', facts]);
    const told = written(breached, '2020-06-01', '2020-07-31', 'breach-1');
    expect(told).toContain('2020-07-15');
    expect(
      written(paused(breached, '2020-06-01', '2020-08-31'), '2020-06-01', '2020-07-31', 'breach-1'),
    ).toEqual(told);
  });

  it('does not hold the decision on a shortfall, nor the suspension', () => {
    const short = acting(inForce(), at('2020-05-04'), ['declareShortfall', { by, missing: 5000, reason }]);
    const told = written(short, '2020-05-04', '2020-06-30', 'shortfall-1');
    expect(told.length).toBeGreaterThan(1);
    expect(
      written(paused(short, '2020-05-04', '2020-07-31'), '2020-05-04', '2020-06-30', 'shortfall-1'),
    ).toEqual(told);
    expect(
      isPaused(paused(short, '2020-05-04', '2020-07-31'), { kind: 'suspension' }, at('2020-06-01').today),
    ).toBe(false);
  });

  it('does not hold the end of the convention', () => {
    const told = written(inForce(), '2021-01-04', '2021-04-09', 'term');
    expect(told).toHaveLength(6);
    expect(
      written(paused(inForce(), '2021-01-04', '2021-04-02'), '2021-01-04', '2021-04-09', 'term'),
    ).toEqual(told);
  });

  it('holds everything else', () => {
    const months = written(
      paused(inForce(), '2020-05-04', '2020-08-03'),
      '2020-05-04',
      '2020-08-03',
      'report-2020-04',
    );
    expect(months).toEqual(['2020-08-03']);
  });

  it('lasts three months at most, and may be given again', () => {
    const convention = inForce();
    const moment = at('2020-11-30');
    const until = (day: string) => ({ by, until: day, reason });
    for (const day of ['2199-01-01', '2021-03-01']) {
      const refused = refusalOf(convention, 'pauseReminders', until(day), moment);
      expect([refused.code, refused.message]).toEqual([
        'BAD_DATE',
        `« ${day} » refusé ; accepté : un jour du 2020-12-01 au 2021-02-28, trois mois au plus.`,
      ]);
    }
    const held = acting(convention, moment, ['pauseReminders', until('2021-02-28')]);
    expect(acting(held, at('2021-02-01'), ['pauseReminders', until('2021-05-01')]).pausedUntil).toBe(
      '2021-05-01',
    );
  });
});
