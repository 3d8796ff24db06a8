import { randomUUID } from 'node:crypto';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { ActName } from '../../acts/acts.ts';
import { verifyPackage } from '../../archive/verify-package.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import { packageRoot } from '../../engine/package-root.ts';
import { actSlug } from '../../web/acts/act-slug.ts';
import { openBrowser, violations } from '../support/browser.ts';
import { filledIn, fillStep, stepsFor } from '../support/filled-in.ts';
import { inbox } from '../support/inbox.ts';
import { watch } from '../support/readable.ts';
import { inFull } from '../support/runs.ts';
import { eventually } from '../support/scene.ts';
import { openSite, type Site } from '../support/site.ts';

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
  context.setDefaultTimeout(30_000);
  page = await context.newPage();
  await watch(page);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** When everything is tried, asks that what is seen be accessible, and keeps it as a picture. `access` looks at pages always. */
async function seen(name: string, on = page): Promise<void> {
  if (!inFull) return;
  await on.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  expect(await violations(on)).toEqual([]);
}

/** Fills a form in by the names of its fields, as somebody would who reads its labels. */
async function fill(on: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = on.locator(`.dg-form [name="${name}"]`);
    const kind = String(await propertyOf(field.first(), 'nodeName'));
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
    for (const { text } of await inbox(site, address)) {
      const at = text.search(about);
      const [link] = /http\S+\/agir\/\S+/.exec(at < 0 ? '' : text.slice(at)) ?? [];
      if (link) return link;
    }
    return undefined;
  });
}

/** Opens a link of a mail in a browser where nobody is signed in. */
async function stranger(link: string): Promise<Page> {
  const visitor = await browser.newContext({ locale: 'fr-FR' });
  const opened = await visitor.newPage();
  await opened.goto(link);
  return opened;
}

/** Does an act from its page: fills it in, looks at what it would change, confirms. */
async function act(name: ActName, values: Readonly<Record<string, string>>, shot?: string): Promise<void> {
  await page.goto(`/conventions/${id}/actes/${actSlug(name)}`);
  await fill(page, values);
  await press(page, 'Voir ce que cela change');
  if (shot) await seen(shot);
  await press(page, 'Confirmer');
  await page.getByText('C’est fait').waitFor();
}

// Of its own: other tests register theirs on the same server.
const id = `equipe-${randomUUID().slice(0, 8)}`;
const steps = stepsFor(filledIn);
const heading = () => page.getByRole('heading', { level: 1 }).textContent();

test('somebody signs in with the link that npm start shows', async () => {
  await page.goto('/conventions');
  await seen('01-connexion');
  await page.goto(site.signInLink());
  await press(page, 'Se connecter');
  expect(await heading()).toBe('Ma semaine');
  await seen('02-portefeuille-vide');
});

test('registers a convention step by step, faults shown at their fields', async () => {
  await page.goto('/nouvelle');
  await seen('03-nouvelle');
  await press(page, 'Commencer');
  await press(page, 'Continuer');
  await seen('04-etape-en-erreur');
  const values: Record<string, string> = { ...filledIn, id, signedOn, 'term.months': '2' };
  for (let step = 1; step <= steps; step++) {
    await fillStep(page, values);
    await seen(`05-etape-${step}`);
    await press(page, step < steps ? 'Continuer' : 'Vérifier la convention');
  }
  expect(await heading()).toBe('Vérifier la convention');
  await seen('06-verifier');
});

test('rehearses it when all is tried: the calendar and every mail; then corrects it', async () => {
  if (inFull) await rehearse();
  // A life of two months is soon played; the convention that starts has another.
  await page.goto(`/nouvelle/etape/${steps}`);
  await fill(page, { 'term.months': '12' });
  await press(page, 'Vérifier la convention');
});

async function rehearse(): Promise<void> {
  await press(page, 'Répéter la convention');
  await page.getByText('Chaque courriel').waitFor({ timeout: 120_000 });
  await seen('07-repetition');
  expect(await page.locator('details').count()).toBeGreaterThan(20);
  await page.getByRole('link', { name: 'Revenir à la vérification' }).click();
}

