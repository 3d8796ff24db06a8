import fc from 'fast-check';
import { addDays } from '../../../convention/calendar/plain-date.ts';
import type { Convention } from '../../../convention/convention.ts';
import { committedIn } from '../../../convention/ledger/budget-lines.ts';
import { ceilingAt, overrunOf } from '../../../convention/ledger/ceiling.ts';
import { orderOf, totalOf } from '../../../convention/ledger/entry.ts';
import { positionOf } from '../../../convention/ledger/position.ts';
import { shortfallUnderWay } from '../../../convention/ledger/shortfall.ts';
import { spanTotals } from '../../../convention/ledger/sums.ts';
import { accountsOf, openOrders, totalsOf } from '../../../convention/ledger/totals.ts';
import { spansOf } from '../../../convention/term/term.ts';
import { runs } from '../../support/runs.ts';
import { planImport } from './imports.ts';
import {
  amendedOperations,
  begun,
  imports,
  type Operation,
  operations,
  play,
  renewedOperations,
  type Step,
  typedOperations,
  within,
} from './operations.ts';
import {
  beginningOf,
  Ceilings,
  changingDays,
  everyDay,
  excesses,
  overpaid,
  uncoveredDays,
} from './oracle.ts';

const origin = begun();
const renewable = begun({
  term: { months: 2 },
  renewal: { article: '7', mode: 'tacit', months: 2, maximum: null, ceiling: 30_000 },
});

/** How many sequences each property sees: ten thousand at least, in all. */
const sequences = {
  entries: 3500,
  covered: 400,
  amended: 1100,
  renewed: 900,
  daily: 150,
  ceilings: 400,
  prefix: 800,
  refused: 400,
  shortfalls: 400,
  amounts: 600,
  totals: 400,
  past: 500,
  reversed: 500,
  again: 700,
  said: 700,
  changed: 400,
};

/** Whether an operation may be about days gone by. */
function isOfThePast(operation: Operation): boolean {
  if (operation.do === 'import') return operation.lines.some(({ ago }) => ago > 0);
  return 'ago' in operation ? operation.ago > 0 : operation.do === 'correction';
}

function always(
  from: Convention,
  all: fc.Arbitrary<readonly Operation[]>,
  numRuns: number,
  holds: (steps: readonly Step[]) => void,
): void {
  fc.assert(
    fc.property(all, (given) => holds(play(from, given))),
    { numRuns: runs(numRuns) },
  );
}

/** Checks what must be true at every step, with the ceilings that count then. */
function atEachStep(
  from: Convention,
  steps: readonly Step[],
  holds: (convention: Convention, ceilings: Ceilings, step: Step) => void,
): void {
  const ceilings = new Ceilings(from);
  let seen: Convention | undefined;
  for (const step of steps) {
    for (const convention of [step.before, step.after]) {
      if (convention === seen) continue;
      ceilings.follow(convention);
      holds(convention, ceilings, step);
      seen = convention;
    }
  }
}

function withinItsMeans(from: Convention, steps: readonly Step[]): void {
  const broken: unknown[] = [];
  atEachStep(from, steps, (convention, ceilings) => {
    broken.push(
      ...excesses(convention, ceilings, changingDays(convention, ceilings)),
      ...overpaid(convention.ledger),
    );
    const overrun = overrunOf(convention, convention.ledger);
    if (overrun) broken.push(overrun);
  });
  expect(broken).toEqual([]);
}

