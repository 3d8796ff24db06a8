import type { FastifyInstance } from 'fastify';
import { showConvention } from '../convention/frame.tsx';
import { opened } from '../convention/opened.ts';
import { MeetingRead, meetingsOf, meetingTitle, ReportRead, reportsOf } from '../convention/reports-read.tsx';
import { EmptyState } from '../page/parts.tsx';
import type { Web } from '../web.ts';

/** What the execution of a convention was reported to be, and what its committees decided. */
export async function followUpRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions/:id/suivi', async (request, reply) => {
    const one = await opened(web, request);
    const { record, id } = one;
    const root = `/conventions/${id}`;
    const reports = reportsOf(record);
    const meetings = meetingsOf(record);
    return showConvention(
      reply,
      one,
      { tab: '/suivi' },
      <>
        {meetings.map((meeting) => (
          <section key={meeting.id}>
            <h2>{meetingTitle(record, meeting)}</h2>
            <MeetingRead meeting={meeting} root={root} />
          </section>
        ))}
        {reports.map(({ period, title }) => (
          <section key={period}>
            <h2>{title}</h2>
            <ReportRead record={record} period={period} />
          </section>
        ))}
        {reports.length === 0 && meetings.length === 0 && (
          <EmptyState title="Aucun compte rendu, aucune réunion pour l’instant" />
        )}
      </>,
    );
  });
}
