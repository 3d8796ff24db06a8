import fc from 'fast-check';
import { doAct } from '../../../acts/acts.ts';
import type { Moment } from '../../../convention/calendar/moment.ts';
import { addDays } from '../../../convention/calendar/plain-date.ts';
import type { Convention } from '../../../convention/convention.ts';
import { positionOf } from '../../../convention/ledger/position.ts';
import type { NewEntry } from '../../../convention/ledger/record.ts';
import { statementFacts, statementOf } from '../../../convention/ledger/statement.ts';
import { committedInYear } from '../../../convention/ledger/years.ts';
import { runs } from '../../support/runs.ts';
import { lived } from '../lived.ts';
import { acting, at, day, refusalOf } from '../support.ts';
import { about, commitment, ledgerOf } from './entries.ts';
import { charged, entry, importing, linesComeToTheWhole, onEach, twoLines } from './two-lines.ts';

const may = at('2020-05-04');
const renewal = { renewal: { mode: 'tacit', maximum: 2 } };

describe('the position of a line', () => {
  const april = at('2021-04-12');
  const first = acting(
    twoLines(renewal),
    may,
    entry('credits', '', 30_000, '2020-05-04', 'p143'),
    entry('commitment', '1500000001', 20_000, '2020-05-04', 'p143'),
    entry('payment', '1500000001', 5_000, '2020-05-04'),
  );
  const second = acting(
    lived(first, april),
    april,
    entry('commitment', '1500000002', 7_000, '2021-04-12', 'p143'),
    entry('payment', '1500000001', 1_000, '2021-04-12'),
  );

  it('is that of the period of that day', () => {
    expect(positionOf(second, april.today).lines[1]).toMatchObject({
      available: 0,
      committed: 700_000,
      paid: 0,
    });
    expect(positionOf(second, day('2021-04-01')).lines[1]).toMatchObject({
      available: 3_000_000,
      committed: 2_000_000,
      paid: 500_000,
    });
    linesComeToTheWhole(second);
    linesComeToTheWhole(second, '2021-04-01');
  });

  it('is told period by period in the statement', () => {
    expect(statementOf(second).periods.map(({ lines }) => lines?.[1]?.committed)).toEqual([
      2_000_000, 700_000,
    ]);
    const labels = statementFacts(second).map(([label]) => label);
    expect(labels.filter((label) => label.startsWith('Ligne « Programme 143 », du'))).toHaveLength(2);
    expect(Object.keys(statementOf(twoLines({}, { otherLines: [] })).periods[0] ?? {})).not.toContain(
      'lines',
    );
  });
});

describe('an order that an import has on two lines', () => {
  const both = acting(
    twoLines(),
    may,
    importing(
      charged('p103', 'commitment', '1500000001', 10, 40_000),
      charged('p143', 'commitment', '1500000001', 20, 10_000),
    ),
  );

  it.each(['change', 'acceptance', 'payment'])('asks which line a %s is charged to, naming both', (kind) => {
    expect(refusalOf(both, ...entry(kind, '1500000001', 100, '2020-05-04'), may)).toMatchObject({
      code: 'UNKNOWN_REFERENCE',
      message:
        'budgetLine : absent ; attendu : la ligne du budget, puisque l’engagement « 1500000001 » en a plusieurs : p103 (Programme 103), p143 (Programme 143).',
    });
  });

  it('charges it to the line that is said', () => {
    const after = acting(
      both,
      may,
      entry('change', '1500000001', -4_000, '2020-05-04', 'p143'),
      entry('payment', '1500000001', 6_000, '2020-05-04', 'p143'),
    );
    expect(onEach(after)).toEqual({ p103: [40_000, 0], p143: [6_000, 6_000] });
    linesComeToTheWhole(after);
  });

  it.each([
    ['change', -10_000.01],
    ['payment', 10_000.01],
    ['acceptance', 10_000.01],
  ])('refuses a %s of %d, more than that line has of it', (kind, amount) => {
    const { message } = refusalOf(both, ...entry(kind, '1500000001', amount, '2020-05-04', 'p143'), may);
    expect(message).toContain('sur la ligne p143 (Programme 143)');
  });

  it('takes no line that it is not on, and asks none of an order that is on one', () => {
    const one = acting(both, may, entry('commitment', '1500000002', 100, '2020-05-04', 'p143'));
    expect(refusalOf(one, ...entry('payment', '1500000002', 1, '2020-05-04', 'p103'), may).message).toContain(
      '« p103 » n’est pas une ligne de l’engagement « 1500000002 » ; acceptées : p143',
    );
    expect(onEach(acting(one, may, entry('payment', '1500000002', 1, '2020-05-04'))).p143).toEqual([
      10_100, 1,
    ]);
  });
});

