import { createRemoteJWKSet, customFetch as customKeysFetch, type JWTVerifyGetKey, jwtVerify } from 'jose';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchProtectedResource,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Person } from '../person.ts';
import type { Checks } from './attempts.ts';
import { type EndedAtProvider, readLogoutToken } from './logout-token.ts';
import type { OpenIdSettings } from './openid-settings.ts';
import { personOf } from './person-of.ts';
import { type Account, accountMark } from './pins.ts';
import { proxiedFetch } from './proxied-fetch.ts';
import { SignInRefused } from './refusals.ts';

const patienceSeconds = 10;
const clockToleranceSeconds = 30;
/** With what a provider may sign what it says of a person: keys of its own, never a shared secret. */
const algorithms = ['RS256', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** A provider as it describes itself, and the keys it signs with. */
interface Provider {
  readonly configuration: Configuration;
  readonly keys: JWTVerifyGetKey;
}

/**
 * Signing in with an OpenID Connect provider, in ProConnect's shape: authorization code, `state` and `nonce` of 43
 * characters, no parameter that is not needed (ProConnect refuses the others), identity from a signed userinfo.
 */
export class OpenId {
  readonly #settings: OpenIdSettings;
  readonly #redirectUri: string;
  #provider: Promise<Provider> | undefined;

  /** @param redirectUri where the provider sends people back, as it is registered there. */
  constructor(settings: OpenIdSettings, redirectUri: string) {
    this.#settings = settings;
    this.#redirectUri = redirectUri;
  }

  /**
   * Where to send a person who wants to sign in, and what their return is checked against.
   * @throws when the provider does not answer.
   */
  async start(): Promise<{ url: URL; checks: Checks }> {
    const { configuration } = await this.#discovered();
    const { scope, acrValues } = this.#settings;
    const checks = { state: randomState(), nonce: randomNonce() };
    const parameters = {
      redirect_uri: this.#redirectUri,
      scope,
      ...checks,
      ...(acrValues === undefined ? {} : { acr_values: acrValues.join(' ') }),
    };
    if (!this.#usesPkce(configuration))
      return { url: buildAuthorizationUrl(configuration, parameters), checks };
    const verifier = randomPKCECodeVerifier();
    const pkce = {
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    };
    return {
      url: buildAuthorizationUrl(configuration, { ...parameters, ...pkce }),
      checks: { ...checks, verifier },
    };
  }

  /**
   * Who came back.
   * @param answer the query with which the provider sent them.
   * @throws SignInRefused, or the error of openid-client or jose that says what cannot be believed.
   */
  async finish(
    answer: URLSearchParams,
    { state, nonce, verifier }: Checks,
  ): Promise<{ person: Person; account: Account; sid: string | undefined; idToken: string }> {
    const provider = await this.#discovered();
    const url = new URL(this.#redirectUri);
    url.search = answer.toString();
    const tokens = await authorizationCodeGrant(provider.configuration, url, {
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
      ...(verifier === undefined ? {} : { pkceCodeVerifier: verifier }),
    });
    const claims = tokens.claims();
    if (claims === undefined || tokens.id_token === undefined)
      throw new SignInRefused('unverifiable', 'no ID token');
    // A provider is free to answer with a weaker authentication than was asked (OpenID Connect Core §5.5.1.1).
    const { acrValues } = this.#settings;
    if (acrValues !== undefined && !acrValues.includes(String(claims.acr)))
      throw new SignInRefused('tooWeak', 'the acr is none of those asked');
    const described = await this.#describe(provider, tokens.access_token, claims.sub);
    const account = { issuer: claims.iss, subject: claims.sub };
    const person = personOf(described, this.#settings, accountMark(account));
    const sid = typeof claims.sid === 'string' ? claims.sid : undefined;
    return { person, account, sid, idToken: tokens.id_token };
  }

  /**
   * Where to send a person who has signed out here, so that the provider ends its session too.
   * @returns undefined when the provider has no such place.
   * @throws when the provider does not answer.
   */
  async signOutUrl(idToken: string, returnTo: string): Promise<URL | undefined> {
    const { configuration } = await this.#discovered();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
    const url = buildEndSessionUrl(configuration, {
      id_token_hint: idToken,
      state: randomState(),
      post_logout_redirect_uri: returnTo,
    });
    // The hint says it already, and ProConnect refuses what it does not list.
    url.searchParams.delete('client_id');
    return url;
  }

  /**
   * Whose sessions the provider says that it has ended (back-channel logout).
   * @throws SignInRefused, or the error of jose that says what cannot be believed.
   */
  async ended(token: string, now: number): Promise<EndedAtProvider> {
    const { configuration, keys } = await this.#discovered();
    const { issuer } = configuration.serverMetadata();
    return readLogoutToken(token, keys, { issuer, audience: this.#settings.clientId, algorithms }, now);
  }

  /** Discovery is done when it is first needed, and done again after it failed: a provider may be late or down. */
  #discovered(): Promise<Provider> {
    this.#provider ??= discover(this.#settings).catch((error: unknown) => {
      this.#provider = undefined;
      throw error;
    });
    return this.#provider;
  }

  #usesPkce(configuration: Configuration): boolean {
    return this.#settings.pkce === 'auto' && configuration.serverMetadata().supportsPKCE();
  }

  /** The provider's claims about a person: a JWT that it signed for this site, or plain JSON over its own TLS. */
  async #describe({ configuration, keys }: Provider, accessToken: string, subject: string): Promise<unknown> {
    const { issuer, userinfo_endpoint } = configuration.serverMetadata();
    if (userinfo_endpoint === undefined) throw new SignInRefused('unavailable', 'no userinfo endpoint');
    const response = await fetchProtectedResource(
      configuration,
      accessToken,
      new URL(userinfo_endpoint),
      'GET',
      undefined,
      new Headers({ accept: 'application/jwt, application/json' }),
    );
    if (response.status !== 200)
      throw new SignInRefused('unavailable', `userinfo answered ${response.status}`);
    const body = await response.text();
    const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
    const claims: unknown =
      type === 'application/jwt' ? await this.#verified(body, keys, issuer) : parsed(body);
    // Without it, the token of one person could bring the claims of another (OpenID Connect Core §5.3.2).
    if (typeof claims !== 'object' || claims === null || !('sub' in claims) || claims.sub !== subject)
      throw new SignInRefused('unverifiable', 'userinfo is about someone else');
    return claims;
  }

  async #verified(jwt: string, keys: JWTVerifyGetKey, issuer: string): Promise<unknown> {
    const { payload } = await jwtVerify(jwt, keys, {
      issuer,
      audience: this.#settings.clientId,
      algorithms,
      clockTolerance: clockToleranceSeconds,
    });
    return payload;
  }
}

