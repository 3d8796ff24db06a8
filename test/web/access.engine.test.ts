import type { Browser, Page } from 'playwright-core';
import { actForms } from '../../acts/forms.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { actSlug } from '../../web/acts/act-slug.ts';
import { infBud53, ours } from '../chorus/files.ts';
import { openBrowser } from '../support/browser.ts';
import { filledIn, fillStep, stepsFor } from '../support/filled-in.ts';
import { faultsOf, lookingOptions, watch } from '../support/readable.ts';
import { inFull, sharedOut } from '../support/runs.ts';
import { eventually } from '../support/scene.ts';
import { openSink, type Sink } from '../support/sink.ts';
import { openSite, type Site } from '../support/site.ts';
import { type State, startInEveryState, states } from '../support/states.ts';

// Every page in every state, on each screen: what axe finds in it, what is cut, what makes no sense out of sight.

jest.setTimeout(300_000);

let site: Site;
let browser: Browser;
/** A page of somebody who is signed in, and one of somebody who is not. */
let page: Page;
let stranger: Page;
let conventions: Record<State, ConventionDocument>;

let sink: Sink;

beforeAll(async () => {
  // One address is not known: its fault has a form too.
  sink = await openSink({ 'publication@dsaf.example': 550 });
  [site, browser] = await Promise.all([
    openSite({ smtpUrl: sink.url, settings: { DELEGATION_WEB_RATE: '100000' } }),
    openBrowser(),
  ]);
  [page, stranger] = [await newPage(), await newPage()];
  await stranger.goto(site.signInLink());
  await looked(stranger, 'the sign-in page');
  await page.goto(site.signInLink());
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await looked(page, 'the empty portfolio');
  conventions = await startInEveryState(site);
  // Its figures are read with the portfolio, a moment after it has started.
  const entry = `/registre/${conventions.inForce.id}`;
  await eventually(async () => ((await stranger.request.get(entry)).ok() ? true : undefined));
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await sink?.close();
});

async function newPage(): Promise<Page> {
  const context = await browser.newContext({ ...lookingOptions, baseURL: site.url });
  const opened = await context.newPage();
  opened.setDefaultTimeout(30_000);
  await watch(opened);
  return opened;
}

/** What is wrong, by the page that it is wrong in. */
let found: Record<string, string[]> = {};
/** Addresses by the title of their page: two pages of one title could not be told from one another. */
const titles = new Map<string, string>();

async function looked(on: Page, name: string, withAxe = true): Promise<void> {
  const faults = await faultsOf(on, withAxe);
  const title = await on.title();
  const { pathname, search } = new URL(on.url());
  const address = `${pathname}${search}`;
  const before = titles.get(title) ?? address;
  titles.set(title, address);
  if (before !== address) faults.push(`« ${title} » is the title of ${before} too`);
  if (faults.length > 0) found[`${name} ${address}`] = faults;
}

async function opened(on: Page, path: string, withAxe = true): Promise<void> {
  await on.goto(path);
  await looked(on, '', withAxe);
}

const press = (button: string) => page.getByRole('button', { name: button, exact: true }).click();

/** Nothing was wrong in the pages looked at since the last time. */
function expectNothingWrong(): void {
  const wrong = found;
  found = {};
  expect(wrong).toEqual({});
}

test('signing in, and pages for anybody', async () => {
  for (const path of ['/', '/stats', '/registre', `/registre/${conventions.inForce.id}`, '/connexion'])
    await opened(stranger, path);
  // Texts, all alike.
  for (const path of [
    '/accessibilite',
    '/mentions-legales',
    '/donnees-personnelles',
    '/conditions',
    '/introuvable',
  ])
    await opened(stranger, path, path === '/accessibilite');
  expectNothingWrong();
});

test('the portfolio: full, found, filtered to nothing, sorted; and the sessions', async () => {
  for (const query of [
    '',
    '?seulement=en-retard',
    '?recherche=rien+de+tel',
    '?phase=en-vigueur&tri=convention',
  ])
    await opened(page, `/conventions${query}`, query === '');
  await opened(page, '/sessions');
  await opened(page, '/jetons');
  await press('Créer le jeton');
  await looked(page, 'without answers');
  expectNothingWrong();
});

const tabs = ['', '/obligations', '/budget', '/actes', '/avenants', '/courriels', '/journal', '/documents'];