test('starts it, and its first mails leave', async () => {
  await page.getByText('La démarrer comme si rien n’était fait').click();
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
  for (const publication of ['publication-1', 'data-gouv'])
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

test('an amendment is proposed, agreed by both from their mails, and signed with its text', async () => {
  await act(
    'proposeAmendment',
    { from: 'delegator', ceiling: '1 400 000', effectiveOn: today, reason: 'Renfort de l’équipe' },
    '15-avenant-apercu',
  );
  for (const address of ['dominique.martin@anct.example', 'andrea.bernard@dinum.example']) {
    const visitor = await stranger(await linkTo(address, /Accord sur l’avenant n° 1/));
    await seen(`16-avenant-accord-${address.split('@')[1]}`, visitor);
    await visitor.locator('.dg-form [name="agreesTo"]').check();
    await visitor.locator('.dg-form button').first().click();
    await visitor.getByText('C’est fait, merci').waitFor();
  }
  await page.goto(`/conventions/${id}/actes/enregistrer-la-signature-d-un-avenant`);
  await page.locator('.dg-form [name="signedText"]').setInputFiles({
    name: 'avenant-1.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7 avenant signé'),
  });
  await fill(page, { on: today, reference: 'Avenant n° 1 du dossier 2026-12' });
  await press(page, 'Voir ce que cela change');
  await seen('17-avenant-signature');
  await press(page, 'Confirmer');
  await page.getByText('C’est fait').waitFor();
  await page.goto(`/conventions/${id}/avenants`);
  await page
    .getByText(/1.400.000/)
    .first()
    .waitFor();
  await seen('18-avenants');
});

test('money is written in the ledger, and an order above the ceiling is refused and kept', async () => {
  const entry = { on: addDays(today, -30), reference: 'BC 12', supplier: 'Octo' };
  await act('recordEntry', { ...entry, kind: 'commitment', order: '1500012345', amount: '60 000' });
  await act('recordEntry', {
    kind: 'payment',
    order: '1500012345',
    amount: '60 000',
    on: addDays(today, -20),
    reference: 'DP 7',
  });
  await page.goto(`/conventions/${id}/actes/ecrire-au-registre-du-budget`);
  await fill(page, { ...entry, kind: 'commitment', order: '1500012346', amount: '9 000 000' });
  await press(page, 'Voir ce que cela change');
  await page.getByText('Ce sera refusé, et ce refus sera gardé').waitFor();
  await seen('19-au-dela-du-plafond');
});

test('every page of the convention can be read', async () => {
  for (const tab of ['obligations', 'budget', 'avenants', 'courriels', 'journal', 'documents', 'actes']) {
    await page.goto(`/conventions/${id}/${tab}`);
    await seen(`20-${tab}`);
  }
  await page.goto(`/conventions/${id}/courriels`);
  await page.getByRole('link', { name: /^Lire/ }).first().click();
  await page.locator('main pre').waitFor();
  await seen('21-courriel');
});

test('a notice received three months ago ends it', async () => {
  const receivedOn = addDays(today, -100);
  await act('giveNotice', { from: 'delegator', receivedOn, reason: 'Fin du programme' }, '30-preavis-apercu');
  await page
    .getByText(/terminée|en solde/)
    .first()
    .waitFor();
  await seen('31-terminee');
});

test('what is left is done, duty after duty, until the balance', async () => {
  for (let left = inFull ? 60 : 2; left > 0; left--) {
    await page.goto(`/conventions/${id}/obligations`);
    if ((await owed().count()) === 0) break;
    await owed().first().click();
    await page.locator('main a.fr-btn:not(.fr-btn--secondary)').first().click();
    await page.evaluate('inPage.answerForm()');
    await press(page, 'Voir ce que cela change');
    // Said whole when it is refused: the page tells why.
    if ((await page.getByRole('button', { name: 'Confirmer' }).count()) === 0)
      throw new Error(`${page.url()} : ${await page.locator('main').textContent()}`);
    await press(page, 'Confirmer');
    await page.getByText('C’est fait').waitFor();
  }
  // The others are done without, one by one, until nothing opens any more.
  for (let duties = await left(); duties.length > 0; duties = await left())
    for (const duty of duties)
      await site.stage.conventions.act(id, 'waiveDuty', { by: 'Camille', duty, reason: 'sans objet' });
  await page.goto(`/conventions/${id}`);
  await page.getByText('en solde').first().waitFor();
  await seen('32-en-solde');
});

/** The links of what is owed now, but for the balance. */
function owed(): Locator {
  const links = page.locator('section:has(h2:text-matches("En retard|À faire")) a[href*="/obligations/"]');
  return links.and(page.locator(':not([href$="/balance"])'));
}

async function left(): Promise<string[]> {
  await page.goto(`/conventions/${id}/obligations`);
  const hrefs = await Promise.all((await owed().all()).map((link) => link.getAttribute('href')));
  return hrefs.map((href) => href?.split('/').at(-1) ?? '');
}

test('the balance is proposed and agreed from mails, and the convention closes with its archive', async () => {
  await act('proposeBalance', { use: 'Restitution au programme 112' }, '33-solde-apercu');
  const visitor = await stranger(await linkTo('dominique.martin@anct.example', /solde/i));
  await seen('34-solde-accord', visitor);
  await visitor.locator('.dg-form [name="agreesTo"]').check();
  await visitor.locator('.dg-form button').first().click();
  await visitor.getByText('C’est fait, merci').waitFor();
  await eventually(async () => {
    await page.goto(`/conventions/${id}/documents`);
    return (await page.getByText('L’archive').count()) > 0 ? true : undefined;
  });
  await seen('35-archive');
  const href = await page.getByRole('link', { name: /dossier archivé/ }).getAttribute('href');
  // Here the worker and the web application have folders of their own.
  await cp(site.stage.archives, join(site.data, 'archives'), { recursive: true });
  const saved = await page.request.get(String(href));
  expect(verifyPackage(await saved.body())).toMatchObject({ ok: true, id });
  await eventually(async () => {
    await page.goto(`/conventions?recherche=${id}&phase=close`);
    return (await page.locator(`#resultats a[href="/conventions/${id}"]`).count()) > 0 ? true : undefined;
  });
  await seen('37-portefeuille');
  await page.goto('/stats');
  await seen('36-statistiques');
});

/** A property of an element, as the browser has it. */
function propertyOf(field: Locator, name: string): Promise<unknown> {
  return field.evaluate((element, key) => Reflect.get(element, key), name);
}
