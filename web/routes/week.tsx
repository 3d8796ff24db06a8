import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from '../../convention/errors.ts';
import { deadlinesCalendar } from '../../letters/calendar/deadlines.ts';
import { costly, download, personOf, queryOf } from '../request.ts';
import type { Web } from '../web.ts';
import { weekCsv } from '../week/csv.ts';
import { type ReadWeek, readWeek } from '../week/read-week.ts';
import { viewLabels } from '../week/views.ts';
import { WeekPage } from '../week/week-page.tsx';

/** How long a file is waited for: less than a request may last. */
const fileWaitsMs = 50_000;

/** What one has to do this week in all one's conventions, as a page, a spreadsheet and a calendar. */
export async function weekRoutes(app: FastifyInstance, web: Web): Promise<void> {
  const read = (request: FastifyRequest) => readWeek(web, personOf(request), queryOf(request).vue ?? '');

  /** A file has no place to say what is not in it: it waits for all, or is not given. */
  async function readWhole(request: FastifyRequest): Promise<ReadWeek> {
    const found = await readWeek(web, personOf(request), queryOf(request).vue ?? '', fileWaitsMs);
    if (found.silent === 0) return found;
    throw new Refused(
      'ENGINE_UNREACHABLE',
      'Toutes les conventions n’ont pas répondu : le fichier serait incomplet.',
    );
  }

  app.get('/ma-semaine', async (request, reply) => {
    const found = await read(request);
    return reply.show(
      { title: 'Ma semaine', within: viewLabels[found.view] },
      <WeekPage read={found} person={personOf(request)} />,
    );
  });

  app.get('/ma-semaine.csv', costly(web), async (request, reply) => {
    const { plan, today } = await readWhole(request);
    return download(reply, 'ma-semaine.csv', weekCsv(plan, today, web.baseUrl));
  });

  app.get('/ma-semaine.ics', costly(web), async (request, reply) => {
    const { groups, announced } = (await readWhole(request)).plan;
    const deadlines = [...groups.flatMap(({ lines }) => lines), ...announced].map(({ duty }) => duty);
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="ma-semaine.ics"')
      .send(deadlinesCalendar(deadlines, web.now(), 'Ma semaine'));
  });
}
