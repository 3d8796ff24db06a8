import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ObjectStore } from '../../storage/object-store.ts';
import { Attempts } from './attempts.ts';
import { browserSessions } from './browser-sessions.ts';
import { siteCookie } from './cookie.ts';
import { kindOf, refusalOf } from './failure.ts';
import { OpenId } from './openid.ts';
import type { OpenIdSettings } from './openid-settings.ts';
import type { Pins } from './pins.ts';
import { endsAt, providerMarks } from './provider-marks.ts';
import { type RefusalName, refusals } from './refusals.ts';
import { returnPath } from './return-path.ts';
import { isOwnForm } from './session.ts';
import type { Sessions } from './sessions.ts';

/** Where signing in stands on the site. */
export const signInPaths = {
  start: '/connexion',
  return: '/connexion/retour',
  /** Where the provider says, server to server, that it has ended a session. */
  ended: '/connexion/fin',
  signOut: '/deconnexion',
  signedOut: '/',
} as const;

const attemptLastsSeconds = 600;

/** Where a page leads: by a link, or by the button of a form when it has fields, be they none. */
export interface Onward {
  readonly label: string;
  readonly href: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** What the sign-in needs of the application. */
export interface SignInOptions {
  readonly sessions: Sessions;
  /** Where the attempts that are under way are kept. */
  readonly attempts: ObjectStore;
  readonly openid: OpenIdSettings;
  /** Whose addresses were when they first came, where there is a provider. */
  readonly pins?: Pins;
  /** Public URL of the site, without a path. The provider must know `/connexion/retour` and `/` under it. */
  readonly baseUrl: string;
  /** Makes a page that only says something, as HTML, with a link to where one goes on. */
  readonly render: (status: number, title: string, paragraphs: readonly string[], onward?: Onward) => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Signing in and out, to be registered without a prefix: `GET /connexion?suite=/page` has a button, whose
 * `POST /connexion` sends to the provider, `GET /connexion/retour` is where it sends back, `POST /deconnexion` ends the
 * session here and there.
 */
export async function signInRoutes(app: FastifyInstance, options: SignInOptions): Promise<void> {
  const { baseUrl, sessions, render } = options;
  if (!app.hasRequestDecorator('cookies')) await app.register(cookie);
  if (!app.hasContentTypeParser('application/x-www-form-urlencoded')) await app.register(formbody);
  const browsers = browserSessions(sessions, baseUrl);
  const openid = new OpenId(options.openid, new URL(signInPaths.return, baseUrl).href);

  const page = (
    reply: FastifyReply,
    status: number,
    title: string,
    paragraphs: readonly string[],
    onward?: Onward,
  ) =>
    reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(render(status, title, paragraphs, onward));
  // Not a redirect: browsers let the answer of a form lead only where the page of the form said that it might, through
  // all of its redirects, and a provider may be anywhere.
  const goOn = (reply: FastifyReply, title: string, paragraphs: readonly string[], onward: Onward) =>
    page(reply.header('refresh', `0; url=${onward.href}`), 200, title, paragraphs, onward);
  const refuse = (request: FastifyRequest, reply: FastifyReply, refusal: RefusalName, why: object = {}) => {
    request.log.warn({ refusal, ...why }, 'sign-in refused');
    const { status, title, paragraphs } = refusals[refusal];
    return page(reply, status, title, paragraphs);
  };
  const fail = (request: FastifyRequest, reply: FastifyReply, error: unknown) => {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    return refuse(request, reply, refusal, kindOf(error));
  };

  // Addresses of the sign-in carry codes and tokens: they are neither kept nor told to the next site.
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  });

  const name = options.openid.provider === 'proconnect' ? 'ProConnect' : 'votre fournisseur d’identité';
  const signInWith = `Se connecter avec ${name}`;
  const signInSays = [
    'Vous avez reçu un courriel ? Le bouton qu’il contient suffit : il n’y a pas besoin de se connecter pour répondre.',
  ];
  const attempts = new Attempts(options.attempts, options.now);
  const binding = siteCookie('connexion', baseUrl);

