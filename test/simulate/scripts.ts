import fc from 'fast-check';
import type { ActName } from '../../acts/acts.ts';
import { actForms, type FormedName } from '../../acts/forms.ts';
import { changes, inputs } from '../acts/inputs.ts';
import { story } from '../acts/stories.ts';
import { anyConvention } from './documents.ts';
import { endings } from './fill.ts';

/** What people, or what breaks, do next, so many hours after what came before. Plain data: it is printed and read again. */
export type Step = { readonly hours: number } & (
  | {
      /** Somebody fills in a form that is offered, the first from that act on; answers are chosen by number. */
      readonly does: 'fills';
      readonly act: FormedName;
      readonly answers: readonly number[];
    }
  /** Somebody writes an act by hand, be it nonsense. */
  | { readonly does: 'writes'; readonly act: ActName; readonly input: unknown }
  /** One party proposes an amendment; all agree, it is signed, as far as nothing refuses it. */
  | { readonly does: 'amends'; readonly changes: unknown; readonly inDays: number; readonly agreedBy: number }
  /** Somebody does what is to be done first, as it is asked. */
  | { readonly does: 'answers' }
  | { readonly does: 'mailStops' | 'workerStops'; readonly forHours: number }
  /** The server's clock is set ahead or back, at once, or half an hour before midnight or the hour of mail; then set right. */
  | {
      readonly does: 'clockMoves';
      readonly byHours: 1 | -1;
      readonly before: 'nothing' | 'midnight' | 'mail';
      readonly forHours: number;
    }
  /** Mail to a contact, by its rank, is refused. */
  | { readonly does: 'addressFails'; readonly contact: number; readonly forHours: number }
);

/** A life to be lived. */
export interface Script {
  readonly document: Readonly<Record<string, unknown>>;
  /** Days between the signature and the registration. */
  readonly registeredAfter: number;
  /** Whether a round of mail takes one letter. */
  readonly oneByOne: boolean;
  /** The state is written down and read again before one of so many things that happen. */
  readonly carriedOneIn: number;
  /** Whether the delegator would use the balance otherwise, once. */
  readonly isCountered: boolean;
  readonly steps: readonly Step[];
  /** Whether everybody chooses, at its beginning, to be written to on Mondays only. */
  readonly isPaced: boolean;
}

const hours = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 1, 24) },
  { weight: 6, arbitrary: fc.nat(400) },
  { weight: 1, arbitrary: fc.nat(2500) },
);

const formed = Object.values(actForms).map(({ act }) => act as FormedName);
const answers = fc.array(fc.nat(60), { minLength: 8, maxLength: 8 });
const filling = (act: fc.Arbitrary<FormedName>, given = answers) =>
  fc.record({ does: fc.constant('fills' as const), act, answers: given, hours }).map((one) => [one]);
/** The plainest answers, which are refused least. */
const plain: fc.Arbitrary<number[]> = fc.constant([0, 0, 0, 0, 0, 0, 0, 0]);

const organisation = (id: string) => ({
  id,
  name: `Organisation ${id}`,
  shortName: id.toUpperCase(),
  contacts: [{ id: `${id}-chef`, name: id, email: `chef@${id}.example`, roles: ['representative'] }],
});
/** Changes of who the parties are, and of what the credits are. */
const structural: fc.Arbitrary<Record<string, unknown>> = fc.constantFrom<Record<string, unknown>>(
  { delegator: { id: 'dgefp' }, coDelegators: [organisation('dgt')] },
  { delegatee: { id: 'dinum' }, coDelegatees: [organisation('anct'), organisation('ign')] },
  { coDelegators: [] },
  { coDelegatees: [] },
  {
    budget: {
      id: 'ligne-1',
      name: 'Ligne 1',
      otherLines: [{ id: 'ligne-2', name: 'Ligne 2', ceiling: 9000 }],
    },
  },
  { budget: { otherLines: [] } },
  { budget: { years: [{ year: 2021, commitments: 30_000, payments: 20_000 }] } },
  { reports: { everyMonths: 3 } },
  { reports: { article: '5', everyMonths: 1, final: true } },
  { reports: { everyMonths: null } },
  { committee: { article: '2', name: 'comité de suivi', everyMonths: 4 } },
  { handOver: { article: '4' } },
  { shortfall: { article: '5', decisionWorkingDays: 3 } },
  { balance: { article: '5', dueMonths: 2 } },
  { breach: { services: [{ id: 'support', title: 'Support' }] } },
  { reminders: { hour: '17:00', policy: { before: [10, 1], thenEvery: 5 } } },
  { term: { lastDay: 'anniversary' } },
  { notice: { from: 'endOfYear', until: 'endOfMonth' } },
  { yearEnd: null },
);
const amending = fc
  .record({
    does: fc.constant('amends' as const),
    changes: fc.oneof(changes, structural),
    inDays: fc.oneof(fc.constant(0), fc.integer({ min: -100, max: 200 })),
    // Most go all the way.
    agreedBy: fc.constantFrom(9, 9, 9, 1, 0),
    hours,
  })
  .map((one) => [one]);

