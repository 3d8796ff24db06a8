import fc from 'fast-check';
import { type ActName, actNames, checkAct, doAct } from '../../acts/acts.ts';
import { asItStands } from '../../acts/agreeing.ts';
import type { Moment } from '../../convention/calendar/moment.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { addDays, type PlainDate } from '../../convention/calendar/plain-date.ts';
import type { Convention } from '../../convention/convention.ts';
import { dutiesOf } from '../../convention/duties/duties.ts';
import { Refused } from '../../convention/errors.ts';
import type { News } from '../../convention/mailing/audience.ts';
import { lived } from '../convention/lived.ts';
import { anyDay, at, deepFreeze, ended, example, inForce, signed } from '../convention/support.ts';
import { toApprove } from './fixtures.ts';

/** An act that somebody tries. */
export interface Attempt {
  readonly name: ActName;
  /** What is written; `today-3` stands for a day, `#ledger` for the last entry’s number (`itsTurn`). */
  readonly input: unknown;
  /** Hours since the attempt before. */
  readonly hours: number;
}

const someDay = anyDay('2020-03-01', '2021-12-31');
const lately = fc.oneof(
  { weight: 6, arbitrary: fc.nat(6).map((days) => `today-${days}`) },
  { weight: 1, arbitrary: fc.nat(90).map((days) => `today-${days}`) },
);
const soon = fc.nat(200).map((days) => `today+${days}`);
const anyTime = fc.oneof(lately, soon, someDay);
const by = fc.constantFrom('Ada', 'Grace');
const reason = fc.constantFrom('décision', 'accord');
const party = fc.constantFrom('delegator', 'delegatee');
const duty = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('chorus-access', 'chorus-codings', 'controller-copies') },
  fc.constantFrom('credits', 'committee-1', 'report-2020-04', 'publication-maignon'),
  fc.constantFrom(...dutiesOf(inForce()).map(({ id }) => id as string)),
  fc.constantFrom(
    'request-1',
    'services-closed',
    'notice-end-2020-07-01',
    'amendment-1-delegator',
    'amendment-1-copies',
    'breach-1',
    'shortfall-1',
    'suspension-1',
    'renewal-1-delegator',
    'renewal-1-notice',
    'report-final-2',
    'committee-2',
    'open-commitments',
    'nothing',
    'constructor',
    '__proto__',
  ),
);
const committee = fc.constantFrom(1, 2, 2, 3);
const publication = fc.constantFrom('maignon', 'data-gouv', 'bo');
const order = fc.constantFrom('1500000001', '1500000002', '1500000003');
const amount = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 300 }).map((hundreds) => hundreds * 100) },
  { weight: 1, arbitrary: fc.constantFrom(0.01, 12.5, 99_999.99, 100_000, 1e6, 0, -1, 1.005) },
);
const reference = fc.constant('Chorus');
const entry = fc.oneof(
  fc.record({ kind: fc.constant('credits'), on: lately, reference, amount }),
  fc.record(
    {
      kind: fc.constant('commitment'),
      on: lately,
      reference,
      order,
      amount,
      supplier: reason,
      contract: reason,
      deliveryEndsOn: anyTime,
    },
    { requiredKeys: ['kind', 'on', 'reference', 'order', 'amount', 'supplier'] },
  ),
  fc.record({
    kind: fc.constant('change'),
    on: lately,
    reference,
    order,
    amount: amount.chain((euros) => fc.constantFrom(euros, -euros)),
  }),
  fc.record({ kind: fc.constantFrom('acceptance', 'payment'), on: lately, reference, order, amount }),
);
const importLine = fc
  .record({
    kind: fc.constantFrom('commitment', 'commitment', 'commitment', 'acceptance', 'payment'),
    order,
    item: fc.constantFrom(10, 20),
    on: lately,
    share: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 10 }) },
      { weight: 1, arbitrary: fc.integer({ min: -1, max: 40 }) },
    ),
  })
  .map(({ item, share, ...line }) => ({
    ...line,
    amount: share * (line.kind === 'commitment' ? 200_000 : 30_000),
    key: `${line.kind} ${line.order} ${item}`,
    supplier: 'X',
    reference: 'Chorus',
  }));
