import fc from 'fast-check';
import { type ActName, actNames, checkAct, doAct } from '../../acts/acts.ts';
import { asItStands } from '../../acts/agreeing.ts';
import type { Moment } from '../../convention/calendar/moment.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { addDays, type PlainDate } from '../../convention/calendar/plain-date.ts';
import type { Convention } from '../../convention/convention.ts';
import { clauseNames } from '../../convention/document/schema.ts';
import { Refused } from '../../convention/errors.ts';
import type { News } from '../../convention/mailing/audience.ts';
import { lived } from '../convention/lived.ts';
import { at, deepFreeze, ended, example, inForce, signed } from '../convention/support.ts';
import { toApprove } from './fixtures.ts';
import { by, inputs, party, proposalOfAmendment, reason, signatureOf, soon } from './inputs.ts';

/** An act that somebody tries. */
export interface Attempt {
  readonly name: ActName;
  /** What is written; `today-3` stands for a day, `#ledger` for the last entry’s number (`itsTurn`). */
  readonly input: unknown;
  /** Hours since the attempt before. */
  readonly hours: number;
}

const anything = fc.oneof({ weight: 1, arbitrary: fc.anything() }, { weight: 1, arbitrary: fc.object() });
const attemptOf = (name: ActName, input: fc.Arbitrary<unknown> = inputs[name], most = 700) =>
  fc.record({ name: fc.constant(name), input, hours: fc.nat(most) });
const anyAct = fc
  // A stop ends every story: it is left out of most of them.
  .oneof(
    { weight: 90, arbitrary: fc.constantFrom(...actNames.filter((name) => name !== 'terminate')) },
    { weight: 1, arbitrary: fc.constant('terminate' as const) },
  )
  .chain((name) =>
    attemptOf(
      name,
      fc.oneof({ weight: 20, arbitrary: inputs[name] }, { weight: 1, arbitrary: anything }),
    ).map((one) => [one]),
  );

const last = fc.constant('#amendments');
const agreedBy = (one: 'delegator' | 'delegatee') =>
  attemptOf('agreeAmendment', fc.record({ by, amendment: last, party: fc.constant(one) }), 100);

/** An amendment that goes all the way, unless what it changes cannot be. */
const amendment = fc.tuple(
  attemptOf('proposeAmendment', proposalOfAmendment),
  agreedBy('delegator'),
  agreedBy('delegatee'),
  attemptOf('signAmendment', signatureOf(last), 100),
);

/** An amendment that goes no further. */
const abandoned = fc.tuple(
  attemptOf('proposeAmendment', proposalOfAmendment),
  fc.oneof(
    attemptOf('refuseAmendment', fc.record({ by, amendment: last, party, reason }), 1500),
    attemptOf('withdrawAmendment', fc.record({ by, amendment: last, reason }), 1500),
  ),
);

/** What one party does, then the other. */
const both = (name: 'answerRenewal' | 'agreeEnd' | 'withdrawNotice', input: fc.Arbitrary<object>) =>
  fc.tuple(input, fc.nat(100), fc.nat(100)).map(([given, ...hours]) =>
    (['delegator', 'delegatee'] as const).map(
      (one, index): Attempt => ({
        name,
        input: { ...given, by: 'Ada', party: one },
        hours: hours[index] ?? 0,
      }),
    ),
  );
const several = (...ofThem: ActName[]) =>
  fc
    .array(fc.constantFrom(...ofThem), { minLength: 1, maxLength: 5 })
    .chain((chosen) => fc.tuple(...chosen.map((name) => attemptOf(name, inputs[name], 100))));

/** Somebody is named from a mail, and whoever knows them answers. */
const handover = fc.tuple(
  attemptOf('askHandover', inputs.askHandover, 100),
  fc.oneof(
    attemptOf('confirmHandover', inputs.confirmHandover, 100),
    attemptOf('refuseHandover', inputs.refuseHandover, 100),
  ),
);
const chapter: fc.Arbitrary<readonly Attempt[]> = fc.oneof(
  { weight: 6, arbitrary: anyAct },
  { weight: 5, arbitrary: several('recordEntry', 'recordEntry', 'correctEntry', 'importLedger') },
  { weight: 4, arbitrary: amendment },
  { weight: 2, arbitrary: abandoned },
  { weight: 1, arbitrary: handover },
  { weight: 2, arbitrary: several('markDone', 'waiveDuty', 'reopenDuty', 'extendDuty', 'commentDuty') },
  {
    weight: 2,
    arbitrary: several(
      'scheduleCommittee',
      'scheduleCommittee',
      'answerInvitation',
      'holdCommittee',
      'cancelCommittee',
    ),
  },
  {
    weight: 1,
    arbitrary: several(
      'pauseReminders',
      'requestInformation',
      'recordYearEnd',
      'replaceContact',
      'declareAbsence',
      'chooseRhythm',
      'retryAddress',
    ),
  },
  { weight: 1, arbitrary: several('recordPublication', 'recordPublication', 'confirmEffect') },
  { weight: 2, arbitrary: both('answerRenewal', fc.constant({ agrees: true })) },
  { weight: 1, arbitrary: several('submitReport', 'askCorrection', 'acceptReport') },
  { weight: 1, arbitrary: several('declareShortfall', 'refuseAdjustment', 'withdrawShortfall') },
  {
    weight: 1,
    arbitrary: fc
      .tuple(several('recordBreach'), several('cureBreach', 'endSupport'))
      .map(([breaches, answers]) => [...breaches, ...answers]),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(several('proposeBalance'), several('counterBalance', 'agreeBalance'))
      .map(([proposals, answers]) => [...proposals, ...answers]),
  },
  { weight: 1, arbitrary: attemptOf('giveNotice').map((one) => [one]) },
  { weight: 1, arbitrary: both('withdrawNotice', fc.constant({ reason: 'accord' })) },
  { weight: 1, arbitrary: both('agreeEnd', fc.record({ on: soon, reason })) },
);

