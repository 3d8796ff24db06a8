import cookie from '@fastify/cookie';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import type { Logger } from 'pino';
import { byOwnNameOnly, sayPlainly } from '../own-host.ts';
import type { Web } from '../web.ts';
import { codecRoutes, decodePath } from './codec.ts';
import { forward } from './forward.ts';

/** What a browser may do with the pages of the Temporal UI, and what it tells of them. */
const headers = {
  'content-security-policy': "frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/**
 * Builds the door of the Temporal UI; nothing listens yet. The UI itself does whatever any page asks of it: this lets
 * through what administrators, signed in to the application, ask from its own pages. Their session is the
 * application's, since a cookie belongs to a host, all its ports together (RFC 6265 §8.5).
 *
 * @param base public address of this door.
 * @param behind where the Temporal UI itself listens, if it does.
 */
export async function buildTemporalUi(
  web: Pick<Web, 'browsers' | 'baseUrl' | 'conventions'>,
  base: URL,
  behind: () => Promise<string | undefined>,
  logger: Logger,
): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    exposeHeadRoutes: false,
  });
  await app.register(cookie);
  // What is sent is for the server behind to read.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));

  app.addHook('onRequest', byOwnNameOnly(base));
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...headers, 'cache-control': 'no-store' });
    const session = await web.browsers.of(request);
    if (session) request.session = session;
    const asksForPage = request.method === 'GET' && request.headers.accept?.includes('text/html') === true;
    if (!session && asksForPage) return reply.redirect(`${web.baseUrl}/connexion?suite=%2Ftemporal`, 303);
    const refused = (status: number, sentence: string) => {
      request.log.warn({ method: request.method, status, session: session?.mark }, 'temporal ui refused');
      return sayPlainly(reply, status, sentence);
    };
    if (!session) return refused(401, 'Connectez-vous d’abord à l’application.');
    if (!session.person.admin) return refused(403, 'L’interface Temporal est réservée aux administrateurs.');
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (isReading) return undefined;
    if (request.headers.origin !== base.origin) {
      return refused(403, 'Cette demande ne vient pas d’une page de l’interface Temporal.');
    }
    // What reads is no act, and says by itself that it was asked.
    if (request.routeOptions.url === decodePath) return undefined;
    request.log.info({ method: request.method, url: request.url, session: session.mark }, 'temporal ui act');
    return undefined;
  });

  await app.register(async (scope) => codecRoutes(scope, web));
  app.all('/*', async (request, reply) => {
    const target = await behind();
    if (target !== undefined) return forward(request, reply, target, headers);
    return sayPlainly(reply, 503, 'Le serveur Temporal n’est pas en marche : réessayez dans un instant.');
  });
  return app;
}