const written = story.map((attempts) =>
  attempts.slice(0, 4).map(({ name, input, hours: after }) => ({
    does: 'writes' as const,
    act: name,
    input,
    hours: after,
  })),
);

const stopping = fc
  .record({
    does: fc.constantFrom('mailStops' as const, 'workerStops' as const),
    forHours: fc.oneof(fc.nat(3), fc.nat(100), fc.nat(900)),
    hours,
  })
  .map((one) => [one]);
const failing = fc
  .record({
    does: fc.constant('addressFails' as const),
    contact: fc.nat(15),
    forHours: fc.oneof(fc.nat(100), fc.nat(4000)),
    hours,
  })
  .map((one) => [one]);
const clockMoving = fc
  .record({
    does: fc.constant('clockMoves' as const),
    byHours: fc.constantFrom(1 as const, -1 as const),
    before: fc.constantFrom('nothing' as const, 'midnight' as const, 'mail' as const),
    forHours: fc.oneof(fc.nat(3), fc.nat(30)),
    hours,
  })
  .map((one) => [one]);
const answering = fc.record({ does: fc.constant('answers' as const), hours }).map((one) => [one]);

/** One thing, then what answers it. */
const answered = (first: FormedName, ...answers: readonly FormedName[]) =>
  fc.tuple(filling(fc.constant(first), plain), filling(fc.constantFrom(...answers))).map((all) => all.flat());
/** Nodes of which one is an hour ahead take a convention over from one another, while people act. */
const ofTwoNodes = fc
  .array(
    fc.tuple(
      clockMoving.map((moves) =>
        moves.map((one) => ({ ...one, before: 'nothing' as const, hours: 0, forHours: 1 })),
      ),
      filling(fc.constantFrom<FormedName>('recordEntry', 'recordSignedText', 'submitReport')).map((acts) =>
        acts.map((one) => ({ ...one, hours: one.hours % 3 })),
      ),
    ),
    { minLength: 2, maxLength: 5 },
  )
  .map((turns) => turns.flat(2));
/** A server refuses an address, and somebody has it tried again. */
const mended = fc.tuple(failing, filling(fc.constant('retryAddress'))).map((all) => all.flat());
/** A breach that is not cured in time. */
const neverCured = answered('recordBreach', 'endSupport').map(([breach, end]) =>
  breach && end ? [breach, { ...end, hours: 1500 }] : [],
);
/** What no form of a page does: an import, and what is asked from a mail. */
const writing = (...acts: readonly ('importLedger' | 'requestLink' | 'askHandover')[]) =>
  fc
    .constantFrom(...acts)
    .chain((act) =>
      fc.record({ does: fc.constant('writes' as const), act: fc.constant(act), input: inputs[act], hours }),
    )
    .map((one) => [one]);
/** A contact names who is to take its place, and somebody answers for the convention. */
const handedOver = fc
  .tuple(
    writing('askHandover'),
    filling(fc.constantFrom<FormedName>('confirmHandover', 'refuseHandover'), plain),
  )
  .map((all) => all.flat());

const chapter: fc.Arbitrary<readonly Step[]> = fc.oneof(
  {
    weight: 12,
    arbitrary: filling(fc.constantFrom(...formed.filter((name) => !endings.includes(name)))),
  },
  { weight: 2, arbitrary: filling(fc.constantFrom(...formed)) },
  {
    weight: 9,
    arbitrary: filling(fc.constantFrom<FormedName>('recordEntry', 'recordEntry', 'correctEntry')),
  },
  { weight: 4, arbitrary: written },
  { weight: 3, arbitrary: amending },
  { weight: 8, arbitrary: answering },
  { weight: 2, arbitrary: stopping },
  { weight: 2, arbitrary: failing },
  { weight: 2, arbitrary: clockMoving },
  { weight: 1, arbitrary: ofTwoNodes },
  { weight: 1, arbitrary: mended },
  { weight: 2, arbitrary: answered('scheduleCommittee', 'answerInvitation', 'cancelCommittee') },
  { weight: 3, arbitrary: answered('recordEntry', 'recordEntry', 'correctEntry') },
  { weight: 1, arbitrary: answered('giveNotice', 'withdrawNotice') },
  { weight: 2, arbitrary: answered('recordBreach', 'cureBreach', 'recordEntry') },
  { weight: 1, arbitrary: neverCured },
  { weight: 2, arbitrary: writing('importLedger', 'requestLink', 'askHandover') },
  { weight: 1, arbitrary: handedOver },
);

/** Any life: any document, whatever people try, whatever breaks. */
export const anyScript: fc.Arbitrary<Script> = fc.record({
  document: anyConvention,
  registeredAfter: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(500) }),
  oneByOne: fc.boolean(),
  isCountered: fc.constantFrom(false, false, false, true),
  carriedOneIn: fc.oneof(
    // Each time costs many times as much.
    { weight: 1, arbitrary: fc.constant(1) },
    { weight: 4, arbitrary: fc.constantFrom(7, 20) },
  ),
  steps: fc.array(chapter, { maxLength: 40, size: 'max' }).map((chapters) => chapters.flat()),
  isPaced: fc.constantFrom(false, false, true),
});
