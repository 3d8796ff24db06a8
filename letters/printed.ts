import { createRequire } from 'node:module';
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
  /** When it was made, which is told to nobody's clock: printing it again makes the same octets. */
  readonly at: Instant;
}

const margin = 56;
const width = 595.28 - 2 * margin;

/**
 * Prints on A4 as PDF/A-2a (ISO 19005-2): tagged, in French, its fonts and the alternative of its chart within.
 *
 * @throws the failure of the reading or of the drawing: an installation that lacks a file.
 */
export async function printedPdf({ title, lead, facts, chart, at }: Printed): Promise<Buffer> {
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
  const paragraph = (kind: 'H1' | 'P', write: () => void) => whole.add(pdf.struct(kind, {}, write));
  paragraph('H1', () => pdf.font(bold).fontSize(17).text(typeset(title)).moveDown(0.4));
  for (const line of lead) paragraph('P', () => pdf.font(plain).fontSize(10).text(typeset(line)));
  for (const [label, value] of facts) {
    paragraph('P', () => {
      pdf.moveDown(0.7).font(bold).fontSize(9).text(typeset(label));
      pdf.font(plain).fontSize(10).text(typeset(value));
    });
  }
  if (chart && png) {
    const alt = alternativeOf(chart);
    pdf.moveDown(1);
    if (pdf.y + (width * 300) / 560 > pdf.page.height - margin) pdf.addPage();
    whole.add(pdf.struct('Figure', { alt }, () => pdf.image(png, { width })));
  }
  whole.end();
  pdf.end();
  await ended;
  return Buffer.concat(octets);
}
