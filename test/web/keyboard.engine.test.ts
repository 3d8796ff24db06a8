import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { parisDate } from '../../convention/calendar/paris.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import { openBrowser } from '../support/browser.ts';
import { filledIn, stepsFor } from '../support/filled-in.ts';
import { watch } from '../support/readable.ts';
import { openSite, type Site } from '../support/site.ts';

// The whole journey by the keyboard alone: Tab, Shift+Tab, Enter, Space, arrows, and typing. Never a click.

jest.setTimeout(240_000);

// The server is that of all test files.
const id = `clavier-${randomUUID().slice(0, 8)}`;
let site: Site;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [site, browser] = await Promise.all([
    openSite({ settings: { DELEGATION_WEB_RATE: '100000' } }),
    openBrowser(),
  ]);
  const context = await browser.newContext({
    locale: 'fr-FR',
    baseURL: site.url,
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  await watch(page);
  page.setDefaultTimeout(30_000);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

interface Focused {
  readonly words: string;
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly checked: boolean;
  /** Whether a ring or a shadow shows that it is here. */
  readonly seen: boolean;
  /** Where it comes in the document. */
  readonly rank: number;
}

/** What has the focus, as somebody sees it. */
const focused = (): Promise<Focused> =>
  page.evaluate(`(() => {
    const element = document.activeElement ?? document.body;
    return {
      words: (element.getAttribute('aria-label') ?? element.textContent).replace(/\\s+/g, ' ').trim(),
      name: element.name ?? '',
      type: element.type ?? '',
      value: element.value ?? '',
      checked: element.checked ?? false,
      seen: inPage.isSeenFocused(element),
      rank: element === document.body ? 0 : [...document.querySelectorAll('*')].indexOf(element),
    };
  })()`);

/** What went wrong on the way: a focus that is not seen, or goes backwards. */
const faults: string[] = [];
let before = -1;

/** Goes on to the next stop; every one is looked at. */
async function tab(): Promise<Focused> {
  await page.keyboard.press('Tab');
  const found = await focused();
  if (found.rank > 0 && !found.seen)
    faults.push(`${page.url()}: unseen focus on « ${found.words} ${found.name} »`);
  if (found.rank > 0 && found.rank < before)
    faults.push(`${page.url()}: the focus goes back to « ${found.words} »`);
  before = found.rank;
  return found;
}

/** Goes on until what is looked for has the focus; a page has an end. */
async function tabTo(isIt: (stop: Focused) => boolean, what: string): Promise<Focused> {
  for (let stop = 0; stop < 200; stop++) {
    const found = await tab();
    if (isIt(found)) return found;
  }
  throw new Error(`${what} is not reached by Tab on ${page.url()}`);
}

const tabToWords = (words: string) => tabTo((stop) => stop.words === words, words);

/** Presses a key that leads to another page. */
async function press(key: 'Enter' | 'Space'): Promise<void> {
  const arrived = page.waitForEvent('domcontentloaded');
  await page.keyboard.press(key);
  await arrived;
  await page.waitForLoadState();
  before = -1;
}

async function follow(words: string, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabToWords(words);
  await press(key);
}

/** Types into the field that has the focus, or chooses in it. */
async function answer({ type }: Focused, value: string): Promise<void> {
  if (type === 'date') {
    const [year = '', month = '', day = ''] = value.split('-');
    // In the order of the browser's language, which is not that of the page.
    await page.keyboard.type(`${month}${day}${year}`);
    return;
  }
  await page.keyboard.press('Control+A');
  await page.keyboard.type(value);
}

/** Goes through the form and answers every field that has an answer, the last being the button. */
async function fill(values: Readonly<Record<string, string>>, button: string): Promise<void> {
  let stop = await tab();
  while (stop.words !== button) {
    const value = values[stop.name];
    if (value && stop.type === 'radio') {
      for (let turn = 0; turn < 5 && stop.value !== value; turn++) {
        await page.keyboard.press('ArrowDown');
        stop = await focused();
      }
      before = stop.rank;
    } else if (value && stop.value !== value) await answer(stop, value);
    const day = values[stop.name];
    if (stop.type === 'date' && day) expect((await focused()).value).toBe(day);
    if (stop.rank === 0) throw new Error(`« ${button} » is not reached on ${page.url()}`);
    stop =
      stop.type === 'date'
        ? await tabTo(({ name, type }) => type !== 'date' || name !== stop.name, 'next')
        : await tab();
  }
}

const heading = () => page.getByRole('heading', { level: 1 }).textContent();

test('somebody signs in, and skips to the content', async () => {
  await page.goto(site.signInLink());
  before = -1;
  await follow('Se connecter');
  expect(await heading()).toBe('Ma semaine');
  await tabToWords('Aller au contenu');
  await page.keyboard.press('Enter');
  expect(await page.locator(':focus').getAttribute('id')).toBe('contenu');
  // From there, the first stop is in the content.
  await tab();
  expect(await page.locator('main :focus').count()).toBe(1);
});

test('registers a convention in the steps of its template; what is wrong takes the focus and leads to its field', async () => {
  before = -1;
  await page.goto('/conventions');
  await follow('Nouvelle convention');
  await follow('Commencer');
  await follow('Continuer');
  expect(await page.locator(':focus').getAttribute('role')).toBe('alert');
  await tab();
  await page.keyboard.press('Enter');
  expect((await focused()).name).toBe('title');
  await page.keyboard.press('Shift+Tab');
  before = -1;
  const values: Record<string, string> = { ...filledIn, id, signedOn: addDays(parisDate(Date.now()), -20) };
  const steps = stepsFor(values);
  for (let step = 1; step <= steps; step++) {
    const button = step < steps ? 'Continuer' : 'Vérifier la convention';
    await fill(values, button);
    await press('Enter');
  }
  expect(await heading()).toBe('Vérifier la convention');
});

test('starts it, closes a duty with its evidence, confirms, and signs out', async () => {
  await tabToWords('La démarrer comme si rien n’était fait');
  await page.keyboard.press('Enter');
  await follow('Démarrer la convention', 'Space');
  expect(await heading()).toBe('Équipe n° 2');
  await follow('Agir');
  await follow('Déclarer une obligation remplie');
  await tabTo(({ value }) => value === 'chorus-access', 'the duty');
  await page.keyboard.press('Space');
  expect((await focused()).checked).toBe(true);
  await tabTo(({ name }) => name === 'evidence', 'the evidence');
  await page.keyboard.type('Ticket AIFE 4512');
  await follow('Voir ce que cela change');
  await follow('Confirmer', 'Space');
  await page.getByText('C’est fait').waitFor();
  await follow('Se déconnecter');
  expect(await heading()).toBe('Suivre les conventions de délégation de gestion');
});

test('nothing holds the focus: it goes through a page, out of it, and back', async () => {
  before = -1;
  // A page as long today as tomorrow: others fill the lists.
  await page.goto('/stats');
  const stops: string[] = [];
  for (let stop = 0; stop < 60 && (await tab()).rank > 0; stop++) stops.push((await focused()).words);
  expect(stops[0]).toBe('Aller au contenu');
  expect(stops.at(-1)).toBe('Conditions d’utilisation');
  await page.keyboard.press('Shift+Tab');
  expect((await focused()).words).toBe('Conditions d’utilisation');
});

test('the focus was seen at every stop, and never went back', () => {
  expect(faults).toEqual([]);
});
