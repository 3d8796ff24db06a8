import { earliest, latest, type PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { lineOfEntry } from './budget-lines.ts';
import { type Entry, type Original, orderOf, totalOf } from './entry.ts';
import type { ImportLine } from './import-line.ts';
import { type Cents, subtract, sumOf, zero } from './money.ts';
import { type NewEntry, reversalOf } from './record.ts';
import { retoldBy } from './retold.ts';
import { accountsOf, corrected } from './totals.ts';

/** What an import would do with each of its lines. */
export interface ImportPlan {
  readonly fresh: readonly ImportLine[];
  /** Lines whose amount is no longer that of the ledger: the entry is reversed, and written anew. */
  readonly changed: readonly { readonly line: ImportLine; readonly before: Cents }[];
  /** Lines that are charged to another line of the budget than their entry, with the line that it had. */
  readonly moved: readonly { readonly line: ImportLine; readonly from: string }[];
  /** Lines that the ledger already has, as they are. */
  readonly known: readonly ImportLine[];
  /** Lines of orders that neither the ledger nor the file has committed. */
  readonly orphans: readonly ImportLine[];
  /** Entries typed by hand that the file tells anew: Chorus' word replaces them. */
  readonly replaced: readonly Original[];
  /** Entries typed by hand that stay, though the file tells something new of the same orders: they may count twice. */
  readonly beside: readonly Original[];
  /** What is to be written, commitments first. */
  readonly entries: readonly NewEntry[];
}

/**
 * Compares an export of Chorus with the ledger of a convention, whose document says what each entry is charged to: what
 * Chorus charges to another line of the budget is moved there. A line is named by its key: importing the same file
 * again changes nothing, whatever was imported in between.
 * @param source name of the file, kept with each entry.
 * @param today the day of the import.
 * @param from the day before which no new order counts, whatever the file says of it.
 */
export function planFor(
  { document, ledger }: Pick<Convention, 'document' | 'ledger'>,
  lines: readonly ImportLine[],
  source: string,
  today: PlainDate,
  from?: PlainDate,
): ImportPlan {
  const lineOf = lineOfEntry(document, ledger);
  const { standing, typed } = standingIn(ledger);
  const orders = new Set([
    ...accountsOf(ledger).keys(),
    ...lines.filter(({ kind }) => kind === 'commitment').map(({ order }) => order),
  ]);
  const fresh: ImportLine[] = [];
  const known: ImportLine[] = [];
  const orphans: ImportLine[] = [];
  const changes: Change[] = [];
  for (const line of lines) {
    const before = standing.get(line.key);
    const charged = before && lineOf(before);
    const isMoved = line.budgetLine !== undefined && charged !== line.budgetLine;
    const movedFrom = isMoved ? charged : undefined;
    if ((before?.amount ?? 0) === line.amount && movedFrom === undefined) known.push(line);
    else if (!orders.has(line.order)) orphans.push(line);
    else if (before) changes.push({ line, before, ...(movedFrom === undefined ? {} : { movedFrom }) });
    else fresh.push(line);
  }
  const told = new Set(lines.map(({ key }) => key));
  const untold = [...standing.values()].filter(({ key }) => !told.has(key ?? ''));
  changes.push(...followers(changes, untold, lineOf));
  const amounts = changes.filter(({ line, before }) => line.amount !== before.amount);
  const news = [
    ...fresh.map((line) => ({ line, more: line.amount })),
    ...amounts.map(({ line, before }) => ({ line, more: subtract(line.amount, before.amount) })),
    ...cancelledIn(lines, standing).map((line) => ({ line, more: zero })),
  ];
  // A file that brings nothing new leaves what was typed since.
  const { replaced, beside } = retoldBy(news, typed);
  const succeeded = firstOrderOf(fresh);
  const dated = changes.map((change) => ({ ...change, on: dayOfChange(change, succeeded, today) }));
  const reversals = [
    ...dated.map(({ line, before, on }) => reversalOf(before, on, line.reference, source)),
    ...typed
      .filter((entry) => replaced.has(entry))
      .map((entry) => reversalOf(entry, entry.on, `remplacée par ${source}`, source)),
  ];
  const written = [
    // What comes to nothing is only undone.
    ...dated.flatMap(({ line, on }) => (line.amount === 0 ? [] : entryOf({ ...line, on }, source))),
    ...fresh.map((line) =>
      entryOf(from && line.kind === 'commitment' ? { ...line, on: latest(line.on, from) } : line, source),
    ),
  ];
  const rank = ({ kind }: NewEntry) => kinds.indexOf(kind);
  return {
    fresh,
    changed: amounts.map(({ line, before }) => ({ line, before: before.amount })),
    moved: changes.flatMap(({ line, movedFrom }) =>
      movedFrom === undefined ? [] : { line, from: movedFrom },
    ),
    known,
    orphans,
    replaced: [...replaced],
    beside,
    entries: [...reversals, ...written.sort((a, b) => rank(a) - rank(b))],
  };
}

/** A line whose amount, or line of the budget, is no longer that of its entry. */
interface Change {
  readonly line: ImportLine;
  readonly before: Original;
  /** The line of the budget that its entry was charged to, when it is another. */
  readonly movedFrom?: string;
}

/** What was accepted and paid of orders that leave a line of the budget for another altogether goes with them. */
function followers(
  changes: readonly Change[],
  entries: readonly Original[],
  lineOf: (entry: Entry) => string | undefined,
): Change[] {
  const left = changes.flatMap(({ line, movedFrom }) =>
    movedFrom !== undefined && line.kind === 'commitment' && line.budgetLine !== undefined
      ? [{ order: line.order, from: movedFrom, to: line.budgetLine }]
      : [],
  );
  const stays = (order: string, line: string) =>
    entries.some((one) => totalOf(one) === 'committed' && orderOf(one) === order && lineOf(one) === line);
  return entries.flatMap((before) => {
    if (before.kind !== 'acceptance' && before.kind !== 'payment') return [];
    const { key = '', kind, order, on, amount, reference } = before;
    const move = left.find((one) => one.order === order && one.from === lineOf(before));
    if (!move || before.budgetLine === undefined || stays(order, move.from)) return [];
    const line = { key, kind, order, on, amount, reference, supplier: '', budgetLine: move.to };
    return [{ line, before, movedFrom: move.from }];
  });
}

/** The entries that count: those of files by their keys, and those typed by hand. */
function standingIn(ledger: readonly Entry[]): {
  readonly standing: ReadonlyMap<string, Original>;
  readonly typed: readonly Original[];
} {
  const reversed = corrected(ledger);
  const standing = new Map<string, Original>();
  const typed: Original[] = [];
  for (const entry of ledger) {
    if (entry.kind === 'correction' || reversed.has(entry.seq)) continue;
    if (entry.key !== undefined) standing.set(entry.key, entry);
    else typed.push(entry);
  }
  return { standing, typed };
}

/**
 * The day on which the orders that a plan lowers have all given way: an entry that was written anew late is only undone
 * from then on.
 */
export function givenWayOn({ entries }: ImportPlan): PlainDate | undefined {
  const undone = entries.filter((entry) => entry.kind === 'correction' && totalOf(entry) === 'committed');
  const days = undone.map(({ on }) => on);
  return days.sort().at(-1);
}

/** What the file says of orders that it has for nothing, and of which the ledger only knows what was typed. */
function cancelledIn(lines: readonly ImportLine[], standing: ReadonlyMap<string, Original>) {
  const orders = lines.filter(({ kind }) => kind === 'commitment');
  const known = new Set([
    ...orders.filter(({ amount }) => amount !== 0).map(({ order }) => order),
    ...[...standing.values()].filter((entry) => totalOf(entry) === 'committed').map(orderOf),
  ]);
  return orders.filter(({ order }) => !known.has(order));
}

/**
 * The day on which an entry is reversed and written anew, both: at no instant is it counted twice, or not at all. Chorus
 * does not say since when an amount is another: known today, it counts from today. But an order that is lowered for
 * another gives way on the day of that one, since the file is to be judged as a whole.
 */
function dayOfChange({ line, before }: Change, next: PlainDate | undefined, today: PlainDate): PlainDate {
  // Only charged elsewhere, it is as if it had been so from the first: no year of a line is to count it for another.
  if (line.amount === before.amount) return before.on;
  const seen = latest(line.on, today);
  const gives = line.kind === 'commitment' && line.amount < before.amount;
  return latest(before.on, gives ? earliest(seen, next ?? seen) : seen);
}

/** The first day on which some lines commit anything. */
function firstOrderOf(lines: readonly ImportLine[]): PlainDate | undefined {
  const orders = lines.filter(({ kind, amount }) => kind === 'commitment' && amount > 0);
  return orders.map(({ on }) => on).sort()[0];
}

/** The difference that an import makes to Σ AE, in cents. */
export function committedBy({ entries }: ImportPlan): Cents {
  return sumOf(entries.filter((entry) => totalOf(entry) === 'committed').map(({ amount }) => amount));
}

const kinds: readonly NewEntry['kind'][] = ['commitment', 'change', 'acceptance', 'payment'];

function entryOf(line: ImportLine, source: string): NewEntry {
  const { key, kind, order, on, amount, supplier, contract, reference, budgetLine } = line;
  const charged = budgetLine === undefined ? {} : { budgetLine };
  const common = { key, order, on, amount, reference, source, ...charged };
  if (kind !== 'commitment') return { ...common, kind };
  // What lowers an order is a release of it, not an order of its own.
  if (amount < 0) return { ...common, kind: 'change' };
  return { ...common, kind, supplier, ...(contract === undefined ? {} : { contract }) };
}
