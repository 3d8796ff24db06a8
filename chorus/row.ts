import type { PlainDate } from '../convention/calendar/plain-date.ts';
import { chorusNumber } from '../convention/ledger/chorus-number.ts';
import type { Cents } from '../convention/ledger/money.ts';
import { acceptedAmount, acceptedDate, amountOf, codeOf, contentOf, dateOf, shown } from './cells.ts';
import type { ChorusFault } from './chorus-fault.ts';
import type { Row } from './csv-rows.ts';
import { type Column, type Heading, type Measure, measureOf } from './headings.ts';

/** An amount of a row. */
export interface Figure {
  /** What it is, as the file writes it: its heading, or its kind in the long layout. */
  readonly title: string;
  /** Absent when it is none of those that count. */
  readonly measure?: Measure;
  readonly amount: Cents;
}

const longestNumber = 35;
const acceptedNumber = `un numéro de ${longestNumber} caractères au plus`;

/** A number that a spreadsheet took for a quantity: its last digits may be lost. */
const changedNumber = /^\d+(?:[.,]\d+)?E[+-]?\d+$|^\d+[.,]0+$/i;
const originalNumber =
  'le numéro tel que Chorus l’écrit (ex. 1500012345) : un tableur l’a transformé ; reprenez l’export d’origine';

/** A row read by its headings. What it holds and cannot be read is told in `faults`: the row is then not to be used. */
export class ReadRow {
  readonly line: number;
  readonly faults: ChorusFault[] = [];
  readonly figures: readonly Figure[];
  private readonly heading: Heading;
  private readonly cells: readonly string[];

  constructor({ line, cells }: Row, heading: Heading) {
    this.line = line;
    this.cells = cells;
    this.heading = heading;
    this.figures = heading.amounts.flatMap(({ index, measure }) => this.figureAt(index, measure));
  }

  /** Whether a column is in the file and says something in this row. */
  has(column: Column): boolean {
    return this.text(column) !== '';
  }

  /** The text of a column, on one line; empty when there is none. */
  text(column: Column): string {
    return contentOf(this.cellOf(column));
  }

  /** The code of a column, without the area before it. */
  code(column: Column): string {
    return codeOf(this.cellOf(column));
  }

  /** A number by which Chorus names something, as it is compared. */
  number(column: Column): string {
    const given = this.text(column);
    // Bounded first: nothing else is to look at a cell that is no number.
    const isLong = given.length > 2 * longestNumber;
    const number = isLong ? given : chorusNumber(given);
    if (number.length > longestNumber) this.refuse(column, acceptedNumber);
    else if (changedNumber.test(number)) this.refuse(column, originalNumber);
    return number;
  }

  /** The day of the first of some columns that has one; else another. */
  date(columns: readonly Column[], otherwise: PlainDate): PlainDate {
    // Chorus writes a day that it does not know as zeros.
    const column = columns.find((one) => this.has(one) && !/^[0./]+$/.test(this.text(one)));
    if (column === undefined) return otherwise;
    const date = dateOf(this.text(column));
    if (date === undefined) this.refuse(column, acceptedDate);
    return date ?? otherwise;
  }

  private figureAt(index: number, measure: Measure | undefined): Figure[] {
    const cell = this.cells[index] ?? '';
    if (contentOf(cell) === '') return [];
    const amount = amountOf(cell);
    if (amount === undefined) {
      this.faults.push(this.fault(index, acceptedAmount));
      return [];
    }
    const { kind, titles } = this.heading;
    const title = shown((kind === undefined ? titles[index] : this.cells[kind]) ?? '');
    const told = measure ?? measureOf(title);
    return [{ title, amount, ...(told === undefined ? {} : { measure: told }) }];
  }

  private cellOf(column: Column): string {
    return this.cells[this.heading.columns.get(column) ?? -1] ?? '';
  }

  private refuse(column: Column, accepted: string): void {
    this.faults.push(this.fault(this.heading.columns.get(column), accepted));
  }

  private fault(index: number | undefined, accepted: string): ChorusFault {
    const column = shown(this.heading.titles[index ?? -1] ?? '');
    return { line: this.line, column, given: shown(this.cells[index ?? -1] ?? ''), accepted };
  }
}
