import fc from 'fast-check';
import type { ActName } from '../../acts/acts.ts';
import { dutiesOf } from '../../convention/duties/duties.ts';
import { anyDay, inForce } from '../convention/support.ts';

// What somebody may write in each act, at random.

const someDay = anyDay('2020-03-01', '2021-12-31');
const lately = fc.oneof(
  { weight: 6, arbitrary: fc.nat(6).map((days) => `today-${days}`) },
  { weight: 1, arbitrary: fc.nat(90).map((days) => `today-${days}`) },
);
export const soon = fc.nat(200).map((days) => `today+${days}`);
const anyTime = fc.oneof(lately, soon, someDay);
export const by = fc.constantFrom('Ada', 'Grace');
export const reason = fc.constantFrom('décision', 'accord');
export const party = fc.constantFrom('delegator', 'delegatee');
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
export const proposalOfAmendment = fc.record({ by, from: party, changes, reason, effectiveOn: anyTime });
export const signatureOf = (amendment: fc.Arbitrary<unknown>) =>
  fc.record({ by, amendment, on: fc.constantFrom('today-0', 'today-3'), reference, sha256 });
const number = fc.constantFrom<unknown>(1, 2, '#amendments', '#amendments');

export const inputs: Record<ActName, fc.Arbitrary<unknown>> = {
  markDone: fc.record({ by, duties: fc.array(fc.record({ duty, evidence: reason }), { maxLength: 3 }) }),
  waiveDuty: fc.record({ by, duty, reason }),
  reopenDuty: fc.record({ by, duty, reason }),
  extendDuty: fc.record({ by, party, duty, until: fc.oneof(soon, anyTime), reason }),
  commentDuty: fc.record({ by, party, duty, comment: reason }),
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
  acceptReport: fc.record({ by, duty: fc.oneof(fc.constant('#report'), duty) }),
  askCorrection: fc.record({
    by,
    duty: fc.oneof(fc.constant('#report'), duty),
    reason,
  }),
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
  declareAbsence: fc.record({
    by,
    contact: fc.constantFrom('bruno-lucas', 'dgefp-budget', 'gestionnaire', 'dsaf', 'nobody'),
    since: fc.option(soon, { nil: undefined }),
    until: fc.oneof(soon, anyTime),
    name: reason,
    email: fc.constantFrom('a@a.example', 'b@a.example', 'budget@dgefp.example', 'budget@dinum.example'),
  }),
  chooseRhythm: fc.record({
    by,
    contact: fc.constantFrom('bruno-lucas', 'dgefp-budget', 'dinum-budget', 'gestionnaire', 'dsaf', 'nobody'),
    mails: fc.constantFrom('daily', 'mondays', 'mondays'),
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
  undoAct: fc.record({ by, line: fc.oneof(fc.constant('#journal'), fc.nat(30)), reason }),
  terminate: fc.record({ by, reason }),
};
