import { parse } from 'csv-parse/sync';

/** A row of a file. */
export interface Row {
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** What a text in CSV holds. */
export interface CsvRows {
  readonly rows: readonly Row[];
  /** The line on which a quote opens that nothing closes: what it takes is in no row. */
  readonly unclosed: { readonly line: number; readonly given: string } | undefined;
}

/**
 * Some rows of a text in CSV, its lines ended by `\n`, empty ones left out.
 * @param from the line of the first; from that of the headings rows are of one length. From a title on, csv-parse would
 * make an error of each, which takes longer than to read it.
 */
export function csvRows(text: string, delimiter: string, from = 1, most?: number): CsvRows {
  const rows: Row[] = [];
  const unclosed: { line: number; given: string }[] = [];
  let last = from - 1;
  parse(text, {
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    from_line: from,
    ...(most === undefined ? {} : { to: most }),
    on_record: (cells: string[], { lines }) => {
      rows.push({ line: lines - breaksIn(cells), cells });
      last = lines;
      return null;
    },
    // Under these options, only a quote that nothing closes is an error.
    on_skip: () => {
      const lines = text.split('\n');
      const index = lines.findIndex((line, at) => at >= last && line !== '');
      unclosed.push({ line: index + 1, given: lines[index] ?? '' });
      return undefined;
    },
  });
  return { rows, unclosed: unclosed[0] };
}

function breaksIn(cells: readonly string[]): number {
  return cells.reduce(
    (count, cell) => (cell.includes('\n') ? count + cell.split('\n').length - 1 : count),
    0,
  );
}
