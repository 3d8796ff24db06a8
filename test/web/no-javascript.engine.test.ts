import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { addressMark, signLink } from '../../contract/signed-links.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import { openBrowser } from '../support/browser.ts';
import { filledIn, fillStep, stepsFor } from '../support/filled-in.ts';
import { inFull } from '../support/runs.ts';
import { openSite, type Site } from '../support/site.ts';

// The whole journey in a browser that runs no script: what scripts bring is comfort.

jest.setTimeout(240_000);

// The server is that of all test files.
const id = `sans-script-${randomUUID().slice(0, 8)}`;
let site: Site;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [site, browser] = await Promise.all([
    openSite({ settings: { DELEGATION_WEB_RATE: '100000' } }),
    openBrowser(),
  ]);
  page = await newPage();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function newPage(): Promise<Page> {
  const context = await browser.newContext({
    locale: 'fr-FR',
    baseURL: site.url,
    javaScriptEnabled: false,
  });
  const opened = await context.newPage();
  opened.setDefaultTimeout(30_000);
  return opened;
}

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const heading = () => page.getByRole('heading', { level: 1 }).textContent();

test('somebody signs in and registers a convention, whose faults lead to their fields', async () => {
  await page.goto(site.signInLink());
  await press('Se connecter');
  await page.getByRole('link', { name: 'Nouvelle convention' }).click();
  await page.getByRole('radio', { name: 'Accompagnement par beta.gouv.fr' }).check();
  await press('Commencer');
  await press('Continuer');
  expect(await page.title()).toMatch(/^Erreur : /);
  await page.locator('[data-error-summary] a').first().click();
  expect(page.url()).toMatch(/#champ-title$/);
  const signedOn = addDays(parisDate(Date.now()), -20);
  // A life of two months is soon rehearsed.
  const values: Record<string, string> = { ...filledIn, id, signedOn, 'term.months': '2' };
  const steps = stepsFor(values);
  for (let step = 1; step <= steps; step++) {
    await fillStep(page, values);
    await press(step < steps ? 'Continuer' : 'Vérifier la convention');
    await page.waitForURL(step < steps ? `**/etape/${step + 1}` : '**/verification');
  }
  expect(await heading()).toBe('Vérifier la convention');
});

test('its rehearsal, in full, is waited for by a link', async () => {
  if (inFull) await rehearse();
  expect(await page.getByRole('button', { name: 'Répéter la convention', exact: true }).count()).toBe(1);
});

async function rehearse(): Promise<void> {
  await press('Répéter la convention');
  const again = page.getByRole('link', { name: 'Actualiser' });
  // As somebody does who looks again every other second.
  for (; (await again.count()) > 0; await again.click()) await page.waitForTimeout(2000);
  expect(await page.locator('details').count()).toBeGreaterThan(20);
  const letter = page.locator('details').first();
  await letter.locator('summary').click();
  expect(await letter.locator('pre').isVisible()).toBe(true);
  await page.getByRole('link', { name: 'Revenir à la vérification' }).click();
}

test('it is started, then found in the portfolio by a filter', async () => {
  await page.getByText('La démarrer comme si rien n’était fait').click();
  await press('Démarrer la convention');
  expect(await heading()).toBe('Équipe n° 2');
  await page.getByRole('link', { name: 'Conventions', exact: true }).first().click();
  await page.locator('[name=recherche]').fill('rien de tel');
  await press('Filtrer');
  await page.getByText('Aucune convention ne répond').waitFor();
  // By its id: other tests name theirs alike.
  await page.locator('[name=recherche]').fill(id);
  await page.locator('[name=phase]').selectOption('signee');
  await press('Filtrer');
  await page.locator(`#resultats a[href="/conventions/${id}"]`).click();
  expect(await heading()).toBe('Équipe n° 2');
});

test('a duty is closed with its evidence, what it changes seen first', async () => {
  await page.getByRole('link', { name: 'Agir', exact: true }).click();
  await page.getByRole('link', { name: 'Déclarer une obligation remplie' }).click();
  await page.locator('[name=duties][value=chorus-access]').check();
  await page.locator('[name=evidence]').fill('Ticket AIFE 4512');
  await press('Voir ce que cela change');
  await page.getByText('Obligations closes').waitFor();
  await press('Modifier');
  expect(await page.locator('[name=evidence]').inputValue()).toBe('Ticket AIFE 4512');
  await press('Voir ce que cela change');
  await press('Confirmer');
  await page.getByText('C’est fait').waitFor();
});

test('somebody else acts from a mail, then signs nothing out', async () => {
  const { document } = await site.stage.conventions.record(id);
  const [to] = document.delegatee.contacts;
  if (!to) throw new Error('nobody answers for the delegatee');
  const claims = {
    convention: id,
    about: 'chorus-codings',
    contact: to.id,
    address: addressMark(to.email),
    version: 1,
  };
  const visitor = await newPage();
  await visitor.goto(`/agir/${signLink(site.keys, claims, Date.now(), 14)}`);
  await visitor.locator('[name=evidence]').fill('Attestation de saisie');
  await visitor.locator('.dg-form button').first().click();
  await visitor.getByText('C’est fait, merci').waitFor();
  await press('Se déconnecter');
  await page.goto(`/conventions/${id}`);
  expect(page.url()).toContain('/connexion');
});
