import { enumerated } from '../calendar/french.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import type { Budget, ConventionDocument } from '../document/schema.ts';
import { grouped } from '../grouped.ts';
import { type Fact, factsOf } from '../mailing/facts.ts';
import { present } from '../plain-object.ts';
import { type Span, spansOf } from '../term/term.ts';
import type { Entry } from './entry.ts';
import { type Cents, frenchCeiling, frenchEuros, sumOf } from './money.ts';
import { spanTotals } from './sums.ts';
import { corrected, type Totals } from './totals.ts';

/** A line of the budget: what it is charged to, and how much. */
export interface BudgetLine extends Omit<Budget['otherLines'][number], 'id' | 'name'> {
  /** Names it in entries of the ledger. */
  readonly id: string;
  readonly name: string;
}

/** The lines of a budget, the first one first. */
export function linesOf(budget: Budget | undefined): readonly BudgetLine[] {
  if (!budget) return [];
  const {
    id = 'principale',
    name = budget.operatingUnit ?? 'les crédits délégués',
    otherLines,
    ...first
  } = budget;
  return [{ ...first, id, name }, ...otherLines];
}

/** Σ of the ceilings of the lines; `null` when one has none of its own. */
export function ceilingOf(budget: Budget | undefined): Cents | null {
  const ceilings = linesOf(budget).map(({ ceiling }) => ceiling);
  const known = ceilings.filter((ceiling) => ceiling !== null);
  return known.length === 0 || known.length < ceilings.length ? null : sumOf(known);
}

/** What may be paid (CP) at most on some lines, by the ceilings of each; nothing where that is no less than what may be committed. */
export function mostPaidOf(
  lines: readonly Pick<BudgetLine, 'ceiling' | 'paymentCeiling'>[],
): Cents | undefined {
  const isLess = lines.some(
    ({ ceiling, paymentCeiling }) =>
      paymentCeiling !== undefined && (ceiling === null || paymentCeiling < ceiling),
  );
  const most = lines.flatMap(({ ceiling, paymentCeiling }) =>
    [ceiling ?? [], paymentCeiling ?? []]
      .flat()
      .sort((a, b) => a - b)
      .slice(0, 1),
  );
  return isLess && most.length === lines.length ? sumOf(most) : undefined;
}

/** The credits of a budget as facts of a letter: its ceiling, that of payments where it is lower, and the amounts of each year. */
export function creditFacts(budget: Budget, label: string, where = ''): readonly Fact[] {
  const lines = linesOf(budget);
  const paid = lines.flatMap((line) => {
    const most = mostPaidOf([line]);
    return most === undefined
      ? []
      : [lines.length > 1 ? `${line.name} : ${frenchEuros(most)}` : frenchEuros(most)];
  });
  const called = ceilingOf(budget) === null ? 'Crédits délégués' : label;
  return [
    [paid.length > 0 ? `${called} (AE)` : called, `${frenchCredits(budget)}${where}`],
    ...factsOf([['Paiements (CP), au plus', paid.join(' ; ')]]),
    ...lines.flatMap(({ name, years }): Fact[] => {
      const each = years.map(
        ({ year, commitments, payments }) =>
          `${year} : ${frenchEuros(commitments)} en AE, ${frenchEuros(payments)} en CP`,
      );
      return each.length === 0 ? [] : [[`Par année${lines.length > 1 ? `, ${name}` : ''}`, each.join(' ; ')]];
    }),
  ];
}

/** A ceiling as facts of a letter, with that of payments where it is lower. */
export function ceilingFacts(
  label: string,
  ceiling: Cents | undefined,
  mostPaid: Cents | undefined,
): readonly Fact[] {
  return factsOf([
    [mostPaid === undefined ? label : `${label} (AE)`, ceiling !== undefined && frenchEuros(ceiling)],
    ['Paiements (CP), au plus', mostPaid !== undefined && frenchEuros(mostPaid)],
  ]);
}

/** The credits of a budget as texts say them: `100 000,00 €, hors titre 2`, line by line when there are several. */
export function frenchCredits(budget: Budget): string {
  const lines = linesOf(budget);
  const each =
    lines.length > 1
      ? ` (${lines.map(({ name, ceiling }) => `${name} : ${frenchCeiling(ceiling)}`).join(' ; ')})`
      : '';
  return `${frenchCeiling(ceilingOf(budget))}${each}${title2Said(budget)}`;
}

function title2Said({ exceptTitle2 }: Budget): string {
  if (exceptTitle2 === undefined) return '';
  return exceptTitle2 ? ', hors titre 2' : ', titre 2 compris';
}

