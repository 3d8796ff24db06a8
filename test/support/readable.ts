import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { packageRoot } from '../../engine/package-root.ts';
import { violations } from './browser.ts';
import { inFull } from './runs.ts';

interface Screen {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
  /** The rules to look at; all of them by default. */
  readonly rules?: readonly string[] | undefined;
}

const otherColours: readonly Screen[] = [
  { width: 1280, colorScheme: 'dark', rules: ['color-contrast'] },
  { width: 320, colorScheme: 'light', rules: ['color-contrast'] },
];

/**
 * The screens on which every page is looked at; 320 CSS pixels are 1280 at a zoom of 400 %, 390 a telephone. Nothing but
 * contrasts changes with the colours, and no rule but these looks at both: the narrow and dark one for all rules, the
 * widths of all, and the others' rules when everything is tried.
 */
const screens: readonly Screen[] = [
  { width: 1280, colorScheme: 'light', rules: inFull ? undefined : [] },
  ...(inFull ? otherColours : []),
  { width: 390, colorScheme: 'light', rules: [] },
  { width: 320, colorScheme: 'dark' },
];

/** How a browser is opened to look at pages: what fades from one colour to another has neither for a while. */
export const lookingOptions = { locale: 'fr-FR', reducedMotion: 'reduce' } as const;

/** Prepares a page for `faultsOf`: what is needed from our side is there on every page that it opens. */
export async function watch(page: Page): Promise<void> {
  await page.addInitScript(await inPage());
}

const inPage = () => readFile(join(packageRoot(), 'test', 'support', 'in-page.js'), 'utf8');

/**
 * All that keeps somebody from reading a page as it is now: what axe finds in it, what has no sense out of sight, what
 * is cut at any width, texts spaced or not, and what is amiss on paper. None is an empty list.
 *
 * @param withAxe false where axe, which takes nine tenths of the time, looks at a page of the same kind; it looks at all
 *   when everything is tried.
 */
export async function faultsOf(page: Page, withAxe = true): Promise<string[]> {
  const faults: string[] = await faultsOnPaper(page);
  await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
  faults.push(...(await page.evaluate<string[]>('inPage.structureFaults()')));
  for (const { width, colorScheme, rules } of screens) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const found = rules?.length === 0 || !(withAxe || inFull) ? [] : await violations(page, rules);
    const laidOut: string[] = await page.evaluate('inPage.layoutFaults()');
    faults.push(...[...found, ...laidOut].map((fault) => `${width} ${colorScheme}: ${fault}`));
  }
  await page.evaluate('inPage.spaceTexts(true)');
  const spaced: string[] = await page.evaluate('inPage.layoutFaults()');
  await page.evaluate('inPage.spaceTexts(false)');
  await page.setViewportSize({ width: 1280, height: 800 });
  return [...new Set([...faults, ...spaced.map((fault) => `320 spaced: ${fault}`)])];
}

/** What a page where no script runs offers, and that does nothing there. */
export async function scriptlessFaults(page: Page): Promise<string[]> {
  await page.evaluate(await inPage());
  return page.evaluate<string[]>('inPage.deadControls()');
}

/**
 * What the keyboard alone does not come to, or where nobody sees that it is: Tab after Tab, through the page and out of it,
 * twice where the focus began in its midst. A date is several stops.
 */
export async function keyboardFaults(page: Page): Promise<string[]> {
  const count: number = await page.evaluate('inPage.beginWalk()');
  let ends = 0;
  for (let stop = 0; ends < 2 && stop < 40 + 4 * count; stop++) {
    await page.keyboard.press('Tab');
    const left: number | null = await page.evaluate('inPage.noteStop()');
    if (left === null) ends += 1;
    if (left === 0) break;
  }
  return page.evaluate<string[]>('inPage.walkFaults()');
}

/** An A4 sheet between its margins, in CSS pixels. */
const sheet = { width: 687, height: 1009 };

/** What would be printed amiss. */
async function faultsOnPaper(page: Page): Promise<string[]> {
  await page.setViewportSize(sheet);
  await page.emulateMedia({ media: 'print' });
  const faults: string[] = await page.evaluate('inPage.printFaults()');
  await page.emulateMedia({ media: null });
  return faults.map((fault) => `on paper: ${fault}`);
}
