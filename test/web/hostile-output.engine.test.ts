import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { parseCalendar } from '../letters/calendar/strict-parser.ts';
import { openBrowser } from '../support/browser.ts';
import { inbox, linksIn, linkTo } from '../support/inbox.ts';
import { eventually } from '../support/scene.ts';
import { openSite, type Site, type Visitor } from '../support/site.ts';
import { hostile, hostileDocument, shortName, startHostile, title, upload } from './hostile.ts';
import { by, settled } from './lively.ts';

jest.setTimeout(300_000);

let site: Site;
let admin: Visitor;
let id: string;

beforeAll(async () => {
  site = await openSite({ settings: { DELEGATION_WEB_RATE: '1000000' } });
  admin = await site.admin();
  id = await startHostile(site, admin, 'hostile-output');
  await act();
  await upload(admin, JSON.stringify(hostileDocument('another')));
  // The register follows the list, which is some seconds old.
  await eventually(async () => ((await admin.get(`/registre/${id}`)).status === 200 ? true : undefined));
});

afterAll(() => site.close());

/** Has things done in hostile words, for pages and mails to tell. */
async function act(): Promise<void> {
  const subject = `${title} ${hostile.quotes}`;
  await site.stage.conventions.act(id, 'requestInformation', { by, from: 'delegatee', subject });
  const link = await linkTo(site, 'budget@dgefp.example', 'chorus-access');
  const { text } = await site.visitor().fill(link, {
    evidence: `${hostile.script}${hostile.element}`,
    'evidence-fichier': new File(['%PDF-1.7'], `${hostile.element}.pdf`),
  });
  expect(text).toContain('C’est fait, merci');
}

test('in the mails that follow: no header nor recipient more, the words as they are', async () => {
  await settled(site, id);
  const { document } = await site.stage.conventions.record(id);
  const known = new Set(
    [...JSON.stringify(document).matchAll(/"email":"([^"]+)"/g)].map(([, email]) => email),
  );
  const mails = await inbox(site);
  expect(mails.length).toBeGreaterThan(8);
  for (const { envelopeTo, headers, subject, text } of mails) {
    expect(envelopeTo).toHaveLength(1);
    for (const address of envelopeTo) expect(known).toContain(address);
    const names = headers.map(({ name }) => name.toLowerCase());
    for (const once of ['from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type'])
      expect(names.filter((name) => name === once)).toHaveLength(1);
    for (const never of ['bcc', 'cc', 'x-evil']) expect(names).not.toContain(never);
    // What turns letters round is taken out of a subject; the rest is as it was given.
    expect(subject).toContain('=<b onclick=alert(1)>;');
    expect(text).toContain('<script>alert(1)</script>');
  }
});

test('in calendars: no property more, the words as they are', async () => {
  const feed = await linkTo(site, 'budget@dgefp.example', 'calendar');
  const { text } = await site.visitor().get(feed);
  const { events } = parseCalendar(text);
  const known = [
    'UID',
    'SEQUENCE',
    'DTSTAMP',
    'DTSTART',
    'DTEND',
    'SUMMARY',
    'DESCRIPTION',
    'STATUS',
    'TRANSP',
    'ORGANIZER',
  ];
  for (const event of events) {
    expect([...event.keys()].sort()).toEqual([...known].sort());
    expect(event.get('SUMMARY')?.[0]?.value).toContain('=<b onclick=alert(1)>;');
    expect(event.get('ORGANIZER')?.[0]?.value).toBe('mailto:conventions@dinum.example');
  }
  const attached = (await inbox(site)).flatMap(({ attachments }) =>
    attachments.filter(({ contentType }) => contentType === 'text/calendar'),
  );
  for (const { content } of attached) parseCalendar(Buffer.from(content, 'base64').toString());
});

test('in CSV: no formula runs, and every cell is read back; in JSON: as it was given', async () => {
  const { text } = await admin.get('/conventions.csv');
  const rows = z
    .array(z.record(z.string(), z.string()))
    .parse(parse(text, { bom: true, delimiter: ';', columns: true }));
  const row = rows.find(({ Identifiant }) => Identifiant === id);
  expect(row).toMatchObject({ Nom: `'${shortName}`, Titre: `'${title}` });
  for (const cell of Object.values(row ?? {})) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  for (const path of [
    `/conventions/${id}/documents/1.json`,
    `/nouvelle/document.json`,
    `/registre/${id}.json`,
  ]) {
    const answer = await admin.get(path);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(() => JSON.parse(answer.text)).not.toThrow();
  }
  expect(JSON.parse((await admin.get(`/conventions/${id}/dossier.json`)).text).document).toMatchObject({
    title,
    shortName,
  });
});

describe('in a real browser', () => {
  let browser: Browser;
  let page: Page;
  const seen: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    const context = await browser.newContext({ locale: 'fr-FR' });
    const [name = '', value = ''] = admin.cookie.split('=');
    await context.addCookies([{ name, value, url: site.url }]);
    page = await context.newPage();
    page.on('dialog', (dialog) => {
      seen.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      if (message.type() === 'error')
        seen.push(`in the console: ${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => seen.push(`an error: ${error.message}`));
    page.on('request', (asked) => {
      const url = new URL(asked.url());
      if (url.origin !== site.url || url.pathname.endsWith('/x')) seen.push(`a request: ${asked.url()}`);
    });
  });

  afterAll(() => browser?.close());

  test('every page shows it as words: no dialog, no request elsewhere, no element, no error', async () => {
    const links = (await inbox(site)).flatMap(linksIn).filter((link) => !link.startsWith('/agenda'));
    const { duties } = await site.stage.conventions.view(id);
    const own = duties.find((duty) => duty.title === title)?.id;
    const tabs = [
      '',
      '/obligations',
      `/obligations/${own}`,
      '/budget',
      '/avenants',
      '/courriels',
      '/courriels/0',
      '/journal',
      '/documents',
      '/actes',
      '/actes/remplacer-un-contact',
      '/actes/demander-ce-que-le-texte-prevoit',
    ];
    const paths = [
      '/ma-semaine?vue=tout',
      '/conventions',
      `/conventions?recherche=${encodeURIComponent(shortName)}`,
      `/recherche?recherche=${encodeURIComponent(shortName)}`,
      ...tabs.map((tab) => `/conventions/${id}${tab}`),
      '/registre',
      `/registre/${id}`,
      '/nouvelle',
      ...[...new Map(links.map((link) => [link.slice(0, 5), link])).values()],
    ];
    for (const path of paths) {
      const answer = await page.goto(`${site.url}${path}`);
      expect(`${answer?.status()} ${path}`).toBe(`200 ${path}`);
      expect(
        await page.locator('img[src="x"], svg[onload], b, script:not([src]), [onclick], [onerror]').count(),
      ).toBe(0);
    }
    await page.goto(`${site.url}/conventions/${id}`);
    expect(await page.locator('main').textContent()).toContain(title);
    expect(await page.title()).toContain(shortName.slice(0, 20));
    await page.goto(`${site.url}/conventions`);
    await page.locator('#recherche').fill('"><img src=x onerror=alert(1)>');
    await page.getByText('Aucune convention ne répond à cette recherche').waitFor();
    expect(seen).toEqual([]);
  });
});
