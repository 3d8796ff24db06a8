import fc from 'fast-check';
import { addDays, daysBetween } from '../../../convention/calendar/plain-date.ts';
import { isWorkingDay } from '../../../convention/calendar/working-days.ts';
import type { ReminderPolicy } from '../../../convention/document/schema.ts';
import type { Duty } from '../../../convention/duties/duty.ts';
import {
  type DatedRung,
  isEscalated,
  ladderOf,
  mailInstant,
  policyOf,
} from '../../../convention/mailing/reminders.ts';
import { anyDay, at, day, dutyOf, inForce, signauxFaibles, signed } from '../support.ts';

const april = dutyOf(inForce(), 'report-2020-04');

/** The rungs of a duty, at most that many. */
function rungs(duty: Duty, reminders: Record<string, unknown> = {}, count = 40): DatedRung[] {
  const found: DatedRung[] = [];
  for (const rung of ladderOf(signauxFaibles({ reminders }), duty)) {
    if (found.length === count) break;
    found.push(rung);
  }
  return found;
}

const anyPolicy: fc.Arbitrary<ReminderPolicy> = fc.record({
  before: fc.array(fc.integer({ min: 1, max: 365 }), { maxLength: 10 }),
  onDeadline: fc.boolean(),
  after: fc.array(fc.integer({ min: 1, max: 3650 }), { maxLength: 20 }),
  thenEvery: fc.option(fc.integer({ min: 1, max: 365 })),
  escalateAfter: fc.option(fc.integer({ min: 1, max: 365 })),
});
const anyDuty: fc.Arbitrary<Duty> = fc
  .tuple(anyDay('2000-01-01', '2050-12-31'), fc.nat(400))
  .map(([opensOn, days]) => ({ ...april, opensOn, dueOn: addDays(opensOn, days) }));