describe('any sequence of entries, corrections, imports and amendments', () => {
  it('keeps Σ AE within the ceiling at every instant, and what is paid of an order within its AE', () => {
    always(origin, operations, sequences.entries, (steps) => withinItsMeans(origin, steps));
  });

  it('typed by hand, keeps on each day what is accepted and paid of an order within its AE', () => {
    always(origin, typedOperations, sequences.covered, (steps) => {
      for (const { after } of steps) expect(uncoveredDays(after.ledger)).toEqual([]);
    });
  });

  it('does so when the ceiling is amended, up or down, of today, to come or with effect in the past', () => {
    always(origin, amendedOperations, sequences.amended, (steps) => withinItsMeans(origin, steps));
  });

  it('does so in each period of a renewed convention, which has its own ceiling', () => {
    always(renewable, renewedOperations, sequences.renewed, (steps) => withinItsMeans(renewable, steps));
  });

  it('does so on every single day, from the effect to months ahead', () => {
    always(origin, amendedOperations, sequences.daily, (steps) => {
      atEachStep(origin, steps, (convention, ceilings, { moment }) => {
        const days = everyDay(addDays(moment.today, -120), addDays(moment.today, 120));
        expect(excesses(convention, ceilings, days)).toEqual([]);
      });
    });
  });

  it('knows the ceiling of each day: the last one signed that counts by then', () => {
    always(origin, amendedOperations, sequences.ceilings, (steps) => {
      atEachStep(origin, steps, (convention, ceilings) => {
        const days = ceilings.days.flatMap((day) => [addDays(day, -1), day]);
        expect(days.map((day) => [day, ceilingAt(convention, day)])).toEqual(
          days.map((day) => [day, ceilings.on(0, day)]),
        );
      });
    });
  });

  it('edits and deletes nothing: each ledger begins with the one before', () => {
    always(origin, operations, sequences.prefix, (steps) => {
      for (const { before, after } of steps) {
        expect(after.ledger.slice(0, before.ledger.length)).toEqual(before.ledger);
        expect(after.ledger.map(({ seq }) => seq)).toEqual(after.ledger.map((_one, index) => index + 1));
      }
    });
  });

  it('leaves the ledger as it was when it is refused', () => {
    always(origin, amendedOperations, sequences.refused, (steps) => {
      for (const { before, after, refused, operation } of steps) {
        if (refused) expect(after.ledger).toBe(before.ledger);
        else if (operation.do !== 'wait' && operation.do !== 'amendment')
          expect(after.ledger.length).toBeGreaterThan(before.ledger.length);
      }
    });
  });

  it('above the ceiling opens a shortfall, and nothing else does', () => {
    always(origin, amendedOperations, sequences.shortfalls, (steps) => {
      for (const { before, after, operation, refused } of steps) {
        // Where only a day gone by is short, there is nothing to adjust.
        if (refused === 'SHORTFALL')
          expect(shortfallUnderWay(after) !== undefined || isOfThePast(operation)).toBe(true);
        else expect(after.shortfalls).toBe(before.shortfalls);
      }
    });
  });

  it('says by how much the ceiling would be passed, at worst', () => {
    always(origin, typedOperations, sequences.amounts, (steps) => {
      for (const { before, after, operation, refused, moment } of steps) {
        if (refused !== 'SHORTFALL' || shortfallUnderWay(before) || !('ago' in operation)) continue;
        const on = within(before, moment.today, operation.ago);
        const entries = before.ledger.filter((entry) => totalOf(entry) === 'committed');
        const committed = [on, ...entries.map((entry) => entry.on).filter((day) => day > on)].map((day) =>
          entries.filter((entry) => entry.on <= day).reduce((sum, { amount }) => sum + amount, 0),
        );
        // A day gone by is short, today is not: there is nothing to adjust.
        if (!shortfallUnderWay(after)) {
          expect(on < moment.today).toBe(true);
          continue;
        }
        expect(shortfallUnderWay(after)).toMatchObject({
          missing: Math.max(...committed) + operation.amount - 50_000_00,
          needed: operation.amount,
          on: moment.today,
        });
      }
    });
  });

  it('has the same totals however they are read', () => {
    always(renewable, renewedOperations, sequences.totals, (steps) => {
      for (const { after, moment } of steps) sameTotals(after, moment.today);
    });
  });

  it('has, on any past day, the totals of the entries of up to that day', () => {
    always(origin, operations, sequences.past, (steps) => {
      const last = steps.at(-1);
      if (!last) return;
      const { ledger } = last.after;
      for (const on of new Set(ledger.map((entry) => entry.on))) {
        const upTo = ledger.filter((entry) => entry.on <= on);
        const { available, committed, accepted, paid } = totalsOf(upTo);
        expect(positionOf(last.after, on)).toMatchObject({
          on,
          available,
          committed,
          accepted,
          paid,
          remainingToPay: committed - paid,
        });
        expect(totalsOf(ledger, on)).toEqual({ available, committed, accepted, paid });
      }
    });
  });

  it('counts a reversed entry for nothing', () => {
    always(origin, typedOperations, sequences.reversed, (steps) => {
      const { ledger = [] } = steps.at(-1)?.after ?? {};
      const gone = new Set(
        ledger.flatMap((one) => (one.kind === 'correction' ? [one.seq, one.corrects] : [])),
      );
      expect(totalsOf(ledger.filter(({ seq }) => !gone.has(seq)))).toEqual(totalsOf(ledger));
    });
  });
});

