import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { alertContent } from '../../activities/watch/alert-content.ts';
import { droppedContent } from '../../activities/watch/dropped-content.ts';
import { emptySummary, summed } from '../../activities/watch/summary.ts';
import { summaryContent } from '../../activities/watch/summary-content.ts';
import { sweepContent } from '../../activities/watch/sweep-content.ts';
import { emptyTally, tallied } from '../../audit/tally.ts';
import { packageRoot } from '../../engine/package-root.ts';
import { htmlOf } from '../../letters/html.tsx';
import { contentOfMany, type LetterOfMany } from '../../letters/together.ts';
import { samplesOf } from '../../rehearsal/samples/samples.ts';
import { drawMail } from '../../rehearsal/samples/write.ts';
import { delivery, duty, letter, news, overdueDuty } from '../activities/mail/letters.ts';
import { linked } from '../activities/mail/posted.ts';
import { at, day, inForce } from '../convention/support.ts';
import { readExample } from '../examples/examples.ts';
import { openBrowser, violations } from '../support/browser.ts';
import { lookingOptions, watch } from '../support/readable.ts';
import { sharedOut } from '../support/runs.ts';

// Every kind of mail, as a browser draws it: what axe finds in it, in light and in dark, and what is cut on a telephone
// or at a zoom of 400 %.

jest.setTimeout(1_200_000);

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await (await browser.newContext(lookingOptions)).newPage();
  await watch(page);
});

afterAll(() => browser?.close());

/** A mail is read within the page of whoever reads it, whose landmarks are not ours. */
const ofPages = /^(landmark-one-main|region):/;

async function faultsIn(html: string): Promise<string[]> {
  // Somewhere to be, so that what is needed from our side is there.
  await page.goto('about:blank');
  await page.setContent(html);
  const faults: string[] = [];
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [390, 'light'],
    [320, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const laidOut: string[] = await page.evaluate('inPage.layoutFaults()');
    const found = width === 390 ? [] : await violations(page);
    faults.push(...[...found, ...laidOut].map((fault) => `${width} ${colorScheme}: ${fault}`));
  }
  return faults.filter((fault) => !ofPages.test(fault.replace(/^\d+ \w+: /, '')));
}

async function wrongIn(mails: readonly (readonly [name: string, html: string])[]) {
  const wrong: Record<string, string[]> = {};
  for (const [name, html] of mails) {
    const faults = await faultsIn(html);
    if (faults.length > 0) wrong[name] = faults;
  }
  return wrong;
}

test.each(['signaux-faibles', 'co-delegataires'])('letters of %s, of every kind', async (id) => {
  // By default a share of them; that none is missing is seen to where samples are.
  const samples = sharedOut(samplesOf(readExample(id).document), 0, 15);
  const drawn = samples.map(async (sample) => {
    const { contents } = await drawMail(sample);
    return [sample.name, String(contents.html)] as const;
  });
  expect(await wrongIn(await Promise.all(drawn))).toEqual({});
});

const many = (count: number): readonly LetterOfMany[] =>
  Array.from({ length: count }, (_, rank) => {
    const { convention, manager } = delivery();
    const writer = {
      convention: { ...convention, id: `sf-${rank}`, shortName: `Service n° ${rank}` },
      manager,
    };
    const given = letter([[duty(), overdueDuty(), news({ urgent: rank === 0 })][rank % 3] ?? duty()]);
    return { writer, letter: given, links: linked(given, { ...delivery([given]), ...writer }), pictures: [] };
  });

test('letters of several conventions to one person, few or many', async () => {
  const mails = [3, 40].map((count) => [`${count}`, htmlOf(contentOfMany(many(count)))] as const);
  expect(await wrongIn(mails)).toEqual({});
});

/** A message to admins, by the file that words it. */
const toAdmins = {
  'alert-content.ts': () => {
    const [from, to] = [day('2020-05-06'), day('2020-05-06')];
    const held = [{ contact: 'cbcm-pm', since: at('2020-05-06').now, reason: 'EAUTH 535' }];
    return alertContent(tallied(emptyTally, { ...inForce(), held }, { from, to }), { from, to, web });
  },
  'dropped-content.ts': () =>
    droppedContent(
      {
        name: 'inf-bud-53.csv',
        at: at('2020-05-06').now,
        kept: 'refusés/inf-bud-53.csv',
        reason: 'Deux lignes sont refusées.\nligne 3\nligne 7',
        refused: [{ what: 'signaux-faibles', why: 'le plafond est atteint' }],
        unclaimed: [{ what: 'ligne 12', why: 'aucune convention n’a ce centre de coût' }],
        mailed: [],
      },
      web,
    ),
  'summary-content.ts': () => {
    const none = { overdue: 0, faults: 0, forecastOver: 0 };
    const listed = {
      id: 'sf',
      shortName: 'Signaux Faibles',
      parties: 'DGEFP → DINUM',
      phase: 'inForce',
      ...none,
    };
    const all = [
      { ...listed, overdue: 2 },
      { ...listed, id: 'b', forecastOver: 12_000_00 },
      { ...listed, id: 'c', faults: 1 },
    ];
    const today = day('2020-06-08');
    const record = inForce();
    return summaryContent(summed(emptySummary, all, today), {
      today,
      web,
      records: new Map([['sf', record]]),
    });
  },
  'sweep-content.ts': () => {
    const shown = [{ id: 'sf', shortName: 'Signaux Faibles' }];
    return sweepContent({ held: { count: 3, shown }, stuck: { count: 1, shown }, web });
  },
};
const web = 'https://conventions.example';

test('messages to admins, each of those that there are', async () => {
  const files = readdirSync(join(packageRoot(), 'activities', 'watch'));
  const words = files.filter((file) => file.endsWith('-content.ts') && file !== 'admin-content.ts');
  expect(Object.keys(toAdmins).sort()).toEqual(words.sort());
  const mails = Object.entries(toAdmins).map(([name, make]) => [name, htmlOf(make())] as const);
  expect(await wrongIn(mails)).toEqual({});
});
