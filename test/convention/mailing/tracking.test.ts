import fc from 'fast-check';
import { isWorkingDay } from '../../../convention/calendar/working-days.ts';
import { dutiesOf, outcomeOf, owedDuties } from '../../../convention/duties/duties.ts';
import { ladderOf, mailInstant } from '../../../convention/mailing/reminders.ts';
import {
  afterWriting,
  dueRungs,
  nextMailInstant,
  nextRung,
  sameLettersAhead,
  type Tracking,
} from '../../../convention/mailing/tracking.ts';
import { runs } from '../../support/runs.ts';
import { turn, unanswered } from '../simulation.ts';
import { acting, anyDay, at, day, dutyOf, inForce, signed } from '../support.ts';

/** Signaux Faibles on the day of its effect, after its first letters. */
function begun() {
  const convention = inForce();
  const { tracking } = turn(convention, {}, at('2020-04-10'), true);
  return { convention, tracking };
}

const rungsOf = (id: string, { rungs }: ReturnType<typeof turn>) =>
  rungs.filter(({ duty }) => duty.id === id);

describe('what is written now', () => {
  it('is what opens, at once, when an act opens it', () => {
    const { rungs } = turn(signed(), {}, at('2020-03-25', '18:00'), true);
    expect(rungs.map(({ rung }) => rung)).toEqual(rungs.map(() => 'notice'));
    expect(rungs).toHaveLength(7);
    expect(rungs).toMatchObject(rungs.map(() => ({ on: '2020-03-25', daysOverdue: 0, first: true })));
  });

  it('waits for the hour of mail when no act asks for it', () => {
    expect(turn(signed(), {}, at('2020-03-25', '08:00')).rungs).toEqual([]);
    expect(turn(signed(), {}, at('2020-03-25', '09:30')).rungs).toHaveLength(7);
  });

  it('is known from then on: nothing is written twice at one instant', () => {
    const { convention, tracking } = begun();
    expect(turn(convention, tracking, at('2020-04-10'), true).rungs).toEqual([]);
    expect(turn(convention, tracking, at('2020-04-10', '23:59')).rungs).toEqual([]);
  });

  it('is told on a Saturday under the Monday of its notice, and not again on that Monday', () => {
    const convention = acting(inForce(), at('2020-06-06'), [
      'requestInformation',
      { by: 'Ada', from: 'delegatee', subject: 'Prévisions' },
    ]);
    const first = turn(convention, begun().tracking, at('2020-06-06'), true);
    expect(rungsOf('request-1', first)).toMatchObject([{ rung: 'notice', on: '2020-06-08', first: true }]);
    const monday = turn(convention, first.tracking, at('2020-06-08', '09:30'));
    expect(rungsOf('request-1', monday)).toEqual([]);
  });

  it('is only the last of the rungs gone by while the engine was down, and is marked late', () => {
    const { convention, tracking } = begun();
    const [rung, ...others] = rungsOf('report-2020-04', turn(convention, tracking, at('2020-05-20')));
    expect(others).toEqual([]);
    expect(rung).toMatchObject({ rung: 'overdue', on: '2020-05-18', daysOverdue: 9, first: true });
    expect(rung?.plannedFor).toBe(mailInstant(convention.document, day('2020-05-18')));
  });

  it('is late when an earlier rung gone by is, though the last is not', () => {
    const convention = inForce({ reminders: { duties: { 'monthly-report': { after: [3, 7] } } } });
    const { tracking } = turn(convention, {}, at('2020-05-11'));
    const { document } = convention;
    const monday = { now: mailInstant(document, day('2020-05-18')) + 60_000, today: day('2020-05-18') };
    const [rung] = rungsOf('report-2020-04', turn(convention, tracking, monday));
    expect(rung).toMatchObject({ on: '2020-05-18', plannedFor: mailInstant(document, day('2020-05-14')) });
  });

  it('says that a duty is late from the day after its deadline, though no rung says it yet', () => {
    const { convention, tracking } = begun();
    const rungOn = (today: string) =>
      rungsOf('report-2020-04', turn(convention, tracking, at(today)))[0]?.rung;
    expect(dutyOf(convention, 'report-2020-04').dueOn).toBe('2020-05-11');
    expect([rungOn('2020-05-11'), rungOn('2020-05-12')]).toEqual(['due', 'overdue']);
  });

  it('is late from a quarter of an hour on, or what the document says', () => {
    const { convention, tracking } = begun();
    const planned = mailInstant(convention.document, day('2020-05-04'));
    const after = (seconds: number) => {
      const moment = { now: planned + seconds * 1000, today: day('2020-05-04') };
      const [rung] = rungsOf('report-2020-04', turn(convention, tracking, moment));
      return rung?.plannedFor;
    };
    expect([after(0), after(900), after(900.001)]).toEqual([undefined, undefined, planned]);
  });

  it('is nothing of a duty that is over', () => {
    const done = acting(signed(), at('2020-03-26'), [
      'markDone',
      { by: 'Ada', duties: [{ duty: 'chorus-access', evidence: 'AIFE-1' }] },
    ]);
    expect(rungsOf('chorus-access', turn(done, {}, at('2020-06-01'), true))).toEqual([]);
    expect(nextRung(done, dutyOf(done, 'chorus-access'), {})).toBeUndefined();
  });

  it('never escalates a duty that nobody was written to about', () => {
    fc.assert(
      fc.property(anyDay('2020-04-10', '2022-12-31'), (today) => {
        const { rungs } = turn(inForce(), {}, at(today), true);
        expect(rungs.filter(({ rung }) => rung === 'escalation')).toEqual([]);
        expect(new Set(rungs.map(({ duty }) => duty.id)).size).toBe(rungs.length);
      }),
      { numRuns: runs(50) },
    );
  });
});

