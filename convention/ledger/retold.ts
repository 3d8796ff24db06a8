import { yearOf } from '../calendar/plain-date.ts';
import { grouped } from '../grouped.ts';
import { type Original, orderOf, totalOf } from './entry.ts';
import type { ImportLine } from './import-line.ts';
import { nameIn } from './line-key.ts';
import { type Cents, subtract, sumOf, zero } from './money.ts';

/** What a line of an export tells that the ledger did not have of it. */
export interface Told {
  readonly line: ImportLine;
  /** Cents; all of it when the line is new. */
  readonly more: Cents;
}

/** What becomes of the entries typed by hand of what an export tells anew. */
export interface Retold {
  readonly replaced: ReadonlySet<Original>;
  /** They stay, and may be the same money as what the export tells. */
  readonly beside: readonly Original[];
}

/**
 * The entries typed by hand that an export tells in its turn: counted with it, the same thing would count twice.
 *
 * Of an order's commitment and of what was accepted of it an export tells all: its word replaces whatever was typed.
 * Payments are told one by one, or several as one, and may have been typed so too: those are replaced that the export
 * has, one for one, then one for several, then all for all.
 */
export function retoldBy(told: readonly Told[], typed: readonly Original[]): Retold {
  const replaced = new Set<Original>();
  const beside: Original[] = [];
  const typedOf = grouped(typed, matterOf);
  for (const [matter, ofMatter] of grouped(told, ({ line }) => matterOf(line))) {
    const candidates = (typedOf.get(matter) ?? []).filter((entry) =>
      ofMatter.some((one) => isOfYear(one, entry)),
    );
    const found = ofMatter.some(({ line }) => line.kind === 'payment')
      ? sameMoney(ofMatter, candidates)
      : candidates;
    for (const entry of found) replaced.add(entry);
    beside.push(...candidates.filter((entry) => !replaced.has(entry)));
  }
  return { replaced, beside };
}

/** Amounts of one year alone say nothing of what was typed of another: an order that was carried over keeps its own. */
function isOfYear({ line: { key } }: Told, { on }: Original): boolean {
  const { year, isRequest } = nameIn(key);
  return isRequest || year === undefined || year === String(yearOf(on));
}

function matterOf(one: ImportLine | Original): string {
  return `${totalOf(one)} ${orderOf(one)}`;
}

interface Sum {
  readonly amount: Cents;
}

function sameMoney(told: readonly Told[], typed: readonly Original[]): Original[] {
  const lines = told.map(({ more }) => ({ amount: more }));
  const found: Original[] = [];
  let [leftLines, leftTyped]: [readonly Sum[], readonly Original[]] = [lines, typed];
  const match = (some: readonly Sum[], entries: readonly Original[]) => {
    found.push(...entries);
    leftLines = leftLines.filter((one) => !some.includes(one));
    leftTyped = leftTyped.filter((one) => !entries.includes(one));
  };
  for (const line of lines) {
    const same = leftTyped.find(({ amount }) => amount === line.amount);
    if (same) match([line], [same]);
  }
  // Nobody types so many payments of one order; the work is to be bounded all the same.
  const few = leftLines.length * leftTyped.length <= mostPairs;
  for (const line of few ? leftLines : []) {
    const some = summingTo(line.amount, leftTyped);
    if (some) match([line], some);
  }
  for (const entry of few ? leftTyped : []) {
    const some = summingTo(entry.amount, leftLines);
    if (some) match(some, [entry]);
  }
  const all = sumOf(leftLines.map(({ amount }) => amount));
  if (all === sumOf(leftTyped.map(({ amount }) => amount))) match(leftLines, leftTyped);
  return found;
}

/** Lines times entries among which sums are looked for, and sums that are looked at for one of them, at most. */
const mostPairs = 1_000;
const mostSums = 2_000;

/** Some amounts that come to another, the first ones first; `undefined` when none do, or too many would have to be tried. */
function summingTo<One extends Sum>(target: Cents, given: readonly One[]): readonly One[] | undefined {
  const reached = new Map<Cents, readonly One[]>([[zero, []]]);
  for (const one of given) {
    if (one.amount <= 0) continue;
    for (const [sum, some] of [...reached]) {
      const next = sumOf([sum, one.amount]);
      if (subtract(target, next) < 0 || reached.has(next)) continue;
      if (next === target) return [...some, one];
      reached.set(next, [...some, one]);
    }
    if (reached.size > mostSums) return undefined;
  }
  return undefined;
}
