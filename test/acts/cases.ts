import type { ActName } from '../../acts/acts.ts';
import { proposalFor } from '../../acts/agreeing.ts';
import type { Moment } from '../../convention/calendar/moment.ts';
import type { Convention } from '../../convention/convention.ts';
import type { ErrorCode } from '../../convention/errors.ts';
import { acting, at, ended, inForce, signed } from '../convention/support.ts';
import {
  agreed,
  amending,
  breach,
  breached,
  by,
  convened,
  done,
  handoverAsked,
  july,
  lacking,
  may,
  meeting,
  notice,
  noticed,
  order,
  ordered,
  proposal,
  proposed,
  raise,
  reason,
  report,
  reported,
  sha256,
  signature,
  toApprove,
} from './fixtures.ts';

/** One act at a moment when it is possible; `again` is the refusal of doing it twice. */
export interface Case {
  readonly name: ActName;
  readonly before: Convention;
  readonly moment: Moment;
  readonly input: Record<string, unknown>;
  readonly again: ErrorCode;
}

const line = {
  key: 'AE 1500000001 10',
  kind: 'commitment',
  order: '1500000001',
  on: '2020-05-04',
  amount: 4_000_000,
  supplier: 'Scopyleft',
  reference: 'EJ 1500000001, poste 10',
};

