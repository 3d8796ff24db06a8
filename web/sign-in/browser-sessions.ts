import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '../person.ts';
import { siteCookie } from './cookie.ts';
import type { Session, Sessions } from './session.ts';

/** Sessions as browsers carry them, in the cookie `session`. Needs `@fastify/cookie`. */
export interface BrowserSessions {
  /** Whose request this is. */
  of(request: FastifyRequest): Session | undefined;
  /** The same, while the session lasts no longer for having been asked about. */
  peek(request: FastifyRequest): Session | undefined;
  /** Keeps a draft in the request's session. */
  put(request: FastifyRequest, draft: unknown): void;
  /** Signs a person in: the browser's former session ends, and the new one has a new id. */
  begin(request: FastifyRequest, reply: FastifyReply, person: Person, idToken?: string): void;
  /** Signs out. */
  end(request: FastifyRequest, reply: FastifyReply): void;
}

/** @param baseUrl public URL of the site. */
export function browserSessions(sessions: Sessions, baseUrl: string): BrowserSessions {
  const { name, options } = siteCookie('session', baseUrl);
  return {
    of: (request) => sessions.get(request.cookies[name]),
    peek: (request) => sessions.peek(request.cookies[name]),
    put: (request, draft) => sessions.put(request.cookies[name], draft),
    begin(request, reply, person, idToken) {
      sessions.end(request.cookies[name]);
      const id = sessions.open(person, idToken, request.headers['user-agent']);
      reply.setCookie(name, id, options);
      const { admin, auditor } = person;
      request.log.info(
        {
          session: sessions.get(id)?.mark,
          way: idToken === undefined ? 'one-time' : 'openid',
          admin,
          auditor,
        },
        'signed in',
      );
    },
    end(request, reply) {
      request.log.info({ session: sessions.get(request.cookies[name])?.mark }, 'signed out');
      sessions.end(request.cookies[name]);
      reply.clearCookie(name, options);
      // What a page left in the browser goes with the session; other sites of the same domain keep their cookies.
      reply.header('clear-site-data', '"cache", "storage"');
    },
  };
}
