import type { Browser, Page } from 'playwright-core';
import { openBrowser, violations } from '../../support/browser.ts';
import { sharedOut } from '../../support/runs.ts';
import { demo } from './demo.tsx';
import { origin, serveDemo, type Visit } from './site.ts';

let browser: Browser;
let page: Page;
let visit: Visit;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

interface Screen {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly javaScriptEnabled?: boolean;
}

async function open(path: string, { width = 1280, ...screen }: Screen = {}): Promise<void> {
  page = await browser.newPage({ viewport: { width, height: 800 }, locale: 'fr-FR', ...screen });
  visit = await serveDemo(page);
  await page.goto(`${origin}${path}`);
}

afterEach(() => page.close());

const screens: Screen[] = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 320, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
];

// By default on the largest in light or on the smallest in dark, one page after the other.
describe.each(sharedOut(screens, 0, 3).map((screen, nth) => [screen, nth] as const))(
  'on a screen of %j',
  (screen, nth) => {
    test.each(sharedOut(Object.keys(demo), nth, 2))(
      '%s has no violation, fits in width and breaks no policy',
      async (path) => {
        await open(path, screen);
        await page.evaluate(
          "document.querySelectorAll('details').forEach((details) => { details.open = true; })",
        );
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
          screen.width ?? 0,
        );
        expect(visit.complaints).toEqual([]);
      },
    );
  },
);

test('fields and buttons are at least 44 pixels high, links in lists and menus 24', async () => {
  await open('/conventions/sf/actes/report', { width: 320 });
  const tooSmall = (selector: string, least: number) =>
    page.evaluate(`[...document.querySelectorAll(${JSON.stringify(selector)})]
      .filter((element) => element.getBoundingClientRect().height < ${least})
      .map((element) => element.outerHTML)`);
  expect(await tooSmall('.fr-btn, .fr-input, .fr-select, .fr-radio-group, .fr-checkbox-group', 44)).toEqual(
    [],
  );
  expect(await tooSmall('.fr-nav__link, .fr-breadcrumb__link, .fr-footer__bottom-link', 24)).toEqual([]);
});

test('the first stop of the keyboard skips to the content', async () => {
  await open('/conventions');
  await page.keyboard.press('Tab');
  const first = page.locator(':focus');
  expect(await first.textContent()).toBe('Aller au contenu');
  expect((await first.boundingBox())?.height).toBeGreaterThanOrEqual(24);
  await page.keyboard.press('Enter');
  expect(await page.locator(':focus').getAttribute('id')).toBe('contenu');
});

test('a table too wide for the screen scrolls by the keyboard within itself', async () => {
  await open('/conventions/sf', { width: 320 });
  await page.getByText('Prévisions mois par mois').click();
  const region = page.getByRole('region', { name: 'Prévisions' });
  await region.focus();
  const scrolled = page.evaluate(`new Promise((resolve) => {
    document.querySelector('.fr-table__container').addEventListener('scroll', () => resolve(true));
  })`);
  await page.keyboard.press('ArrowRight');
  expect(await scrolled).toBe(true);
});

test('a page that comes back with faults gives the focus to their summary, which leads to the fields', async () => {
  await open('/conventions/sf/actes/report');
  expect(await page.title()).toBe('Erreur : Remettre un compte rendu – Conventions de délégation');
  expect(await page.locator(':focus').getAttribute('role')).toBe('alert');
  await page.getByRole('link', { name: 'Dites qui le demande.' }).click();
  expect(await page.locator(':focus').getAttribute('value')).toBe('delegator');
  await page.getByRole('link', { name: /mille/ }).click();
  expect(await page.locator(':focus').getAttribute('name')).toBe('amount');
});

test('every field is found by its label, with its hint and its fault', async () => {
  await open('/conventions/sf/actes/report');
  const amount = page.getByRole('textbox', { name: 'Montant engagé (€)' });
  expect(await amount.getAttribute('aria-invalid')).toBe('true');
  const snapshot = await page.locator('form.dg-form').ariaSnapshot();
  expect(snapshot).toContain(
    'group "Qui le demande Celle des deux parties qui a écrit. Erreur : Dites qui le demande."',
  );
  expect(snapshot).toContain('radio "Le délégant"');
  expect(snapshot).toContain('checkbox "Les deux parties sont d’accord"');
  expect(snapshot).toContain('textbox "Adresse électronique – facultatif"');
});

test('a button once pressed cannot be pressed again, until one is back on the page', async () => {
  await open('/conventions/sf/actes/report');
  const button = page.getByRole('button', { name: 'Voir les conséquences' });
  // Stays on the page, as while the answer is awaited.
  await page.evaluate(`document.querySelector('form.dg-form').target = 'elsewhere'`);
  const elsewhere = page.context().waitForEvent('page');
  await button.click();
  await page.locator('form.dg-form button:disabled').waitFor();
  await elsewhere;
  await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
  expect(await button.isEnabled()).toBe(true);
});

test('a form is posted with its token and warns of nothing', async () => {
  await open('/conventions/sf/actes/report');
  await page.getByLabel('Nom').fill('Camille');
  await page.getByRole('button', { name: 'Voir les conséquences' }).click();
  await page.waitForLoadState();
  expect(visit.posts).toHaveLength(1);
  expect(visit.posts[0]).toContain('name="csrf"\r\n\r\ntoken');
  expect(visit.posts[0]).toContain('name="name"\r\n\r\nCamille');
});

test('leaving a form whose answers are not sent asks first', async () => {
  await open('/conventions/sf/actes/report');
  await page.getByLabel('Nom').fill('Camille');
  const asked = page.waitForEvent('dialog');
  const leaving = page.getByRole('link', { name: 'Annuler' }).click({ noWaitAfter: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await leaving;
  expect(await page.getByLabel('Nom').inputValue()).toBe('Camille');
});

test('a list follows its filter, says how many it found, and keeps its address', async () => {
  await open('/conventions');
  await page.getByLabel('Rechercher').pressSequentially('pix');
  const announced = page.locator('body > [role=status]', { hasText: /^1 convention$/ });
  await announced.waitFor({ state: 'attached' });
  expect(await page.getByRole('rowheader').allTextContents()).toEqual(['Pix pour les agents']);
  expect(page.url()).toBe(`${origin}/conventions?q=pix`);
  expect(await page.locator(':focus').getAttribute('name')).toBe('q');
  expect(await violations(page)).toEqual([]);
});

test('without JavaScript a list is filtered by its button, and what is folded opens', async () => {
  await open('/conventions', { javaScriptEnabled: false });
  await page.getByLabel('Rechercher').fill('pix');
  await page.getByRole('button', { name: 'Filtrer' }).click();
  expect(await page.getByRole('rowheader').allTextContents()).toEqual(['Pix pour les agents']);
  await page.goto(`${origin}/conventions/sf`);
  await page.getByText('Passé (8)').click();
  expect(await page.getByText('Signature').isVisible()).toBe(true);
});

test('what is not the list, as when one has been signed out, is shown as the browser would', async () => {
  await open('/conventions');
  await page.route('**/conventions?*', (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<p>Connectez-vous</p>' }),
  );
  await page.getByLabel('Rechercher').fill('pix');
  await page.getByText('Connectez-vous').waitFor();
});