const written: readonly Case[] = [
  { name: 'markDone', before: signed(), moment: may, input: done, again: 'ALREADY_DONE' },
  {
    name: 'waiveDuty',
    before: signed(),
    moment: may,
    input: { by, duty: 'credits', reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'reopenDuty',
    before: acting(signed(), may, ['markDone', done]),
    moment: may,
    input: { by, duty: 'chorus-access', reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'extendDuty',
    before: inForce(),
    moment: may,
    input: { by, party: 'delegator', duty: 'report-2020-04', until: '2020-05-29', reason },
    again: 'BAD_DATE',
  },
  {
    name: 'commentDuty',
    before: inForce(),
    moment: may,
    input: { by, party: 'delegatee', duty: 'report-2020-04', comment: 'attend les données de mars' },
    again: 'ALREADY_DONE',
  },
  {
    name: 'recordSignedText',
    before: inForce(),
    moment: may,
    input: { by, evidence: 'https://intranet.example/convention.pdf' },
    again: 'ALREADY_DONE',
  },
  {
    name: 'recordPublication',
    before: signed(),
    moment: may,
    input: { by, publication: 'maignon', on: '2020-04-10', evidence: 'attestation' },
    again: 'ALREADY_DONE',
  },
  {
    name: 'recordApproval',
    before: toApprove,
    moment: may,
    input: { by, on: '2020-04-10', evidence: 'arrêté du 10 avril' },
    again: 'ALREADY_DONE',
  },
  {
    name: 'confirmEffect',
    before: inForce(),
    moment: may,
    input: { by, on: '2020-04-06', reason },
    again: 'ALREADY_DONE',
  },
  { name: 'submitReport', before: inForce(), moment: may, input: report, again: 'ALREADY_DONE' },
  {
    name: 'acceptReport',
    before: reported,
    moment: may,
    input: { by, duty: 'report-2020-04' },
    again: 'ALREADY_DONE',
  },
  {
    name: 'askCorrection',
    before: reported,
    moment: may,
    input: { by, duty: 'report-2020-04', reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'scheduleCommittee',
    before: inForce(),
    moment: at('2021-03-01'),
    input: { ...meeting, committee: 1 },
    again: 'ALREADY_DONE',
  },
  {
    name: 'holdCommittee',
    before: convened,
    moment: at('2021-03-30', '17:00'),
    input: { by, on: '2021-03-30', decision: 'Poursuivre', minutes: 'https://cr.example', committee: 1 },
    again: 'ALREADY_DONE',
  },
  {
    name: 'cancelCommittee',
    before: convened,
    moment: at('2021-03-02'),
    input: { by, reason },
    again: 'NOT_NOW',
  },
  {
    name: 'answerInvitation',
    before: convened,
    moment: at('2021-03-02'),
    input: { by, meeting: 1, contact: 'dinum-programme', answer: 'declined', comment: 'en congé' },
    again: 'ALREADY_DONE',
  },
  { name: 'giveNotice', before: inForce(), moment: july, input: notice, again: 'ALREADY_DONE' },
  {
    name: 'withdrawNotice',
    before: noticed,
    moment: july,
    input: { by, party: 'delegatee', reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'replaceContact',
    before: inForce(),
    moment: may,
    input: { by, contact: 'dgefp-budget', name: 'Grace Hopper', email: 'grace@dgefp.example', reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'declareAbsence',
    before: inForce(),
    moment: may,
    input: {
      by,
      contact: 'dgefp-budget',
      since: '2020-05-04',
      until: '2020-05-15',
      name: 'Sacha Moreau',
      email: 'sacha.moreau@dgefp.example',
    },
    again: 'ALREADY_DONE',
  },
  {
    name: 'chooseRhythm',
    before: inForce(),
    moment: may,
    input: { by, contact: 'dgefp-budget', mails: 'mondays' },
    again: 'ALREADY_DONE',
  },
  {
    name: 'retryAddress',
    before: { ...inForce(), faults: [{ at: 0, contact: 'dgefp-budget', reason: '550 5.1.1' }] },
    moment: may,
    input: { by, contact: 'dgefp-budget' },
    again: 'ALREADY_DONE',
  },
  {
    name: 'askHandover',
    before: inForce(),
    moment: may,
    input: { by, contact: 'dgefp-budget', name: 'Grace Hopper', email: 'grace@dgefp.example' },
    again: 'NOT_NOW',
  },
  {
    name: 'confirmHandover',
    before: handoverAsked,
    moment: may,
    input: { by, handover: 1 },
    again: 'ALREADY_DONE',
  },
  {
    name: 'refuseHandover',
    before: handoverAsked,
    moment: may,
    input: { by, handover: 1, reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'requestLink',
    before: inForce(),
    moment: may,
    input: { by, contact: 'dgefp-budget', about: 'credits' },
    again: 'NOT_NOW',
  },
  {
    name: 'pauseReminders',
    before: inForce(),
    moment: may,
    input: { by, until: '2020-05-18', reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'requestInformation',
    before: inForce(),
    moment: may,
    input: { by, from: 'delegatee', subject: 'Prévisions' },
    again: 'ALREADY_DONE',
  },
  {
    name: 'recordYearEnd',
    before: inForce(),
    moment: may,
    input: { by, year: 2020, commitments: '2020-11-27', payments: '2020-12-10' },
    again: 'ALREADY_DONE',
  },
  {
    name: 'recordEntry',
    before: inForce(),
    moment: may,
    input: { by, entry: order },
    again: 'ALREADY_DONE',
  },
  {
    name: 'correctEntry',
    before: ordered,
    moment: may,
    input: { by, seq: 1, reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'importLedger',
    before: inForce(),
    moment: may,
    input: { by, source: 'inf-bud-53.csv', sha256, lines: [line] },
    again: 'ALREADY_DONE',
  },
  {
    name: 'declareShortfall',
    before: inForce(),
    moment: may,
    input: { by, missing: 5000, reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'refuseAdjustment',
    before: lacking,
    moment: may,
    input: { by, reason },
    again: 'ALREADY_DONE',
  },
  { name: 'withdrawShortfall', before: lacking, moment: may, input: { by, reason }, again: 'NOT_NOW' },
  { name: 'proposeAmendment', before: inForce(), moment: may, input: raise, again: 'ALREADY_DONE' },
  {
    name: 'agreeAmendment',
    before: amending,
    moment: may,
    input: { by, amendment: 1, party: 'delegator' },
    again: 'ALREADY_DONE',
  },
  {
    name: 'refuseAmendment',
    before: amending,
    moment: may,
    input: { by, amendment: 1, party: 'delegator', reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'withdrawAmendment',
    before: amending,
    moment: may,
    input: { by, amendment: 1, reason },
    again: 'ALREADY_DONE',
  },
  { name: 'signAmendment', before: agreed, moment: may, input: signature, again: 'ALREADY_DONE' },
  { name: 'recordBreach', before: inForce(), moment: may, input: breach, again: 'ALREADY_DONE' },
  {
    name: 'cureBreach',
    before: breached,
    moment: may,
    input: { by, breach: 1, evidence: 'prévisions reçues le 4 mai' },
    again: 'ALREADY_DONE',
  },
  {
    name: 'endSupport',
    before: breached,
    moment: may,
    input: { by, breach: 1, services: ['website', 'support'], on: '2020-06-30', reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'agreeEnd',
    before: inForce(),
    moment: may,
    input: { by, party: 'delegatee', on: '2020-09-30', reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'answerRenewal',
    before: inForce({ renewal: { mode: 'express' } }),
    moment: at('2021-02-01'),
    input: { by, party: 'delegator', agrees: true },
    again: 'ALREADY_DONE',
  },
  {
    name: 'proposeBalance',
    before: ended(),
    moment: at('2021-04-12'),
    input: proposal,
    again: 'ALREADY_DONE',
  },
  {
    name: 'counterBalance',
    before: proposed,
    moment: at('2021-04-13'),
    input: { by, amount: 900, use: 'Report sur 2021' },
    again: 'ALREADY_DONE',
  },
  { name: 'agreeBalance', before: proposed, moment: at('2021-04-13'), input: { by }, again: 'ALREADY_DONE' },
  {
    name: 'undoAct',
    before: acting(inForce(), may, [
      'extendDuty',
      { by, party: 'delegator', duty: 'report-2020-04', until: '2020-05-29', reason },
    ]),
    moment: may,
    input: { by, line: 3, reason },
    again: 'ALREADY_DONE',
  },
  { name: 'terminate', before: inForce(), moment: may, input: { by, reason }, again: 'CLOSED' },
];

/** One of each act; whoever agrees has what they agree to before their eyes. */
export const cases: readonly Case[] = written.map((one) => ({
  ...one,
  input: { ...one.input, ...shownMark(one) },
}));

function shownMark({ before, name, input }: Case): { readonly agreesTo?: string } {
  const agreesTo = proposalFor(before, name, input)?.mark;
  return agreesTo === undefined ? {} : { agreesTo };
}
