import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors, OutcomeUnknown, Refused } from '../../convention/errors.ts';
import { loggedError } from '../logged-error.ts';
import { CrossSite, NotForYou } from '../request.ts';

/** No token came, or one that opens nothing. */
export class NoToken extends Error {
  override readonly name = 'NoToken';
}

/** Says no in JSON: the code of the error, and its French message. */
export function refuse(
  reply: FastifyReply,
  status: number,
  code: keyof typeof errors,
  message: string,
  more: object = {},
): FastifyReply {
  return reply.code(status).send({ error: { code, message, ...more } });
}

/** Says why something was refused, or that it failed, and tells the log. */
export function sayNo(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const told = {
    route: request.routeOptions.url,
    ...(request.session ? { session: request.session.mark } : {}),
  };
  if (error instanceof NoToken) {
    request.log.warn(told, 'no token');
    const message =
      'Un jeton valable est attendu : « Authorization: Bearer dg_… ». Un administrateur en donne.';
    return refuse(reply.header('www-authenticate', 'Bearer realm="delegation"'), 401, 'BAD_USAGE', message);
  }
  if (error instanceof NotForYou) {
    request.log.warn(told, 'not for this person');
    const message = 'Ceci n’existe pas, ou n’est pas ouvert à ce jeton.';
    return refuse(reply, 404, 'UNKNOWN_CONVENTION', message);
  }
  if (error instanceof CrossSite) {
    request.log.warn(told, 'request of another site');
    const message = 'Une page d’un autre site n’est pas servie ; accepté : un programme, sans « Origin ».';
    return refuse(reply, 403, 'BAD_USAGE', message);
  }
  if (error instanceof Refused) {
    const { http } = errors[error.code];
    request.log.warn({ ...told, code: error.code }, 'refused');
    if (http >= 500) request.log.error({ ...told, err: loggedError(error) }, 'request failed');
    const retry = error instanceof OutcomeUnknown ? { idempotencyKey: error.intention } : {};
    return refuse(reply, http, error.code, error.message, retry);
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status < 500) {
    request.log.warn({ ...told, status }, 'refused');
    return refuse(reply, status, 'BAD_USAGE', saidOf[status] ?? 'Cette demande n’a pas de sens.');
  }
  request.log.error({ ...told, err: loggedError(error) }, 'request failed');
  const message = `Quelque chose a échoué de notre côté. Référence : ${request.id}.`;
  return refuse(reply, 500, 'UNFORESEEN', message);
}

const saidOf: Readonly<Record<number, string>> = {
  413: 'Ce que vous envoyez est trop grand ; accepté : 10 Mo pour une pièce, 2 Mo pour le reste.',
  415: 'Seul « Content-Type: application/json » est accepté et, pour une pièce, « application/octet-stream ».',
  429: 'Trop de demandes en peu de temps : réessayez dans une minute.',
};
