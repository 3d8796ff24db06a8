import { join } from 'node:path';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import serveStatic from '@fastify/static';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import { largestFile } from '../contract/taken-files.ts';
import { errors, Refused } from '../convention/errors.ts';
import { packageRoot } from '../engine/package-root.ts';
import { apiRoot, apiRoutes } from './api/api-routes.ts';
import { loggedError } from './logged-error.ts';
import { byOwnNameOnly, sayPlainly } from './own-host.ts';
import { sessionPaths } from './page/session-end.tsx';
import { answerWithPages, wordsOf } from './page/show.tsx';
import { CrossSite, NotForYou, SignInNeeded } from './request.ts';
import { actRoutes } from './routes/acts.tsx';
import { codecForElsewhere, temporalUiOrigin } from './routes/codec.ts';
import { amendmentRoutes } from './routes/convention-amendments.tsx';
import { budgetRoutes } from './routes/convention-budget.tsx';
import { documentRoutes } from './routes/convention-documents.tsx';
import { dutyRoutes } from './routes/convention-duties.tsx';
import { followUpRoutes } from './routes/convention-follow-up.tsx';
import { importRoutes } from './routes/convention-import.tsx';
import { journalRoutes } from './routes/convention-journal.tsx';
import { mailRoutes } from './routes/convention-mails.tsx';
import { overviewRoutes } from './routes/convention-overview.tsx';
import { correctionRoutes } from './routes/corrections.tsx';
import { guideRoutes } from './routes/guide.tsx';
import { linkRoutes } from './routes/links.tsx';
import { newConventionRoutes } from './routes/new-convention.tsx';
import { ownLinkRoutes } from './routes/own-links.tsx';
import { portfolioRoutes } from './routes/portfolio.tsx';
import { publicRoutes } from './routes/public.tsx';
import { searchRoutes } from './routes/search.tsx';
import { sessionRoutes } from './routes/sessions.tsx';
import { sharedActRoutes } from './routes/shared-act.tsx';
import { sharedImportRoutes } from './routes/shared-import.tsx';
import { signInPages } from './routes/sign-in.tsx';
import { temporalUiRoutes } from './routes/temporal-ui.ts';
import { tokenRoutes } from './routes/tokens.tsx';
import { weekRoutes } from './routes/week.tsx';
import { signInPaths } from './sign-in/sign-in-routes.ts';
import { decodePath } from './temporal-ui/codec.ts';
import type { Web } from './web.ts';

