import fc from 'fast-check';
import type { Done } from '../../../acts/act.ts';
import { correctEntry } from '../../../acts/correct-entry.ts';
import { importLedger } from '../../../acts/import-ledger.ts';
import { recordEntry } from '../../../acts/record-entry.ts';
import type { Amendment } from '../../../convention/amendments/amendment.ts';
import { impossible, inForce } from '../../../convention/amendments/in-force.ts';
import type { Moment } from '../../../convention/calendar/moment.ts';
import { parisDate } from '../../../convention/calendar/paris.ts';
import { addDays, earliest, latest, type PlainDate } from '../../../convention/calendar/plain-date.ts';
import { type Convention, register } from '../../../convention/convention.ts';
import type { ErrorCode, Refusal } from '../../../convention/errors.ts';
import type { ImportLine } from '../../../convention/ledger/import-line.ts';
import { type Cents, centsOf } from '../../../convention/ledger/money.ts';
import { lived } from '../lived.ts';
import { accepted, at, day, minimal } from '../support.ts';

/** Something done to a ledger; days are counted back from the day it is done. */
export type Operation =
  | { readonly do: 'credits'; readonly amount: Cents; readonly ago: number }
  | { readonly do: 'commitment'; readonly order: string; readonly amount: Cents; readonly ago: number }
  | { readonly do: 'change'; readonly order: string; readonly amount: Cents; readonly ago: number }
  | { readonly do: 'acceptance'; readonly order: string; readonly amount: Cents; readonly ago: number }
  | { readonly do: 'payment'; readonly order: string; readonly amount: Cents; readonly ago: number }
  | { readonly do: 'correction'; readonly rank: number; readonly later: number }
  | { readonly do: 'import'; readonly lines: readonly FileLine[] }
  | { readonly do: 'amendment'; readonly changes: Record<string, unknown>; readonly in: number }
  | { readonly do: 'wait'; readonly days: number };

/** A line of a file, its day counted back from that of the import. */
export interface FileLine extends Omit<ImportLine, 'on'> {
  readonly ago: number;
}

/** Where a document has its ceilings: of the first period, of those that follow. */
type CeilingKey = 'budget' | 'renewal';

/** What came of an operation. */
export interface Step {
  readonly before: Convention;
  readonly after: Convention;
  readonly operation: Operation;
  readonly moment: Moment;
  /** Set when it was refused. */
  readonly refused?: ErrorCode;
}

const order = fc.constantFrom('1500000001', '1500000002', '1500000003');
const ago = fc.oneof(
  { weight: 3, arbitrary: fc.nat(5) },
  { weight: 1, arbitrary: fc.integer({ min: 6, max: 80 }) },
);
const cents = (min: number, max: number) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.integer({ min: min / 1000, max: max / 1000 }).map((one) => centsOf(one * 10)),
    },
    { weight: 1, arbitrary: fc.integer({ min, max }).map((one) => centsOf(one / 100)) },
  );
const notZero = (amount: Cents) => amount !== 0;

const credits = fc.record({ do: fc.constant('credits' as const), amount: cents(1000, 4_800_000), ago });
const commitment = fc.record({
  do: fc.constant('commitment' as const),
  order,
  amount: cents(1000, 3_500_000),
  ago,
});
const change = fc.record({
  do: fc.constant('change' as const),
  order,
  amount: cents(-2_000_000, 3_000_000).filter(notZero),
  ago,
});
const payment = fc.record({
  do: fc.constantFrom('payment' as const, 'acceptance' as const),
  order,
  amount: cents(1000, 600_000),
  // Not often before what covers it.
  ago: fc.constantFrom(0, 0, 0, 0, 1, 6, 40),
});
const correction = fc.record({
  do: fc.constant('correction' as const),
  rank: fc.nat(30),
  later: fc.constantFrom(0, 0, 0, 3, 40),
});
const fileLine: fc.Arbitrary<FileLine> = fc
  .record({
    kind: fc.constantFrom<ImportLine['kind']>('commitment', 'commitment', 'acceptance', 'payment'),
    order,
    item: fc.constantFrom(10, 20),
    ago,
    share: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 15 }) }, fc.constantFrom(-3, 60, 0)),
  })
  .map(({ kind, order, item, ago, share }) => ({
    key: `${kind} ${order} ${item}`,
    kind,
    order,
    ago,
    amount: centsOf(share * (kind === 'commitment' ? 1000 : 250)),
    supplier: 'Scopyleft',
    reference: `EJ ${order}, poste ${item}`,
  }));

