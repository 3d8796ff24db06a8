import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { parisDate } from '../../../convention/calendar/paris.ts';
import { addDays } from '../../../convention/calendar/plain-date.ts';
import { packageRoot } from '../../../engine/package-root.ts';
import { openBrowser, violations } from '../../support/browser.ts';
import { filledIn } from '../../support/filled-in.ts';
import { eventually } from '../../support/scene.ts';
import { openSite, type Site } from '../../support/site.ts';

// A whole life driven by clicks, in a real browser. Dates are real too: the convention was signed five months ago, and
// what happened since is recorded as it would be on the day a deployment takes over from a spreadsheet.

jest.setTimeout(300_000);

const shots = join(packageRoot(), 'test', 'screenshots');
const today = parisDate(Date.now());
const signedOn = addDays(today, -150);

let site: Site;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  await mkdir(shots, { recursive: true });
  [site, browser] = await Promise.all([
    openSite({ settings: { DELEGATION_WEB_RATE: '100000' } }),
    openBrowser(),
  ]);
  context = await browser.newContext({ locale: 'fr-FR', baseURL: site.url });
  context.setDefaultTimeout(10_000);
  page = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Keeps what is seen, and asks that it be accessible. */
async function seen(name: string, on = page): Promise<void> {
  await on.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  expect(await violations(on)).toEqual([]);
}

/** Fills a form in by the names of its fields, as somebody would who reads its labels. */
async function fill(on: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = on.locator(`.dg-form [name="${name}"]`);
    const kind = await field.first().evaluate('(element) => element.nodeName');
    const type = await field.first().getAttribute('type');
    if (type === 'radio' || type === 'checkbox')
      await on.locator(`.dg-form [name="${name}"][value="${value}"]`).check();
    else if (kind === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
}

async function press(on: Page, button: string): Promise<void> {
  await on.getByRole('button', { name: button, exact: true }).click();
}

/** The latest link of a mail to somebody that says something, which leads to an act. */
function linkTo(address: string, about: RegExp): Promise<string> {
  return eventually(async () => {
    const { url } = site.stage.mailbox;
    const listed = listing.parse(await (await fetch(`${url}/messages.json`)).json());
    for (const { id } of listed.filter(({ envelopeTo }) => envelopeTo.includes(address))) {
      const { text } = message.parse(await (await fetch(`${url}/messages/${id}.json`)).json());
      const at = text.search(about);
      const [link] = /http\S+\/agir\/\S+/.exec(at < 0 ? '' : text.slice(at)) ?? [];
      if (link) return link;
    }
    return undefined;
  });
}

const listing = z.array(z.object({ id: z.string(), envelopeTo: z.array(z.string()) }));
const message = z.object({ text: z.string() });

/** Opens a link of a mail in a browser where nobody is signed in. */
async function stranger(link: string): Promise<Page> {
  const visitor = await browser.newContext({ locale: 'fr-FR' });
  const opened = await visitor.newPage();
  await opened.goto(link);
  return opened;
}

/** Does an act from its page: fills it in, looks at what it would change, confirms. */
async function act(name: string, values: Readonly<Record<string, string>>, shot?: string): Promise<void> {
  await page.goto(`/conventions/${id}/actes/${name}`);
  await fill(page, values);
  await press(page, 'Voir ce que cela change');
  if (shot) await seen(shot);
  await press(page, 'Confirmer');
  await page.getByText('C’est fait').waitFor();
}

const id = 'equipe-n-2';
const heading = () => page.getByRole('heading', { level: 1 }).textContent();

test('somebody signs in with the link that npm start shows', async () => {
  await page.goto('/conventions');
  await seen('01-connexion');
  await page.goto(site.signInLink());
  await press(page, 'Se connecter');
  expect(await heading()).toBe('Conventions');
  await seen('02-portefeuille-vide');
});

test('registers a convention step by step, faults shown at their fields', async () => {
  await page.goto('/nouvelle');
  await seen('03-nouvelle');
  await page.getByRole('link', { name: 'Commencer' }).click();
  await press(page, 'Continuer');
  await seen('04-etape-en-erreur');
  const values: Record<string, string> = { ...filledIn, signedOn };
  for (let step = 1; step <= 6; step++) {
    const fields = await page.locator('.dg-form [name]').all();
    const names = new Set(await Promise.all(fields.map((field) => field.getAttribute('name'))));
    await fill(
      page,
      Object.fromEntries(Object.entries(values).filter(([name, value]) => value && names.has(name))),
    );
    await seen(`05-etape-${step}`);
    await press(page, step < 6 ? 'Continuer' : 'Vérifier la convention');
  }
  expect(await heading()).toBe('Vérifier la convention');
  await seen('06-verifier');
});

test('rehearses it: the calendar and every mail', async () => {
  await press(page, 'Répéter la convention');
  await page.getByText('Chaque courriel').waitFor({ timeout: 120_000 });
  await seen('07-repetition');
  expect(await page.locator('details').count()).toBeGreaterThan(20);
  await page.getByRole('link', { name: 'Revenir à la vérification' }).click();
});

test('starts it, and its first mails leave', async () => {
  await press(page, 'Démarrer la convention');
  expect(await heading()).toBe('Équipe n° 2');
  await seen('08-convention');
});

test('the delegator answers from a mail, without an account', async () => {
  const link = await linkTo('dominique.martin@anct.example', /habilitation/i);
  const visitor = await stranger(link);
  await seen('09-agir', visitor);
  await visitor.locator('.dg-form button').first().click();
  await seen('10-agir-en-erreur', visitor);
  await fill(visitor, { evidence: 'Ticket AIFE 4512' });
  await visitor.locator('.dg-form button').first().click();
  await visitor.getByText('C’est fait, merci').waitFor();
  await seen('11-merci', visitor);
  await visitor.goto(link);
  await visitor.getByText('Déjà fait, par Dominique Martin').waitFor();
  await seen('12-deja-fait', visitor);
});

test('the publications give it effect', async () => {
  const on = addDays(signedOn, 10);
  for (const publication of ['data-gouv', 'publication-2'])
    await act('recordPublication', {
      publication,
      on,
      evidence: 'https://www.data.gouv.fr/fr/datasets/exemple',
    });
  await page.getByText('en vigueur').first().waitFor();
  await seen('13-en-vigueur');
});

test('the delegatee sends a monthly report from its mail', async () => {
  const link = await linkTo('andrea.bernard@dinum.example', /Compte rendu d/);
  const visitor = await stranger(link);
  await fill(visitor, {
    spent: '8 250,40',
    progress: 'Version 2 livrée',
    forecast: 'Une commande le mois prochain',
  });
  await seen('14-compte-rendu', visitor);
  await press(visitor, 'Remettre le compte rendu');
  await visitor.getByText('C’est fait, merci').waitFor();
});

test('an amendment is proposed, agreed by both and signed', async () => {
  await act(
    'proposeAmendment',
    { from: 'delegator', ceiling: '1 400 000', effectiveOn: today, reason: 'Renfort de l’équipe' },
    '15-avenant-apercu',
  );
  await page.goto(`/conventions/${id}/avenants`);
  await seen('16-avenants');
});

test('every page of the convention can be read', async () => {
  for (const tab of ['obligations', 'budget', 'avenants', 'courriels', 'journal', 'documents', 'actes']) {
    await page.goto(`/conventions/${id}/${tab}`);
    await seen(`20-${tab}`);
  }
  await page.goto(`/conventions/${id}/courriels`);
  await page.getByRole('link', { name: /^Lire/ }).first().click();
  await page.locator('.fr-letter').waitFor();
  await seen('21-courriel');
});