/** Builds the application; nothing listens yet. */
export async function buildServer(web: Web, logger: Logger): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 2 * 1024 * 1024,
    routerOptions: { maxParamLength: longestParam, ignoreTrailingSlash: true },
    rewriteUrl: ({ url = '/' }) => (isReadable(url) ? url : '/adresse-illisible'),
    requestTimeout: 60_000,
    clientErrorHandler(error, socket) {
      if (socket.destroyed || !socket.writable) return;
      const status =
        error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
      const head =
        'connection: close\r\ncontent-type: text/plain; charset=utf-8\r\nx-content-type-options: nosniff';
      socket.end(`HTTP/1.1 ${status}\r\n${head}\r\n\r\nDemande illisible.\n`);
    },
    // Behind a reverse proxy, people are told apart by what it says of them.
    ...(web.proxies ? { trustProxy: web.proxies } : {}),
  });
  const base = new URL(web.baseUrl);
  await app.register(helmet, securityHeaders(web));
  await app.register(rateLimit, {
    global: true,
    max: web.rate,
    timeWindow: '1 minute',
    errorResponseBuilder: tooMany,
  });
  await app.register(cookie);
  // Forms as browsers send them, and nothing else.
  app.removeAllContentTypeParsers();
  await app.register(formbody, { bodyLimit: 2 * 1024 * 1024 });
  // A file too large is cut, and refused by whoever reads it: what else was typed is not lost with it.
  await app.register(multipart, { limits: { fileSize: largestFile }, throwFileSizeLimit: false });
  await app.register(serveStatic, {
    root: join(packageRoot(), 'web', 'assets'),
    prefix: '/assets/',
    maxAge: '1h',
    dotfiles: 'ignore',
  });
  if (web.dsfr) {
    await app.register(serveStatic, {
      root: web.dsfr,
      prefix: '/dsfr/',
      decorateReply: false,
      dotfiles: 'ignore',
    });
  }

  answerWithPages(app, web);
  const ownNameOnly = byOwnNameOnly(base);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (isProbe(request)) return;
    return ownNameOnly(request, reply);
  });
  app.addHook('onRequest', async (request) => {
    // To ask how long a session lasts is not to be at work.
    const isAsking = request.routeOptions.url === sessionPaths.left;
    const session = await (isAsking ? web.browsers.peek(request) : web.browsers.of(request));
    if (session) request.session = session;
  });
  // Cross-site requests are refused before anything of them is read, and once they are counted; forms bear a token
  // besides. What a provider sends is signed, and comes from no page.
  app.addHook('preParsing', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.is404) return;
    if (request.routeOptions.url === signInPaths.ended) return;
    const { origin } = request.headers;
    if (request.routeOptions.url === decodePath && origin === temporalUiOrigin(web)) return;
    // A program has no page, and is known by its token alone; a page of another site is refused here too.
    const isProgram = origin === undefined && request.routeOptions.url?.startsWith(`${apiRoot}/`);
    if (!isProgram && origin !== base.origin) throw new CrossSite();
  });
  app.addHook('onSend', async (_request, reply) => {
    // Whoever is still sending what is too large would be cut off, and lose the answer with it: the rest is read, and let go.
    if (reply.statusCode === 413) reply.removeHeader('connection');
  });
  app.addHook('onResponse', async (request, reply) => {
    // The pattern of the route, never the address: it may hold a link's token.
    const route = request.routeOptions.url ?? 'none';
    const { method, session } = request;
    request.log.info(
      {
        method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        ...(session ? { session: session.mark } : {}),
      },
      'request',
    );
  });

  app.get('/healthz', async (_request, reply) => sayPlainly(reply, 200, 'ok'));
  app.get('/readyz', async (_request, reply) =>
    web.portfolio.isReady ? sayPlainly(reply, 200, 'ok') : sayPlainly(reply, 503, 'indisponible'),
  );
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (_request, reply) =>
    reply.refuse(404, 'Page introuvable', ['Cette page n’existe pas, ou ne vous est pas ouverte.']),
  );
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof SignInNeeded && (request.method === 'GET' || request.method === 'HEAD')) {
      return reply.redirect(`/connexion?suite=${encodeURIComponent(request.url)}`, 303);
    }
    const route = request.routeOptions.url;
    const told = { route, ...(request.session ? { session: request.session.mark } : {}) };
    if (error instanceof NotForYou) {
      request.log.warn(told, 'not for this person');
      return reply.callNotFound();
    }
    // A form does not lead to the sign-in: what it held would be lost, and browsers let it lead to no other site.
    if (error instanceof SignInNeeded) {
      request.log.warn(told, 'form without a session');
      return reply.refuse(403, 'Session expirée', [
        'Votre session a expiré : rien n’a été enregistré. Reconnectez-vous, puis recommencez.',
      ]);
    }
    if (error instanceof CrossSite) {
      request.log.warn(told, 'form from elsewhere');
      return reply.refuse(403, 'Envoi refusé', [
        'Ce formulaire n’a pas été envoyé depuis une page de ce service, ou votre session a expiré. Rien n’a changé.',
      ]);
    }
    if (error instanceof Refused) {
      const { title, http } = errors[error.code];
      request.log.warn({ ...told, code: error.code }, 'refused');
      // What is wrong with the engine, and where it is, is not for visitors.
      if (http >= 500) {
        request.log.error({ ...told, err: loggedError(error) }, 'page failed');
        return reply.refuse(http, 'Service momentanément indisponible', [
          error.code === 'ENGINE_UNREACHABLE' || error.code === 'STORAGE_UNREACHABLE'
            ? wordsOf(error)
            : 'Rien n’a été perdu : réessayez dans un instant.',
          `Référence à donner à l’assistance : ${request.id}`,
        ]);
      }
      return reply.refuse(http, title, wordsOf(error).split('\n'));
    }
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    if (status < 500) {
      request.log.warn({ ...told, status }, 'refused');
      return reply.refuse(status, 'Demande refusée', [saidOf(status)]);
    }
    request.log.error({ ...told, err: loggedError(error) }, 'page failed');
    return reply.refuse(500, 'Erreur imprévue', [
      'Quelque chose a échoué de notre côté. Rien n’a été perdu : réessayez dans un instant.',
      `Référence à donner à l’assistance : ${request.id}`,
    ]);
  });
  const pages = [
    signInPages,
    sessionRoutes,
    weekRoutes,
    portfolioRoutes,
    searchRoutes,
    newConventionRoutes,
    overviewRoutes,
    dutyRoutes,
    budgetRoutes,
    followUpRoutes,
    amendmentRoutes,
    mailRoutes,
    journalRoutes,
    correctionRoutes,
    documentRoutes,
    importRoutes,
    sharedActRoutes,
    sharedImportRoutes,
    actRoutes,
    linkRoutes,
    ownLinkRoutes,
    publicRoutes,
    guideRoutes,
    temporalUiRoutes,
    tokenRoutes,
  ];
  await app.register(async (scope) => {
    for (const routes of pages) await routes(scope, web);
  });
  await app.register(async (scope) => codecForElsewhere(scope, web));
  await app.register(async (scope) => apiRoutes(scope, web), { prefix: apiRoot });

  return app;
}

/** Longest part of an address: the token of a link. */
const longestParam = 2500;

/** The router refuses these by itself, before any of what guards the others: they become that of a page that is not there. */
function isReadable(url: string): boolean {
  const [path = ''] = url.split(/[?#;]/, 1);
  try {
    return decodeURIComponent(path) !== '' && path.split('/').every(({ length }) => length <= longestParam);
  } catch {
    return false;
  }
}

/** Who watches over the process asks by its address; what it is told is no secret. */
function isProbe({ url }: FastifyRequest): boolean {
  return url === '/healthz' || url === '/readyz';
}

function saidOf(status: number): string {
  if (status === 429) return 'Trop de demandes en peu de temps : réessayez dans une minute.';
  if (status === 413) return 'Ce que vous envoyez est trop grand.';
  return 'Cette demande n’a pas de sens.';
}

function tooMany() {
  return Object.assign(new Error('rate limit'), { statusCode: 429 });
}

function securityHeaders({ baseUrl }: Web) {
  const isHttps = baseUrl.startsWith('https:');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Forms need their origin told to ourselves; nobody else learns a link.
    referrerPolicy: { policy: 'same-origin' as const },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: true } : (false as const),
    xFrameOptions: { action: 'deny' as const },
    crossOriginOpenerPolicy: { policy: 'same-origin' as const },
    crossOriginResourcePolicy: { policy: 'same-origin' as const },
    permittedCrossDomainPolicies: { permittedPolicies: 'none' as const },
  };
}
