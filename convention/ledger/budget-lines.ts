import { enumerated } from '../calendar/french.ts';
import type { Budget, ConventionDocument } from '../document/schema.ts';
import type { Entry } from './entry.ts';
import { type Cents, frenchCeiling, sumOf } from './money.ts';
import { accountsOf } from './totals.ts';

/** A line of the budget: what it is charged to, and how much. */
export interface BudgetLine extends Omit<Budget['otherLines'][number], 'id' | 'name'> {
  /** Names it in entries of the ledger. */
  readonly id: string;
  readonly name: string;
}

/** The lines of a budget, the first one first. */
export function linesOf(budget: Budget | undefined): readonly BudgetLine[] {
  if (!budget) return [];
  const { id = 'principale', name = budget.operatingUnit, otherLines, ...first } = budget;
  return [{ ...first, id, name }, ...otherLines];
}

/** Σ of the ceilings of the lines; `null` when one has none of its own. */
export function ceilingOf(budget: Budget | undefined): Cents | null {
  const ceilings = linesOf(budget).map(({ ceiling }) => ceiling);
  const known = ceilings.filter((ceiling) => ceiling !== null);
  return known.length === 0 || known.length < ceilings.length ? null : sumOf(known);
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

/** Something of each line, said once: `l’UO 0103-CEFP-C003 et l’UO 0159-…`. */
export function ofEachLine(budget: Budget, say: (line: BudgetLine) => string): string {
  return enumerated([...new Set(linesOf(budget).map(say))]);
}

/** The line that an entry is charged to: its own, else that of its order, else the first. */
export function lineOfEntry(
  { budget }: ConventionDocument,
  ledger: readonly Entry[],
): (entry: Entry) => string | undefined {
  const lines = linesOf(budget);
  const [first] = lines;
  if (lines.length <= 1) return () => first?.id;
  const orders = new Map<string, string>();
  for (const entry of ledger)
    if (entry.kind === 'commitment' && entry.budgetLine) orders.set(entry.order, entry.budgetLine);
  const bySeq = new Map(ledger.map((entry) => [entry.seq, entry]));
  return (entry) => {
    const original = entry.kind === 'correction' ? (bySeq.get(entry.corrects) ?? entry) : entry;
    const order = 'order' in original ? original.order : undefined;
    const charged = original.budgetLine ?? (order === undefined ? undefined : orders.get(order));
    return charged ?? first?.id;
  };
}

/** What was committed and paid on a line, in cents. */
export interface LinePosition {
  readonly id: string;
  readonly name: string;
  readonly ceiling: Cents | null;
  readonly available: Cents;
  readonly committed: Cents;
  readonly paid: Cents;
}

/** Where each line stands, by some entries; none when there is but one, whose position is that of the whole. */
export function linePositions(
  document: ConventionDocument,
  ledger: readonly Entry[],
): readonly LinePosition[] {
  const lines = linesOf(document.budget);
  if (lines.length <= 1) return [];
  const lineOf = lineOfEntry(document, ledger);
  return lines.map(({ id, name, ceiling }) => {
    const own = ledger.filter((entry) => lineOf(entry) === id);
    const accounts = [...accountsOf(own).values()];
    const credits = own.filter((entry) => !('order' in entry) || entry.order === undefined);
    return {
      id,
      name,
      ceiling,
      available: sumOf(credits.map(({ amount }) => amount)),
      committed: sumOf(accounts.map(({ committed }) => committed)),
      paid: sumOf(accounts.map(({ paid }) => paid)),
    };
  });
}
