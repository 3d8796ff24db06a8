import type { Subject } from '../../../acts/form.ts';
import { type ActForm, actForms, type FormedName, isFormedName } from '../../../acts/forms.ts';
import type { Raw } from '../../../acts/read-answer.ts';
import type { Moment } from '../../../convention/calendar/moment.ts';
import type { Convention } from '../../../convention/convention.ts';
import { cases } from '../../acts/cases.ts';
import { dutyOf } from '../../convention/support.ts';

const sha256 = 'ab'.repeat(32);
const reason = 'décision du 4 mai';

/** Each act of `cases` as somebody fills its form in, on the command of no party; an invitation, from a mail alone. */
export const raws: Readonly<Record<Exclude<FormedName, 'answerInvitation'>, Raw>> = {
  markDone: { duties: 'chorus-access', evidence: ' AIFE-1 ' },
  waiveDuty: { duty: 'credits', reason },
  reopenDuty: { duty: 'chorus-access', reason },
  extendDuty: { party: 'delegator', duty: 'report-2020-04', until: '2020-05-29', reason },
  commentDuty: { party: 'delegatee', duty: 'report-2020-04', comment: 'attend les données de mars' },
  recordSignedText: { evidence: 'https://intranet.example/convention.pdf' },
  recordPublication: { publication: 'maignon', on: '10/04/2020', evidence: 'attestation' },
  recordApproval: { on: '10/04/2020', evidence: 'arrêté du 10 avril' },
  confirmEffect: { on: '2020-04-06', reason },
  submitReport: {
    period: '2020-04',
    spent: '1 250,50 €',
    progress: 'Bien.',
    forecast: 'Deux commandes.',
    orders: '',
    consumption: '',
  },
  acceptReport: { duty: 'report-2020-04' },
  askCorrection: { duty: 'report-2020-04', reason },
  scheduleCommittee: { on: '2021-03-30', time: '14:30', place: 'Ségur, salle 1' },
  holdCommittee: { on: '2021-03-30', decision: 'Poursuivre', minutes: 'https://cr.example' },
  cancelCommittee: { reason },
  giveNotice: { from: 'delegator', receivedOn: '2020-07-01', reason },
  withdrawNotice: { party: 'delegatee', reason },
  confirmHandover: { handover: '1' },
  refuseHandover: { handover: '1', reason },
  replaceContact: { contact: 'dgefp-budget', name: 'Grace Hopper', email: 'grace@dgefp.example', reason },
  declareAbsence: {
    contact: 'dgefp-budget',
    since: '04/05/2020',
    until: '15/05/2020',
    name: 'Sacha Moreau',
    email: 'sacha.moreau@dgefp.example',
  },
  chooseRhythm: { contact: 'dgefp-budget', mails: 'mondays' },
  retryAddress: { contact: 'dgefp-budget' },
  pauseReminders: { until: '2020-05-18', reason },
  requestInformation: { from: 'delegatee', subject: 'Prévisions' },
  recordYearEnd: { year: '2020', commitments: '2020-11-27', payments: '2020-12-10' },
  recordEntry: {
    kind: 'commitment',
    amount: '40 000',
    on: '2020-05-04',
    reference: 'EJ 1500000001',
    order: '1500000001',
    supplier: 'Scopyleft',
    contract: '',
    deliveryEndsOn: '',
  },
  correctEntry: { seq: '1', on: '', reason },
  declareShortfall: { missing: '5000', reason },
  refuseAdjustment: { reason },
  withdrawShortfall: { reason },
  proposeAmendment: {
    from: 'delegatee',
    ceiling: '120 000',
    until: '',
    changes: '',
    reason,
    effectiveOn: '2020-09-01',
  },
  agreeAmendment: { party: 'delegator' },
  refuseAmendment: { amendment: '1', party: 'delegator', reason },
  withdrawAmendment: { amendment: '1', reason },
  signAmendment: { amendment: '1', on: '2020-05-04', reference: 'Avenant n° 1', signedText: sha256 },
  recordBreach: {
    engagement: 'information',
    facts: 'Aucune prévision reçue.',
    on: '2020-04-30',
    cureBy: '',
  },
  cureBreach: { breach: '1', evidence: 'prévisions reçues le 4 mai' },
  endSupport: {
    breach: '1',
    extent: 'part',
    services: ['website', 'support'],
    on: '2020-06-30',
    reason,
  },
  agreeEnd: { party: 'delegatee', on: '2020-09-30', reason },
  answerRenewal: { party: 'delegator', agrees: 'oui', reason: '' },
  proposeBalance: { amount: '1 000', use: 'Restitution au programme 103' },
  counterBalance: { amount: '900,00', use: 'Report sur 2021' },
  agreeBalance: {},
  undoAct: { line: '3', reason },
  terminate: { reason },
};

/** Each act with its form, at a moment when it is possible, and how the form is filled in. */
export const filledCases = cases.flatMap(({ name, ...one }) =>
  isFormedName(name) && name !== 'answerInvitation'
    ? [{ ...one, name, form: actForms[name], raw: { ...raws[name], ...ticked(one.input) } }]
    : [],
);

/** The box by which somebody agrees to what they are shown. */
export function ticked({ agreesTo }: { readonly agreesTo?: unknown }): Raw {
  return typeof agreesTo === 'string' ? { agreesTo } : {};
}

/** The forms that make sense now to the party of the subject, or to an admin when it has none. */
export function formsFor(subject: Subject): readonly ActForm[] {
  return Object.values(actForms).filter((form) => form.offered(subject));
}

/** What a form is about, on a day; the duty by its id. */
export function subjectOf(
  convention: Convention,
  { today }: Moment,
  { duty, party }: { readonly duty?: string; readonly party?: 'delegator' | 'delegatee' } = {},
): Subject {
  return {
    convention,
    today,
    ...(duty ? { duty: dutyOf(convention, duty) } : {}),
    ...(party ? { party } : {}),
  };
}

/** Forms by their acts. */
export function actsOf(forms: readonly { readonly act: string }[]): string[] {
  return forms.map(({ act }) => act);
}
