import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { frenchInstant } from '../../../convention/calendar/french.ts';
import { Csrf } from '../page/csrf.tsx';
import { show } from '../page/show.tsx';
import { Table } from '../page/table.tsx';
import { checkToken, formOf, NotForYou, oneOf, seeOther, signedIn } from '../request.ts';
import { isSame, type Session } from '../sign-in/session.ts';
import type { Web } from '../web.ts';

/** Where one is signed in; admins see, and end, everybody's sessions. */
export async function sessionRoutes(app: FastifyInstance, web: Web): Promise<void> {
  const visibleTo = ({ person }: Session) =>
    web.sessions.all().filter((one) => person.admin || isSame(one.person, person));

  app.get('/sessions', async (request, reply) => {
    const mine = signedIn(request);
    return show(
      web,
      request,
      reply,
      {
        title: 'Sessions ouvertes',
        lead: mine.person.admin
          ? 'Celles de tout le monde, la plus récemment active d’abord.'
          : 'Les endroits où vous êtes connecté. Terminez celles que vous ne reconnaissez pas.',
      },
      <Table
        stacked
        hiddenCaption
        caption="Sessions ouvertes"
        columns={['Personne', 'Navigateur', 'Ouverte', 'Vue', ''].map((label) => ({ label }))}
        rows={visibleTo(mine).map((one) => ({
          key: one.mark,
          cells: [
            one.person.name,
            one.browser || 'inconnu',
            frenchInstant(one.createdAt),
            frenchInstant(one.seenAt),
            one.mark === mine.mark ? (
              'celle-ci'
            ) : (
              <form key="end" method="post" action="/sessions/fin">
                <Csrf token={mine.csrf} />
                <input type="hidden" name="session" value={one.mark} />
                <button
                  className="fr-btn fr-btn--sm fr-btn--secondary"
                  type="submit"
                  aria-label={`Terminer la session de ${one.person.name}, ouverte le ${frenchInstant(one.createdAt)}`}
                >
                  Terminer
                </button>
              </form>
            ),
          ],
        }))}
      />,
    );
  });

  // What an open page asks, so as to show nothing of a session that is over.
  app.get('/sessions/reste', async (request, reply) => tellLeft(request, reply));

  app.post('/sessions/prolongation', async (request, reply) => {
    signedIn(request);
    const { values } = await formOf(request);
    checkToken(request, values);
    return tellLeft(request, reply);
  });

  function tellLeft({ session }: FastifyRequest, reply: FastifyReply): FastifyReply {
    const told = session ? { session: session.mark, ...web.sessions.left(session) } : { session: '' };
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(told));
  }

  app.post('/sessions/fin', async (request, reply) => {
    const mine = signedIn(request);
    const { values } = await formOf(request);
    checkToken(request, values);
    const mark = oneOf(values.session);
    if (visibleTo(mine).every((one) => one.mark !== mark)) throw new NotForYou();
    web.sessions.endThose((one) => one.mark === mark);
    request.log.info({ session: mine.mark, ended: mark }, 'session ended by somebody');
    return seeOther(reply, '/sessions');
  });
}
