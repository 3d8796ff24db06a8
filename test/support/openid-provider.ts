import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import Provider from 'oidc-provider';
import { z } from 'zod';

// A real OpenID provider, in ProConnect's shape: it demands `state` and `nonce` of 32
// characters at least, refuses parameters it does not know, and describes people by a JWT it has signed. Some of its
// people make it misbehave, each in the way of its name.

/** What a provider is told. */
export interface ProviderSettings {
  readonly port: number;
  readonly redirectUri: string;
  readonly signedOutUri: string;
  /** It knows PKCE, and says so. */
  readonly pkce?: boolean;
  /** How it describes people. */
  readonly userinfo?: 'jwt' | 'json';
  /** The site authenticates in the header only. */
  readonly basic?: boolean;
  /** What it calls itself in its metadata, when it lies. */
  readonly issuer?: string;
  /** It ends sessions on another origin than its own: people are sent on there. */
  readonly endsElsewhere?: boolean;
  /** More people than it has, by the name of their button: their claims. */
  readonly people?: Readonly<Record<string, Record<string, unknown>>>;
}

const camille = {
  given_name: 'Camille',
  usual_name: 'Durand',
  email: 'Camille.Durand@dinum.example',
  siret: '13002526500013',
};
const everybody: Record<string, Record<string, unknown>> = {
  camille,
  dominique: {
    name: 'Dominique Petit',
    email: 'dominique@dgefp.example',
    email_verified: true,
    siret: 'néant',
  },
  'without-email': { ...camille, email: undefined },
  'unverified-email': { ...camille, email_verified: false },
  'userinfo-signed-by-another': camille,
  'userinfo-for-another-site': camille,
  'userinfo-for-no-site': camille,
  'userinfo-of-another-issuer': camille,
  'userinfo-of-another-person': camille,
  'id-token-signed-by-another': camille,
};

const [own, other] = await Promise.all([signingKey(), signingKey()]);

async function signingKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: 'test', use: 'sig', alg: 'RS256' };
}

/** Starts one; ended by what it gives. Several in one process share nothing but their keys. */
export async function startProvider(settings: ProviderSettings): Promise<() => Promise<void>> {
  const origin = `http://127.0.0.1:${settings.port}`;
  const people = { ...everybody, ...settings.people };
  const provider = new Provider(origin, {
    clients: [
      {
        client_id: 'delegation',
        client_secret: 'a secret of the tests',
        redirect_uris: [settings.redirectUri],
        post_logout_redirect_uris: [settings.signedOutUri],
        backchannel_logout_uri: new URL('/connexion/fin', settings.redirectUri).href,
        token_endpoint_auth_method: settings.basic ? 'client_secret_basic' : 'client_secret_post',
        ...(settings.userinfo === 'json' ? {} : { userinfo_signed_response_alg: 'RS256' }),
      },
    ],
    clientAuthMethods: settings.basic ? ['client_secret_basic'] : ['client_secret_post'],
    jwks: { keys: [{ ...own }] },
    // The site is on this machine, where a provider of the network would not ask anything.
    fetch: (url, options = {}) => {
      Reflect.deleteProperty(options, 'dispatcher');
      return fetch(url, options);
    },
    cookies: { keys: ['a key of the tests'] },
    acrValues: ['eidas1', 'eidas2'],
    claims: {
      openid: ['sub'],
      given_name: ['given_name'],
      usual_name: ['usual_name'],
      email: ['email', 'email_verified', 'name'],
      siret: ['siret'],
      acr: null,
    },
    features: {
      devInteractions: { enabled: false },
      jwtUserinfo: { enabled: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = `<!doctype html><html lang="fr"><title>Déconnexion</title>${form}
            <button form="op.logoutForm" name="logout" value="yes">Se déconnecter</button>`;
        },
      },
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) =>
      people[id] && { accountId: id, claims: async () => ({ sub: id, ...people[id] }) },
    async loadExistingGrant(ctx) {
      const { client, session } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const former = session.grantIdFor(client.clientId);
      if (former !== undefined) return provider.Grant.find(former);
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid given_name usual_name email siret');
      await grant.save();
      return grant;
    },
  });

  provider.use(async (ctx, next) => {
    if (ctx.path === '/auth') refuseUnlike(ctx, settings.pkce ? knownWithPkce : known, ['state', 'nonce']);
    if (ctx.path === '/session/end') {
      refuseUnlike(ctx, knownAtSignOut, ['state']);
      if (settings.endsElsewhere && ctx.host === new URL(origin).host) {
        ctx.redirect(`http://localhost:${settings.port}${ctx.url}`);
        return;
      }
    }
    if (ctx.path.startsWith('/interaction/')) return interact(ctx);
    await next();
    if (ctx.path === '/.well-known/openid-configuration') {
      if (!settings.pkce) delete ctx.body.code_challenge_methods_supported;
      if (settings.issuer !== undefined) ctx.body.issuer = settings.issuer;
    }
    await misbehave(ctx);
  });

  /** The login page: any of its people at a click, or a refusal. */
  async function interact(ctx: Context): Promise<void> {
    if (ctx.method === 'GET') {
      const buttons = [...Object.keys(people), 'nobody'].map(
        (name) => `<button name="login" value="${name}">${name}</button>`,
      );
      ctx.type = 'html';
      ctx.body = `<!doctype html><html lang="fr"><title>Connexion</title><form method="post">${buttons.join(' ')}</form>`;
      return;
    }
    let body = '';
    for await (const chunk of ctx.req) body += chunk;
    const { login: name } = login.parse(Object.fromEntries(new URLSearchParams(body)));
    const { params } = await provider.interactionDetails(ctx.req, ctx.res);
    const acr = String(params.acr_values ?? 'eidas1').split(' ')[0] ?? 'eidas1';
    const result =
      name === 'nobody'
        ? { error: 'access_denied', error_description: '<script>alert(1)</script>' }
        : { login: { accountId: name, acr: name === 'dominique' ? 'eidas1' : acr } };
    ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
    ctx.status = 303;
  }

  const server = createServer(provider.callback());
  await once(server.listen(settings.port, '127.0.0.1'), 'listening');
  return async () => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  };
}