test.each(states)('the pages of a convention that is %s', async (state) => {
  const { id } = conventions[state];
  // By default the others' pages are looked at in force alone.
  const isWhole = state === 'inForce' || inFull;
  const rank = states.indexOf(state);
  for (const [nth, tab] of (isWhole ? tabs : sharedOut(tabs.slice(0, 4), rank, 4)).entries())
    await opened(page, `/conventions/${id}${tab}`, isWhole && nth % 2 === 0);
  if (isWhole) await opened(page, `/conventions/${id}/courriels/0`);
  for (const duty of isWhole
    ? ['credits', 'chorus-access']
    : sharedOut(['credits', 'chorus-access'], rank, 4))
    await opened(page, `/conventions/${id}/obligations/${duty}`, isWhole && duty === 'credits');
  expectNothingWrong();
});

test('the form of every act: empty, in error, and what it would change', async () => {
  // An invitation is answered from its mail.
  const fromPages = Object.values(actForms).filter(({ act }) => act !== 'answerInvitation');
  const left = new Set(fromPages.map(({ act }) => actSlug(act)));
  const unseen: string[] = [];
  let seen = 0;
  for (const state of states) {
    const root = `/conventions/${conventions[state].id}/actes`;
    await page.goto(root);
    const offered: string[] = await page.evaluate(
      "[...document.querySelectorAll('main a')].map((link) => link.pathname)",
    );
    for (const act of [...left].filter((one) => offered.includes(`${root}/${one}`))) {
      // By default one in twelve.
      const isLookedAt = sharedOut([act], left.size, 12).length > 0;
      left.delete(act);
      if (!isLookedAt) continue;
      await opened(page, `${root}/${act}`, false);
      await press('Voir ce que cela change');
      if (await page.locator('.dg-form').isVisible()) {
        await looked(page, `${act} in error`);
        await page.evaluate('inPage.answerForm()');
        await press('Voir ce que cela change');
      }
      await looked(page, `${act} foreseen`, seen++ % 2 === 0);
      if (!(await page.getByRole('button', { name: 'Confirmer' }).isVisible())) unseen.push(act);
    }
  }
  expectNothingWrong();
  expect([...left]).toEqual([]);
  expect(unseen).toEqual([]);
});

test('the import of a Chorus file: empty, without a file, refused, foreseen', async () => {
  const path = `/conventions/${conventions.inForce.id}/actes/import`;
  await opened(page, path);
  await press('Voir ce que cela change');
  await looked(page, 'without a file');
  const file = (bytes: Uint8Array) => ({
    name: 'inf-bud-53.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(bytes),
  });
  await page.locator('[name=file]').setInputFiles(file(new TextEncoder().encode('ni titres ni lignes')));
  await press('Voir ce que cela change');
  await looked(page, 'refused');
  const rows = [{ ...ours, order: '1500000077', item: '1', supplier: 'Octo', engaged: 250_000 }];
  await page.locator('[name=file]').setInputFiles(file(infBud53(rows.map(({ activities, ...row }) => row))));
  await press('Voir ce que cela change');
  await looked(page, 'foreseen');
  await page.getByRole('button', { name: 'Confirmer l’import' }).waitFor();
  expectNothingWrong();
});

test('a new convention: each step, its faults, its verification, in full its rehearsal', async () => {
  await opened(page, '/nouvelle');
  await press('Lire le fichier');
  await looked(page, 'without a file');
  await opened(page, '/nouvelle/verification');
  await page.goto('/nouvelle');
  await press('Commencer');
  const steps = stepsFor(filledIn);
  for (let step = 1; step <= steps; step++) {
    if (inFull || step % 2 === 1) await opened(page, `/nouvelle/etape/${step}`, false);
    else await page.goto(`/nouvelle/etape/${step}`);
    const button = step < steps ? 'Continuer' : 'Vérifier la convention';
    if (step < steps) {
      await press(button);
      if (inFull || step % 2 === 1) await looked(page, 'in error', step === 3);
      // What asks for nothing is not in error.
      await page.goto(`/nouvelle/etape/${step}`);
    }
    // A life of two months is soon rehearsed.
    await fillStep(page, { ...filledIn, 'term.months': '2' });
    await press(button);
  }
  await looked(page, 'verified');
  expectNothingWrong();
  if (!inFull) return;
  await press('Répéter la convention');
  await looked(page, 'running');
  await page.getByText('Chaque courriel').waitFor({ timeout: 120_000 });
  await looked(page, 'done');
  expectNothingWrong();
});

test('no title is that of two pages', () => {
  expect(titles.size).toBeGreaterThan(inFull ? 60 : 28);
});