const months = fc.array(
  fc.record({
    month: fc.constantFrom('2020-05', '2020-06', '2020-12', '2021-04', '2021-09'),
    amount: fc.constantFrom(0, 10_000, 60_000),
  }),
  { maxLength: 3 },
);
const ceiling = fc.oneof(
  fc.integer({ min: 1, max: 300 }).map((thousands) => thousands * 1000),
  fc.constantFrom(0, null),
);
const span = fc.record({ from: fc.constantFrom('signature', 'effect', 'end'), days: fc.nat(60) });
/** What an amendment may take away, whatever has come of it. */
const clause = fc.constantFrom(
  'reports',
  'committee',
  'yearEnd',
  'shortfall',
  'breach',
  'balance',
  'handOver',
  'servicesEnd',
  'requests',
  'renewal',
  'credits',
);
/** What an amendment changes. */
export const changes: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  fc.record({ budget: fc.record({ ceiling }) }),
  fc.record({ term: fc.record({ months: fc.integer({ min: 1, max: 30 }) }) }),
  fc.record({ term: fc.record({ until: soon }) }),
  fc.record({
    renewal: fc.record(
      {
        article: fc.constant('7'),
        mode: fc.constantFrom('express', 'tacit'),
        months: fc.constantFrom(3, 12),
        maximum: fc.constantFrom(null, 1, 2),
        ceiling: fc.constantFrom(10_000, 150_000),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({ committee: fc.record({ everyMonths: fc.constantFrom(1, 3, 6) }) }),
  fc.record({ reports: fc.record({ dueWorkingDay: fc.constantFrom(1, 20) }) }),
  fc.record({ notice: fc.record({ months: fc.constantFrom(1, 6, 24) }) }),
  fc.record({ community: fc.constantFrom(null, { items: [{ id: 'website', title: 'Site' }] }) }),
  fc.record({ deliverables: fc.constantFrom(null, { items: [{ id: 'stats', title: 'Statistiques' }] }) }),
  clause.map((name) => ({ [name]: null })),
  fc.record({
    duties: fc.array(
      fc.record({
        id: fc.constantFrom('audit', 'bilan'),
        article: fc.constant('4'),
        title: reason,
        holder: fc.constantFrom('delegator', 'delegatee', 'manager'),
        evidence: reason,
        opens: span,
        due: span,
      }),
      { maxLength: 2 },
    ),
  }),
  fc.record({ delegatee: fc.record({ shortName: reason }) }),
  fc.constantFrom<Record<string, unknown>>({}, { budget: null }, { signedOn: '2020-01-01' }, { title: '' }),
  fc.dictionary(fc.string(), fc.jsonValue()).map((given) => ({ ...given })),
);
const sha256 = fc.constant('0'.repeat(64));
const proposalOfAmendment = fc.record({ by, from: party, changes, reason, effectiveOn: anyTime });
const signatureOf = (amendment: fc.Arbitrary<unknown>) =>
  fc.record({ by, amendment, on: fc.constantFrom('today-0', 'today-3'), reference, sha256 });
const number = fc.constantFrom<unknown>(1, 2, '#amendments', '#amendments');

const inputs: Record<ActName, fc.Arbitrary<unknown>> = {
  markDone: fc.record({ by, duties: fc.array(fc.record({ duty, evidence: reason }), { maxLength: 3 }) }),
  waiveDuty: fc.record({ by, duty, reason }),
  reopenDuty: fc.record({ by, duty, reason }),
  recordSignedText: fc.record({ by, evidence: reason }),
  recordPublication: fc.record({ by, publication, on: fc.oneof(lately, someDay), evidence: reason }),
  recordApproval: fc.record({ by, on: fc.oneof(lately, someDay), evidence: reason }),
  confirmEffect: fc.record({ by, on: fc.oneof(someDay, lately), reason }),
  submitReport: fc.record(
    {
      by,
      period: fc.constantFrom('#month', '#month', '2020-04', '2020-09', '2021-04', 'final', 'final-2'),
      spent: fc.constantFrom(0, 12.5, 1e6),
      progress: reason,
      forecast: reason,
      orders: months,
      consumption: months,
    },
    { requiredKeys: ['by', 'period', 'progress', 'forecast'] },
  ),
  scheduleCommittee: fc.record(
    {
      by,
      on: fc.oneof(soon, anyTime),
      time: fc.constantFrom('09:00', '02:30'),
      place: reason,
      committee,
    },
    { requiredKeys: ['by', 'on', 'time', 'place'] },
  ),
  holdCommittee: fc.record(
    { by, on: fc.oneof(lately, anyTime), decision: reason, minutes: reason, committee },
    { requiredKeys: ['by', 'on', 'decision', 'minutes'] },
  ),
  cancelCommittee: fc.record({ by, reason, committee }, { requiredKeys: ['by', 'reason'] }),
  answerInvitation: fc.record(
    {
      by,
      meeting: fc.constantFrom(1, 1, 2),
      contact: fc.constantFrom('bruno-lucas', 'dgefp-produit', 'dinum-programme', 'dsaf', 'nobody'),
      answer: fc.constantFrom('accepted', 'declined', 'tentative'),
      comment: reason,
    },
    { requiredKeys: ['by', 'meeting', 'contact', 'answer'] },
  ),
  giveNotice: fc.record({ by, from: party, receivedOn: fc.oneof(someDay, lately), reason }),
  withdrawNotice: fc.record({ by, party, reason }),
  replaceContact: fc.record({
    by,
    contact: fc.constantFrom('bruno-lucas', 'dsaf', 'nobody'),
    name: reason,
    email: fc.constantFrom('a@a.example', 'b@a.example'),
    reason,
  }),
  retryAddress: fc.record({ by, contact: fc.constantFrom('bruno-lucas', 'dsaf', 'nobody') }),
  askHandover: fc.record({
    by,
    contact: fc.constantFrom('bruno-lucas', 'dsaf', 'nobody'),
    name: reason,
    email: fc.constantFrom('a@a.example', 'b@a.example'),
  }),
  confirmHandover: fc.record({ by, handover: fc.constantFrom(1, 1, 2) }),
  refuseHandover: fc.record({ by, handover: fc.constantFrom(1, 2), reason }),
  requestLink: fc.record({ by, contact: fc.constantFrom('bruno-lucas', 'dsaf', 'nobody'), about: duty }),
  pauseReminders: fc.record({ by, until: fc.option(anyTime), reason }),
  requestInformation: fc.record({ by, from: party, subject: reason }),
  recordYearEnd: fc.record({
    by,
    year: fc.constantFrom(2020, 2021),
    commitments: someDay,
    payments: someDay,
  }),
  recordEntry: fc.record({ by, entry }),
  correctEntry: fc.record(
    { by, seq: fc.constantFrom<unknown>(1, 2, 3, '#ledger', 0), on: lately, reason },
    { requiredKeys: ['by', 'seq', 'reason'] },
  ),
  importLedger: fc.record({
    by,
    source: reason,
    sha256,
    lines: fc.array(importLine, { minLength: 1, maxLength: 6 }),
  }),
  declareShortfall: fc.record({ by, missing: amount, reason }),
  refuseAdjustment: fc.record({ by, reason }),
  withdrawShortfall: fc.record({ by, reason }),
  proposeAmendment: proposalOfAmendment,
  agreeAmendment: fc.record({ by, amendment: number, party }),
  refuseAmendment: fc.record({ by, amendment: number, party, reason }),
  withdrawAmendment: fc.record({ by, amendment: number, reason }),
  signAmendment: signatureOf(number),
  recordBreach: fc.record(
    {
      by,
      engagement: fc.constantFrom('information', 'committee', 'nothing'),
      facts: reason,
      on: lately,
      cureBy: fc.constantFrom('today+1', 'today+20'),
    },
    { requiredKeys: ['by', 'engagement', 'facts', 'on'] },
  ),
  cureBreach: fc.record({ by, breach: fc.constantFrom<unknown>(1, 2, '#breaches'), evidence: reason }),
  endSupport: fc.record({
    by,
    breach: fc.constantFrom<unknown>(1, 2, '#breaches'),
    services: fc.constantFrom('all', ['website'], ['support', 'clubs'], ['nothing'], []),
    on: fc.nat(40).map((days) => `today+${days}`),
    reason,
  }),
  agreeEnd: fc.record({ by, party, on: fc.oneof(soon, fc.constantFrom('2021-01-31', 'today+30')), reason }),
  answerRenewal: fc.record({
    by,
    party,
    agrees: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
  }),
  proposeBalance: fc.record(
    { by, amount: fc.constantFrom(0, 12.5, 900, 1e6), use: reason },
    { requiredKeys: ['by', 'use'] },
  ),
  counterBalance: fc.record(
    { by, amount: fc.constantFrom(0, 12.5, 900, 1e6), use: reason },
    { requiredKeys: ['by', 'use'] },
  ),
  agreeBalance: fc.record({ by }),
  terminate: fc.record({ by, reason }),
};

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
  { weight: 2, arbitrary: several('markDone', 'waiveDuty', 'reopenDuty') },
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
      'retryAddress',
    ),
  },
  { weight: 1, arbitrary: several('recordPublication', 'recordPublication', 'confirmEffect') },
  { weight: 2, arbitrary: both('answerRenewal', fc.constant({ agrees: true })) },
  { weight: 1, arbitrary: several('submitReport') },
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
  ...Object.fromEntries(
    [
      'budget',
      'publications',
      'chorusAccess',
      'credits',
      'codings',
      'copies',
      'requests',
      'community',
      'deliverables',
      'handOver',
      'reports',
      'committee',
      'yearEnd',
      'shortfall',
      'breach',
      'servicesEnd',
      'balance',
    ].map((clause) => [clause, null]),
  ),
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
    if (input === '#amendments') return convention.amendments.length;
    if (input === '#breaches') return convention.breaches.length;
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
