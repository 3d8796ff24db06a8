import type { OpenIdSettings } from '../../../web/sign-in/openid-settings.ts';
import { afterwards } from '../../engine/support.ts';
import type { ProviderSettings } from '../../support/openid-provider.ts';
import { Browser, expectRefusal, leadsTo, openSite, personOf, type Site, startProvider } from './support.ts';

/** A site and its provider, both running. */
async function openBoth(
  openid: Partial<OpenIdSettings> = {},
  provider: Partial<ProviderSettings> = {},
): Promise<Site> {
  const site = await openSite(openid);
  afterwards(() => site.close());
  const { stop } = await startProvider({ ...site.provider, ...provider });
  afterwards(stop);
  return site;
}

describe('with a provider in ProConnect’s shape', () => {
  let site: Site;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    site = await openSite({
      admins: ['camille.durand@dinum.example'],
      auditors: ['dominique@dgefp.example'],
    });
    ({ stop } = await startProvider(site.provider));
  });

  afterAll(async () => {
    await stop();
    await site.close();
  });

  test('signs a person in as the provider describes them, and goes on to the page they wanted', async () => {
    const browser = new Browser();
    const page = await browser.signIn(site.origin, 'camille', '/connexion?suite=/%3Fphase%3Den-cours');
    expect(page.url).toBe(`${site.origin}/?phase=en-cours`);
    expect(await personOf(browser, site)).toEqual({
      name: 'Camille Durand',
      email: 'camille.durand@dinum.example',
      account: expect.stringMatching(/^[\w-]{22}$/),
      siret: '13002526500013',
      admin: true,
      auditor: false,
    });
  });

  test('takes the whole name where there are no parts of it, and no SIRET that is not one', async () => {
    const browser = new Browser();
    await browser.signIn(site.origin, 'dominique');
    expect(await personOf(browser, site)).toEqual({
      name: 'Dominique Petit',
      email: 'dominique@dgefp.example',
      account: expect.stringMatching(/^[\w-]{22}$/),
      admin: false,
      auditor: true,
    });
  });

  test('sends only the parameters that are needed, with a state and a nonce of 43 characters', async () => {
    const sent = async () => {
      const { status, headers } = await new Browser().step(`${site.origin}/connexion`, {});
      expect(status).toBe(200);
      return new URL(leadsTo(headers)).searchParams;
    };
    const [parameters, others] = [await sent(), await sent()];
    expect(Object.fromEntries(parameters)).toEqual({
      client_id: 'delegation',
      response_type: 'code',
      redirect_uri: `${site.origin}/connexion/retour`,
      scope: 'openid given_name usual_name email siret',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    for (const name of ['state', 'nonce']) expect(parameters.get(name)).not.toBe(others.get(name));
  });

  test('nobody is sent to the provider but by the button of the page', async () => {
    const browser = new Browser();
    const { status, text, headers } = await browser.step(`${site.origin}/connexion?suite=/conventions`);
    expect(status).toBe(200);
    expect(text).toContain('/connexion');
    expect([headers.get('location'), headers.get('refresh')]).toEqual([null, null]);
    expect(headers.getSetCookie()).toEqual([]);
  });

  test('opens no session before the provider has vouched for the person', async () => {
    const browser = new Browser();
    await browser.begin(site.origin);
    expect(browser.cookie(site.origin, 'session')).toBeUndefined();
    expect(browser.cookie(site.origin, 'connexion')).toMatch(/^[\w-]{43}$/);
  });

  test('gives a new id at each sign-in, and ends the session that was there', async () => {
    const browser = new Browser();
    const planted = 'p'.repeat(43);
    browser.setCookie(site.origin, 'session', planted);
    await browser.signIn(site.origin, 'camille');
    const first = browser.cookie(site.origin, 'session') ?? '';
    expect(first).not.toBe(planted);
    // The provider still knows the person: no page in between.
    await browser.begin(site.origin);
    expect(browser.cookie(site.origin, 'session')).not.toBe(first);
    expect(await personOf(browser, site)).toBeDefined();
    const former = new Browser();
    former.setCookie(site.origin, 'session', first);
    expect(await personOf(former, site)).toBeUndefined();
  });

  test('two tabs of one browser may sign in at once', async () => {
    const browser = new Browser();
    const first = await browser.authorize(site.origin, 'camille');
    await browser.begin(site.origin);
    expect((await browser.step(first)).status).toBe(303);
    expect(await personOf(browser, site)).toBeDefined();
  });

  test('refuses a state that it never gave', async () => {
    const browser = new Browser();
    const back = new URL(await browser.authorize(site.origin, 'camille'));
    back.searchParams.set('state', 'f'.repeat(43));
    await expectRefusal(browser, site, back.href, 400, 'Tentative de connexion inconnue');
    back.searchParams.delete('state');
    await expectRefusal(browser, site, back.href, 400, 'Tentative de connexion inconnue');
  });

  test('refuses a code that was given for another attempt: its nonce is not the one awaited', async () => {
    const [thief, victim] = [new Browser(), new Browser()];
    const stolen = new URL(await thief.authorize(site.origin, 'camille'));
    const back = new URL(await victim.authorize(site.origin, 'dominique'));
    back.searchParams.set('code', stolen.searchParams.get('code') ?? '');
    await expectRefusal(victim, site, back.href, 403, 'Identité non vérifiable');
  });

  test('refuses an answer that comes a second time, and a code that was used', async () => {
    const browser = new Browser();
    const back = new URL(await browser.authorize(site.origin, 'camille'));
    await browser.go(back.href);
    const again = new Browser();
    again.setCookie(site.origin, 'connexion', browser.cookie(site.origin, 'connexion') ?? '');
    await expectRefusal(again, site, back.href, 400, 'Tentative de connexion inconnue');

    const other = new Browser();
    const next = new URL(await other.authorize(site.origin, 'camille'));
    next.searchParams.set('code', back.searchParams.get('code') ?? '');
    await expectRefusal(other, site, next.href, 400, 'Tentative de connexion expirée');
  });

  test('refuses an answer brought by another browser, which does not use it up', async () => {
    const browser = new Browser();
    const back = await browser.authorize(site.origin, 'camille');
    const other = new Browser();
    await expectRefusal(other, site, back, 400, 'Connexion commencée dans un autre navigateur');
    other.setCookie(site.origin, 'connexion', 'o'.repeat(43));
    await expectRefusal(other, site, back, 400, 'Connexion commencée dans un autre navigateur');
    await browser.go(back);
    expect(await personOf(browser, site)).toBeDefined();
  });

  test('refuses an attempt of ten minutes ago', async () => {
    const browser = new Browser();
    const back = await browser.authorize(site.origin, 'camille');
    site.clock.now += 10 * 60_000;
    await expectRefusal(browser, site, back, 400, 'Tentative de connexion expirée');
  });

  test.each(['https://evil.example', undefined])(
    'refuses an answer in the name of another issuer (%s)',
    async (issuer) => {
      const browser = new Browser();
      const back = new URL(await browser.authorize(site.origin, 'camille'));
      back.searchParams.delete('iss');
      if (issuer !== undefined) back.searchParams.set('iss', issuer);
      await expectRefusal(browser, site, back.href, 403, 'Identité non vérifiable');
    },
  );

  test.each([
    'userinfo-signed-by-another',
    'userinfo-for-another-site',
    'userinfo-for-no-site',
    'userinfo-of-another-issuer',
    'userinfo-of-another-person',
    'id-token-signed-by-another',
  ])('refuses what it cannot verify: %s', async (who) => {
    const browser = new Browser();
    const back = await browser.authorize(site.origin, who);
    await expectRefusal(browser, site, back, 403, 'Identité non vérifiable');
  });

  test.each(['without-email', 'unverified-email'])('refuses a person %s', async (who) => {
    const browser = new Browser();
    const back = await browser.authorize(site.origin, who);
    await expectRefusal(browser, site, back, 403, 'Adresse électronique non vérifiée');
  });

  test('says so when the person or the provider declines, without what the provider wrote', async () => {
    const browser = new Browser();
    const back = await browser.authorize(site.origin, 'nobody');
    expect(new URL(back).searchParams.get('error_description')).toContain('<script>');
    await expectRefusal(browser, site, back, 403, 'Connexion refusée');
  });

  test.each([
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/%09/evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    '/connexion',
    '/deconnexion/',
  ])('goes on to the first page rather than to %s', async (suite) => {
    const browser = new Browser();
    const back = await browser.authorize(site.origin, 'camille', `/connexion?suite=${suite}`);
    expect((await browser.step(back)).headers.get('location')).toBe('/');
  });

  test('HEAD begins nothing and ends nothing', async () => {
    const browser = new Browser();
    const back = await browser.authorize(site.origin, 'camille');
    for (const address of [`${site.origin}/connexion`, back]) {
      const response = await fetch(address, { method: 'HEAD', redirect: 'manual' });
      expect(response.status).toBe(404);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
    await browser.go(back);
    expect(await personOf(browser, site)).toBeDefined();
  });

  test('signing out has the browser forget what it kept of the site', async () => {
    const browser = new Browser();
    await browser.signIn(site.origin, 'camille');
    const { csrf } = JSON.parse((await browser.step(`${site.origin}/`)).text);
    const { headers } = await browser.step(`${site.origin}/deconnexion`, { csrf });
    expect(headers.get('clear-site-data')).toBe('"cache", "storage"');
  });

  test('what does not come from the provider ends no session', async () => {
    const browser = new Browser();
    await browser.signIn(site.origin, 'camille');
    const { idToken } = JSON.parse((await browser.step(`${site.origin}/`)).text);
    for (const form of [{}, { logout_token: 'x' }, { logout_token: idToken }]) {
      const { status } = await new Browser().step(`${site.origin}/connexion/fin`, form);
      expect(status).toBe(400);
    }
    expect(await personOf(browser, site)).toBeDefined();
  });

  test('signing out ends the session here and at the provider', async () => {
    const browser = new Browser();
    await browser.signIn(site.origin, 'camille');
    const id = browser.cookie(site.origin, 'session') ?? '';
    const { csrf, idToken } = JSON.parse((await browser.step(`${site.origin}/`)).text);

    const asked = await browser.go(`${site.origin}/deconnexion`, { csrf });
    const { origin, pathname, searchParams } = new URL(asked.url);
    expect(`${origin}${pathname}`).toBe(`http://127.0.0.1:${site.provider.port}/session/end`);
    expect(Object.fromEntries(searchParams)).toEqual({
      id_token_hint: idToken,
      post_logout_redirect_uri: `${site.origin}/`,
      state: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(browser.cookie(site.origin, 'session')).toBeUndefined();
    browser.setCookie(site.origin, 'session', id);
    expect(await personOf(browser, site)).toBeUndefined();

    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(asked.text) ?? [];
    const left = await browser.go(`${origin}/session/end/confirm`, { xsrf, logout: 'yes' });
    expect(new URL(left.url).pathname).toBe('/');
    const login = await browser.begin(site.origin);
    expect(new URL(login.url).pathname).toMatch(/^\/interaction\//);
  });

  test('only a form of the session signs out', async () => {
    const browser = new Browser();
    await browser.signIn(site.origin, 'camille');
    for (const form of [{ csrf: '' }, { csrf: 'forged' }]) {
      const { status, text } = await browser.step(`${site.origin}/deconnexion`, form);
      expect({ status, title: text.split('\n')[1] }).toEqual({ status: 403, title: 'Formulaire refusé' });
    }
    expect(await personOf(browser, site)).toBeDefined();
    const { status, headers } = await new Browser().step(`${site.origin}/deconnexion`, { csrf: '' });
    expect([status, headers.get('location')]).toEqual([303, '/']);
  });
});

test('describes people from plain JSON too, and authenticates in the header where the provider wants that', async () => {
  const site = await openBoth({}, { userinfo: 'json', basic: true });
  const browser = new Browser();
  await browser.signIn(site.origin, 'camille');
  expect(await personOf(browser, site)).toMatchObject({ email: 'camille.durand@dinum.example' });
});

test('a session that ends at the provider ends here', async () => {
  const site = await openBoth();
  const browser = new Browser();
  await browser.signIn(site.origin, 'camille');
  const { idToken } = JSON.parse((await browser.step(`${site.origin}/`)).text);
  const provider = `http://127.0.0.1:${site.provider.port}`;
  const query = new URLSearchParams({ id_token_hint: idToken, state: 's'.repeat(43) });
  const asked = await browser.go(`${provider}/session/end?${query}`);
  expect(await personOf(browser, site)).toBeDefined();
  const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(asked.text) ?? [];
  await browser.step(`${provider}/session/end/confirm`, { xsrf, logout: 'yes' });
  expect(await personOf(browser, site)).toBeUndefined();
});

test('uses PKCE where the provider knows it', async () => {
  const site = await openBoth({}, { pkce: true });
  const browser = new Browser();
  const { headers } = await browser.step(`${site.origin}/connexion`, {});
  expect(new URL(leadsTo(headers)).searchParams.get('code_challenge_method')).toBe('S256');
  await browser.signIn(site.origin, 'camille');
  expect(await personOf(browser, site)).toBeDefined();
});

test('does without PKCE where the settings say so', async () => {
  const site = await openBoth({ pkce: 'never' }, { pkce: true });
  const browser = new Browser();
  const { headers } = await browser.step(`${site.origin}/connexion`, {});
  expect(leadsTo(headers)).not.toContain('code_challenge');
  await browser.signIn(site.origin, 'camille');
  expect(await personOf(browser, site)).toBeDefined();
});

test('asks for the levels of authentication that are set, and refuses a weaker one', async () => {
  const site = await openBoth({ acrValues: ['eidas2', 'eidas3'] });
  const [strong, weak] = [new Browser(), new Browser()];
  await strong.signIn(site.origin, 'camille');
  expect(await personOf(strong, site)).toBeDefined();
  const back = await weak.authorize(site.origin, 'dominique');
  await expectRefusal(weak, site, back, 403, 'Authentification trop faible');
});

test('a provider that is down stops nothing: the site says so, and goes on when it is up', async () => {
  const site = await openSite();
  afterwards(() => site.close());
  const browser = new Browser();
  const start = `${site.origin}/connexion`;
  await expectRefusal(browser, site, start, 503, 'Connexion momentanément impossible', {});
  const { stop } = await startProvider(site.provider);
  afterwards(stop);
  await browser.signIn(site.origin, 'camille');
  expect(await personOf(browser, site)).toBeDefined();

  // Down again: who is in stays in, who comes back from it is told, and who leaves is signed out here.
  const late = new Browser();
  const back = await late.authorize(site.origin, 'camille');
  await stop();
  await expectRefusal(late, site, back, 503, 'Connexion momentanément impossible');
  const { csrf } = JSON.parse((await browser.step(`${site.origin}/`)).text);
  await browser.step(`${site.origin}/deconnexion`, { csrf });
  expect(await personOf(browser, site)).toBeUndefined();
});

test('does not believe a provider that calls itself another', async () => {
  const site = await openBoth({}, { issuer: 'https://evil.example' });
  await expectRefusal(new Browser(), site, `${site.origin}/connexion`, 403, 'Identité non vérifiable', {});
});

test('does not trust a provider that refuses its secret', async () => {
  const site = await openBoth({ clientSecret: 'another' });
  const browser = new Browser();
  const back = await browser.authorize(site.origin, 'camille');
  await expectRefusal(browser, site, back, 503, 'Connexion momentanément impossible');
});
