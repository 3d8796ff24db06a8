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
    }),
  },
);
const notice = fc.record({
  months: fc.integer({ min: 1, max: 12 }),
  days: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
  from: fc.constantFrom('receipt', 'endOfMonth', 'endOfYear'),
});
const reports = fc.record({
  everyMonths: fc.constantFrom(undefined, 1, 2, 3, 4, 6, 12),
  dueWorkingDay: fc.constantFrom(0, 1, 5, 20),
  final: fc.boolean(),
});
const committee = fc.record({
  convenedMonthsBefore: fc.integer({ min: 0, max: 6 }),
  everyMonths: fc.constantFrom(undefined, 1, 6),
});
const condition = fc.constantFrom('signature', 'publication', 'date', 'approval');

const span = (from: fc.Arbitrary<string>) =>
  fc.record({
    from,
    months: fc.integer({ min: -2, max: 14 }),
    days: fc.integer({ min: -10, max: 40 }),
    workingDays: fc.nat(5),
  });
const holder = fc.constantFrom('delegator', 'delegatee', 'manager', 'dsaf');
const ownDuty = fc
  .record({
    everyMonths: fc.constantFrom(undefined, 1, 3, 12),
    holder,
    copies: fc.array(holder, { maxLength: 2 }),
  })
  .chain((duty) => {
    const origins = ['signature', 'effect', ...(duty.everyMonths ? [] : ['end'])];
    const from = fc.constantFrom(...origins);
    return fc.record({ opens: span(from), due: span(from) }).map((spans) => ({ ...duty, ...spans }));
  });
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
    changes: fc.record({ term, renewal, notice, reports, committee, duties }),
  })
  .map(({ dropped, conditions, publication, date, changes }) => {
    const without = new Set([...dropped, ...(dropped.includes('budget') ? ofMoney : [])]);
    const known = conditions.filter((one) => one !== 'publication' || !without.has('publications'));
    return JSON.parse(
      JSON.stringify(
        example({
          ...changes,
          effect: {
            conditions: known.length > 0 ? known : ['signature'],
            publication,
            ...(known.includes('date') ? { date } : {}),
            approvedBy: 'dsaf',
          },
          ...Object.fromEntries([...without].map((clause) => [clause, null])),
        }),
      ),
    );
  });
