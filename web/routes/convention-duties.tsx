import type { FastifyInstance } from 'fastify';
import { LandmarkHint } from '../convention/due.tsx';
import { DutyTable } from '../convention/duty-table.tsx';
import { showConvention } from '../convention/frame.tsx';
import { opened } from '../convention/opened.ts';
import type { Web } from '../web.ts';

/** What a convention asks of whom, and by when. */
export async function dutyRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions/:id/obligations', async (request, reply) => {
    const one = await opened(web, request);
    const { view, id } = one;
    const root = `/conventions/${id}`;
    const groups = [
      ['En retard', view.duties.filter(({ state }) => state === 'overdue')],
      ['À faire', view.duties.filter(({ state }) => state === 'open')],
      ['À venir', view.duties.filter(({ state }) => state === 'planned')],
      ['Closes', view.duties.filter(({ state }) => !['overdue', 'open', 'planned'].includes(state))],
    ] as const;
    return showConvention(
      reply,
      one,
      { tab: '/obligations' },
      <>
        <LandmarkHint dues={view.duties} />
        {groups.map(([title, duties]) =>
          duties.length === 0 ? null : (
            <section key={title}>
              <h2>
                {title} ({duties.length})
              </h2>
              <DutyTable
                caption={`${title} (${duties.length})`}
                duties={duties}
                all={view.duties}
                root={root}
              />
            </section>
          ),
        )}
      </>,
    );
  });
}
