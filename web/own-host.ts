import type { FastifyReply, FastifyRequest } from 'fastify';

/** Answers with one sentence, for whoever is shown no page. */
export function sayPlainly(reply: FastifyReply, status: number, sentence: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${sentence}\n`);
}

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
    if (names.length > 1) return sayPlainly(reply, 400, 'Demande illisible.');
    const { host = '' } = request.headers;
    if (host === base.host) return undefined;
    // The same machine by another of its names: cookies and forms are those of one name only.
    if (isLoopback(host, base) && request.method === 'GET') {
      return reply.redirect(`${base.origin}${request.url}`, 307);
    }
    return sayPlainly(reply, 421, 'Adresse refusée : ce service ne répond pas à ce nom.');
  };
}

function isLoopback(host: string, base: URL): boolean {
  return base.hostname === '127.0.0.1' && host === `localhost:${base.port}`;
}