/** Lines of one file, each named once. */
export const file = fc.uniqueArray(fileLine, { minLength: 1, maxLength: 6, selector: ({ key }) => key });
const importing = fc.record({ do: fc.constant('import' as const), lines: file });
const wait = fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 45 }) });
const amendment = (key: CeilingKey) =>
  fc.record({
    do: fc.constant('amendment' as const),
    changes: fc.oneof(
      {
        weight: 3,
        arbitrary: fc
          .integer({ min: 0, max: 150 })
          .map((thousands) => ({ [key]: { ceiling: thousands * 1000 } })),
      },
      // What leaves the ceiling as it is must leave it to its days, too.
      { weight: 1, arbitrary: fc.constant({ reports: { dueWorkingDay: 10 } }) },
    ),
    in: fc.integer({ min: -60, max: 60 }),
  });

const typed = fc.oneof(
  { weight: 2, arbitrary: credits },
  { weight: 4, arbitrary: commitment },
  { weight: 3, arbitrary: change },
  { weight: 4, arbitrary: payment },
  { weight: 2, arbitrary: correction },
  { weight: 2, arbitrary: wait },
);

const some = <One extends Operation>(one: fc.Arbitrary<One>, maxLength = 9) =>
  fc.array(one, { minLength: 1, maxLength, size: 'max' });

/** What is typed by hand. */
export const typedOperations = some<Operation>(typed);
/** What is typed, and files. */
export const operations = some<Operation>(
  fc.oneof({ weight: 12, arbitrary: typed }, { weight: 4, arbitrary: importing }),
);
/** Files alone. */
export const imports = some<Operation>(importing, 4);
/** All of it, with amendments of the ceiling, of today, past and to come. */
export const amendedOperations = some<Operation>(
  fc.oneof(
    { weight: 12, arbitrary: typed },
    { weight: 2, arbitrary: importing },
    { weight: 4, arbitrary: amendment('budget') },
  ),
);
/** Over several periods, which each have their ceiling: it is amended by one key or the other. */
export const renewedOperations = fc
  .constantFrom<CeilingKey>('budget', 'renewal')
  .chain((key) =>
    some<Operation>(
      fc.oneof(
        { weight: 12, arbitrary: typed },
        { weight: 5, arbitrary: wait },
        { weight: 2, arbitrary: amendment(key) },
      ),
      12,
    ),
  );

/** Up to 50 000 €, which nothing but its own ceiling bounds. */
const budget = {
  article: '1',
  ceiling: 50_000,
  operatingUnit: '0129-CAHC-DINU',
  codes: {
    functionalDomain: '0129-06-01',
    fundsCentre: '0129-CAHC-DINU',
    activities: ['012900000001'],
    costCentre: 'PRMDINU0075',
  },
};

/** The smallest convention with a budget that is in force, on 1 April 2026, with some keys of its document changed. */
export function begun(changes: Record<string, unknown> = {}): Convention {
  const clauses = { budget, shortfall: { article: '5' }, reports: { article: '5', final: true } };
  const { document } = accepted({ ...minimal(), ...clauses, ...changes });
  const effect = day('2026-04-01');
  return {
    ...register(document, at('2026-01-15').now),
    confirmedEffect: { on: effect, reason: 'publication' },
    inForceSince: effect,
  };
}

