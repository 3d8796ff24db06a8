import { dayOf } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { type Span, spansOf } from '../term/term.ts';
import { lineOfEntry, linesOf, totalsWithin } from './budget-lines.ts';
import type { Entry } from './entry.ts';
import { type Cents, subtract } from './money.ts';
import { paidIn } from './sums.ts';
import { committedInYear } from './years.ts';

/** A limit that some entries would pass, beside the ceiling of the whole: that of a line, of a year, of payments. */
export interface PassedLimit {
  /** `la ligne « programme 143 »`, `la ligne « … » en 2026 (CP)`. */
  readonly name: string;
  readonly limit: Cents;
  /** What the limited sum would be. */
  readonly sum: Cents;
  /** By how much more than before. */
  readonly added: Cents;
  /** The line whose ceiling (AE) it is, in a period. */
  readonly ceilingOf?: { readonly line: string; readonly rank: number };
}

interface Limit {
  readonly name: string;
  readonly limit: Cents;
  /** The limited sum, of the entries of its line in a ledger. */
  sum(entries: readonly Entry[], ledger: readonly Entry[]): Cents;
  readonly line: string;
  /** The period whose ceiling it is; absent of other limits. */
  readonly rank?: number;
}

/** The limits that a new ledger passes, and that the one before passed by less. */
export function passedLimits(before: Convention, ledger: readonly Entry[]): readonly PassedLimit[] {
  const limits = limitsOf(before);
  if (limits.length === 0) return [];
  const [ownAfter, ownBefore] = [ofEachLine(before, ledger), ofEachLine(before, before.ledger)];
  return limits.flatMap(({ name, limit, line, rank, sum }) => {
    const after = sum(ownAfter.get(line) ?? [], ledger);
    const added = subtract(after, sum(ownBefore.get(line) ?? [], before.ledger));
    return after > limit && added > 0
      ? [{ name, limit, sum: after, added, ...(rank === undefined ? {} : { ceilingOf: { line, rank } }) }]
      : [];
  });
}

/** The entries of a ledger by the line that each is charged to. */
function ofEachLine(
  { document }: Convention,
  ledger: readonly Entry[],
): ReadonlyMap<string | undefined, readonly Entry[]> {
  const lineOf = lineOfEntry(document, ledger);
  const own = new Map<string | undefined, Entry[]>();
  for (const entry of ledger) {
    const line = lineOf(entry);
    const entries = own.get(line);
    if (entries) entries.push(entry);
    else own.set(line, [entry]);
  }
  return own;
}

/**
 * The first limit that the ledger passes once an amendment is in force, and that it did not pass by as much before; or
 * the line of the budget to which something is charged, and that would be no more.
 */
export function limitBroken(before: Convention, after: Convention): PassedLimit | string | undefined {
  const { ledger } = after;
  const ids = new Set(linesOf(after.document.budget).map(({ id }) => id));
  const was = lineOfEntry(before.document, ledger);
  const charged = new Set(ledger.flatMap((entry) => was(entry) ?? []));
  const several = linesOf(before.document.budget).length > 1 ? linesOf(before.document.budget) : [];
  const lost = several.find(({ id }) => charged.has(id) && !ids.has(id));
  if (lost) return lost.name;
  const own = ofEachLine(after, ledger);
  const known = limitsOf(before);
  for (const { name, limit, line, rank, sum } of limitsOf(after)) {
    const now = sum(own.get(line) ?? [], ledger);
    const old = known.find((one) => one.name === name && one.rank === rank);
    if (now > limit && (!old || old.limit > limit))
      return { name, limit, sum: now, added: subtract(now, limit) };
  }
  return undefined;
}

function limitsOf(convention: Convention): readonly Limit[] {
  const lines = linesOf(convention.document.budget);
  const spans = spansOf(convention);
  return lines.flatMap(({ id: line, name, ceiling, paymentCeiling, years }) => {
    const called = `la ligne « ${name} »`;
    return [
      // The ceiling of a budget of one line is that of the convention.
      ...(ceiling === null || lines.length <= 1
        ? []
        : ofEachSpan(spans, (rank) => ({
            name: called,
            line,
            rank,
            limit: ceiling,
            sum: (entries, ledger) => totalsWithin(entries, ledger, { spans, rank }).committed,
          }))),
      ...(paymentCeiling === undefined
        ? []
        : ofEachSpan(spans, (rank) => ({
            name: `${called} en crédits de paiement`,
            line,
            limit: paymentCeiling,
            sum: (entries, ledger) => totalsWithin(entries, ledger, { spans, rank }).paid,
          }))),
      ...years.flatMap(({ year, commitments, payments }): Limit[] => [
        {
          name: `${called} en ${year}, en autorisations d’engagement`,
          line,
          limit: commitments,
          sum: (entries) => committedInYear(entries, year),
        },
        {
          name: `${called} en ${year}, en crédits de paiement`,
          line,
          limit: payments,
          sum: (entries) => paidIn(entries, dayOf(year, 1, 1), dayOf(year, 12, 31)),
        },
      ]),
    ];
  });
}

function ofEachSpan(spans: readonly Span[], limit: (rank: number) => Limit): Limit[] {
  return spans.length === 0 ? [limit(0)] : spans.map(({ rank }) => limit(rank));
}

/** Σ AE of a line in a period, in cents. */
export function committedOnLine(convention: Convention, line: string, rank: number): Cents {
  const lineOf = lineOfEntry(convention.document, convention.ledger);
  const own = convention.ledger.filter((entry) => lineOf(entry) === line);
  return totalsWithin(own, convention.ledger, { spans: spansOf(convention), rank }).committed;
}
