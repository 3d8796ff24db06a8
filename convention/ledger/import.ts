import { latest, type PlainDate } from '../calendar/plain-date.ts';
import { type Cents, sumOf } from '../money.ts';
import { type CorrectionEntry, type Entry, orderOf, totalOf } from './entry.ts';
import type { ImportLine } from './import-line.ts';
import { type NewEntry, reversalOf } from './record.ts';
import { accountsOf, corrected } from './totals.ts';

/** What an import would do with each of its lines. */
export interface ImportPlan {
  readonly fresh: readonly ImportLine[];
  /** Lines whose amount is no longer that of the ledger: the entry is reversed, and written anew. */
  readonly changed: readonly { readonly line: ImportLine; readonly before: Cents }[];
  /** Lines that the ledger already has, as they are. */
  readonly known: readonly ImportLine[];
  /** Lines of orders that neither the ledger nor the file has committed. */
  readonly orphans: readonly ImportLine[];
  /** Entries typed by hand on the orders that the file tells anew: Chorus' word replaces them. */
  readonly replaced: readonly Exclude<Entry, CorrectionEntry>[];
  /** What is to be written, commitments first. */
  readonly entries: readonly NewEntry[];
}

/**
 * Compares an export of Chorus with the ledger. A line is named by its key: importing the same file again changes
 * nothing, whatever was imported in between.
 * @param source name of the file, kept with each entry.
 * @param today the day of the import.
 */
export function planImport(
  ledger: readonly Entry[],
  lines: readonly ImportLine[],
  source: string,
  today?: PlainDate,
): ImportPlan {
  const reversed = corrected(ledger);
  const standing = new Map<string, Exclude<Entry, CorrectionEntry>>();
  const typed: Exclude<Entry, CorrectionEntry>[] = [];
  for (const entry of ledger) {
    if (entry.kind === 'correction' || reversed.has(entry.seq)) continue;
    if (entry.key !== undefined) standing.set(entry.key, entry);
    else if (entry.kind !== 'credits') typed.push(entry);
  }
  const orders = new Set([
    ...[...accountsOf(ledger).values()].map(({ order }) => order),
    ...lines.filter(({ kind }) => kind === 'commitment').map(({ order }) => order),
  ]);
  const fresh: ImportLine[] = [];
  const known: ImportLine[] = [];
  const orphans: ImportLine[] = [];
  const changed: { line: ImportLine; before: Cents }[] = [];
  const reversals: NewEntry[] = [];
  const written: NewEntry[] = [];
  for (const line of lines) {
    const before = standing.get(line.key);
    if ((before?.amount ?? 0) === line.amount) {
      known.push(line);
    } else if (!orders.has(line.order)) {
      orphans.push(line);
    } else {
      if (before) {
        // Both on one day, the later of the two: at no instant is the line counted twice, or not at all.
        // Chorus does not say since when: known today, it counts from today.
        const on = latest(before.on, line.on, ...(today ? [today] : []));
        changed.push({ line, before: before.amount });
        reversals.push(reversalOf(before, on, line.reference, source));
        // What comes to nothing is only undone.
        if (line.amount !== 0) written.push(entryOf({ ...line, on }, source));
      } else {
        fresh.push(line);
        written.push(entryOf(line, source));
      }
    }
  }
  // What is new of an order replaces what was typed of it: the same order would count twice. A file that brings
  // nothing new leaves what was typed since.
  const matterOf = (entry: NewEntry) => `${totalOf(entry)} ${orderOf(entry)}`;
  const told = new Set(written.map(matterOf));
  const amounts = new Set(written.map((entry) => `${matterOf(entry)} ${entry.amount}`));
  // An order is one thing, whatever was typed of it; of payments, only those that the file has too.
  const replaced = typed.filter((entry) =>
    totalOf(entry) === 'committed'
      ? told.has(matterOf(entry))
      : amounts.has(`${matterOf(entry)} ${entry.amount}`),
  );
  reversals.push(...replaced.map((entry) => reversalOf(entry, entry.on, `remplacée par ${source}`, source)));
  const rank = ({ kind }: NewEntry) => kinds.indexOf(kind);
  const entries = [...reversals, ...written.sort((a, b) => rank(a) - rank(b))];
  return { fresh, changed, known, orphans, replaced, entries };
}

/** The difference that an import makes to Σ AE, in cents. */
export function committedBy({ entries }: ImportPlan): Cents {
  return sumOf(entries.filter((entry) => totalOf(entry) === 'committed').map(({ amount }) => amount));
}

const kinds: readonly NewEntry['kind'][] = [
  'correction',
  'commitment',
  'change',
  'acceptance',
  'payment',
  'credits',
];

function entryOf(line: ImportLine, source: string): NewEntry {
  const { key, kind, order, on, amount, supplier, contract, reference } = line;
  const common = { key, order, on, amount, reference, source };
  if (kind !== 'commitment') return { ...common, kind };
  // What lowers an order is a release of it, not an order of its own.
  if (amount < 0) return { ...common, kind: 'change' };
  return { ...common, kind, supplier, ...(contract === undefined ? {} : { contract }) };
}
