import { type Amendment, byEffect } from '../amendments/amendment.ts';
import { amended, changedPaths } from '../amendments/merge.ts';
import { byDate, earliest, latest, type PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { grouped } from '../grouped.ts';
import { rankAt, type Span, spansOf } from '../term/term.ts';
import { ceilingOf, linesOf, mostPaidOf } from './budget-lines.ts';
import { type Entry, totalOf } from './entry.ts';
import { type Cents, subtract, zero } from './money.ts';
import { rankIn } from './sums.ts';

/** What may be committed at most from a day on; `null` when the convention has no ceiling of its own. */
interface Step {
  readonly from: PlainDate;
  readonly ceiling: Cents | null;
}

/** Art. 5: commitments pass the ceiling. */
export interface Overrun {
  /** By how much at most, in cents. */
  readonly missing: Cents;
  /** The first day on which they do. */
  readonly on: PlainDate;
  /** The period whose ceiling it is. */
  readonly period: number;
  readonly ceiling: Cents;
  readonly committed: Cents;
}

/** The ceiling of the first period, or of a renewed one, by a document; of one line of its budget, which keeps its own. */
export function ceilingIn(
  { budget, renewal }: Pick<ConventionDocument, 'budget' | 'renewal'>,
  rank: number,
  line?: string,
): Cents | null {
  if (line !== undefined) return linesOf(budget).find(({ id }) => id === line)?.ceiling ?? null;
  const ceiling = ceilingOf(budget);
  return rank > 0 && ceiling !== null ? (renewal?.ceiling ?? ceiling) : ceiling;
}

/** The ceiling of a convention, or of one line, on a day, by the version of its document that counts that day. */
export function ceilingAt(
  convention: Convention,
  day: PlainDate,
  spans = spansOf(convention),
  line?: string,
): Cents | null {
  return stepAt(stepsOf(convention, rankAt(spans, day), line), day);
}

/** What may be paid (CP) at most of a period, or on one line of it, as of a day; nothing where that is no less than its ceiling. */
export function mostPaidAt(
  convention: Convention,
  day: PlainDate,
  spans = spansOf(convention),
  line?: string,
): Cents | undefined {
  const all = linesOf(convention.document.budget);
  const lines = line === undefined ? all : all.filter(({ id }) => id === line);
  if (lines.every(({ paymentCeiling }) => paymentCeiling === undefined)) return undefined;
  return mostPaidOf(
    lines.map(({ id, paymentCeiling }) => ({
      ceiling: ceilingAt(convention, day, spans, all.length > 1 ? id : undefined),
      paymentCeiling,
    })),
  );
}

/** The lowest ceiling that counts on a day or later in its period, by what is signed; `null` when there is none. */
export function lowestCeiling(
  convention: Convention,
  day: PlainDate,
  spans = spansOf(convention),
): Cents | null {
  const rank = rankAt(spans, day);
  const steps = stepsOf(convention, rank);
  const until = closedOn(spans, rank);
  const days = steps.map(({ from }) => latest(from, day)).filter((one) => !until || one <= until);
  const ceilings = days.flatMap((one) => stepAt(steps, one) ?? []);
  return ceilings.length === 0 ? null : (Math.min(...ceilings) as Cents);
}

/**
 * Where Σ AE would pass the ceiling with a given ledger: looked for at every instant of every period, since entries
 * may be recorded late, and a signed amendment may lower the ceiling on a day to come.
 * @param convention what the ceilings and the periods are taken from.
 */
export function overrunOf(convention: Convention, ledger: readonly Entry[]): Overrun | undefined {
  return worst([...curvesOf(convention, ledger).values()].flatMap((curve) => overrunsIn(curve)));
}

/**
 * Where Σ AE passes the ceiling more than it did before, with the ledger and the documents of each: what is to be
 * refused. A ceiling that is already passed does not forbid what lowers it.
 */
export function worsened(before: Convention, after: Convention): Overrun | undefined {
  if (!overrunOf(after, after.ledger)) return undefined;
  const known = curvesOf(before, before.ledger);
  return worst(
    [...curvesOf(after, after.ledger)].flatMap(([rank, curve]) => {
      const was = known.get(rank);
      return overrunsIn(curve, was?.days).filter(({ on, missing }) => {
        const stood = was?.standingOn(on);
        return !stood || stood.ceiling === null || missing > stood.committed - stood.ceiling;
      });
    }),
  );
}

/** Σ AE and the ceilings of one period. */
interface Curve {
  readonly period: number;
  /** The days on which either changes, in order. */
  readonly days: readonly PlainDate[];
  /** Its ceiling on a day, and Σ AE at the end of it. */
  standingOn(day: PlainDate): { readonly ceiling: Cents | null; readonly committed: Cents };
}

function curvesOf(convention: Convention, ledger: readonly Entry[]): ReadonlyMap<number, Curve> {
  const spans = spansOf(convention);
  const orders = ledger.filter((entry) => totalOf(entry) === 'committed');
  const curves = [...grouped(orders, rankIn(ledger, spans))].map(([rank, entries]): [number, Curve] => {
    const steps = stepsOf(convention, rank);
    const changes = new Map<PlainDate, number>();
    for (const { on, amount } of entries) changes.set(on, (changes.get(on) ?? 0) + amount);
    for (const { from } of steps) changes.set(from, changes.get(from) ?? 0);
    const byDay = [...changes].sort(([a], [b]) => byDate(a, b));
    let sum = 0;
    const committed = byDay.map(([, amount]) => {
      sum += amount;
      return sum as Cents;
    });
    const days = byDay.map(([day]) => day);
    const until = closedOn(spans, rank);
    const standingOn = (on: PlainDate) => ({
      ceiling: stepAt(steps, earliest(on, until ?? on)),
      committed: committed[days.findLastIndex((day) => day <= on)] ?? zero,
    });
    return [rank, { period: rank, days, standingOn }];
  });
  return new Map(curves);
}

function overrunsIn({ period, days, standingOn }: Curve, others: readonly PlainDate[] = []): Overrun[] {
  return [...new Set([...days, ...others])].sort().flatMap((on) => {
    const { ceiling, committed } = standingOn(on);
    return ceiling === null || committed <= ceiling
      ? []
      : [{ missing: subtract(committed, ceiling), on, period, ceiling, committed }];
  });
}

/** What lacks most, and from when on anything does. */
function worst(overruns: readonly Overrun[]): Overrun | undefined {
  const [first, ...others] = [...overruns].sort((a, b) => byDate(a.on, b.on));
  return (
    first &&
    others.reduce((most, one) => (one.missing > most.missing ? { ...one, on: first.on } : most), first)
  );
}

/** The last day of a period that another follows: the ceilings of later days are not its own. */
function closedOn(spans: readonly Span[], rank: number): PlainDate | undefined {
  return spans.some((span) => span.rank === rank + 1)
    ? spans.find((span) => span.rank === rank)?.to
    : undefined;
}

/** The ceilings of a period, past, present and signed for later, by the day from which each counts. */
function stepsOf(convention: Convention, rank: number, line?: string): readonly Step[] {
  const { document, pastVersions, amendments } = convention;
  const [first = document, ...others] = [...pastVersions.map((past) => past.document), document];
  const steps: Step[] = [{ from: first.signedOn, ceiling: ceilingIn(first, rank, line) }];
  others.forEach((one, index) => {
    const from = pastVersions[index]?.until ?? document.signedOn;
    const ceiling = ceilingIn(one, rank, line);
    // An amendment of something else leaves the ceiling to the day that it had, though its own effect be earlier.
    const key =
      rank > 0 && one.renewal?.ceiling !== undefined ? /^renewal\.ceiling$/ : /^budget\.(ceiling|otherLines)/;
    if (ceiling !== steps.at(-1)?.ceiling || isSet(key, from, amendments)) steps.push({ from, ceiling });
  });
  let changed = document;
  for (const { effectiveOn, changes } of byEffect(convention)) {
    const reading = amended(changed, changes);
    // It was read when it was signed.
    if (reading.ok) changed = reading.document;
    steps.push({ from: effectiveOn, ceiling: ceilingIn(changed, rank, line) });
  }
  return steps;
}

/** Whether an amendment in force from that very day gives that key of the document its value. */
function isSet(key: RegExp, on: PlainDate, amendments: readonly Amendment[]): boolean {
  return amendments.some(
    ({ state, effectiveOn, changes }) =>
      state === 'inForce' && effectiveOn === on && changedPaths(changes).some(([path]) => key.test(path)),
  );
}

/** The ceiling that counts on a day: that of the last step begun, in the order in which they were signed. */
function stepAt(steps: readonly Step[], day: PlainDate): Cents | null {
  return (steps.findLast(({ from }) => from <= day) ?? steps[0])?.ceiling ?? null;
}