async function discover({ issuer, clientId, clientSecret }: OpenIdSettings): Promise<Provider> {
  const url = new URL(issuer);
  const configuration = await discovery(url, clientId, undefined, authenticationWith(clientSecret), {
    timeout: patienceSeconds,
    [customFetch]: proxiedFetch,
    // The signature of the ID token is verified too, though it comes straight from the provider.
    execute: [enableNonRepudiationChecks, ...(url.protocol === 'http:' ? [allowInsecureRequests] : [])],
  });
  const { jwks_uri } = configuration.serverMetadata();
  if (jwks_uri === undefined) throw new SignInRefused('unavailable', 'the provider names no keys');
  const keys = createRemoteJWKSet(new URL(jwks_uri), {
    timeoutDuration: patienceSeconds * 1000,
    [customKeysFetch]: proxiedFetch,
  });
  return { configuration, keys };
}

/** In the body, as ProConnect wants it, unless the provider only takes the header. */
function authenticationWith(secret: string): ClientAuth {
  const inBody = ClientSecretPost(secret);
  const inHeader = ClientSecretBasic(secret);
  return (server, client, body, headers) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_post'];
    const authenticate = taken.includes('client_secret_post') ? inBody : inHeader;
    authenticate(server, client, body, headers);
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new SignInRefused('unverifiable', 'userinfo is neither a JWT nor JSON');
  }
}
