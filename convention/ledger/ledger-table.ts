import { type Instant, parisDate, parisTime } from '../calendar/paris.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { lineOfEntry, linesOf } from './budget-lines.ts';
import { type CommitmentEntry, type Entry, frenchKinds, orderOf } from './entry.ts';
import type { Cents } from './money.ts';

type Row = Entry & Partial<Pick<CommitmentEntry, 'supplier' | 'contract' | 'deliveryEndsOn'>>;

type Column = readonly [title: string, cellOf: (entry: Row) => string];

const columns: readonly Column[] = [
  ['N°', ({ seq }) => String(seq)],
  ['Date', ({ on }) => dateCell(on)],
  ['Nature', ({ kind }) => textCell(frenchKinds[kind])],
  ['Engagement (N° EJ)', (entry) => textCell(orderOf(entry))],
  ['Fournisseur', ({ supplier }) => textCell(supplier)],
  ['Contrat', ({ contract }) => textCell(contract)],
  ['Fin de livraison', ({ deliveryEndsOn }) => dateCell(deliveryEndsOn)],
  ['Montant (€)', ({ amount }) => amountCell(amount)],
  ['Corrige', (entry) => (entry.kind === 'correction' ? String(entry.corrects) : '')],
  ['Référence', ({ reference }) => textCell(reference)],
  ['Source', ({ source }) => textCell(source)],
  ['Saisi par', ({ by }) => textCell(by)],
  ['Saisi le', ({ at }) => instantCell(at)],
];

/**
 * The ledger as the rows of a French spreadsheet, headings first: a decimal comma, days as `25/03/2020`. What people
 * wrote is never taken for a formula. To be separated by semicolons.
 * @param document whose lines of the budget have a column, when there are several.
 */
export function ledgerTable(entries: readonly Entry[], document?: ConventionDocument): string[][] {
  const lines = linesOf(document?.budget);
  const [number, date, kind, ...others] = columns;
  const shown =
    document && lines.length > 1 && number && date && kind
      ? [number, date, kind, lineColumn(document, entries), ...others]
      : columns;
  return [shown.map(([title]) => title), ...entries.map((entry) => shown.map(([, cellOf]) => cellOf(entry)))];
}

/** The line of the budget that each entry is charged to, by its name. */
function lineColumn(document: ConventionDocument, entries: readonly Entry[]): Column {
  const names = new Map(linesOf(document.budget).map(({ id, name }) => [id, name]));
  const lineOf = lineOfEntry(document, entries);
  return ['Ligne du budget', (entry) => textCell(names.get(lineOf(entry) ?? ''))];
}

/** A text that a spreadsheet would compute is headed by an apostrophe, which it takes for the mark of a text. */
function textCell(text = ''): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** `-1234,56`: a number, which stays one. */
function amountCell(amount: Cents): string {
  const cents = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${cents.slice(0, -2)},${cents.slice(-2)}`;
}

function dateCell(date?: PlainDate): string {
  return date === undefined ? '' : date.split('-').reverse().join('/');
}

/** On the clock of Paris: `25/03/2020 09:12`. */
function instantCell(instant: Instant): string {
  return `${dateCell(parisDate(instant))} ${parisTime(instant)}`;
}
