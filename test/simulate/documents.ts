import fc from 'fast-check';
import { anyWritten } from '../convention/any-document.ts';
import { anyDay } from '../convention/support.ts';
import { exampleIds, exampleText } from '../examples/examples.ts';

type Written = Record<string, unknown>;

const contactsOf = (id: string) => [
  { id: `${id}-chef`, name: `Chef ${id}`, email: `chef@${id}.example`, roles: ['representative'] },
  { id: `${id}-budget`, name: `Budget ${id}`, email: `budget@${id}.example`, roles: ['budget'] },
];
const organisation = (id: string) => ({
  id,
  name: `Organisation ${id}`,
  shortName: id.toUpperCase(),
  contacts: contactsOf(id),
});

const euros = fc.integer({ min: 5, max: 200 }).map((thousands) => thousands * 1000);
const ceiling = fc.oneof({ weight: 5, arbitrary: euros }, { weight: 1, arbitrary: fc.constant(null) });
const years = fc.uniqueArray(
  fc.record({ year: fc.constantFrom(2020, 2021, 2022), commitments: euros, payments: euros }),
  { maxLength: 3, selector: ({ year }) => year },
);
const limits = { ceiling, paymentCeiling: fc.option(euros, { nil: undefined }), years };
const budget = fc.record({
  ...limits,
  otherLines: fc
    .array(fc.record(limits), { maxLength: 2 })
    .map((lines) =>
      lines.map((line, rank) => ({ id: `ligne-${rank + 2}`, name: `Ligne ${rank + 2}`, ...line })),
    ),
});

const policy = fc.record(
  {
    before: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 3 }),
    onDeadline: fc.boolean(),
    after: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 3 }),
    thenEvery: fc.constantFrom(null, 7, 30, 365),
    escalateAfter: fc.constantFrom(null, 1, 14, 90),
  },
  { requiredKeys: [] },
);
const reminders = fc.record(
  {
    hour: fc.constantFrom('00:00', '02:30', '09:00', '18:15'),
    spreadMinutes: fc.constantFrom(0, 30, 240),
    answers: fc.constantFrom('atOnce', 'morning'),
    lateAfterSeconds: fc.constantFrom(60, 900, 86_400),
    policy,
  },
  { requiredKeys: [] },
);

const part = fc.oneof(
  fc.record({ months: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ until: anyDay('2020-04-01', '2022-03-01') }),
);
const parts = fc
  .array(part, { maxLength: 2 })
  .map((all) => all.map((one, rank) => ({ id: `partie-${rank}`, title: `Partie ${rank}`, ...one })));

const delay = fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined });

/** What the other generator of documents leaves as it is in « Signaux Faibles ». */
const others = fc.record({
  /** By how much the term is longer. */
  longer: fc.constantFrom(1, 1, 3),
  delegators: fc.constantFrom(0, 0, 0, 1, 2),
  delegatees: fc.constantFrom(0, 0, 0, 1, 2),
  budget,
  renewedCeiling: fc.option(euros, { nil: undefined }),
  reminders,
  parts,
  holidays: fc.constantFrom('metropole', 'alsaceMoselle'),
  noticeUntil: fc.constantFrom(undefined, undefined, 'endOfMonth', 'endOfYear'),
  publication: fc.constantFrom(undefined, undefined, 'maignon'),
  answerDays: fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }),
  amendmentCopies: fc.boolean(),
  yearEnds: fc.boolean(),
  dueWorkingDays: delay,
  decisionWorkingDays: delay,
  balanceMonths: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
});

/** A document as somebody may write it: any clause present or absent, any number of parties, lines and rules. */
export const anyConvention: fc.Arbitrary<Written> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(anyWritten, others).map(([written, more]) => withOthers(written, more)) },
  { weight: 1, arbitrary: fc.constantFrom(...exampleIds).map((id): Written => JSON.parse(exampleText(id))) },
);