describe('a pause', () => {
  const paused = (until: string, convention = inForce()) =>
    acting(convention, at('2020-04-10'), ['pauseReminders', { by: 'Ada', until, reason: 'confinement' }]);

  it('holds every rung back to the day it ends, and then sends only the last, in time', () => {
    const convention = paused('2020-06-02');
    const { tracking } = begun();
    expect(turn(convention, tracking, at('2020-06-01', '23:00')).rungs).toEqual([]);
    const now = mailInstant(convention.document, day('2020-06-02'));
    const [rung, ...others] = rungsOf(
      'report-2020-04',
      turn(convention, tracking, { now, today: day('2020-06-02') }),
    );
    expect(others).toEqual([]);
    expect(rung).toMatchObject({ rung: 'overdue', on: '2020-05-25', daysOverdue: 22 });
    expect(rung).not.toHaveProperty('plannedFor');
  });

  it('that ends on a Sunday ends on the Monday', () => {
    const convention = paused('2020-06-14');
    const next = nextRung(convention, dutyOf(convention, 'report-2020-04'), begun().tracking);
    expect(next?.at).toBe(mailInstant(convention.document, day('2020-06-15')));
  });

  it('that ends after the date of an alert leaves nothing to announce', () => {
    const { convention, tracking } = begun();
    const alert = dutyOf(convention, 'year-end-2020-commitments');
    expect(alert.dueOn).toBe('2020-11-30');
    const until = (pausedUntil: string) => ({ ...convention, pausedUntil: day(pausedUntil) });
    const now = mailInstant(convention.document, alert.dueOn);
    expect(nextRung(until('2020-11-30'), alert, tracking)?.at).toBe(now);
    expect(nextRung(until('2020-12-01'), alert, tracking)).toBeUndefined();
    const last = turn(until('2020-11-30'), tracking, { now, today: alert.dueOn });
    expect(rungsOf(alert.id, last)).toMatchObject([{ rung: 'before' }]);
    expect(rungsOf(alert.id, turn(convention, tracking, at('2020-12-01')))).toEqual([]);
  });

  it('leaves what comes after it where it was', () => {
    const convention = paused('2020-04-20');
    const next = nextRung(convention, dutyOf(convention, 'report-2020-04'), begun().tracking);
    expect(next).toMatchObject({ on: '2020-05-04', at: mailInstant(convention.document, day('2020-05-04')) });
  });

  it('also holds what an act opens', () => {
    const convention = acting(paused('2020-06-02'), at('2020-05-05'), [
      'requestInformation',
      { by: 'Ada', from: 'delegatee', subject: 'Prévisions' },
    ]);
    expect(turn(convention, begun().tracking, at('2020-05-05'), true).rungs).toEqual([]);
  });
});

describe('the next letter about a duty', () => {
  it('is the next rung of its ladder, until it has none', () => {
    const { convention, tracking } = begun();
    const term = dutyOf(convention, 'term');
    expect(nextRung(convention, term, tracking)).toMatchObject({ on: '2021-01-08', rung: 'before' });
    const written: Tracking = { ...tracking, term: { writtenOn: day('2021-03-10'), threads: {} } };
    expect(nextRung(convention, term, written)).toBeUndefined();
  });

  it('is written when its instant comes, neither before nor after', () => {
    const { convention, tracking } = begun();
    for (const duty of dutiesOf(convention)) {
      const next = nextRung(convention, duty, tracking);
      if (!next) continue;
      const write = (now: number, today = next.on) =>
        dueRungs(convention, [duty], tracking, { now, today }, false).map(({ on, rung }) => ({ on, rung }));
      expect(write(next.at - 1)).toEqual([]);
      expect(write(next.at)).toEqual([{ on: next.on, rung: next.rung }]);
    }
  });

  it('is that of the new dates when they move', () => {
    const { convention, tracking } = begun();
    const moved = acting(convention, at('2020-07-01'), [
      'giveNotice',
      { by: 'Ada', from: 'delegator', receivedOn: '2020-07-01', reason: 'fin' },
    ]);
    expect(nextRung(moved, dutyOf(moved, 'hand-over'), tracking)?.on).toBe('2020-09-01');
  });
});

describe('the tracking', () => {
  it('knows every duty owed, written about or not, and forgets none', () => {
    const { convention, tracking } = begun();
    const lived = { ...convention, inForceSince: day('2020-04-10') };
    expect(Object.keys(tracking).sort()).toEqual(
      owedDuties(lived)
        .map(({ id }) => id)
        .sort(),
    );
    expect(afterWriting(convention, tracking, [], [], at('2020-04-11'), false)).toEqual(tracking);
  });
});