  // A provider that asks nothing would sign in whoever is led here: it is somebody who presses the button.
  app.get(signInPaths.start, { exposeHeadRoute: false }, async (request, reply) => {
    const { searchParams } = new URL(request.url, baseUrl);
    const fields = { suite: returnPath(searchParams.get('suite')) };
    // Its address bears no secret; without one, browsers would not say that the form comes from here.
    reply.header('referrer-policy', 'same-origin');
    return page(reply, 200, 'Se connecter', signInSays, {
      label: signInWith,
      href: signInPaths.start,
      fields,
    });
  });

  app.post(signInPaths.start, async (request, reply) => {
    try {
      const { url, checks } = await openid.start();
      const attempt = { checks, returnTo: returnPath(fieldOf(request, 'suite')) };
      const bound = await attempts.begin(attempt, request.cookies[binding.name]);
      reply.setCookie(binding.name, bound, { ...binding.options, maxAge: attemptLastsSeconds });
      return goOn(reply, 'Connexion', ['La connexion se poursuit chez votre fournisseur d’identité.'], {
        label: 'Poursuivre la connexion',
        href: url.href,
      });
    } catch (error) {
      return fail(request, reply, error);
    }
  });

  // Its address carries a code: a log of requests names the route alone.
  app.get(signInPaths.return, { exposeHeadRoute: false }, async (request, reply) => {
    const { searchParams } = new URL(request.url, baseUrl);
    const attempt = await attempts.take(searchParams.get('state'), request.cookies[binding.name]);
    if (typeof attempt === 'string') return refuse(request, reply, attempt);
    try {
      const { person, account, sid, idToken } = await openid.finish(searchParams, attempt.checks);
      const isTheirs = await options.pins?.isTheirs(person.email ?? '', account);
      if (isTheirs === false) return refuse(request, reply, 'otherAccount');
      await browsers.begin(request, reply, person, { ...providerMarks(account, sid), idToken });
      return reply.redirect(attempt.returnTo, 303);
    } catch (error) {
      return fail(request, reply, error);
    }
  });

  app.post(signInPaths.ended, async (request, reply) => {
    try {
      const ended = await openid.ended(fieldOf(request, 'logout_token') ?? '', options.now());
      const sessions = await options.sessions.endThose(({ provider }) => endsAt(provider, ended));
      request.log.info({ sessions }, 'ended by the provider');
      return reply.code(200).send();
    } catch (error) {
      if (refusalOf(error) === undefined) throw error;
      request.log.warn(kindOf(error), 'logout of the provider refused');
      return reply.code(400).type('application/json; charset=utf-8').send('{"error":"invalid_request"}');
    }
  });

  app.post(signInPaths.signOut, async (request, reply) => {
    const session = await browsers.of(request);
    if (session && !isOwnForm(session, request.body)) return refuse(request, reply, 'foreignForm');
    await browsers.end(request, reply);
    const elsewhere = await providerEnd(request, session?.idToken);
    if (elsewhere === undefined) return reply.redirect(signInPaths.signedOut, 303);
    return goOn(
      reply,
      'Déconnexion',
      [
        'Vous êtes déconnecté de ce service. La déconnexion de votre fournisseur d’identité se poursuit sur son site.',
      ],
      { label: 'Poursuivre la déconnexion', href: elsewhere },
    );
  });

  /** Where the provider ends the session; undefined when it has no such place, or does not answer. */
  async function providerEnd(
    request: FastifyRequest,
    idToken: string | undefined,
  ): Promise<string | undefined> {
    if (idToken === undefined) return undefined;
    try {
      const url = await openid.signOutUrl(idToken, new URL(signInPaths.signedOut, baseUrl).href);
      return url?.href;
    } catch (error) {
      // The person is signed out here whatever the provider does.
      request.log.warn(kindOf(error), 'the provider could not be told of a sign-out');
      return undefined;
    }
  }
}

/** The only answer to a question of a form. */
function fieldOf({ body }: FastifyRequest, name: string): string | null {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : null;
}
