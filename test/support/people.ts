import { freePort } from '../../engine/ports.ts';
import { Browser, startProvider } from '../web/sign-in/support.ts';
import type { ProviderSettings } from './openid-provider.ts';
import { openSite, type Site, type SiteOptions, type Visitor } from './site.ts';

/** A site where people sign in at a real OpenID provider, each as who they are. */
export interface PeopledSite extends Site {
  /** A visitor who has signed in as one of the people. */
  signIn(who: string): Promise<Visitor>;
}

/**
 * Starts one; the caller closes it.
 * @param people claims of each, by name; those of `DELEGATION_ADMINS` are admins.
 */
export async function openPeopledSite(
  people: Readonly<Record<string, Record<string, unknown>>>,
  {
    settings = {},
    provider: way = {},
    ...options
  }: SiteOptions & { provider?: Partial<ProviderSettings> } = {},
): Promise<PeopledSite> {
  const port = await freePort();
  const site = await openSite({
    ...options,
    settings: {
      // The provider of the tests has ProConnect's shape: it says nothing of how it verified an address.
      OIDC_PROVIDER: 'proconnect',
      OIDC_ISSUER: `http://127.0.0.1:${port}`,
      OIDC_CLIENT_ID: 'delegation',
      OIDC_CLIENT_SECRET: 'a secret of the tests',
      ...settings,
    },
  });
  const provider = await startProvider({
    port,
    redirectUri: `${site.url}/connexion/retour`,
    signedOutUri: `${site.url}/`,
    people,
    ...way,
  });
  return {
    ...site,
    async signIn(who) {
      const visitor = site.visitor();
      const start = await visitor.fill('/connexion', {});
      const browser = new Browser();
      const login = await browser.go(start.headers.get('refresh')?.replace(/^0; url=/, '') ?? '');
      let page = await browser.step(login.url, { login: who });
      for (let to = page.headers.get('location'); to !== null; to = page.headers.get('location')) {
        const next = new URL(to, page.url).href;
        if (!next.startsWith(site.url)) page = await browser.step(next);
        else {
          const { status, text } = await visitor.get(next.slice(site.url.length));
          if (status !== 303) throw new Error(`${who} was not signed in: ${status}\n${text}`);
          return visitor;
        }
      }
      throw new Error(`the provider did not send ${who} back:\n${page.text}`);
    },
    async close() {
      await provider.stop();
      await site.close();
    },
  };
}
