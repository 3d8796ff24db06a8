import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { addressOf, type State } from '../gallery/state.ts';
import { states } from '../gallery/states.ts';
import { openBrowser, violations } from '../support/browser.ts';
import { type Child, compiled, startChild } from '../support/child-process.ts';
import { faultsOf, keyboardFaults, lookingOptions, scriptlessFaults, watch } from '../support/readable.ts';
import { inFull, sharedOut } from '../support/runs.ts';

// Every page in every state of the gallery, on each screen: what axe finds in it, what is cut, what makes no sense out
// of sight, what the keyboard does not come to, what does nothing without scripts.

jest.setTimeout(1_800_000);

let gallery: Child;
let browser: Browser;
let page: Page;
let scriptless: Page;
let origin: string;

beforeAll(async () => {
  const [child, opened] = await Promise.all([
    startChild(compiled('test', 'dev', 'gallery.js'), { args: ['0'] }),
    openBrowser(),
  ]);
  gallery = child;
  browser = opened;
  ({ origin } = new URL(z.object({ url: z.string() }).parse(child.said).url));
  page = await (await browser.newContext(lookingOptions)).newPage();
  page.setDefaultTimeout(30_000);
  await watch(page);
  scriptless = await (await browser.newContext({ ...lookingOptions, javaScriptEnabled: false })).newPage();
});

afterAll(async () => {
  await browser?.close();
  await gallery?.end();
});

const isOf = (group: RegExp) => states.filter((state) => group.test(state.group));
const mailbox = /^Boîte aux lettres/;
const others = /^(?!Convention |Acte |Liens |Boîte aux lettres)/;

/** By default a share of the states that are alike; each other page is looked at by axe. */
const looked: Readonly<Record<string, readonly State[]>> = {
  'pages of the site': sharedOut(isOf(others), 0, 6),
  conventions: sharedOut(isOf(/^Convention /), 0, 30),
  'forms of acts': sharedOut(isOf(/^Acte /), 0, 24),
  'links of mails': sharedOut(isOf(/^Liens /), 0, 3),
};

test.each(Object.keys(looked))('%s', async (kind) => {
  const wrong: Record<string, string[]> = {};
  for (const [nth, state] of (looked[kind] ?? []).entries()) {
    const address = addressOf(state);
    await page.goto(`${origin}${address}`);
    const faults = await faultsOf(page, nth % 2 === 0);
    if (inFull || nth % 4 === 0) {
      faults.push(...(await keyboardFaults(page)));
      await scriptless.goto(`${origin}${address}`);
      faults.push(...(await scriptlessFaults(scriptless)));
    }
    if (faults.length > 0) wrong[address] = faults;
  }
  expect(wrong).toEqual({});
});

// A list of messages has as many of one subject as were sent, and is no page to print.
test('the mailbox of one machine', async () => {
  const wrong: string[] = [];
  for (const state of isOf(mailbox)) {
    await page.goto(`${origin}${addressOf(state)}`);
    await page.setViewportSize({ width: 320, height: 800 });
    wrong.push(...(await violations(page)), ...(await page.evaluate<string[]>('inPage.layoutFaults()')));
  }
  expect(wrong).toEqual([]);
});

test('no page of the gallery is left out', () => {
  const every = [...isOf(others), ...isOf(/^(Convention|Acte|Liens) /), ...isOf(mailbox)];
  expect(states.filter((state) => !every.includes(state))).toEqual([]);
});

test('a long page is printed on as many sheets of A4 as it takes', async () => {
  await page.goto(`${origin}/galerie/ma-semaine-beaucoup-de-conventions-administration`);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const sheets = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, ...sides]) =>
    sides.map((side) => Math.round(Number(side))),
  );
  expect(sheets.length).toBeGreaterThan(3);
  expect(sheets.filter(([width, height]) => width !== 595 || height !== 842)).toEqual([]);
});
