import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { Instant } from '../convention/calendar/paris.ts';
import type { BudgetChart } from '../convention/ledger/chart.ts';
import type { Fact } from '../convention/mailing/facts.ts';
import { alternativeOf } from './chart/alternative.ts';
import { chartPng } from './chart/png.ts';
import { typeset } from './typography.ts';

/** Something to be printed and kept: all of it text, but for its chart. */
export interface Printed {
  /** `Compte rendu d’avril 2020`. */
  readonly title: string;
  /** Of which convention, a line each. */
  readonly lead: readonly string[];
  readonly facts: readonly Fact[];
  readonly chart?: BudgetChart | undefined;
  /** What follows, each under its heading. */
  readonly sections?: readonly PrintedSection[];
  /** When it was made, which is told to nobody's clock: printing it again makes the same octets. */
  readonly at: Instant;
}

/** A part of what is printed. */
export interface PrintedSection {
  readonly title: string;
  readonly facts?: readonly Fact[];
  readonly table?: PrintedTable;
}

/** A table whose cells are short: none is longer than a sheet. */
export interface PrintedTable {
  readonly columns: readonly PrintedColumn[];
  /** A text a column; the first cell heads its line. */
  readonly rows: readonly (readonly string[])[];
}

export interface PrintedColumn {
  readonly label: string;
  /** In points; the others share what is left. */
  readonly width?: number;
  /** Numbers stand to the right. */
  readonly number?: boolean;
}

const margin = 56;
const width = 595.28 - 2 * margin;

/**
 * Prints on A4 as PDF/A-2a (ISO 19005-2): tagged, in French, its fonts and the alternative of its chart within.
 *
 * @throws the failure of the reading or of the drawing: an installation that lacks a file.
 */
export async function printedPdf(printed: Printed): Promise<Buffer> {
  const { title, lead, facts, chart, sections = [], at } = printed;
  const { resolve } = createRequire(import.meta.url);
  const [plain, bold] = ['DejaVuSans', 'DejaVuSans-Bold'].map((name) =>
    resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`),
  ) as [string, string];
  const png = chart && (await chartPng(chart));
  const made = new Date(at);
  const pdf = new PDFDocument({
    size: 'A4',
    margin,
    font: plain,
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    lang: 'fr-FR',
    displayTitle: true,
    info: { Title: title, CreationDate: made, ModDate: made },
  });
  const octets: Buffer[] = [];
  const ended = new Promise<void>((resolved, failed) => {
    pdf.on('data', (part: Buffer) => octets.push(part));
    pdf.on('end', resolved);
    pdf.on('error', failed);
  });
  const whole = pdf.struct('Document');
  pdf.addStructure(whole);
  const paragraph = (kind: 'H1' | 'H2' | 'P', write: () => void) => whole.add(pdf.struct(kind, {}, write));
  const told = ([label, value]: Fact) =>
    paragraph('P', () => {
      pdf.moveDown(0.7).font(bold).fontSize(9).text(typeset(label));
      pdf.font(plain).fontSize(10).text(typeset(value));
    });
  paragraph('H1', () => pdf.font(bold).fontSize(17).text(typeset(title)).moveDown(0.4));
  for (const line of lead) paragraph('P', () => pdf.font(plain).fontSize(10).text(typeset(line)));
  for (const fact of facts) told(fact);
  if (chart && png) {
    const alt = alternativeOf(chart);
    pdf.moveDown(1);
    if (pdf.y + (width * 300) / 560 > pdf.page.height - margin) pdf.addPage();
    whole.add(pdf.struct('Figure', { alt }, () => pdf.image(png, { width })));
  }
  for (const { title: heading, facts: some = [], table } of sections) {
    // A long file keeps nobody else waiting.
    await setImmediate();
    // A heading stands on the sheet of what it heads.
    if (pdf.y > pdf.page.height - margin - 90) pdf.addPage();
    paragraph('H2', () => pdf.moveDown(1.4).font(bold).fontSize(13).text(typeset(heading)).moveDown(0.2));
    for (const [nth, fact] of some.entries()) {
      if (nth % 50 === 49) await setImmediate();
      told(fact);
    }
    if (table) await drawTable(pdf, whole, table, { plain, bold });
  }
  whole.end();
  pdf.end();
  await ended;
  return Buffer.concat(octets);
}

/** A table that a reader of screens reads: each cell knows the headings of its column and of its line. */
async function drawTable(
  pdf: PDFKit.PDFDocument,
  whole: PDFKit.PDFStructureElement,
  { columns, rows }: PrintedTable,
  { plain, bold }: { readonly plain: string; readonly bold: string },
): Promise<void> {
  pdf.moveDown(0.5).font(plain).fontSize(8);
  // Not in its types: what makes it a table for whoever hears it.
  const tagged = { structParent: whole };
  const drawn = pdf.table({
    ...tagged,
    columnStyles: columns.map(({ width: points = '*', number = false }) => ({
      width: points,
      align: { x: number ? ('right' as const) : ('left' as const) },
    })),
    defaultStyle: { border: [0, 0, 0.5, 0], borderColor: '#808080', padding: [3, 4, 3, 0] },
  });
  drawn.row(
    columns.map(({ label }) => ({
      text: typeset(label),
      type: 'TH',
      scope: 'Column',
      font: { src: bold },
    })),
  );
  for (const [nth, cells] of rows.entries()) {
    if (nth % 50 === 49) await setImmediate();
    drawn.row(
      columns.map((_column, rank) => ({
        text: typeset(cells[rank] ?? ''),
        ...(rank === 0 ? { type: 'TH', scope: 'Row' } : {}),
      })),
    );
  }
  drawn.end();
}
