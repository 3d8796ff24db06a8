import type { FastifyInstance } from 'fastify';
import { sayPlainly } from '../own-host.ts';
import { codecRoutes, decodePath } from '../temporal-ui/codec.ts';
import type { Web } from '../web.ts';

/**
 * Has payloads read for a Temporal UI that is no page of ours: a cluster's own, at `DELEGATION_TEMPORAL_UI`, whose browser
 * brings the session of the application along. That of `npm start` asks its own door.
 */
export async function codecForElsewhere(app: FastifyInstance, web: Web): Promise<void> {
  const origin = temporalUiOrigin(web);
  if (origin === undefined) return;
  app.addHook('onRequest', async (request, reply) => {
    reply.header('vary', 'origin');
    if (request.headers.origin !== origin)
      return sayPlainly(reply, 403, 'Cette demande ne vient pas de l’interface Temporal.');
    reply.headers({ 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' });
    // A browser asks first whether it may, without saying for whom.
    if (request.method === 'OPTIONS') return undefined;
    if (!request.session) return sayPlainly(reply, 401, 'Connectez-vous d’abord à l’application.');
    if (!request.session.person.admin)
      return sayPlainly(reply, 403, 'L’interface Temporal est réservée aux administrateurs.');
    return undefined;
  });
  app.options(decodePath, async (_request, reply) =>
    reply
      .headers({
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'content-type, x-namespace',
        'access-control-max-age': '600',
      })
      .code(204)
      .send(),
  );
  await codecRoutes(app, web);
}

/** From which origin a Temporal UI asks; undefined when there is none. */
export function temporalUiOrigin({ temporalUi }: Pick<Web, 'temporalUi'>): string | undefined {
  return temporalUi === undefined ? undefined : new URL(temporalUi).origin;
}