type Context = Parameters<Parameters<Provider['use']>[0]>[0];

const login = z.object({ login: z.string() });
const known = [
  'client_id',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'nonce',
  'acr_values',
  'prompt',
];
const knownWithPkce = [...known, 'code_challenge', 'code_challenge_method'];
const knownAtSignOut = ['id_token_hint', 'state', 'post_logout_redirect_uri'];

function refuseUnlike(ctx: Context, allowed: readonly string[], demanded: readonly string[]): void {
  const unknown = Object.keys(ctx.query).find((name) => !allowed.includes(name));
  const short = demanded.find((name) => String(ctx.query[name] ?? '').length < 32);
  if (unknown ?? short) ctx.throw(400, `Y000400: ${unknown ?? short}`);
}

async function misbehave(ctx: Context): Promise<void> {
  const who: unknown = ctx.oidc?.account?.accountId;
  if (ctx.path === '/me' && typeof ctx.body === 'string') {
    if (who === 'userinfo-signed-by-another') ctx.body = await resigned(ctx.body, {}, other);
    if (who === 'userinfo-for-another-site') ctx.body = await resigned(ctx.body, { aud: 'another' });
    if (who === 'userinfo-for-no-site') ctx.body = await resigned(ctx.body, { aud: undefined });
    if (who === 'userinfo-of-another-issuer')
      ctx.body = await resigned(ctx.body, { iss: 'https://evil.example' });
    if (who === 'userinfo-of-another-person') ctx.body = await resigned(ctx.body, { sub: 'dominique' });
    ctx.type = 'application/jwt';
  }
  if (ctx.path === '/token' && who === 'id-token-signed-by-another')
    ctx.body.id_token = await resigned(ctx.body.id_token, {}, other);
}

/** A JWT that says something else, signed again. */
async function resigned(jwt: string, change: Record<string, unknown>, key = own): Promise<string> {
  const payload: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
  const changed = { ...z.record(z.string(), z.unknown()).parse(payload), ...change };
  return new SignJWT(changed).setProtectedHeader({ alg: 'RS256', kid: 'test' }).sign(await importJWK(key));
}
