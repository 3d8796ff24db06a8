import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * For `onRequest`: answers by the site's own name only. A page that points its own name at this machine must not read
 * anything here (DNS rebinding).
 *
 * @param base public address of the site.
 */
export function byOwnNameOnly(base: URL) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    // Of two names, a proxy may have believed the other (RFC 9112 §3.2).
    const names = request.raw.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
    if (names.length > 1) {
      return reply.code(400).type('text/plain; charset=utf-8').send('Demande illisible.\n');
    }
    const { host = '' } = request.headers;
    if (host === base.host) return undefined;
    // The same machine by another of its names: cookies and forms are those of one name only.
    if (isLoopback(host, base) && request.method === 'GET') {
      return reply.redirect(`${base.origin}${request.url}`, 307);
    }
    return reply
      .code(421)
      .type('text/plain; charset=utf-8')
      .send('Adresse refusée : ce service ne répond pas à ce nom.\n');
  };
}

function isLoopback(host: string, base: URL): boolean {
  return base.hostname === '127.0.0.1' && host === `localhost:${base.port}`;
}
