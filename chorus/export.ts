import { stringify } from 'csv-stringify/sync';
import type { ConventionDocument } from '../convention/document/schema.ts';
import type { Entry } from '../convention/ledger/entry.ts';
import { ledgerTable } from '../convention/ledger/ledger-table.ts';

/** The ledger as CSV that a French spreadsheet opens at a double click: UTF-8 with a byte order mark, semicolons. */
export function ledgerCsv(entries: readonly Entry[], document?: ConventionDocument): string {
  return stringify(ledgerTable(entries, document), {
    bom: true,
    delimiter: ';',
    record_delimiter: '\r\n',
    quoted_match: /[\r\n]/,
  });
}
