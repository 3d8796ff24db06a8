import cookie from '@fastify/cookie';
import Fastify from 'fastify';
import { freePort } from '../../../engine/ports.ts';
import { browserSessions } from '../../../web/sign-in/browser-sessions.ts';
import type { OpenIdSettings } from '../../../web/sign-in/openid-settings.ts';
import { Sessions } from '../../../web/sign-in/sessions.ts';
import { signInRoutes } from '../../../web/sign-in/sign-in-routes.ts';
import { askTheatre } from '../../support/backstage.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import type { ProviderSettings } from '../../support/openid-provider.ts';

/** The provider, in the theatre's process. */
export interface TestProvider {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Starts the provider of `openid-provider.ts`, and waits until it answers. */
export async function startProvider(settings: ProviderSettings): Promise<TestProvider> {
  const { leave } = await askTheatre({ provider: settings });
  return { origin: `http://127.0.0.1:${settings.port}`, stop: leave };
}

/** A site that has nothing but the sign-in and a page that says who is there. */
export interface Site {
  readonly origin: string;
  /** Its clock, epoch milliseconds: to be moved at will. */
  readonly clock: { now: number };
  /** Where its provider is, or shall be. */
  readonly provider: ProviderSettings;
  close(): Promise<void>;
}

/** Opens a site whose provider is on a free port, not started yet. */
export async function openSite(settings: Partial<OpenIdSettings> = {}): Promise<Site> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const provider = {
    port: await freePort(0, [port]),
    redirectUri: `${origin}/connexion/retour`,
    signedOutUri: `${origin}/`,
  };
  const clock = { now: Date.now() };
  const now = () => clock.now;
  const sessions = new Sessions(new MemoryStore(now), { now });
  const openid: OpenIdSettings = {
    issuer: `http://127.0.0.1:${provider.port}`,
    clientId: 'delegation',
    clientSecret: 'a secret of the tests',
    scope: 'openid given_name usual_name email siret',
    provider: 'proconnect',
    pkce: 'auto',
    admins: [],
    auditors: [],
    ...settings,
  };
  const app = Fastify();
  await app.register(cookie);
  await app.register(signInRoutes, {
    sessions,
    attempts: new MemoryStore(now),
    openid,
    baseUrl: origin,
    now,
    render: (status, title, paragraphs, onward) =>
      [status, title, ...paragraphs, ...(onward ? [onward.href] : [])].join('\n'),
  });
  const browsers = browserSessions(sessions, origin);
  app.get('/', async (request) => (await browsers.of(request)) ?? {});
  await app.listen({ port, host: '127.0.0.1' });
  return { origin, clock, provider, close: () => app.close() };
}

/** What a browser was shown. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** A browser without scripts: follows redirects, keeps the cookies of each site. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** Goes to an address, and on wherever it is sent. */
  async go(address: string, form?: Record<string, string>): Promise<Page> {
    let page = await this.step(address, form);
    for (let hops = 0; hops < 20; hops++) {
      const to = page.headers.get('location') ?? page.headers.get('refresh')?.replace(/^0; url=/, '');
      if (to === undefined) return page;
      page = await this.step(new URL(to, page.url).href);
    }
    throw new Error(`${address} redirects for ever`);
  }

  /** One request, which follows nothing. */
  async step(address: string, form?: Record<string, string>): Promise<Page> {
    const { origin } = new URL(address);
    // Of a form, browsers say where it comes from.
    const from = form ? { origin } : {};
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), ...from },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return {
      url: address,
      status: response.status,
      text: await response.text(),
      headers: response.headers,
    };
  }

  cookie(site: string, name: string): string | undefined {
    return this.#cookies.get(site)?.get(name);
  }

  setCookie(site: string, name: string, value: string): void {
    this.#cookies.set(site, new Map(this.#cookies.get(site)).set(name, value));
  }

  /** Presses the button of the page of the sign-in, and goes on to the provider. */
  async begin(site: string, path = '/connexion'): Promise<Page> {
    const { searchParams, pathname, origin } = new URL(path, site);
    return this.go(`${origin}${pathname}`, Object.fromEntries(searchParams));
  }

  /** Signs in at the provider, up to the address that it sends back to, without going there. */
  async authorize(site: string, who: string, path = '/connexion'): Promise<string> {
    const login = await this.begin(site, path);
    let page = await this.step(login.url, { login: who });
    for (let to = page.headers.get('location'); to !== null; to = page.headers.get('location')) {
      const next = new URL(to, page.url).href;
      if (next.startsWith(`${site}/`)) return next;
      page = await this.step(next);
    }
    throw new Error(`the provider did not send back:\n${page.text}`);
  }

  /** Signs in. */
  async signIn(site: string, who: string, path?: string): Promise<Page> {
    return this.go(await this.authorize(site, who, path));
  }
}

/** Where a page goes on to by itself. */
export function leadsTo(headers: Headers): string {
  return headers.get('refresh')?.replace(/^0; url=/, '') ?? '';
}

/** Whom the site says to be signed in. */
export async function personOf(browser: Browser, { origin }: Site): Promise<unknown> {
  return JSON.parse((await browser.step(`${origin}/`)).text).person;
}

/** Expects a page of refusal, in French and without anything of the code, after which nobody is signed in. */
export async function expectRefusal(
  browser: Browser,
  site: Site,
  address: string,
  status: number,
  title: string,
  form?: Record<string, string>,
): Promise<void> {
  const page = await browser.step(address, form);
  expect({ status: page.status, title: page.text.split('\n')[1] }).toEqual({ status, title });
  expect(page.text).not.toMatch(/Error|node_modules|\n\s+at |script/);
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(await personOf(browser, site)).toBeUndefined();
}