describe('an import that charges to another line what was on one', () => {
  const item = (line: string, euros = 20_000) => charged(line, 'commitment', '1500000001', 10, euros);
  const paid = (line: string) => charged(line, 'payment', '1500000001', 1, 5_000);
  const before = acting(twoLines(), may, importing(item('p103'), paid('p103')));
  const june = at('2020-06-08');

  it('moves the amounts, what was paid with them, and says so in the journal', () => {
    const effect = doAct(before, ...importing(item('p143')), june);
    expect(effect.text).toContain(
      'passées d’une ligne du budget à une autre 2 (EJ 1500000001, poste 10, 20 000,00 €, de « Programme 103 » à « Programme 143 » ; EJ 1500000001, poste 1, 5 000,00 €, de'
        .replaceAll(/(\d) (\d)/g, '$1\u202f$2')
        .replaceAll(' €', '\u00a0€'),
    );
    expect(onEach(effect.convention)).toEqual({ p103: [0, 0], p143: [20_000, 5_000] });
    linesComeToTheWhole(effect.convention);
    expect(refusalOf(effect.convention, ...importing(item('p143'), paid('p143')), june).code).toBe(
      'ALREADY_DONE',
    );
  });

  it('moves them with the new amount', () => {
    expect(onEach(acting(before, june, importing(item('p143', 21_000)))).p143).toEqual([21_000, 5_000]);
  });

  it('moves what was typed of the order with it, though its line was said', () => {
    const typed = acting(before, may, entry('payment', '1500000001', 100, '2020-05-04', 'p103'));
    expect(onEach(acting(typed, june, importing(item('p143'))))).toEqual({
      p103: [0, 0],
      p143: [20_000, 5_100],
    });
  });

  it('leaves what was paid where a part of the order stays', () => {
    const two = acting(before, may, importing(charged('p103', 'commitment', '1500000001', 20, 6_000)));
    expect(onEach(acting(two, june, importing(item('p143'))))).toEqual({
      p103: [6_000, 5_000],
      p143: [20_000, 0],
    });
  });

  it('is refused, and told, where that line has no room for it', () => {
    const full = acting(before, may, entry('commitment', '1500000002', 15_000, '2020-05-04', 'p143'));
    const { convention, refusal } = doAct(full, ...importing(item('p143')), june);
    expect(refusal?.code).toBe('SHORTFALL');
    expect(convention.shortfalls).toMatchObject([{ line: 'p143', missing: 500_000 }]);
    expect(convention.ledger).toBe(full.ledger);
  });

  it('counts in the year in which the order was made', () => {
    const years = [{ year: 2020, commitments: 20_000, payments: 20_000 }];
    const zero2021 = [...years, { year: 2021, commitments: 0, payments: 20_000 }];
    const line = { id: 'p143', name: 'Programme 143', ceiling: 30_000, years: zero2021 };
    const yearly = acting(twoLines({}, { otherLines: [line] }), may, importing(item('p103')));
    const january = at('2021-01-11');
    expect(doAct(yearly, ...importing(item('p143')), january).refusal).toBeUndefined();
    expect(doAct(yearly, ...importing(item('p143', 20_001)), january).refusal?.code).toBe('SHORTFALL');
  });
});

describe('the limit of a year', () => {
  const counted = (...entries: readonly NewEntry[]) =>
    [2020, 2021].map((year) => committedInYear(ledgerOf(...entries), year) / 100);
  const order = commitment('A', 100, '2020-05-04');

  it.each([
    ['a release of the next year', [order, about('change', 'A', -30, '2021-01-11')], [100, 0]],
    ['a release of the same year', [order, about('change', 'A', -30, '2020-12-31')], [70, 0]],
    ['a raise of the next year', [order, about('change', 'A', 30, '2021-01-11')], [100, 30]],
    [
      'a raise of the next year that is released',
      [order, about('change', 'A', 30, '2021-01-11'), about('change', 'A', -50, '2021-02-01')],
      [100, 0],
    ],
    [
      'an order written anew the next year',
      [order, about('change', 'A', -100, '2021-01-11'), about('change', 'A', 120, '2021-01-11')],
      [100, 20],
    ],
    [
      'a release of another order',
      [order, commitment('B', 10, '2021-01-04'), about('change', 'A', -30, '2021-01-11')],
      [100, 10],
    ],
  ])('counts %s in the year in which it was committed', (_what, entries, expected) => {
    expect(counted(...entries)).toEqual(expected);
  });

  it('leaves no more to a year for what was released of the year before', () => {
    const years = [
      { year: 2020, commitments: 60_000, payments: 60_000 },
      { year: 2021, commitments: 10_000, payments: 60_000 },
    ];
    const january = at('2021-01-11');
    const released = acting(
      acting(twoLines({}, { years }), may, entry('commitment', '1500000001', 60_000, '2020-05-04', 'p103')),
      january,
      entry('change', '1500000001', -20_000, '2021-01-11'),
    );
    const next = (amount: number) =>
      doAct(released, ...entry('commitment', '1500000002', amount, '2021-01-11', 'p103'), january).refusal;
    expect(next(10_000)).toBeUndefined();
    expect(next(10_000.01)?.message).toContain('en 2021, en autorisations d’engagement');
  });
});

