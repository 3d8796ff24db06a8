import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '../person.ts';
import { siteCookie } from './cookie.ts';
import type { Session } from './session.ts';
import type { Sessions, Vouched } from './sessions.ts';

/** Sessions as browsers carry them, in the cookie `session`. Needs `@fastify/cookie`. */
export interface BrowserSessions {
  /** Whose request this is. */
  of(request: FastifyRequest): Promise<Session | undefined>;
  /** The same, while the session lasts no longer for having been asked about. */
  peek(request: FastifyRequest): Promise<Session | undefined>;
  /** The draft of the request's session. */
  draft(request: FastifyRequest): Promise<unknown>;
  /** Keeps a draft in the request's session. */
  keepDraft(request: FastifyRequest, draft: unknown): Promise<void>;
  /** Signs a person in: the browser's former session ends, and the new one has a new id. */
  begin(request: FastifyRequest, reply: FastifyReply, person: Person, vouched?: Vouched): Promise<void>;
  /** Signs out. */
  end(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

/** @param baseUrl public URL of the site. */
export function browserSessions(sessions: Sessions, baseUrl: string): BrowserSessions {
  const { name, options } = siteCookie('session', baseUrl);
  return {
    of: (request) => sessions.get(request.cookies[name]),
    peek: (request) => sessions.peek(request.cookies[name]),
    draft: (request) => sessions.draft(request.cookies[name]),
    keepDraft: (request, draft) => sessions.keepDraft(request.cookies[name], draft),
    async begin(request, reply, person, vouched) {
      await sessions.end(request.cookies[name]);
      const id = await sessions.open(person, vouched, request.headers['user-agent']);
      reply.setCookie(name, id, options);
      const { admin, auditor } = person;
      request.log.info(
        {
          session: (await sessions.get(id))?.mark,
          way: vouched === undefined ? 'one-time' : 'openid',
          admin,
          auditor,
        },
        'signed in',
      );
    },
    async end(request, reply) {
      request.log.info({ session: (await sessions.get(request.cookies[name]))?.mark }, 'signed out');
      await sessions.end(request.cookies[name]);
      reply.clearCookie(name, options);
      // What a page left in the browser goes with the session; other sites of the same domain keep their cookies.
      reply.header('clear-site-data', '"cache", "storage"');
    },
  };
}
