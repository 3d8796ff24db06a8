import type { FastifyInstance } from 'fastify';
import { actForms } from '../../acts/forms.ts';
import { mayDo } from '../../acts/standing.ts';
import { anchors } from '../convention/anchors.ts';
import { showConvention } from '../convention/frame.tsx';
import { opened } from '../convention/opened.ts';
import { MeetingRead, meetingsOf, meetingTitle, ReportRead, reportsOf } from '../convention/reports-read.tsx';
import { sendReport } from '../convention/send-report.ts';
import { EmptyState } from '../page/parts.tsx';
import { Download, Way } from '../page/ways.tsx';
import { costly, pathPart } from '../request.ts';
import type { Web } from '../web.ts';

/** What the execution of a convention was reported to be, and what its committees decided. */
export async function followUpRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions/:id/suivi', async (request, reply) => {
    const one = await opened(web, request);
    const { record, id } = one;
    const root = `/conventions/${id}`;
    const reports = reportsOf(record);
    const meetings = meetingsOf(record);
    const mayJudge = mayDo(one.standing, actForms.acceptReport, record.document);
    return showConvention(
      reply,
      one,
      { tab: '/suivi' },
      <>
        {meetings.map((meeting) => (
          <section key={meeting.id} id={anchors.meeting(meeting.id)}>
            <h2>{meetingTitle(record, meeting)}</h2>
            <MeetingRead meeting={meeting} root={root} />
          </section>
        ))}
        {reports.map(({ period, title }) => (
          <section key={period} id={anchors.report(period)}>
            <h2>{title}</h2>
            <ReportRead record={record} period={period} />
            <p>
              <Download href={`${root}/suivi/${period}.pdf`}>{title} (PDF)</Download>
            </p>
            {mayJudge && !record.reports[period]?.accepted && (
              <Way href={`${root}/obligations/report-${period}`}>
                Accepter « {title} », ou demander une correction
              </Way>
            )}
          </section>
        ))}
        {reports.length === 0 && meetings.length === 0 && (
          <EmptyState title="Aucun compte rendu, aucune réunion pour l’instant" />
        )}
      </>,
    );
  });

  app.get('/conventions/:id/suivi/:period.pdf', costly(web), async (request, reply) => {
    const { record } = await opened(web, request);
    return sendReport(reply, record, pathPart(request, 'period'));
  });
}
