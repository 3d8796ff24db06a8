import { Refused } from '../convention/errors.ts';
import { contentOf, shown } from './cells.ts';
import { type ChorusFault, wholeLine } from './chorus-fault.ts';
import { csvRows, type Row } from './csv-rows.ts';
import { type Heading, headingOf, knownTitles, wantedHeadings, yearIn } from './headings.ts';

const mostRows = 50_000;
const mostRowsAbove = 40;
const longestCell = 2000;

/** An export cut in rows. */
export interface Sheet {
  readonly heading: Heading;
  /** What is under the headings, blank rows left out. */
  readonly rows: readonly Row[];
  readonly faults: readonly ChorusFault[];
}

/**
 * Cuts an export in rows, by the delimiter that makes a heading row of one of its first rows.
 * @throws Refused `BAD_DOCUMENT` when none does, with what was looked for, or when there are too many rows.
 */
export function sheetIn(text: string): Sheet {
  const { found, nearest } = headingsIn(text);
  if (found) return sheetUnder(found.heading, found.line, text, found.delimiter);
  const known = nearest.titles.map((title) => `« ${shown(title)} »`).join(', ');
  throw new Refused(
    'BAD_DOCUMENT',
    [
      `Aucune ligne d’en-têtes dans les ${mostRowsAbove} premières lignes ; cherchées : ${wantedHeadings}.`,
      ...(known === '' ? [] : [`La plus proche, ligne ${nearest.line}, n’a que ${known}.`]),
    ].join(' '),
  );
}

/** Whether a text has the headings of an export of Chorus. */
export function hasHeadings(text: string): boolean {
  return headingsIn(text).found !== undefined;
}

/** The heading row of a text; else the row that is most like one. */
function headingsIn(text: string): {
  readonly found?: { readonly heading: Heading; readonly line: number; readonly delimiter: string };
  readonly nearest: { readonly line: number; readonly titles: readonly string[] };
} {
  // Far more than so few rows take, and a file that is something else is soon known.
  const head = text.slice(0, 1_000_000);
  let nearest: { line: number; titles: readonly string[] } = { line: 0, titles: [] };
  for (const delimiter of [';', '\t', ',']) {
    for (const { line, cells } of rowsIn(head, delimiter, 1, mostRowsAbove).rows) {
      const heading = headingOf(cells);
      if (heading) return { found: { heading, line, delimiter }, nearest };
      const titles = knownTitles(cells);
      if (titles.length > nearest.titles.length) nearest = { line, titles };
    }
  }
  return { nearest };
}

function sheetUnder(heading: Heading, headingLine: number, text: string, delimiter: string): Sheet {
  const { rows, torn } = rowsIn(text, delimiter, headingLine, mostRows + 2);
  const under = rows.filter(({ line }) => line > headingLine);
  if (under.length > mostRows) {
    throw new Refused('BAD_DOCUMENT', `Plus de ${mostRows} lignes : refusé ; accepté : ${mostRows} au plus.`);
  }
  const faults = [...otherYears(heading, headingLine), ...torn];
  return { heading, rows: under.filter(({ cells }) => !isBlank(cells)), faults };
}

/** What else tells amounts of a year: only the last column is read, the others would be lost. */
function otherYears({ layout, titles, width }: Heading, line: number): ChorusFault[] {
  if (layout !== 'long') return [];
  return titles
    .slice(0, width - 1)
    .filter((title) => yearIn(title) !== undefined)
    .map((title) => ({
      line,
      column: shown(title),
      given: shown(title),
      accepted: 'une seule colonne d’année, la dernière',
    }));
}

/** Whether a row says nothing: no more than the units that may stand under the headings. */
function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => /^(EUR|€)?$/i.test(contentOf(cell)));
}

/** Some rows of a text, from a line on, and those of which nothing can be made. */
function rowsIn(
  text: string,
  delimiter: string,
  from: number,
  most: number,
): { rows: Row[]; torn: ChorusFault[] } {
  const rows: Row[] = [];
  const torn: ChorusFault[] = [];
  const read = csvRows(text, delimiter, from, most);
  for (const row of read.rows) {
    const { line, cells } = row;
    const swallowing = cells.find((cell) => hasSwallowed(cell, delimiter, cells.length));
    const long = cells.find((cell) => cell.length > longestCell);
    if (swallowing !== undefined) torn.push(openQuote(line, swallowing));
    else if (long !== undefined) torn.push(tooLong(line, long));
    else rows.push(row);
  }
  if (read.unclosed) torn.push(openQuote(read.unclosed.line, read.unclosed.given));
  return { rows, torn };
}

/** Whether a quote left open took the row below, or many, in a cell: nobody writes that many delimiters in a text. */
function hasSwallowed(cell: string, delimiter: string, width: number): boolean {
  return cell.includes('\n') && (cell.split(delimiter).length - 1) * 2 >= width;
}

function openQuote(line: number, given: string): ChorusFault {
  return {
    line,
    column: wholeLine,
    given: shown(given),
    accepted: 'des guillemets fermés dans la cellule où ils s’ouvrent',
  };
}

function tooLong(line: number, given: string): ChorusFault {
  return {
    line,
    column: wholeLine,
    given: shown(given),
    accepted: `des cellules de ${longestCell} caractères au plus`,
  };
}
