import type { Browser } from 'playwright-core';
import { openBrowser } from '../../../support/browser.ts';
import { openPeopledSite, type PeopledSite } from '../../../support/people.ts';

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