/** What people try one after the other. */
export const story: fc.Arbitrary<readonly Attempt[]> = fc
  .array(chapter, { minLength: 1, maxLength: 12, size: 'max' })
  .map((chapters) => chapters.flat());

const { budget } = example();
/** « Signaux Faibles » of which nothing is said but who, and that it takes effect when it is signed. */
const withoutClauses = {
  ...Object.fromEntries(clauseNames.map((clause) => [clause, null])),
  effect: { conditions: ['signature'] },
};

const withoutCeiling = {
  budget: { ...Object(budget), ceiling: null },
  renewal: { mode: 'tacit', maximum: null },
};

/** A convention that a failing story names instead of printing it whole. */
function named(name: string, convention: Convention): Convention {
  const copy = { ...convention };
  Object.defineProperty(copy, fc.toStringMethod, { value: () => name });
  return Object.freeze(copy);
}

/** An address that is refused, to be tried again. */
const refused = { at: at('2020-04-01').now, contact: 'bruno-lucas', reason: '550 5.1.1' };

/** Where a story begins. */
export const origins: fc.Arbitrary<Convention> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(named('signed', signed())) },
  { weight: 4, arbitrary: fc.constant(named('published', { ...inForce(), faults: [refused] })) },
  { weight: 2, arbitrary: fc.constant(named('over', ended())) },
  {
    weight: 2,
    arbitrary: fc.constant(
      named(
        'renewed expressly',
        inForce({ term: { months: 3 }, renewal: { mode: 'express', months: 3, maximum: null } }),
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constant(
      named(
        'renewed tacitly',
        inForce({
          term: { months: 4 },
          renewal: { mode: 'tacit', months: 2, maximum: 3, ceiling: 50_000 },
        }),
      ),
    ),
  },
  { weight: 1, arbitrary: fc.constant(named('without a ceiling', inForce(withoutCeiling))) },
  { weight: 1, arbitrary: fc.constant(named('to be approved', toApprove)) },
  { weight: 1, arbitrary: fc.constant(named('of no clause', signed(withoutClauses))) },
);

/** An attempt, and the convention before and after it: the same when it was refused. */
export interface Step {
  readonly before: Convention;
  readonly after: Convention;
  readonly moment: Moment;
  /** What people were told of it. */
  readonly news: readonly News[];
}

/** What comes of each attempt; the calendar goes on in between. */
export function live(
  origin: Convention,
  attempts: readonly Attempt[],
  stored: (convention: Convention) => Convention = deepFreeze,
): Step[] {
  let { now } = at(origin.ended ? '2021-04-12' : '2020-04-10');
  let convention = origin;
  return attempts.map(({ name, input, hours }) => {
    now += hours * 3_600_000;
    const moment = { now, today: parisDate(now) };
    const before = stored(lived(convention, moment));
    const written = asItStands(before, name, itsTurn(input, before, moment.today));
    try {
      const { convention: after, news } = doAct(before, name, written, moment);
      convention = stored(after);
      return { before, after: convention, moment, news };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      expect(() => checkAct(before, name, written, moment)).toThrow(error.message);
      convention = before;
    }
    return { before, after: convention, moment, news: [] };
  });
}

/** An input whose turn has come: days and numbers that depend on what has happened take their value. */
export function itsTurn(input: unknown, convention: Convention, today: PlainDate): unknown {
  if (typeof input === 'string') {
    const days = /^today([+-]\d+)$/.exec(input)?.[1];
    if (days !== undefined) return addDays(today, Number(days));
    if (input === '#ledger') return convention.ledger.length;
    if (input === '#journal') return convention.journal.length;
    if (input === '#amendments') return convention.amendments.length;
    if (input === '#breaches') return convention.breaches.length;
    if (input === '#report') return `report-${Object.keys(convention.reports).at(-1)}`;
    if (input === '#month') return today.slice(0, 7);
    return input;
  }
  if (Array.isArray(input)) return input.map((one) => itsTurn(one, convention, today));
  if (typeof input !== 'object' || input === null || !isPlain(input)) return input;
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [key, itsTurn(value, convention, today)]),
  );
}

function isPlain(input: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(input);
  return prototype === null || prototype === Object.prototype;
}
