import type { FastifyInstance } from 'fastify';
import { adminOf, NotForYou } from '../request.ts';
import type { Web } from '../web.ts';

/** The way to the Temporal UI, for who signs in on the way there. */
export async function temporalUiRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/temporal', async (request, reply) => {
    adminOf(request);
    if (!web.temporalUi) throw new NotForYou();
    return reply.redirect(web.temporalUi, 303);
  });
}
