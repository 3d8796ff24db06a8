import fc from 'fast-check';
import { type ActName, actNames, checkAct, doAct } from '../../../convention/acts/acts.ts';
import { parisDate } from '../../../convention/calendar/paris.ts';
import type { Convention } from '../../../convention/convention.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { Refused } from '../../../convention/errors.ts';
import { phaseOf } from '../../../convention/phases.ts';
import { viewOf } from '../../../convention/view.ts';
import { anyDay, at, deepFreeze, ended, inForce, signed } from '../support.ts';

interface Attempt {
  readonly name: ActName;
  readonly input: unknown;
  /** Hours since the attempt before. */
  readonly hours: number;
}

const someDay = anyDay('2020-03-01', '2021-12-31');
const by = fc.constantFrom('Ada', 'Grace');
const reason = fc.constantFrom('décision', 'accord');
const party = fc.constantFrom('delegator', 'delegatee');
const duty = fc.oneof(
  fc.constantFrom(...dutiesOf(inForce()).map(({ id }) => id as string)),
  fc.constantFrom(
    'request-1',
    'services-closed',
    'notice-end-2020-07-01',
    'nothing',
    'constructor',
    '__proto__',
  ),
);
const publication = fc.constantFrom('maignon', 'data-gouv', 'bo');

const inputs: Record<ActName, fc.Arbitrary<unknown>> = {
  markDone: fc.record({ by, duties: fc.array(fc.record({ duty, evidence: reason }), { maxLength: 3 }) }),
  waiveDuty: fc.record({ by, duty, reason }),
  reopenDuty: fc.record({ by, duty, reason }),
  recordPublication: fc.record({ by, publication, on: someDay, evidence: reason }),
  confirmEffect: fc.record({ by, on: someDay, reason }),
  submitReport: fc.record({
    by,
    period: fc.constantFrom('2020-03', '2020-04', '2020-05', '2020-09', '2021-04', 'final'),
    spent: fc.constantFrom(0, 12.5, 1e6),
    progress: reason,
    forecast: reason,
  }),
  scheduleCommittee: fc.record({ by, on: someDay, time: fc.constantFrom('09:00', '02:30'), place: reason }),
  holdCommittee: fc.record({ by, on: someDay, decision: reason, minutes: reason }),
  cancelCommittee: fc.record({ by, reason }),
  giveNotice: fc.record({ by, from: party, receivedOn: someDay, reason }),
  withdrawNotice: fc.record({ by, party, reason }),
  replaceContact: fc.record({
    by,
    contact: fc.constantFrom('bruno-lucas', 'dsaf', 'nobody'),
    name: reason,
    email: fc.constantFrom('a@a.example', 'b@a.example'),
    reason,
  }),
  pauseReminders: fc.record({ by, until: fc.option(someDay), reason }),
  requestInformation: fc.record({ by, from: party, subject: reason }),
  recordYearEnd: fc.record({
    by,
    year: fc.constantFrom(2020, 2021),
    commitments: someDay,
    payments: someDay,
  }),
  proposeBalance: fc.record({ by, amount: fc.constantFrom(0, 12.5, 1e6), use: reason }),
  agreeBalance: fc.record({ by }),
  terminate: fc.record({ by, reason }),
};

// A stop ends every story: it is left out of most of them.
const names = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom(...actNames.filter((name) => name !== 'terminate')) },
  { weight: 1, arbitrary: fc.constant('terminate' as const) },
);
const anything = fc.oneof({ weight: 1, arbitrary: fc.anything() }, { weight: 1, arbitrary: fc.object() });
const attempt: fc.Arbitrary<Attempt> = names.chain((name) =>
  fc.record({
    name: fc.constant(name),
    input: fc.oneof({ weight: 20, arbitrary: inputs[name] }, { weight: 1, arbitrary: anything }),
    hours: fc.nat(1500),
  }),
);
const story = fc.array(attempt, { minLength: 1, maxLength: 25 });
const origins = fc.constantFrom<() => Convention>(signed, inForce, ended);

/** The convention after each attempt, refused ones changing nothing. */
function live(origin: Convention, attempts: readonly Attempt[]): Convention[] {
  let { now } = at(origin.ended ? '2021-04-12' : '2020-04-10');
  let convention = origin;
  return attempts.map(({ name, input, hours }) => {
    now += hours * 3_600_000;
    const moment = { now, today: parisDate(now) };
    try {
      convention = deepFreeze(doAct(convention, name, input, moment).convention);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      expect(() => checkAct(convention, name, input, moment)).toThrow(error.message);
    }
    return convention;
  });
}

describe('any sequence of acts', () => {
  it('throws nothing but refusals, and keeps every reading of the convention possible', () => {
    fc.assert(
      fc.property(origins, story, (origin, attempts) => {
        for (const convention of live(origin(), attempts)) {
          const { now, today } = at('2021-02-01');
          const ids = dutiesOf(convention).map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          expect(phaseOf(convention, today)).toBe(viewOf(convention, {}, now).phase);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('adds to the journal and takes nothing from it', () => {
    fc.assert(
      fc.property(origins, story, (origin, attempts) => {
        let before = origin();
        for (const after of live(before, attempts)) {
          expect(after.journal.slice(0, before.journal.length)).toEqual(before.journal);
          expect(after.journal.length - before.journal.length).toBe(after === before ? 0 : 1);
          before = after;
        }
      }),
      { numRuns: 40 },
    );
  });

  it('replayed gives the same convention, also through JSON after each act', () => {
    fc.assert(
      fc.property(origins, story, (origin, attempts) => {
        const after = live(origin(), attempts).at(-1);
        expect(live(origin(), attempts).at(-1)).toEqual(after);
        let stored: Convention = origin();
        let { now } = at(stored.ended ? '2021-04-12' : '2020-04-10');
        for (const { name, input, hours } of attempts) {
          now += hours * 3_600_000;
          try {
            const { convention } = doAct(stored, name, input, { now, today: parisDate(now) });
            stored = JSON.parse(JSON.stringify(convention));
          } catch (error) {
            if (!(error instanceof Refused)) throw error;
          }
        }
        expect(stored).toEqual(JSON.parse(JSON.stringify(after)));
      }),
      { numRuns: 40 },
    );
  });
});
