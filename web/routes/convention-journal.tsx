import type { FastifyInstance } from 'fastify';
import { frenchInstant } from '../../convention/calendar/french.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { anchors } from '../convention/anchors.ts';
import { WithFiles } from '../convention/files.tsx';
import { showConvention } from '../convention/frame.tsx';
import { opened } from '../convention/opened.ts';
import { paged, pageWithin } from '../page/paged.ts';
import { Table } from '../page/table.tsx';
import { Pagination } from '../page/ways.tsx';
import { queryOf } from '../request.ts';
import type { Web } from '../web.ts';

/** All that happened to a convention, the latest first. */
export async function journalRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions/:id/journal', async (request, reply) => {
    const one = await opened(web, request);
    const { record, id } = one;
    const { page: asked, ligne } = queryOf(request);
    const lines = [...record.journal.entries()].map(([rank, entry]) => ({ ...entry, line: rank + 1 }));
    const { shown, page, pages } = paged(lines.reverse(), asked, ({ line }) => String(line) === ligne);
    const root = `/conventions/${id}`;
    return showConvention(
      reply,
      one,
      { tab: '/journal', ...pageWithin(page, pages) },
      <>
        <Table
          stacked
          caption={`${frenchNumber(record.journal.length)} lignes, la plus récente d’abord`}
          columns={['Quand', 'Qui', 'Quoi', 'Motif', 'Version'].map((label) => ({ label }))}
          rows={shown.map(({ line, at, by, text, reason, version }) => ({
            key: `${line}`,
            id: anchors.journal(line),
            cells: [
              frenchInstant(at),
              by === 'delegation' ? 'le suivi' : by,
              <WithFiles key="text" text={text} root={root} />,
              reason ?? '',
              String(version),
            ],
          }))}
        />
        <Pagination page={page} pages={pages} href={(wanted) => `${root}/journal?page=${wanted}`} />
      </>,
    );
  });
}
