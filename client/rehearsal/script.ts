import { z } from 'zod';
import { type ActName, acts } from '../../convention/acts/acts.ts';
import { type Instant, parisInstant } from '../../convention/calendar/paris.ts';
import { addDays, addMonths, type PlainDate } from '../../convention/calendar/plain-date.ts';
import { describeFault, faultAt } from '../../convention/document/faults.ts';
import { plainDate, slug } from '../../convention/document/fields.ts';
import { faultsOf } from '../../convention/document/read.ts';
import { Refused } from '../../convention/errors.ts';
import { player } from './actor.ts';

/** One line of a script: an act, when it is performed, and what it says beyond the defaults. */
export interface ScriptedAct {
  readonly at: Instant;
  readonly on: PlainDate;
  readonly name: ActName;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The words of a script, which are those of the command line. */
const verbs: Readonly<Record<string, ActName>> = {
  done: 'markDone',
  waive: 'waiveDuty',
  reopen: 'reopenDuty',
  publish: 'recordPublication',
  effect: 'confirmEffect',
  report: 'submitReport',
  committee: 'scheduleCommittee',
  'committee-held': 'holdCommittee',
  'committee-cancelled': 'cancelCommittee',
  'committee-answer': 'answerInvitation',
  notice: 'giveNotice',
  'notice-withdrawn': 'withdrawNotice',
  contact: 'replaceContact',
  'address-retried': 'retryAddress',
  'signed-text': 'recordSignedText',
  handover: 'askHandover',
  'handover-confirmed': 'confirmHandover',
  'handover-refused': 'refuseHandover',
  link: 'requestLink',
  pause: 'pauseReminders',
  request: 'requestInformation',
  'year-end': 'recordYearEnd',
  entry: 'recordEntry',
  correct: 'correctEntry',
  import: 'importLedger',
  shortfall: 'declareShortfall',
  'shortfall-refused': 'refuseAdjustment',
  'shortfall-withdrawn': 'withdrawShortfall',
  amend: 'proposeAmendment',
  'amend-agree': 'agreeAmendment',
  'amend-refuse': 'refuseAmendment',
  'amend-withdraw': 'withdrawAmendment',
  'amend-sign': 'signAmendment',
  breach: 'recordBreach',
  'breach-cured': 'cureBreach',
  'support-ended': 'endSupport',
  'agreed-end': 'agreeEnd',
  renew: 'answerRenewal',
  counter: 'counterBalance',
  propose: 'proposeBalance',
  agree: 'agreeBalance',
  terminate: 'terminate',
};

const words = Object.keys(verbs).join(', ');

const line = z.looseObject({
  on: plainDate.optional(),
  after: z
    .string('une durée depuis la signature, ex. « P3M » ou « P10D »')
    .regex(/^P(?=\d)(\d+M)?(\d+D)?$/, 'une durée depuis la signature, ex. « P3M » ou « P10D »')
    .optional(),
  act: z
    .string(`l’un des actes ${words}`)
    .refine((word) => Object.hasOwn(verbs, word), `l’un des actes ${words}`),
  duty: slug(80).optional(),
  date: plainDate.optional(),
});

/**
 * Reads a script: a list of `{ "on": "2027-03-01" | "after": "P3M", "act": "notice", … }`, the other keys being those
 * of the act. `after` counts from signature. Dates of the act itself (publication, receipt, meeting) are that day
 * unless `date` says another.
 * @throws Refused `BAD_DOCUMENT` with every fault, one a line.
 */
export function readScript(input: unknown, signedOn: PlainDate): ScriptedAct[] {
  const read = z.array(line, 'une liste d’actes').safeParse(input);
  if (!read.success) throw refused(faultsOf(input, [], read.error).map(describeFault));
  const undated = read.data.flatMap(({ on, after }, index) =>
    (on === undefined) === (after === undefined)
      ? [describeFault(faultAt(input, [index], '« on » ou « after », l’un des deux'))]
      : [],
  );
  if (undated.length > 0) throw refused(undated);
  const script = read.data.map((one): ScriptedAct => {
    const day = one.on ?? dayAfter(signedOn, one.after ?? 'P0D');
    const { on: _on, after: _after, act, date, duty, ...said } = one;
    const name = verbs[act] ?? 'markDone';
    return { at: parisInstant(day, '11:00'), on: day, name, input: inputOf(name, date ?? day, duty, said) };
  });
  const inputs = script.map((one) => one.input);
  const faults = script.flatMap(({ name, input: act }, index) => {
    const parsed = acts[name].schema.safeParse(act);
    return parsed.success ? [] : faultsOf(inputs, [index], parsed.error).map(describeFault);
  });
  if (faults.length > 0) throw refused(faults);
  return script.sort((a, b) => a.at - b.at);
}

/** Whether a script takes care of a duty, by naming it or the act that closes it. */
export function scriptedDuties(script: readonly ScriptedAct[]): (duty: string) => boolean {
  const named = new Set(
    script.flatMap(({ input }) => [
      ...(Array.isArray(input.duties) ? input.duties.map((one) => String(Object(one).duty)) : []),
      ...(typeof input.duty === 'string' ? [input.duty] : []),
      ...(typeof input.publication === 'string' ? [`publication-${input.publication}`] : []),
      ...(typeof input.period === 'string' ? [`report-${input.period}`] : []),
    ]),
  );
  const does = (...names: ActName[]) => script.some(({ name }) => names.includes(name));
  const committee = does('scheduleCommittee', 'holdCommittee', 'cancelCommittee');
  const balance = does('proposeBalance', 'counterBalance', 'agreeBalance');
  const renewal = does('answerRenewal');
  const amendments = does('agreeAmendment', 'refuseAmendment', 'signAmendment');
  const breaches = does('recordBreach');
  const publications = does('confirmEffect');
  return (duty) =>
    named.has(duty) ||
    (committee && duty.startsWith('committee-')) ||
    (balance && duty === 'balance') ||
    (renewal && duty.startsWith('renewal-')) ||
    (amendments && duty.startsWith('amendment-') && !duty.endsWith('-copies')) ||
    (breaches && duty.startsWith('breach-')) ||
    (publications && duty.startsWith('publication-'));
}

/** What an act says, with what a rehearsal may leave unsaid. */
function inputOf(
  name: ActName,
  date: PlainDate,
  duty: string | undefined,
  said: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const by = player;
  const why = { by, reason: player };
  const unsaid: Record<ActName, Record<string, unknown>> = {
    markDone: { by, duties: [{ duty, evidence: said.evidence ?? player }] },
    waiveDuty: { ...why, duty },
    reopenDuty: { ...why, duty },
    recordPublication: { by, on: date, evidence: player },
    confirmEffect: { ...why, on: date },
    submitReport: { by, spent: 0, progress: player, forecast: player },
    scheduleCommittee: { by, on: date, time: '14:00', place: player },
    holdCommittee: { by, on: date, decision: player, minutes: player },
    cancelCommittee: why,
    answerInvitation: { by, meeting: 1, answer: 'accepted' },
    giveNotice: { ...why, receivedOn: date },
    withdrawNotice: why,
    replaceContact: why,
    retryAddress: { by },
    recordSignedText: { by, evidence: player },
    askHandover: { by },
    confirmHandover: { by, handover: 1 },
    refuseHandover: { ...why, handover: 1 },
    requestLink: { by, about: duty ?? player },
    pauseReminders: { ...why, until: date },
    requestInformation: { by },
    recordYearEnd: { by },
    recordEntry: { by, entry: { on: date, reference: player, ...entryOf(said) } },
    correctEntry: why,
    importLedger: { by },
    declareShortfall: why,
    refuseAdjustment: why,
    withdrawShortfall: why,
    proposeAmendment: { ...why, effectiveOn: date },
    agreeAmendment: { by, amendment: 1 },
    refuseAmendment: { ...why, amendment: 1 },
    withdrawAmendment: { ...why, amendment: 1 },
    signAmendment: { by, amendment: 1, on: date, reference: player, sha256: '0'.repeat(64) },
    recordBreach: { by, on: date, facts: player },
    cureBreach: { by, breach: 1, evidence: player },
    endSupport: { ...why, breach: 1, services: 'all', on: date },
    agreeEnd: { ...why, on: date },
    answerRenewal: { by, agrees: true },
    proposeBalance: { by },
    counterBalance: { by },
    agreeBalance: { by },
    terminate: why,
  };
  if (name === 'recordEntry') return unsaid[name];
  const { evidence, ...rest } = said;
  const kept = name === 'markDone' || evidence === undefined ? rest : said;
  return { ...unsaid[name], ...kept };
}

/** An entry of the ledger is written flat in a script: `{ "act": "entry", "kind": "payment", "order": … }`. */
function entryOf(said: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...(said.kind === 'commitment' ? { supplier: player } : {}), ...said };
}

function dayAfter(signedOn: PlainDate, after: string): PlainDate {
  const [, months, days] = /^P(?:(\d+)M)?(?:(\d+)D)?$/.exec(after) ?? [];
  return addDays(addMonths(signedOn, Number(months ?? 0)), Number(days ?? 0));
}

function refused(faults: readonly string[]): Refused {
  return new Refused(
    'BAD_DOCUMENT',
    ['Le scénario a des défauts.', ...faults.map((fault) => `  ${fault}`)].join('\n'),
  );
}