describe('any sequence of imports', () => {
  it('changes nothing when the same file comes again, whatever came in between', () => {
    always(origin, imports, sequences.again, (steps) => {
      for (const { before, operation, after, moment, refused } of steps) {
        if (operation.do !== 'import' || refused) continue;
        const [again] = play(after, [operation], moment.today);
        expect([again?.refused, again?.after.ledger]).toEqual(['ALREADY_DONE', after.ledger]);
        expect(before.ledger.length).toBeLessThan(after.ledger.length);
      }
    });
  });

  it('leaves each line that a file names at what that file says, to the cent', () => {
    always(origin, imports, sequences.said, (steps) => {
      const said = new Map<string, { order: string; total: string; amount: number }>();
      for (const { operation, refused, after } of steps) {
        if (operation.do !== 'import' || (refused && refused !== 'ALREADY_DONE')) continue;
        for (const { key, kind, order, amount } of operation.lines)
          said.set(key, { order, total: totals[kind], amount });
        for (const order of new Set([...said.values()].map((one) => one.order))) {
          const account = accountsOf(after.ledger).get(order);
          const sum = (total: string) =>
            [...said.values()]
              .filter((one) => one.order === order && one.total === total)
              .reduce((all, { amount }) => all + amount, 0);
          expect([account?.committed ?? 0, account?.accepted ?? 0, account?.paid ?? 0]).toEqual([
            sum('committed'),
            sum('accepted'),
            sum('paid'),
          ]);
        }
      }
    });
  });

  it('reverses each changed line and writes it anew on the same day, unless nothing is left of it', () => {
    always(origin, imports, sequences.changed, (steps) => {
      for (const { before, operation, after, moment, refused } of steps) {
        if (operation.do !== 'import' || refused) continue;
        const lines = operation.lines.map(({ ago: _ago, ...line }) => ({ ...line, on: moment.today }));
        const { changed, fresh } = planImport(before.ledger, lines, 'export.csv');
        const written = after.ledger.slice(before.ledger.length);
        const undone = changed.filter(({ line }) => line.amount === 0);
        expect(written).toHaveLength(2 * changed.length - undone.length + fresh.length);
        for (const { line } of changed) {
          const anew = written.find(({ key }) => key === line.key);
          const reversal = written.find(
            (one) => one.kind === 'correction' && before.ledger[one.corrects - 1]?.key === line.key,
          );
          expect(anew?.amount ?? 0).toBe(line.amount);
          expect(anew?.on ?? reversal?.on).toBe(reversal?.on);
        }
      }
    });
  });
});

describe('the sequences above', () => {
  it('are ten thousand at least', () => {
    expect(Object.values(sequences).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(10_000);
  });

  it('are worth their name: each kind of operation is both done and refused in them', () => {
    const seen = new Map<string, { done: number; refused: number; short: number }>();
    for (const [from, all] of [
      [origin, operations],
      [origin, amendedOperations],
      [renewable, renewedOperations],
    ] as const) {
      for (const given of fc.sample(all, { numRuns: 150, seed: 2 })) {
        for (const { operation, refused } of play(from, given)) {
          const counts = seen.get(operation.do) ?? { done: 0, refused: 0, short: 0 };
          seen.set(operation.do, counts);
          if (refused === 'SHORTFALL') counts.short += 1;
          else if (refused) counts.refused += 1;
          else counts.done += 1;
        }
      }
    }
    for (const [name, { done, refused }] of seen)
      expect([name, done > 10, refused > 2 || name === 'wait']).toEqual([name, true, true]);
    expect(seen.size).toBe(9);
    expect(seen.get('commitment')?.short).toBeGreaterThan(20);
  });
});

const totals = { commitment: 'committed', acceptance: 'accepted', payment: 'paid' } as const;

/** Entries one by one, orders, periods and position agree. */
function sameTotals(convention: Convention, today: Step['moment']['today']): void {
  const { ledger } = convention;
  const spans = spansOf(convention);
  const accounts = [...accountsOf(ledger).values()];
  const bySpan = spans.map(({ rank }) => spanTotals(ledger, spans, rank));
  const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0);
  const all = totalsOf(ledger);
  expect(sum(accounts.map(({ committed }) => committed))).toBe(all.committed);
  expect(sum(accounts.map(({ accepted }) => accepted))).toBe(all.accepted);
  expect(sum(accounts.map(({ paid }) => paid))).toBe(all.paid);
  expect(sum(bySpan.map(({ available }) => available))).toBe(all.available);
  expect(sum(bySpan.map(({ committed }) => committed))).toBe(all.committed);
  expect(sum(bySpan.map(({ accepted }) => accepted))).toBe(all.accepted);
  expect(sum(bySpan.map(({ paid }) => paid))).toBe(all.paid);
  // A copy has nothing remembered of it: replayed in order, it says the same.
  const replayed = ledger.map((entry) => ({ ...entry }));
  expect([...accountsOf(replayed)]).toEqual([...accountsOf(ledger)]);
  const position = positionOf(convention, today);
  const current = bySpan[position.period];
  expect(position).toMatchObject({ ...current });
  for (const { rank } of spans) expect(committedIn(convention, rank)).toBe(bySpan[rank]?.committed);
  expect(accounts.map(({ since }) => since)).toEqual(accounts.map(({ order }) => beginningOf(ledger, order)));
  const open = accounts.filter(({ committed, paid }) => committed !== paid).map(({ order }) => order);
  expect(openOrders(ledger).map(({ order }) => order)).toEqual(open);
  const orders = new Set(
    ledger.flatMap((entry) => (totalOf(entry) === 'available' ? [] : (orderOf(entry) ?? []))),
  );
  expect(new Set(accounts.map(({ order }) => order))).toEqual(orders);
}
