import { alertContent } from '../../activities/watch/alert-content.ts';
import { reconcile } from '../../audit/reconciliation.ts';
import {
  daysToReconcile,
  emptyTally,
  halted,
  isAlarming,
  silentKinds,
  tallied,
  unanswered,
} from '../../audit/tally.ts';
import { textOf } from '../../letters/text.ts';
import { acting, at, day, inForce } from '../convention/support.ts';

describe('the days that a reconciliation looks at', () => {
  it.each([
    ['yesterday, the first time', undefined, '2026-11-23'],
    ['yesterday, when the last one was done the day before', '2026-11-22', '2026-11-23'],
    ['yesterday again, when it is done twice a day', '2026-11-23', '2026-11-23'],
    ['all those since the last one', '2026-11-15', '2026-11-16'],
    ['a month at most', '2026-01-01', '2026-10-24'],
  ])('are %s', (_why, last, from) => {
    const days = daysToReconcile(day('2026-11-24'), last === undefined ? undefined : day(last));
    expect(days).toEqual({ from, to: '2026-11-23' });
  });
});

describe('a tally', () => {
  const asked = acting(inForce(), at('2020-05-06', '15:00'), [
    'requestInformation',
    { by: 'Ada', from: 'delegatee', subject: 'Prévisions' },
  ]);
  const days = { from: day('2020-05-06'), to: day('2020-05-06') };

  it('adds conventions up, and names the first letters that are missing', () => {
    const { due, missing } = reconcile(asked, days.from, days.to);
    const twice = tallied(tallied(emptyTally, asked, days), asked, days);
    expect(twice).toMatchObject({ conventions: 2, due: due * 2, sent: 0, missing: missing.length * 2 });
    expect(twice.missed.map(({ id }) => id)).toEqual(['signaux-faibles', 'signaux-faibles']);
    const many = Array.from({ length: 40 }).reduce(
      (sum: typeof emptyTally) => tallied(sum, asked, days),
      emptyTally,
    );
    expect([many.missed.length, many.conventions]).toEqual([20, 40]);
  });

  it('tells a sort of duty that went silent over the week, and no other', () => {
    const tally = tallied(emptyTally, asked, days);
    expect(silentKinds(tally)).toContain('request');
    expect(silentKinds(tally)).not.toContain('balance');
    expect(isAlarming(tally)).toBe(true);
  });

  it('is alarming when letters wait, though none is missing: they are said to wait, and who waits is named', () => {
    const nothingDue = { from: day('2020-03-20'), to: day('2020-03-20') };
    const reason = 'le serveur de messagerie n’accepte pas cette configuration (EAUTH 535)';
    const held = [{ contact: 'cbcm-pm', since: at('2020-03-20').now, reason }];
    const tally = tallied(emptyTally, { ...inForce(), held }, nothingDue);
    expect(tally).toMatchObject({ missing: 0, held: 1, waiting: [{ id: 'signaux-faibles', held }] });
    expect(isAlarming(tally)).toBe(true);
    const told = textOf(alertContent(tally, nothingDue)).replace(/\s+/g, ' ');
    expect(told).toContain('Courriels en attente (1)');
    expect(told).toContain('EAUTH 535');
    expect(told).toContain('SMTP_URL');
  });

  it('does not take a letter that waits for one that is missing', () => {
    const [letter] = reconcile(asked, days.from, days.to).missing;
    const held = [{ contact: letter?.contact ?? '', since: letter?.at ?? 0, reason: 'EAUTH 535' }];
    const { failed, missing } = reconcile({ ...asked, held }, days.from, days.to);
    expect(missing.map(({ contact }) => contact)).not.toContain(letter?.contact);
    expect(failed.map(({ reason }) => reason)).toContain('en attente : EAUTH 535');
  });

  it('is alarming when conventions were stopped outside the application, and names the first', () => {
    const one = { id: 'petite', shortName: 'Petite', how: 'terminated' as const, at: at('2020-05-06').now };
    expect(isAlarming(halted(emptyTally, one))).toBe(true);
    const many = Array.from({ length: 30 }).reduce((sum: typeof emptyTally) => halted(sum, one), emptyTally);
    expect([many.stopped, many.halted.length, many.conventions]).toEqual([30, 20, 30]);
    expect(many.halted[0]).toEqual(one);
  });

  it('is alarming when a convention does not answer, and not when nothing was due', () => {
    expect(isAlarming(unanswered(emptyTally, 'petite'))).toBe(true);
    expect(
      isAlarming(tallied(emptyTally, inForce(), { from: day('2020-03-20'), to: day('2020-03-20') })),
    ).toBe(false);
  });
});