describe('the ladder of a duty', () => {
  it('is its notice, its reminder, its deadline, then more and more rarely', () => {
    expect(rungs(april, {}, 7)).toEqual([
      { on: '2020-05-04', rung: 'notice' },
      { on: '2020-05-11', rung: 'due' },
      { on: '2020-05-18', rung: 'overdue' },
      { on: '2020-05-25', rung: 'escalation' },
      { on: '2020-06-22', rung: 'overdue' },
      { on: '2020-07-20', rung: 'overdue' },
      { on: '2020-08-17', rung: 'overdue' },
    ]);
  });

  it('reminds before the deadline of what was not told in the week before', () => {
    const reminded = (opensOn: string) =>
      rungs({ ...april, opensOn: day(opensOn) }, {}, 2).map(({ on, rung }) => `${rung} ${on}`);
    expect(reminded('2020-04-30')).toEqual(['notice 2020-04-30', 'before 2020-05-07']);
    expect(reminded('2020-05-04')).toEqual(['notice 2020-05-04', 'due 2020-05-11']);
  });

  it('tells what is late on the first working day of a week; what comes back, in the weeks of all that does', () => {
    const lateOf = (dueOn: string) => {
      const late = rungs({ ...april, opensOn: day('2020-03-02'), dueOn: day(dueOn) }, {}, 30).filter(
        ({ on }) => on > dueOn,
      );
      return late.map(({ on }) => on);
    };
    // A Tuesday after Easter Monday, and Mondays.
    expect(lateOf('2020-04-03').slice(0, 4)).toEqual([
      '2020-04-14',
      '2020-04-20',
      '2020-04-27',
      '2020-05-25',
    ]);
    expect(lateOf('2020-04-09').slice(0, 3)).toEqual(['2020-04-20', '2020-04-27', '2020-05-25']);
    expect(lateOf('2020-04-09').slice(2, 20)).toEqual(lateOf('2020-04-03').slice(3, 21));
  });

  it('keeps its own days where they are given for a duty, or for its sort', () => {
    const duties = { 'monthly-report': { after: [3, 5] } };
    expect(rungs(april, { duties }, 5).map(({ on }) => on)).toEqual([
      '2020-05-04',
      '2020-05-11',
      '2020-05-14',
      '2020-05-18',
      '2020-05-25',
    ]);
  });

  it('goes up on strictly later working days, from a notice, escalating at most once', () => {
    fc.assert(
      fc.property(anyPolicy, anyDuty, (policy, duty) => {
        const ladder = rungs(duty, { policy }, 80);
        const days = ladder.map(({ on }) => on);
        expect(days).toEqual([...new Set(days)].sort());
        expect(days.every((one) => isWorkingDay(one))).toBe(true);
        expect(ladder[0]?.rung).toBe('notice');
        expect(ladder.filter(({ rung }) => rung === 'notice')).toHaveLength(1);
        expect(ladder.filter(({ rung }) => rung === 'escalation').length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('escalates once when the policy says so, not before the days it gives, never when it does not', () => {
    fc.assert(
      fc.property(anyPolicy, anyDuty, (policy, duty) => {
        const ladder = rungs(duty, { policy }, 500);
        const [escalation, ...others] = ladder.filter(({ rung }) => rung === 'escalation');
        expect(others).toEqual([]);
        if (policy.escalateAfter === null) expect(escalation).toBeUndefined();
        else if (escalation) {
          expect(daysBetween(duty.dueOn, escalation.on)).toBeGreaterThanOrEqual(policy.escalateAfter);
        }
      }),
    );
  });

  it('says « before » before the deadline, « due » on it and « overdue » after it', () => {
    fc.assert(
      fc.property(anyPolicy, anyDuty, (policy, duty) => {
        for (const { on, rung } of rungs(duty, { policy }, 60)) {
          if (rung === 'before') expect(on < duty.dueOn).toBe(true);
          if (rung === 'due') expect(on).toBe(duty.dueOn);
          if (rung === 'overdue' || rung === 'escalation') expect(on > duty.dueOn).toBe(true);
        }
      }),
    );
  });

  it('ends when nothing comes after the fixed days', () => {
    const policy = { after: [3, 7], thenEvery: null, escalateAfter: null };
    expect(rungs(april, { policy }, 100).at(-1)).toEqual({ on: '2020-05-18', rung: 'overdue' });
  });

  it('may be a notice alone', () => {
    const policy = { before: [], onDeadline: false, after: [], thenEvery: null, escalateAfter: null };
    expect(rungs(april, { policy }, 100)).toEqual([{ on: '2020-05-04', rung: 'notice' }]);
  });

  it('goes on for ever otherwise, for as long as anybody looks', () => {
    expect(rungs(april, {}, 200)).toHaveLength(200);
  });

  it('is that of the days it gives for an alert, moved back to working days', () => {
    expect(rungs(dutyOf(inForce(), 'term'))).toEqual([
      { on: '2021-01-08', rung: 'before' },
      { on: '2021-02-08', rung: 'before' },
      { on: '2021-03-10', rung: 'before' },
    ]);
  });

  it('takes the holidays of the region', () => {
    const duty = { ...april, opensOn: day('2020-04-10'), dueOn: day('2020-05-04') };
    expect(rungs(duty, {}, 1)).toEqual([{ on: '2020-04-10', rung: 'notice' }]);
    const [first] = ladderOf(signauxFaibles({ holidays: 'alsaceMoselle' }), duty);
    expect(first).toEqual({ on: '2020-04-14', rung: 'notice' });
  });
});

describe('the policy of a duty', () => {
  const policyWith = (duties: Record<string, unknown>, duty = april) =>
    policyOf(signauxFaibles({ reminders: { duties } }), duty);

  it('is that of the document', () => {
    expect(policyWith({})).toEqual(signauxFaibles().reminders.policy);
  });

  it('is overridden key by key by its kind, then by its id, then by its own', () => {
    const duties = {
      'monthly-report': { before: [5], after: [1] },
      'report-2020-04': { after: [2], thenEvery: null },
    };
    expect(policyWith(duties)).toMatchObject({ before: [5], after: [2], thenEvery: null, escalateAfter: 14 });
    const own = { ...april, policy: { after: [9] } };
    expect(policyWith(duties, own)).toMatchObject({ before: [5], after: [9], thenEvery: null });
  });

  it('is not touched by that of another', () => {
    expect(policyWith({ committee: { before: [9] } })).toEqual(signauxFaibles().reminders.policy);
  });
});

describe('an escalation', () => {
  it.each([
    ['the day before', '2020-05-24', false],
    ['the day itself', '2020-05-25', true],
    ['a year after', '2021-05-25', true],
  ])('has been reached on %s: %s %p', (_what, today, expected) => {
    expect(isEscalated(signauxFaibles(), april, day(today))).toBe(expected);
  });

  it('never comes for an alert', () => {
    expect(isEscalated(signauxFaibles(), dutyOf(inForce(), 'term'), day('2030-01-01'))).toBe(false);
  });

  it('never comes when the policy has none', () => {
    const document = signauxFaibles({ reminders: { policy: { escalateAfter: null } } });
    expect(isEscalated(document, april, day('2030-01-01'))).toBe(false);
  });
});

describe('the instant at which mail leaves', () => {
  it('is within the window after the hour, the same for every day of a convention', () => {
    const first = at('2020-05-04', '09:00').now;
    const late = mailInstant(signauxFaibles(), day('2020-05-04')) - first;
    expect(late >= 0 && late < 30 * 60_000).toBe(true);
    expect(mailInstant(signauxFaibles(), day('2020-12-07')) - at('2020-12-07', '09:00').now).toBe(late);
  });

  it('is spread: a thousand conventions take most of the seconds of the window', () => {
    const { document } = signed();
    const seconds = Array.from({ length: 1000 }, (_, index) =>
      mailInstant({ ...document, id: `convention-${index}` }, day('2020-05-04')),
    );
    expect(new Set(seconds).size).toBeGreaterThan(600);
  });

  it('is the hour itself without a window', () => {
    const document = signauxFaibles({ reminders: { hour: '07:30', spreadMinutes: 0 } });
    expect(mailInstant(document, day('2020-05-04'))).toBe(at('2020-05-04', '07:30').now);
  });
});
