import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser, violations } from '../../support/browser.ts';
import { openPeopledSite, type PeopledSite } from '../../support/people.ts';

let browser: Browser;
let site: PeopledSite;

beforeAll(async () => {
  browser = await openBrowser();
  site = await openPeopledSite({}, { provider: { endsElsewhere: true } });
});

afterAll(async () => {
  await site?.close();
  await browser?.close();
});

test('signing out reaches the end of the provider, though that sends on to another origin', async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  const visited: string[] = [];
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (request.isNavigationRequest()) visited.push(`${origin}${pathname}`);
  });
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) refused.push(message.text());
  });
  await page.goto(`${site.url}/connexion`);
  await page.getByRole('button', { name: 'Se connecter avec ProConnect' }).click();
  await page.getByRole('button', { name: 'camille', exact: true }).click();
  await page.waitForURL(`${site.url}/**`);
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await page.waitForURL(`${site.url}/?state=*`);
  const ends = visited.filter((address) => address.endsWith('/session/end'));
  expect(ends).toEqual([
    expect.stringMatching(/^http:\/\/127\.0\.0\.1:/),
    expect.stringMatching(/^http:\/\/localhost:/),
  ]);
  expect(refused).toEqual([]);
  const cookies = await page.context().cookies(site.url);
  expect(cookies.map(({ name }) => name)).not.toContain('session');
});

test('a form that comes after its session has ended is refused by a page, and leads to no sign-in', async () => {
  const { status, text } = await site.visitor().post('/nouvelle/etape/1', {});
  expect(status).toBe(403);
  expect(text).toContain('Session expirée');
});

describe('a page that is left open', () => {
  const minutes = 60_000;
  const shown = 'Camille Durand';
  const over = (page: Page) => page.getByRole('heading', { name: 'Votre session est terminée' });
  const warning = (page: Page) => page.getByRole('alertdialog', { name: 'Votre session va se terminer' });
  let context: BrowserContext;

  beforeEach(async () => {
    context = await browser.newContext({ locale: 'fr-FR' });
    context.setDefaultTimeout(30_000);
  });

  afterEach(async () => {
    for (const page of context.pages()) await page.unrouteAll({ behavior: 'ignoreErrors' });
    await context.close();
  });

  /** A page of somebody who has just signed in, whose clock is the test's. */
  async function signedIn(): Promise<Page> {
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${site.url}/connexion`);
    await page.getByRole('button', { name: 'Se connecter avec ProConnect' }).click();
    await page.getByRole('button', { name: 'camille', exact: true }).click();
    await page.waitForURL(`${site.url}/**`);
    await page.goto(`${site.url}/sessions`);
    await page.getByText(shown).first().waitFor();
    return page;
  }

  /** What the server would say of the session in so much time. */
  const inTime = async (page: Page, idle: number, most: number) => {
    const session = await page.locator('html').getAttribute('data-session');
    await page.route('**/sessions/reste', (route) => route.fulfill({ json: { session, idle, most } }));
  };

  test('goes to the sign-in page once somebody signs out in another', async () => {
    const [left, other] = [await signedIn(), await context.newPage()];
    await other.goto(`${site.url}/conventions`);
    await other.getByRole('button', { name: 'Se déconnecter' }).click();
    await left.waitForURL(`${site.url}/connexion`);
    expect(await left.content()).not.toContain(shown);
  });

  test('shows nothing more once it is looked at, when its session was ended elsewhere', async () => {
    const page = await signedIn();
    const mark = await page.locator('html').getAttribute('data-session');
    const elsewhere = await site.signIn('camille');
    const list = await elsewhere.get('/sessions');
    const csrf = await elsewhere.token();
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    expect(await page.getByText(shown).first().isVisible()).toBe(true);
    expect(list.text).toContain(`value="${mark}"`);
    await elsewhere.post('/sessions/fin', { csrf, session: mark ?? '' });
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await over(page).waitFor();
    expect(await page.content()).not.toContain(shown);
  });

  test('is cleared when its time is over, though the server cannot be reached', async () => {
    const page = await signedIn();
    await context.setOffline(true);
    await page.clock.fastForward(24 * minutes);
    expect(await warning(page).isVisible()).toBe(false);
    await page.clock.fastForward(5 * minutes);
    await warning(page).waitFor();
    await warning(page).getByRole('button', { name: 'Rester connecté' }).click();
    await warning(page).getByText('Le service ne répond pas').waitFor();
    await page.clock.fastForward(minutes);
    await over(page).waitFor();
    expect(await page.content()).not.toContain(shown);
    expect(await page.title()).toBe('Votre session est terminée');
    await context.setOffline(false);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Se reconnecter' }).click();
    await page.waitForURL(`${site.url}/connexion?suite=%2Fsessions`);
  });

  test('is cleared as soon as its machine wakes, or the browser goes back to it', async () => {
    const page = await signedIn();
    await context.setOffline(true);
    // No timer runs while a machine sleeps.
    await page.clock.setSystemTime(Date.now() + 31 * minutes);
    await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
    await over(page).waitFor();
    expect(await page.content()).not.toContain(shown);
  });

  test('warns before the end, and lasts longer for whoever asks, or works in another page', async () => {
    const page = await signedIn();
    await inTime(page, 4 * minutes, 60 * minutes);
    await page.clock.fastForward(26 * minutes);
    await warning(page).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.unroute('**/sessions/reste');
    const kept = page.waitForResponse('**/sessions/prolongation');
    await warning(page).getByRole('button', { name: 'Rester connecté' }).click();
    expect((await kept).status()).toBe(200);
    await warning(page).waitFor({ state: 'hidden' });
    // The server has seen another page meanwhile.
    const told = page.waitForResponse('**/sessions/reste');
    await page.clock.fastForward(26 * minutes);
    await told;
    // By what the page itself had counted, its session is over by now.
    await page.clock.fastForward(5 * minutes);
    await page.getByText(shown).first().waitFor();
    expect(await warning(page).isVisible()).toBe(false);
  });

  test('says that a session of eight hours cannot last longer, once', async () => {
    const page = await signedIn();
    await inTime(page, 4 * minutes, 4 * minutes);
    await page.clock.fastForward(26 * minutes);
    await warning(page).getByText('ne peut plus être prolongée').waitFor();
    expect(await warning(page).getByRole('button', { name: 'Rester connecté' }).isVisible()).toBe(false);
    await warning(page).getByRole('button', { name: 'Fermer' }).click();
    await page.unroute('**/sessions/reste');
    await context.setOffline(true);
    await page.clock.runFor(20_000);
    expect(await warning(page).isVisible()).toBe(false);
  });

  test('lasts as long as somebody types in it', async () => {
    const page = await signedIn();
    const type = () =>
      page.evaluate("document.body.dispatchEvent(new InputEvent('input', { bubbles: true }))");
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await type();
    expect(asked).toEqual([]);
    await page.clock.fastForward(6 * minutes);
    const kept = page.waitForResponse('**/sessions/prolongation');
    await type();
    await type();
    expect((await kept).status()).toBe(200);
    expect(asked).toEqual(['/sessions/prolongation']);
  });
});
