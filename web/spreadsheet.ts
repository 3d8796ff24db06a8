import { stringify } from 'csv-stringify/sync';

/**
 * A table for a spreadsheet (RFC 4180): semicolons and a byte order mark, as Excel in French expects; no formula runs.
 * @param columns the headings.
 */
export function spreadsheet(
  columns: readonly string[],
  rows: readonly (readonly (string | number | undefined)[])[],
): string {
  return stringify(
    rows.map((row) => [...row]),
    {
      header: true,
      columns: [...columns],
      delimiter: ';',
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  );
}
