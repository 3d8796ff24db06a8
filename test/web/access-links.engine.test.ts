import type { Browser, Page } from 'playwright-core';
import { addressMark, signLink } from '../../contract/signed-links.ts';
import type { Contact, ConventionDocument } from '../../convention/document/schema.ts';
import { openBrowser } from '../support/browser.ts';
import { faultsOf, lookingOptions, watch } from '../support/readable.ts';
import { inFull } from '../support/runs.ts';
import { by } from '../support/scene.ts';
import { openSite, type Site } from '../support/site.ts';
import { startInForce } from '../support/states.ts';

// What people reach from a mail, without an account, in every state of the link.

jest.setTimeout(240_000);

let site: Site;
let browser: Browser;
let page: Page;
let document: ConventionDocument;

beforeAll(async () => {
  [site, browser] = await Promise.all([
    openSite({ settings: { DELEGATION_WEB_RATE: '100000' } }),
    openBrowser(),
  ]);
  document = await startInForce(site);
  const context = await browser.newContext({ ...lookingOptions, baseURL: site.url });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await watch(page);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

function contact(id: string): Contact {
  const { delegator, delegatee, manager } = document;
  const found = [...delegator.contacts, ...delegatee.contacts, manager].find((one) => one.id === id);
  if (!found) throw new Error(`no contact ${id}`);
  return found;
}

/** The end of a link to somebody about something, as a letter of that day would bear it. */
function link(about: string, to: string, issuedAt = Date.now()): string {
  const claims = {
    convention: document.id,
    about,
    contact: to,
    address: addressMark(contact(to).email),
    version: 1,
  };
  return signLink(site.keys, claims, issuedAt, 14);
}

let pages = 0;

/** What is wrong in a page; by default one in three is looked at. */
async function looked(path?: string): Promise<string[]> {
  if (path) await page.goto(path);
  pages += 1;
  return inFull || pages % 3 === 1 ? faultsOf(page) : [];
}

test('who is not the right person names who is', async () => {
  expect(await looked(`/agir/${link('handover', 'dinum-budget')}`)).toEqual([]);
  await page.locator('.dg-form button').first().click();
  expect(await looked()).toEqual([]);
  expect(await page.title()).toMatch(/^Erreur : /);
  await page.locator('[name=name]').fill('Grace Hopper');
  await page.locator('[name=email]').fill('grace.hopper@dinum.example');
  await page.locator('.dg-form button').first().click();
  await page.getByText('C’est transmis, merci').waitFor();
  expect(await looked()).toEqual([]);
  expect(await looked(`/agir/${link('handover-1', 'gestionnaire')}`)).toEqual([]);
});

test('a duty to fulfil: empty, in error, done, done already', async () => {
  const path = `/agir/${link('chorus-codings', 'dinum-budget')}`;
  expect(await looked(path)).toEqual([]);
  await page.locator('.dg-form button').first().click();
  expect(await looked()).toEqual([]);
  expect(await page.title()).toMatch(/^Erreur : /);
  await page.locator('[name=evidence]').fill('Attestation du 4 mai');
  await page.locator('.dg-form button').first().click();
  await page.getByText('C’est fait, merci').waitFor();
  expect(await looked()).toEqual([]);
  expect(await looked(path)).toEqual([]);
  await page.getByText('Déjà fait, par').waitFor();
});

test('a report, an amendment and an invitation are answered', async () => {
  const report = (await site.stage.conventions.view(document.id)).duties.find(
    ({ closedBy, state }) => closedBy === 'report' && state === 'open',
  );
  for (const [about, to] of [
    [report?.id ?? '', 'dinum-budget'],
    ['amendment-1-delegator', 'bruno-lucas'],
    ['meeting-1', 'dinum-programme'],
  ] as const) {
    expect(await looked(`/agir/${link(about, to)}`)).toEqual([]);
    expect(await page.locator('.dg-form').first().isVisible()).toBe(true);
  }
});

test('a link that has expired, is forged or is no longer theirs', async () => {
  const month = 31 * 86_400_000;
  expect(await looked(`/agir/${link('credits', 'dgefp-budget', Date.now() - month)}`)).toEqual([]);
  await page.getByRole('button', { name: 'Recevoir un nouveau lien' }).click();
  await page.getByText('Un nouveau lien vient de partir').waitFor();
  expect(await looked()).toEqual([]);
  expect(await looked('/agir/abc.def.ghi')).toEqual([]);
  const theirs = link('handover', 'dgefp-produit');
  await site.stage.conventions.act(document.id, 'replaceContact', {
    by,
    contact: 'dgefp-produit',
    name: 'Grace Hopper',
    email: 'grace.hopper@dgefp.example',
    reason: 'mobilité',
  });
  expect(await looked(`/agir/${theirs}`)).toEqual([]);
  await page.getByText('Ce lien n’est plus le vôtre').waitFor();
});
