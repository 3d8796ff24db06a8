import { dayOf, type PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { type Span, spansOf } from '../term/term.ts';
import { lineOfEntry, linesOf } from './budget-lines.ts';
import type { Entry } from './entry.ts';
import { type Cents, subtract } from './money.ts';
import { committedBetween, paidIn, spanTotals } from './sums.ts';

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
  /** The limited sum, of entries of its line. */
  sum(entries: readonly Entry[]): Cents;
  readonly line: string;
  /** The period whose ceiling it is; absent of other limits. */
  readonly rank?: number;
}

/** The first limit that a new ledger passes, and that the one before passed by less. */
export function passedLimit(before: Convention, ledger: readonly Entry[]): PassedLimit | undefined {
  const limits = limitsOf(before);
  if (limits.length === 0) return undefined;
  const [lineBefore, lineAfter] = [
    lineOfEntry(before.document, before.ledger),
    lineOfEntry(before.document, ledger),
  ];
  for (const { name, limit, line, rank, sum } of limits) {
    const after = sum(ledger.filter((entry) => lineAfter(entry) === line));
    const was = sum(before.ledger.filter((entry) => lineBefore(entry) === line));
    const added = subtract(after, was);
    if (after > limit && added > 0)
      return { name, limit, sum: after, added, ...(rank === undefined ? {} : { ceilingOf: { line, rank } }) };
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
            sum: (entries) => spanTotals(entries, spans, rank).committed,
          }))),
      ...(paymentCeiling === undefined
        ? []
        : ofEachSpan(spans, (rank) => ({
            name: `${called} en crédits de paiement`,
            line,
            limit: paymentCeiling,
            sum: (entries) => spanTotals(entries, spans, rank).paid,
          }))),
      ...years.flatMap(({ year, commitments, payments }): Limit[] => {
        const [from, to]: [PlainDate, PlainDate] = [dayOf(year, 1, 1), dayOf(year, 12, 31)];
        return [
          {
            name: `${called} en ${year}, en autorisations d’engagement`,
            line,
            limit: commitments,
            sum: (entries) => committedBetween(entries, from, to),
          },
          {
            name: `${called} en ${year}, en crédits de paiement`,
            line,
            limit: payments,
            sum: (entries) => paidIn(entries, from, to),
          },
        ];
      }),
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
  return spanTotals(own, spansOf(convention), rank).committed;
}