/** No year of a line takes more than all of them. */
function withinTheWhole(all: typeof budget extends fc.Arbitrary<infer T> ? T : never) {
  const line = ({ ceiling, paymentCeiling, years }: Limits): Limits => {
    const [commitments, payments] = [ceiling, paymentCeiling ?? ceiling].map((most) => most ?? Infinity);
    const within = years.map((one) => ({
      ...one,
      commitments: Math.min(one.commitments, commitments ?? Infinity),
      payments: Math.min(one.payments, payments ?? Infinity),
    }));
    return { ceiling, paymentCeiling, years: within };
  };
  return { ...all, ...line(all), otherLines: all.otherLines.map((one) => ({ ...one, ...line(one) })) };
}

interface Limits {
  readonly ceiling: number | null;
  readonly paymentCeiling: number | undefined;
  readonly years: readonly {
    readonly year: number;
    readonly commitments: number;
    readonly payments: number;
  }[];
}

/** Whether a part ends by the end of a whole that lasts as it does, in months or until a date. */
function endsWith(
  part: { readonly months?: number; readonly until?: string },
  months: number | undefined,
  until: string | undefined,
): boolean {
  if (part.months !== undefined) return months !== undefined && part.months <= months;
  return part.until !== undefined && until !== undefined && part.until <= until;
}

function withOthers(
  written: Written,
  more: typeof others extends fc.Arbitrary<infer T> ? T : never,
): Written {
  const within = (key: string, changes: Written) =>
    written[key] === undefined ? {} : { [key]: { ...Object(written[key]), ...changes } };
  const sides = [
    ['delegator', 'coDelegators', 'dgefp', more.delegators],
    ['delegatee', 'coDelegatees', 'dinum', more.delegatees],
  ] as const;
  const parties = sides.flatMap(([side, co, id, count]) =>
    count === 0
      ? []
      : [
          [side, { ...Object(written[side]), id }],
          [co, Array.from({ length: count }, (_, rank) => organisation(`${id}-${rank + 2}`))],
        ],
  );
  const isRenewed = written.renewal !== undefined;
  const { otherLines, ...firstLine } = isRenewed ? more.budget : withinTheWhole(more.budget);
  const { conditions = [] } = Object(written.effect);
  const isPublished = conditions.includes('publication') && more.publication !== undefined;
  const months = 'months' in Object(written.term) ? Object(written.term).months * more.longer : undefined;
  const until = Object(written.term).until;
  const document = {
    ...written,
    ...Object.fromEntries(parties),
    ...within('budget', {
      ...firstLine,
      ...(otherLines.length > 0 ? { id: 'ligne-1', name: 'Ligne 1', otherLines } : {}),
    }),
    ...within('renewal', otherLines.length > 0 || !written.budget ? {} : { ceiling: more.renewedCeiling }),
    ...within('notice', { until: more.noticeUntil }),
    ...within('term', {
      parts: isRenewed ? more.parts : more.parts.filter((one) => endsWith(one, months, until)),
      ...(months === undefined ? {} : { months }),
    }),
    ...within('effect', isPublished ? { publication: more.publication } : {}),
    ...within('amendments', {
      answerDays: more.answerDays,
      ...(more.amendmentCopies ? {} : { copies: [], copiesTitle: undefined }),
    }),
    ...within('yearEnd', more.yearEnds ? {} : { dates: [] }),
    ...Object.assign(
      {},
      ...['chorusAccess', 'credits', 'codings', 'copies', 'servicesEnd'].map((key) =>
        within(key, { dueWorkingDays: more.dueWorkingDays }),
      ),
    ),
    ...within('shortfall', { decisionWorkingDays: more.decisionWorkingDays }),
    ...within('balance', { dueMonths: more.balanceMonths }),
    reminders: more.reminders,
    holidays: more.holidays,
  };
  // What is undefined is not written.
  return JSON.parse(JSON.stringify(document));
}
