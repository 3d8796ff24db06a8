import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import type { Cents } from '../../convention/money.ts';
import { acceptedAmount, acceptedDate, amountOf, codeOf, contentOf, dateOf, shown } from './cells.ts';
import type { ChorusFault } from './faults.ts';
import { type Column, type Heading, type Measure, measureOf } from './headings.ts';
import type { Row } from './sheet.ts';

/** An amount of a row. */
export interface Figure {
  /** What it is, as the file writes it: its heading, or its kind in the long layout. */
  readonly title: string;
  /** Absent when it is none of those that count. */
  readonly measure?: Measure;
  readonly amount: Cents;
}

const longestNumber = 35;

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

  /** A number by which Chorus names something, without spaces, for they part the numbers of a key. */
  number(column: Column): string {
    const number = this.text(column).replaceAll(' ', '');
    if (number.length > longestNumber) {
      const accepted = `un numéro de ${longestNumber} caractères au plus`;
      this.faults.push(this.fault(this.heading.columns.get(column), accepted));
    }
    return number;
  }

  /** The number of an item, which exports write `00010` or `10`: `10`. */
  itemNumber(column: Column): string {
    return this.number(column).replace(/^0+(?=\d+$)/, '');
  }

  /** The day of the first of some columns that has one; else another. */
  date(columns: readonly Column[], otherwise: PlainDate): PlainDate {
    // Chorus writes a day that it does not know as zeros.
    const column = columns.find((one) => this.has(one) && !/^[0./]+$/.test(this.text(one)));
    if (column === undefined) return otherwise;
    const date = dateOf(this.text(column));
    if (date === undefined) this.faults.push(this.fault(this.heading.columns.get(column), acceptedDate));
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

  private fault(index: number | undefined, accepted: string): ChorusFault {
    const column = shown(this.heading.titles[index ?? -1] ?? '');
    return { line: this.line, column, given: shown(this.cells[index ?? -1] ?? ''), accepted };
  }
}