/** Where the credits of each line are, said once: `, sur l’UO 0103-CEFP-C003 et l’UO 0159-…`; empty where no text says it. */
export function onEachLine(budget: Budget, say: (line: BudgetLine) => string | undefined): string {
  const said = enumerated([...new Set(linesOf(budget).flatMap((line) => say(line) ?? []))]);
  return said === '' ? '' : `, sur ${said}`;
}

/** The operating unit of a line, where its text gives it: `l’UO 0103-CEFP-C003`. */
export function unitOf({ operatingUnit }: BudgetLine): string | undefined {
  return operatingUnit === undefined ? undefined : `l’UO ${operatingUnit}`;
}

/** The lines that each order is committed on, as the ledger stands, in the order in which they were; those it had, once nothing stands. */
export function linesOfOrders(
  { budget }: ConventionDocument,
  ledger: readonly Entry[],
): ReadonlyMap<string, readonly string[]> {
  const first = linesOf(budget)[0]?.id;
  const reversed = corrected(ledger);
  const had = new Map<string, Set<string>>();
  const has = new Map<string, Set<string>>();
  for (const entry of ledger) {
    if (entry.kind !== 'commitment' && (entry.kind !== 'change' || entry.budgetLine === undefined)) continue;
    const line = entry.budgetLine ?? first;
    if (line === undefined) continue;
    for (const lines of reversed.has(entry.seq) ? [had] : [had, has]) {
      const known = lines.get(entry.order) ?? new Set();
      // Where it is said last, it is last.
      known.delete(line);
      lines.set(entry.order, known.add(line));
    }
  }
  return new Map([...had].map(([order, lines]) => [order, [...(has.get(order) ?? lines)]]));
}

/** The line that an entry is charged to: its own, else that of its order, else the first. */
export function lineOfEntry(
  document: ConventionDocument,
  ledger: readonly Entry[],
): (entry: Entry) => string | undefined {
  const lines = linesOf(document.budget);
  const [first] = lines;
  if (lines.length <= 1) return () => first?.id;
  const orders = linesOfOrders(document, ledger);
  const bySeq = new Map(ledger.map((entry) => [entry.seq, entry]));
  return (entry) => {
    const original = entry.kind === 'correction' ? (bySeq.get(entry.corrects) ?? entry) : entry;
    const order = 'order' in original ? original.order : undefined;
    const charged = original.budgetLine ?? (order === undefined ? undefined : orders.get(order)?.[0]);
    return charged ?? first?.id;
  };
}

/** The entries of a ledger by the line that each is charged to. */
export function entriesByLine(
  { document }: Pick<Convention, 'document'>,
  ledger: readonly Entry[],
): ReadonlyMap<string | undefined, readonly Entry[]> {
  return grouped(ledger, lineOfEntry(document, ledger));
}

/** What was committed and paid on a line, in cents. */
export interface LinePosition extends Omit<Totals, 'accepted'> {
  readonly id: string;
  readonly name: string;
  readonly ceiling: Cents | null;
  /** What may be paid at most, where that is less. */
  readonly mostPaid?: Cents;
  /** What the last report forecasts for it, when it forecasts anything: Σ AE and Σ CP of the months after its own. */
  readonly forecastOrders?: Cents;
  readonly forecastConsumption?: Cents;
  /** The month in which these orders pass its ceiling: `2020-11`. */
  readonly exhaustedIn?: string;
}

/** Where each line stands in a period, up to a day; none when there is but one line, whose position is that of the whole. */
export function linePositions(
  { document, ledger }: Pick<Convention, 'document' | 'ledger'>,
  spans: readonly Span[],
  rank: number,
  until?: PlainDate,
): readonly LinePosition[] {
  const lines = linesOf(document.budget);
  if (lines.length <= 1) return [];
  const known = until === undefined ? ledger : ledger.filter(({ on }) => on <= until);
  const byLine = entriesByLine({ document }, known);
  return lines.map((line) => {
    const { id, name, ceiling } = line;
    const { available, committed, paid } = spanTotals(ledger, spans, rank, until, byLine.get(id) ?? []);
    return { id, name, ceiling, ...present({ mostPaid: mostPaidOf([line]) }), available, committed, paid };
  });
}

/** Σ AE in a period, in cents; that of a line of the budget, when it is named. */
export function committedIn(convention: Convention, rank: number, line?: string): Cents {
  const { ledger } = convention;
  const own = line === undefined ? ledger : entriesByLine(convention, ledger).get(line);
  return spanTotals(ledger, spansOf(convention), rank, undefined, own ?? []).committed;
}
