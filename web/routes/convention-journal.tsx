import type { FastifyInstance } from 'fastify';
import { isActName } from '../../acts/acts.ts';
import { actForms } from '../../acts/forms.ts';
import { undoneLines } from '../../acts/without-line.ts';
import { frenchInstant } from '../../convention/calendar/french.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { mayFillIn } from '../acts/may-fill-in.ts';
import { anchors } from '../convention/anchors.ts';
import { WithFiles } from '../convention/files.tsx';
import { showConvention } from '../convention/frame.tsx';
import { opened } from '../convention/opened.ts';
import { paged, pageWithin } from '../page/paged.ts';
import { Badge } from '../page/parts.tsx';
import { Table } from '../page/table.tsx';
import { Pagination, Way } from '../page/ways.tsx';
import { queryOf } from '../request.ts';
import type { Web } from '../web.ts';

/** All that happened to a convention, the latest first. */
export async function journalRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions/:id/journal', async (request, reply) => {
    const one = await opened(web, request);
    const { record, id } = one;
    const undone = undoneLines(record);
    const { page: asked, ligne } = queryOf(request);
    const lines = record.journal.map((entry, index) => ({ ...entry, line: index + 1 }));
    const { shown, page, pages } = paged(lines.reverse(), asked, ({ line }) => String(line) === ligne);
    const corrects = !record.closed && mayFillIn(one.standing, record.document, actForms.undoAct);
    const root = `/conventions/${id}`;
    return showConvention(
      reply,
      one,
      { tab: '/journal', ...pageWithin(page, pages) },
      <>
        <Table
          stacked
          caption={`${frenchNumber(record.journal.length)} lignes, la plus récente d’abord`}
          columns={['Ligne', 'Quand', 'Qui', 'Quoi', 'Motif', 'Version'].map((label) => ({ label }))}
          rows={shown.map(({ line, act, at, by, text, reason, version }) => ({
            key: `${line}`,
            id: anchors.journal(line),
            cells: [
              String(line),
              frenchInstant(at),
              by === 'delegation' ? 'le suivi' : by,
              <div key="text">
                <WithFiles text={text} root={root} /> {undone.has(line) && <Badge>Annulé</Badge>}
                {corrects && isActName(act) && !undone.has(line) && (
                  <Way href={`${root}/corriger/${line}`}>
                    Corriger<span className="fr-sr-only"> la ligne {line}</span>
                  </Way>
                )}
              </div>,
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