describe('a duty that is new, or under other dates', () => {
  const { convention } = begun();
  const duty = dutyOf(convention, 'report-2020-04');
  const notBefore = (date: string, time: string, acted = false, before: Tracking = {}) =>
    afterWriting(convention, before, [duty], [], at(date, time), acted)[duty.id]?.notBefore;
  const mailOn = (date: string) => mailInstant(convention.document, day(date));

  it('waits for the hour of mail of a working day when the calendar brings it', () => {
    expect(notBefore('2020-05-04', '00:00')).toBe(mailOn('2020-05-04'));
    expect(notBefore('2020-05-02', '10:00')).toBe(mailOn('2020-05-04'));
    expect(notBefore('2020-05-04', '12:00')).toBe(at('2020-05-04', '12:00').now);
  });

  it('waits for nothing when an act brings it', () => {
    expect(notBefore('2020-05-04', '00:00', true)).toBeUndefined();
  });

  it('is the same as long as its day and the version are', () => {
    const known = (dueOn: string, version: number): Tracking => ({
      [duty.id]: { threads: {}, dueOn: day(dueOn), version, notBefore: 7 },
    });
    const now = (before: Tracking) => notBefore('2020-05-04', '12:00', false, before);
    expect(now(known(duty.dueOn, convention.version))).toBe(7);
    expect(now(known(duty.dueOn, convention.version + 1))).toBe(at('2020-05-04', '12:00').now);
    expect(now(known('2020-05-12', convention.version))).toBe(at('2020-05-04', '12:00').now);
  });
});

describe('mail that may wait', () => {
  it.each([
    ['before the hour, the same day', '2020-05-04', '08:00', '2020-05-04'],
    ['after it, the next day', '2020-05-04', '12:00', '2020-05-05'],
    ['on a Friday evening, the Monday', '2020-05-15', '23:30', '2020-05-18'],
    ['on the eve of a holiday, the day after it', '2020-04-30', '18:00', '2020-05-04'],
    ['on a Sunday, the Monday', '2020-05-17', '10:00', '2020-05-18'],
    ['at the end of summer time, the Monday', '2020-10-25', '00:30', '2020-10-26'],
  ])('leaves, %s', (_why, date, time, expected) => {
    const { now } = at(date, time);
    expect(nextMailInstant(signed(), now)).toBe(mailInstant(signed().document, day(expected)));
  });

  it('leaves at its hour itself', () => {
    const hour = mailInstant(signed().document, day('2020-05-04'));
    expect([nextMailInstant(signed(), hour - 1), nextMailInstant(signed(), hour)]).toEqual([hour, hour]);
  });

  it('leaves on a working day, never before now, within five days and a half', () => {
    fc.assert(
      fc.property(anyDay('2020-01-01', '2040-12-31'), fc.nat(86_399), (date, seconds) => {
        const now = at(date, '00:00').now + seconds * 1000;
        const instant = nextMailInstant(signed(), now);
        expect(instant >= now && instant - now < 5.5 * 86_400_000).toBe(true);
        expect(isWorkingDay(at(new Date(instant).toISOString().slice(0, 10)).today)).toBe(true);
      }),
    );
  });
});

describe('a year in which nobody answers', () => {
  const convention = inForce();
  const sent = unanswered(convention, at('2020-04-10'), at('2021-07-01'));

  it('writes each rung of each ladder once, to its holder, on its day', () => {
    for (const duty of dutiesOf(convention).filter((one) => !outcomeOf(convention, one))) {
      const expected: string[] = [];
      for (const { on } of ladderOf(convention.document, duty)) {
        if (on >= '2021-07-01') break;
        if (on > '2020-04-10') expected.push(on);
      }
      const days = sent
        .filter(({ letter }) => letter.items.some((item) => item.kind === 'duty' && item.duty === duty.id))
        .map(({ moment }) => moment.today as string)
        .filter((one) => one > '2020-04-10' && one < '2021-07-01');
      expect([...new Set(days)]).toEqual(expected);
    }
  });

  it('never marks a letter as late', () => {
    expect(sent.filter(({ letter }) => letter.plannedFor !== undefined)).toEqual([]);
  });
});

describe('the letters ahead', () => {
  const written = { a: { writtenOn: day('2020-05-04'), threads: {} }, b: { threads: {} } };

  it('are the same while threads alone grow', () => {
    expect(sameLettersAhead(written, { ...written, b: { threads: { budget: ['<1@x.example>'] } } })).toBe(
      true,
    );
  });

  it('are others once a duty is written about, or another is known', () => {
    expect(sameLettersAhead(written, { ...written, b: { writtenOn: day('2020-05-04'), threads: {} } })).toBe(
      false,
    );
    expect(sameLettersAhead(written, { ...written, c: { threads: {} } })).toBe(false);
    expect(sameLettersAhead(written, { a: written.a })).toBe(false);
    expect(sameLettersAhead(written, { a: written.a, c: { threads: {} } })).toBe(false);
  });
});