/** What comes of operations done one after the other from 1 May 2026, the calendar going on in between. */
export function play(origin: Convention, all: readonly Operation[], from = '2026-05-01'): Step[] {
  let { now } = at(from);
  let before = origin;
  return all.map((operation) => {
    now += (operation.do === 'wait' ? operation.days * 24 : 1) * 3_600_000;
    const moment = { now, today: parisDate(now) };
    before = lived(before, moment);
    const result = operate(before, operation, moment);
    const step = { before, operation, moment, ...result };
    before = result.after;
    return step;
  });
}

type Result = Pick<Step, 'after' | 'refused'>;

function operate(before: Convention, operation: Operation, moment: Moment): Result {
  const { today } = moment;
  switch (operation.do) {
    case 'wait':
      return { after: before };
    case 'amendment':
      return amend(before, operation, moment);
    case 'correction': {
      const seq = 1 + (operation.rank % Math.max(1, before.ledger.length));
      const on =
        operation.later > 0 ? addDays(before.ledger[seq - 1]?.on ?? today, operation.later) : undefined;
      const act = { by: 'Ada', seq, reason: 'erreur', ...(on ? { on } : {}) };
      return done(before, correctEntry.refuse(before, act, moment), () =>
        correctEntry.apply(before, act, moment),
      );
    }
    case 'import': {
      const lines = operation.lines.map(({ ago, ...line }) => ({ ...line, on: within(before, today, ago) }));
      const act = { by: 'Ada', source: 'export.csv', sha256: '0'.repeat(64), lines };
      return done(before, importLedger.refuse(before, act, moment), () =>
        importLedger.apply(before, act, moment),
      );
    }
    default: {
      const { do: kind, ago, ...given } = operation;
      const common = { on: within(before, today, ago), reference: 'Chorus' };
      const entry = entryOf(kind, { ...common, ...given });
      if (!entry) throw new Error(kind);
      const act = { by: 'Ada', entry };
      return done(before, recordEntry.refuse(before, act, moment), () =>
        recordEntry.apply(before, act, moment),
      );
    }
  }
}

type Given = { on: PlainDate; reference: string; amount: Cents; order?: string };

function entryOf(kind: 'credits' | 'commitment' | 'change' | 'acceptance' | 'payment', given: Given) {
  const { order = '', ...others } = given;
  if (kind === 'credits') return { kind, ...others };
  if (kind === 'commitment') return { kind, ...others, order, supplier: 'Scopyleft' };
  return { kind, ...others, order };
}

function done(before: Convention, refused: Refusal | undefined, apply: () => Done): Result {
  if (refused) return { after: before, refused: refused.code };
  const { convention, refusal } = apply();
  return { after: convention, ...(refusal ? { refused: refusal.code } : {}) };
}

function amend(
  before: Convention,
  { changes, in: days }: Extract<Operation, { do: 'amendment' }>,
  moment: Moment,
): Result {
  const { today } = moment;
  if (before.ended) return { after: before, refused: 'NOT_NOW' };
  const effectiveOn = addDays(today, days);
  const refused = impossible(before, { changes, effectiveOn }, moment);
  if (refused) return { after: before, refused: refused.code };
  const signed: Amendment = {
    id: before.amendments.length + 1,
    from: 'delegator',
    changes,
    reason: 'dotation',
    proposedOn: today,
    expiresOn: today,
    effectiveOn,
    agreedBy: [],
    state: 'signed',
  };
  const after = { ...before, amendments: [...before.amendments, signed] };
  return { after: effectiveOn <= today ? inForce(after, signed, today) : after };
}

/** A day of the life of the convention, so many days ago at most. */
export function within({ confirmedEffect }: Convention, today: PlainDate, ago: number): PlainDate {
  return earliest(today, latest(confirmedEffect?.on ?? today, addDays(today, -ago)));
}
