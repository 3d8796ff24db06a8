import type { FastifyReply } from 'fastify';
import { isFinal } from '../../acts/about-reports.ts';
import type { Convention } from '../../convention/convention.ts';
import { budgetChart } from '../../convention/ledger/forecast.ts';
import { partiesLine } from '../../convention/people/parties.ts';
import { printedPdf } from '../../letters/printed.ts';
import { attachmentOf } from '../evidence-folder.ts';
import { NotForYou } from '../request.ts';
import { reportFacts, reportsOf } from './reports-read.tsx';

/**
 * Sends a report as a PDF to be saved, with the chart of the budget at the end of its period.
 * @throws NotForYou when none was submitted for that period.
 */
export async function sendReport(
  reply: FastifyReply,
  record: Convention,
  period: string,
): Promise<FastifyReply> {
  const { document, reports } = record;
  const title = reportsOf(record).find((one) => one.period === period)?.title;
  const report = Object.hasOwn(reports, period) ? reports[period] : undefined;
  if (!report || title === undefined) throw new NotForYou();
  const pdf = await printedPdf({
    title: `${title}, ${document.shortName}`,
    lead: [document.title, partiesLine(document)],
    facts: reportFacts(record, period),
    chart: isFinal(period) || !document.budget ? undefined : budgetChart(record, period),
    at: report.at,
  });
  return reply
    .type('application/pdf')
    .header('content-disposition', attachmentOf(`${document.id}-compte-rendu-${period}.pdf`))
    .send(pdf);
}