it('whatever is typed, corrected or imported, in one period or the next, lines come to the whole', () => {
  const step = fc.record({
    what: fc.constantFrom(...whats),
    order: fc.constantFrom('1500000001', '1500000002'),
    line: fc.constantFrom('p103', 'p143'),
    amount: fc.integer({ min: 1, max: 9_000 }),
    rank: fc.integer({ min: 1, max: 12 }),
    isSaid: fc.boolean(),
  });
  const done = new Set<string>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 16 }), (steps) => {
      let convention = twoLines(renewal);
      steps.forEach(({ what, order, line, amount, rank, isSaid }, index) => {
        const moment = at(addDays(may.today, index * 40));
        const on = moment.today;
        const said = isSaid ? line : undefined;
        convention = lived(convention, moment);
        const acts: Readonly<Record<string, Act>> = {
          correct: ['correctEntry', { by: 'Ada', seq: rank, reason: 'erreur' }],
          import: importing(charged(line, 'commitment', order, 10 * (1 + (rank % 2)), amount, on)),
          release: entry('change', order, -amount, on, said),
        };
        const written = acts[what] ?? entry(what, order, amount, on, said);
        if (refused(convention, written, moment)) return;
        const effect = doAct(convention, ...written, moment);
        convention = effect.convention;
        if (!effect.refusal) done.add(what);
        linesComeToTheWhole(convention);
        linesComeToTheWhole(convention, addDays(on, -30));
      });
    }),
    { numRuns: runs(500) },
  );
  expect([...done].sort()).toEqual([...whats].sort());
});

const whats = [
  'credits',
  'commitment',
  'change',
  'acceptance',
  'payment',
  'release',
  'correct',
  'import',
] as const;

it('whatever is imported, lines come to the whole', () => {
  const line = fc.record({
    order: fc.constantFrom('A', 'B'),
    item: fc.constantFrom(10, 20),
    euros: fc.integer({ min: 1, max: 9_000 }),
    budgetLine: fc.constantFrom('p103', 'p143'),
  });
  const file = fc.uniqueArray(line, {
    minLength: 1,
    maxLength: 4,
    selector: ({ order, item }) => `${order}${item}`,
  });
  fc.assert(
    fc.property(fc.array(file, { minLength: 1, maxLength: 5 }), (files) => {
      let convention = twoLines();
      let last = new Map<string, { readonly budgetLine: string; readonly euros: number }>();
      files.forEach((lines, rank) => {
        const moment = at(`2020-0${5 + rank}-11`);
        const act = importing(
          ...lines.map(({ order, item, euros, budgetLine }) =>
            charged(budgetLine, 'commitment', order, item, euros),
          ),
        );
        if (refused(convention, act, moment)) return;
        const { refusal, convention: after } = doAct(convention, ...act, moment);
        convention = after;
        if (refusal) return;
        last = new Map([...last, ...lines.map((one) => [`${one.order}${one.item}`, one] as const)]);
        linesComeToTheWhole(convention);
        for (const id of ['p103', 'p143']) {
          const own = [...last.values()].filter(({ budgetLine }) => budgetLine === id);
          expect(onEach(convention)[id]?.[0]).toBe(own.reduce((sum, { euros }) => sum + euros, 0));
        }
      });
    }),
    { numRuns: runs(300) },
  );
});

function refused(...[convention, act, moment]: readonly [Convention, Act, Moment]) {
  try {
    doAct(convention, ...act, moment);
    return false;
  } catch {
    return true;
  }
}

type Act = readonly [name: Parameters<typeof doAct>[1], input: unknown];
