import type { Browser, Page } from 'playwright-core';
import { addMonths, startOfMonth } from '../../convention/calendar/plain-date.ts';
import { openBrowser } from '../support/browser.ts';
import { claimsIn, inbox, linksIn, linkTo } from '../support/inbox.ts';
import { inFull } from '../support/runs.ts';
import { eventually } from '../support/scene.ts';
import { openSite, type Site } from '../support/site.ts';
import { by, inDays, startLively } from './lively.ts';

// A report and its correction, from mail to mail, in a browser that runs no script.

jest.setTimeout(240_000);

const month = (ago: number) => addMonths(startOfMonth(inDays(0)), -ago);
const nameOf = (ago: number) => month(ago).slice(0, 7);
const [delegator, delegatee] = ['budget@dgefp.rapport.example', 'budget@dinum.rapport.example'];

let site: Site;
let browser: Browser;
let page: Page;
let id: string;

/** What somebody does, as many times; and how long a person of average skill takes for it (keystroke-level model), in seconds. */
const done = { actions: 0, seconds: 0 };
const thinks = 1.35;
const points = 1.1;
const strikes = 0.28;

async function opens(link: string): Promise<void> {
  done.actions++;
  done.seconds += thinks + points;
  await page.goto(link);
}

async function types(label: string, text: string): Promise<void> {
  done.actions++;
  done.seconds += thinks + points + strikes * text.length;
  const field = page.getByLabel(label, { exact: true });
  await field.fill('');
  await field.pressSequentially(text, { delay: inFull ? strikes * 1000 : 0 });
}

async function presses(button: string): Promise<void> {
  done.actions++;
  done.seconds += thinks + points;
  await page.getByRole('button', { name: button, exact: true }).click();
}

/** The newest link about a matter that is none of those that have served. */
const served: string[] = [];
async function newLink(address: string, about: string): Promise<string> {
  const link = await eventually(async () =>
    (await inbox(site, address))
      .flatMap(linksIn)
      .find((one) => claimsIn(one).a === about && claimsIn(one).c === id && !served.includes(one)),
  );
  served.push(link);
  return link;
}

beforeAll(async () => {
  [site, browser] = await Promise.all([
    openSite({ settings: { DELEGATION_WEB_RATE: '100000' } }),
    openBrowser(),
  ]);
  const context = await browser.newContext({ locale: 'fr-FR', baseURL: site.url, javaScriptEnabled: false });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  ({ id } = await startLively(site, 'rapport'));
  const { conventions } = site.stage;
  const on = month(1);
  const entry = { reference: 'Chorus', order: '1500000001', on };
  await conventions.act(id, 'recordEntry', {
    by,
    entry: { ...entry, kind: 'commitment', amount: 40_000, supplier: 'Scopyleft' },
  });
  await conventions.act(id, 'recordEntry', { by, entry: { ...entry, kind: 'payment', amount: 8250.4 } });
  await conventions.act(id, 'submitReport', {
    by,
    period: nameOf(2),
    progress: 'Équipe constituée.',
    forecast: 'Une commande.',
    consumption: [
      { month: nameOf(1), amount: 8000 },
      { month: nameOf(0), amount: 12_000 },
    ],
  });
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const duty = `report-${nameOf(1)}`;

test('a report is handed over from its mail by three actions, within two minutes', async () => {
  const link = await linkTo(site, delegatee, duty);
  Object.assign(done, { actions: 0, seconds: 0 });
  await opens(link);
  expect(await page.getByLabel('Dépenses de la période').inputValue()).toBe('8250,40');
  expect(await page.getByLabel('Prévisions, en quelques mots').inputValue()).toMatch(/écart \+250,40/);
  expect(await page.getByLabel('Paiements prévus, mois par mois').inputValue()).toBe(`${nameOf(0)}=31749,60`);
  await types(
    'Avancement des travaux',
    'Deuxième version livrée aux agents de trois départements, avec leurs remarques.',
  );
  await presses('Remettre le compte rendu');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('C’est fait, merci');
  expect(done.actions).toBeLessThanOrEqual(6);
  expect(done.seconds).toBeLessThanOrEqual(120);
  const { reports } = await site.stage.conventions.record(id);
  expect(reports[nameOf(1)]).toMatchObject({ spent: 825_040 });
});

test('its reader asks for a correction, which its author has to bring, and accepts it', async () => {
  await page.goto(await newLink(delegator, duty));
  expect(await page.getByRole('heading', { name: 'Accepter un compte rendu' }).count()).toBe(1);
  const [pdf] = await Promise.all([
    page.request.get((await page.getByRole('link', { name: /\(PDF\)$/ }).getAttribute('href')) ?? ''),
  ]);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await page.getByRole('link', { name: 'Demander une correction' }).click();
  await types('Ce qui est à corriger, et pourquoi', 'Le détail par commande manque.');
  await presses('Demander la correction');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('C’est fait, merci');

  await page.goto(await newLink(delegatee, `correction-1-${duty}`));
  expect(await page.getByText('corrigé : Le détail par commande manque.').count()).toBeGreaterThan(0);
  expect(await page.getByLabel('Avancement des travaux').inputValue()).toMatch(/^Deuxième version/);
  await types('Avancement des travaux', 'Deuxième version livrée ; une seule commande, payée pour partie.');
  await presses('Remettre le compte rendu');

  await page.goto(await newLink(delegator, duty));
  expect(await page.getByText('une seule commande, payée pour partie').count()).toBeGreaterThan(0);
  await presses('Accepter le compte rendu');
  const { reports, outcomes } = await site.stage.conventions.record(id);
  expect(outcomes[`correction-1-${duty}`]).toMatchObject({ state: 'done' });
  expect(reports[nameOf(1)]?.accepted).toBeDefined();
});
