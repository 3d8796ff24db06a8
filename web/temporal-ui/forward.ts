import { request as ask, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sayPlainly } from '../own-host.ts';

/** What concerns one connection alone (RFC 9110 §7.6.1), and what the server behind is not told of. */
const notForwarded = new Set([
  'connection',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The Temporal UI's own cookie, against forms of other sites. */
const theirCookie = /(?:^|;\s*)(_csrf=[^;]*)/;

/**
 * Hands a request over to the Temporal UI, and its answer back, as they come. Written here rather than left to
 * `@fastify/http-proxy`: one server behind, on this machine, no body to rewrite, no WebSocket, against five packages.
 *
 * @param target where the Temporal UI itself listens.
 */
export function forward(
  request: FastifyRequest,
  reply: FastifyReply,
  target: string,
  headers: OutgoingHttpHeaders,
): Promise<FastifyReply> {
  const { raw } = request;
  return new Promise((answered) => {
    const asked = ask(new URL(target), {
      method: raw.method,
      path: raw.url,
      headers: forwardedHeaders(raw.headers),
    });
    asked.once('response', (response) => {
      reply.hijack();
      reply.raw.writeHead(response.statusCode ?? 502, { ...answerHeaders(response.headers), ...headers });
      // What the server behind breaks off is broken off, never passed for whole.
      response.on('error', () => reply.raw.destroy());
      response.pipe(reply.raw);
      reply.raw.once('close', () => response.destroy());
      answered(reply);
    });
    asked.on('error', () => {
      if (reply.sent) reply.raw.destroy();
      else
        answered(sayPlainly(reply, 502, 'L’interface Temporal ne répond pas : réessayez dans un instant.'));
    });
    reply.raw.once('close', () => asked.destroy());
    raw.pipe(asked);
  });
}

function forwardedHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const named = connectionOptions(headers.connection);
  const kept = Object.entries(headers).filter(([name]) => !notForwarded.has(name) && !named.includes(name));
  const [, cookie] = theirCookie.exec(headers.cookie ?? '') ?? [];
  return { ...Object.fromEntries(kept), ...(cookie === undefined ? {} : { cookie }) };
}

/** Pages of other origins are told nothing, whatever the server behind would allow. */
function answerHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const named = connectionOptions(headers.connection);
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) =>
        !['connection', 'keep-alive', 'transfer-encoding'].includes(name) &&
        !named.includes(name) &&
        !name.startsWith('access-control-'),
    ),
  );
}

function connectionOptions(connection = ''): string[] {
  return connection.toLowerCase().split(/\s*,\s*/);
}
