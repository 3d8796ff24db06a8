import { dayOf } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { present } from '../plain-object.ts';
import { spansOf } from '../term/term.ts';
import { entriesByLine, linesOf } from './budget-lines.ts';
import type { Entry } from './entry.ts';
import { type Cents, subtract } from './money.ts';
import { spanTotals, totalsBetween } from './sums.ts';
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
  /** The period whose limit it is; absent of those of a year. */
  readonly rank?: number;
  /** Whether it is the ceiling of the line (AE), whose want opens a shortfall. */
  readonly isCeiling?: true;
}

/** The limits that a new ledger passes, and that the one before passed by less. */
export function passedLimits(before: Convention, ledger: readonly Entry[]): readonly PassedLimit[] {
  const limits = limitsOf(before);
  if (limits.length === 0) return [];
  const [ownAfter, ownBefore] = [entriesByLine(before, ledger), entriesByLine(before, before.ledger)];
  return limits.flatMap(({ name, limit, line, rank, isCeiling, sum }): PassedLimit | [] => {
    const after = sum(ownAfter.get(line) ?? [], ledger);
    const added = subtract(after, sum(ownBefore.get(line) ?? [], before.ledger));
    if (after <= limit || added <= 0) return [];
    const ceilingOf = isCeiling && rank !== undefined ? { line, rank } : undefined;
    return { name, limit, sum: after, added, ...present({ ceilingOf }) };
  });
}

/**
 * The first limit that the ledger passes once the text, or the periods, are others, and that it did not pass by as much
 * before; or the line of the budget to which something is charged, and that would be no more.
 */
export function limitBroken(before: Convention, after: Convention): PassedLimit | string | undefined {
  const { ledger } = after;
  const kept = new Set(linesOf(after.document.budget).map(({ id }) => id));
  const charged = entriesByLine(before, ledger);
  const was = linesOf(before.document.budget);
  const lost = was.length > 1 ? was.find(({ id }) => charged.has(id) && !kept.has(id)) : undefined;
  if (lost) return lost.name;
  const [own, ownBefore] = [entriesByLine(after, ledger), entriesByLine(before, before.ledger)];
  const known = limitsOf(before);
  for (const { name, limit, line, rank, sum } of limitsOf(after)) {
    const now = sum(own.get(line) ?? [], ledger);
    if (now <= limit) continue;
    const old = known.find((one) => one.name === name && one.rank === rank);
    const passed = old && old.sum(ownBefore.get(line) ?? [], before.ledger) - old.limit;
    if (passed === undefined || now - limit > passed)
      return { name, limit, sum: now, added: subtract(now, limit) };
  }
  return undefined;
}

function limitsOf(convention: Convention): readonly Limit[] {
  const lines = linesOf(convention.document.budget);
  const spans = spansOf(convention);
  const ranks = spans.length === 0 ? [0] : spans.map(({ rank }) => rank);
  return lines.flatMap(({ id: line, name, ceiling, paymentCeiling, years }) => {
    const called = `la ligne « ${name} »`;
    const inPeriod =
      (rank: number, total: 'committed' | 'paid'): Limit['sum'] =>
      (own, ledger) =>
        spanTotals(ledger, spans, rank, undefined, own)[total];
    const ceilings = ranks.flatMap((rank): Limit[] =>
      // The ceiling of a budget of one line is that of the convention.
      ceiling === null || lines.length <= 1
        ? []
        : [{ name: called, line, rank, isCeiling: true, limit: ceiling, sum: inPeriod(rank, 'committed') }],
    );
    const payments = ranks.flatMap((rank): Limit[] => {
      const paid = `${called} en crédits de paiement`;
      return paymentCeiling === undefined
        ? []
        : [{ name: paid, line, rank, limit: paymentCeiling, sum: inPeriod(rank, 'paid') }];
    });
    const ofYears = years.flatMap((one) => {
      const [from, to] = [dayOf(one.year, 1, 1), dayOf(one.year, 12, 31)];
      const inYear = (what: string, limit: Cents, sum: Limit['sum']): Limit => {
        return { name: `${called} en ${one.year}, en ${what}`, line, limit, sum };
      };
      return [
        inYear('autorisations d’engagement', one.commitments, (own) => committedInYear(own, one.year)),
        inYear('crédits de paiement', one.payments, (own) => totalsBetween(own, from, to).paid),
      ];
    });
    return [...ceilings, ...payments, ...ofYears];
  });
}
