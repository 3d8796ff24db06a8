import fc from 'fast-check';
import { clauseNames } from '../../convention/document/schema.ts';
import { anyDay, example } from './support.ts';

type Written = Record<string, unknown>;

/** The clauses that a document may do without. */
const clauses = clauseNames.filter((name) => name !== 'renewal');
/** Those that are about money. */
const ofMoney = ['credits', 'codings', 'shortfall', 'balance'];

const anyMonths = fc.integer({ min: 1, max: 18 });
const term = fc.oneof(
  fc.record({ months: anyMonths, lastDay: fc.constantFrom('eve', 'anniversary') }),
  fc.record({ until: anyDay('2020-06-01', '2022-03-01') }),
);
const renewal = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.record({
      mode: fc.constantFrom('tacit', 'express'),
      months: fc.integer({ min: 1, max: 12 }),
      maximum: fc.constantFrom(1, 2),
      decidedMonthsBefore: fc.constantFrom(undefined, 1, 2),
    }),
  },
);
const noticeFrom = { from: fc.constantFrom('receipt', 'endOfMonth', 'endOfYear') };
const notice = fc.oneof(
  fc.record({ months: fc.integer({ min: 1, max: 12 }), ...noticeFrom }),
  fc.record({ days: fc.integer({ min: 1, max: 200 }), ...noticeFrom }),
);
const reports = fc
  .record({
    everyMonths: fc.constantFrom(undefined, 1, 2, 3, 4, 6, 12),
    dueWorkingDay: fc.constantFrom(0, 1, 5, 20),
    final: fc.boolean(),
  })
  .filter(({ everyMonths, final }) => everyMonths !== undefined || final);
const committee = fc.record({
  convenedMonthsBefore: fc.integer({ min: 0, max: 6 }),
  everyMonths: fc.constantFrom(undefined, 1, 6),
});
const condition = fc.constantFrom('signature', 'publication', 'date', 'approval');

const span = (from: fc.Arbitrary<string>) =>
  fc
    .record({
      from,
      months: fc.integer({ min: -2, max: 14 }),
      days: fc.integer({ min: -10, max: 40 }),
      workingDays: fc.nat(5),
      date: anyDay('2020-01-01', '2021-12-31'),
    })
    .map(({ date, ...one }) => (one.from === 'date' ? { ...one, date } : one));
const holder = fc.constantFrom('delegator', 'delegatee', 'manager', 'dsaf');
const ownDuty = fc
  .record({
    everyMonths: fc.constantFrom(undefined, 1, 3, 12),
    lookingBack: fc.constantFrom(undefined, true, false),
    holder,
    copies: fc.array(holder, { maxLength: 2 }),
  })
  .map(({ lookingBack, ...duty }) => (duty.everyMonths ? { ...duty, lookingBack } : duty))
  .chain((duty) => {
    const origins = ['signature', 'effect', 'date', ...(duty.everyMonths ? [] : ['end'])];
    const from = fc.constantFrom(...origins);
    return fc
      .record({ opens: span(from), due: span(from) })
      .map((spans) => ({ ...duty, ...afterSignature(inOrder(spans)) }));
  });

type Spans = { readonly opens: Written; readonly due: Written };

/** What is asked for before it is due: the first of two days is the first, and days of which only a calendar knows the first are one. */
function inOrder({ opens, due }: Spans): Spans {
  // What is due on a day that is known is asked for on one.
  if (isFixed(due) && !isFixed(opens)) return { opens: due, due: opens };
  if (isFixed(opens) && !isFixed(due)) return { opens, due };
  const later = dayOf(due) - dayOf(opens);
  if (Math.abs(later) < 15) return { opens: due, due };
  return later < 0 ? { opens: due, due: opens } : { opens, due };
}

/** What is due on a day that is known is due after the signature. */
function afterSignature({ opens, due }: Spans): Spans {
  const isEarly = isFixed(due) && dayOf(due) < Date.parse('2020-04-10') / 86_400_000;
  return { opens, due: isEarly ? { from: 'signature', months: 1 } : due };
}

function isFixed({ from }: Written): boolean {
  return from === 'signature' || from === 'date';
}

/** About which day a span gives, in days. */
function dayOf({ from, date, months, days, workingDays }: Written): number {
  const origin = Date.parse(from === 'date' ? String(date) : '2020-03-25') / 86_400_000;
  return origin + 30.4 * Number(months) + Number(days) + 1.4 * Number(workingDays);
}

const duties = fc.array(ownDuty, { maxLength: 3 }).map((all) =>
  all.map((one, index) => ({
    id: `propre-${index}`,
    article: '9',
    title: `Obligation propre ${index}`,
    evidence: 'la preuve',
    ...one,
  })),
);

/** « Signaux Faibles », signed on 25 March 2020, as it would be with other clauses, and without some. */
export const anyWritten: fc.Arbitrary<Written> = fc
  .record({
    dropped: fc.subarray(clauses),
    conditions: fc.uniqueArray(condition, { minLength: 1 }),
    publication: fc.constantFrom('all', 'first'),
    date: anyDay('2020-01-01', '2020-05-31'),
    days: fc.constantFrom(undefined, 1),
    changes: fc.record({ term, renewal, notice, reports, committee, duties }),
  })
  .map(({ dropped, conditions, publication, date, days, changes }) => {
    const without = new Set([...dropped, ...(dropped.includes('budget') ? ofMoney : [])]);
    const known = conditions.filter((one) => one !== 'publication' || !without.has('publications'));
    const isDated = known.length === 1 && known[0] === 'date';
    const { term } = changes;
    // What takes effect months before its signature is not over by then.
    const lasting = isDated && 'months' in term ? { ...term, months: Math.max(term.months, 3) } : term;
    return JSON.parse(
      JSON.stringify(
        example({
          ...changes,
          term: lasting,
          effect: {
            conditions: known.length > 0 ? known : ['signature'],
            days,
            ...(known.includes('publication') ? { publication } : {}),
            ...(known.includes('date') ? { date } : {}),
            ...(known.includes('approval') ? { approvedBy: 'dsaf' } : {}),
          },
          ...Object.fromEntries([...without].map((clause) => [clause, null])),
        }),
      ),
    );
  });
