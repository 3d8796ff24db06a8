import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { parseCalendar } from '../../activities/mail/calendar/strict-parser.ts';
import { openBrowser } from '../../support/browser.ts';
import { writtenDocument } from '../../support/documents.ts';
import { filledIn } from '../../support/filled-in.ts';
import { inbox, linksIn, linkTo } from '../../support/inbox.ts';
import { type Answer, openSite, type Site, type Visitor } from '../../support/site.ts';
import { by, inDays, settled } from './lively.ts';

jest.setTimeout(300_000);

// Text that means harm, in every field of every form and in every part of an address.

const hostile: Readonly<Record<string, string>> = {
  script: '<script>alert(1)</script>',
  element: '"><img src=x onerror=alert(1)>',
  closing: '</textarea></title></style><svg onload=alert(1)>',
  header: 'a\r\nBcc: pirate@evil.example\r\n\r\n<b>',
  formula: '=cmd|’ /C calc’!A0',
  link: 'javascript:alert(1)',
  quotes: `' OR ''='" OR ExecutionStatus='Running' --\\`,
  right: '\u202Egnp.exe\u2066',
  emoji: '👩‍👩‍👧‍👦🏴‍☠️',
  half: '\ud83d',
  nul: 'a\u0000b',
  long: 'x'.repeat(5000),
  path: '../../../etc/passwd',
  prototype: '__proto__',
};
const texts = Object.values(hostile);

/** One line, short enough for a title, that nothing may interpret. */
const title = `=<script>alert(1)</script>"'><img src=x onerror=alert(1)>;,\\n\u202E👩‍👩‍👧 {{7*7}} ${'x'.repeat(60)}`;
const shortName = `=<b onclick=alert(1)>;"',\u202E👧`;
const personName = `@<img src=x onerror=alert(1)> "A"\\, B; <pirate@evil.example>`;

let site: Site;
let admin: Visitor;
let id: string;

beforeAll(async () => {
  site = await openSite({ settings: { DELEGATION_WEB_RATE: '1000000' } });
  admin = await site.admin();
  id = await started();
});

afterAll(() => site.close());

/** The convention whose every text is hostile, registered through the upload. */
async function started(): Promise<string> {
  const written = JSON.parse(
    JSON.stringify(
      writtenDocument({ id: 'hostile', title, shortName, signedOn: inDays(-70), public: true, yearEnd: [] }),
    )
      .replaceAll('"Bureau du budget de la DGEFP"', JSON.stringify(personName))
      .replaceAll('"Maignon Infos Services"', JSON.stringify(title.slice(0, 100)))
      .replaceAll('"Gestionnaire des conventions"', JSON.stringify(personName)),
  );
  const uploaded = await upload(JSON.stringify({ ...written, duties: [ownDuty] }));
  expect(uploaded.status).toBe(303);
  const checked = await admin.get('/nouvelle/verification');
  expect(checked.status).toBe(200);
  harmless(checked);
  expect((await admin.press(checked, '/nouvelle/demarrer')).headers.get('location')).toBe(
    '/conventions/hostile',
  );
  const { conventions } = site.stage;
  await conventions.act('hostile', 'confirmEffect', { by, on: inDays(-65), reason: title });
  await conventions.act('hostile', 'scheduleCommittee', { by, on: inDays(20), time: '10:00', place: title });
  await settled(site, 'hostile');
  return 'hostile';
}

const ownDuty = {
  id: 'own',
  article: '=9',
  title,
  holder: 'delegator',
  evidence: title,
  opens: { from: 'signature' },
  due: { from: 'effect', months: 11 },
};

async function upload(content: string, name = 'convention.json'): Promise<Answer> {
  const csrf = await admin.token();
  return admin.post('/nouvelle/fichier', { csrf, fichier: new File([content], name) });
}

/** Nothing that was given is markup in a page. */
function harmless({ text, status, headers }: Answer, given = ''): void {
  if (status >= 500) throw new Error(`${status} for ${JSON.stringify(given.slice(0, 80))}`);
  if (!headers.get('content-type')?.startsWith('text/html')) return;
  // Tags without what their attributes hold.
  const tags = (text.match(/<[a-z](?:[^>"]|"[^"]*")*>/gi) ?? []).map((tag) =>
    tag.replaceAll(/="[^"]*"/g, '=""'),
  );
  const strange = tags.find((tag) => /^<(?:b|script)>|\son\w+=|^<(?:b|img|svg) (?!class)/.test(tag));
  if (strange || /(?:href|src|action)="javascript:/i.test(text))
    throw new Error(`${strange} in the page for ${given.slice(0, 80)}`);
}

/** The fields of the form of a page. */
function fieldsIn({ text }: Answer): string[] {
  const form = text.match(/<form[^>]*class="dg-form"[\s\S]*?<\/form>/)?.[0] ?? '';
  const names = [...form.matchAll(/<(?:input|textarea|select)[^>]* name="([^"]+)"/g)].map(
    ([, name = '']) => name,
  );
  return [...new Set(names)].filter((name) => !['csrf', 'obligation', 'acte'].includes(name));
}

describe('in a new convention', () => {
  test.each(Object.entries(hostile))(
    'every field of every step takes %s literally, or refuses it',
    async (_what, text) => {
      const csrf = await admin.token();
      for (let step = 1; step <= 6; step++) {
        const path = `/nouvelle/etape/${step}`;
        const names = fieldsIn(await admin.get(path));
        expect(names.length).toBeGreaterThan(0);
        for (const name of names) {
          const plain = Object.fromEntries(names.map((one) => [one, filledIn[one] ?? '']));
          const answer = await admin.post(path, { ...plain, csrf, [name]: text });
          expect([303, 422]).toContain(answer.status);
          harmless(answer, text);
        }
      }
      harmless(await admin.get('/nouvelle/verification'), text);
    },
  );

  test.each([
    ['what is no JSON', '{', /n’est pas du JSON/],
    ['what is no object', '[1]', /autre chose qu’un objet JSON/],
    ['what is no UTF-8', Buffer.from([0xff, 0xfe, 0x7b]).toString('latin1'), /n’est pas du JSON/],
    ['a prototype', '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}', /défauts/],
    ['depths without end', '['.repeat(100_000), /n’est pas du JSON/],
    ['header lines', JSON.stringify(writtenDocument({ title: hostile.header })), /sans saut de ligne/],
    ['markup as keys', JSON.stringify(writtenDocument({ [title]: title })), /défaut/],
  ])('an uploaded file with %s is refused in French', async (_what, content, why) => {
    const answer = await upload(content);
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(why);
    harmless(answer);
  });
});

describe('in an act', () => {
  test('every field of every form takes it literally, or refuses it', async () => {
    const before = await settled(site, id);
    const csrf = await admin.token();
    const list = await admin.get(`/conventions/${id}/actes`);
    const acts = [...list.text.matchAll(/\/actes\/(\w+)"/g)].map(([, act = '']) => act);
    expect(acts.length).toBeGreaterThan(12);
    for (const act of acts) {
      const path = `/conventions/${id}/actes/${act}`;
      for (const name of fieldsIn(await admin.get(path)))
        for (const text of texts) {
          const answer = await admin.post(path, { csrf, [name]: text });
          if (![200, 409, 422].includes(answer.status))
            throw new Error(`${act} ${name} ${text.slice(0, 40)}: ${answer.status}`);
          harmless(answer, text);
        }
    }
    expect(await settled(site, id)).toEqual(before);
  });

  test('what is done in hostile words is told literally', async () => {
    const fields = { from: 'delegatee', subject: `${title} ${hostile.quotes}` };
    const csrf = await admin.token();
    const path = `/conventions/${id}/actes/requestInformation`;
    const done = await admin.post(path, { csrf, etape: 'confirmer', ...fields });
    expect(done.status).toBe(303);
    const { journal } = await site.stage.conventions.record(id);
    expect(journal.at(-1)?.text ?? '').toContain('=<script>alert(1)</script>');
    harmless(await admin.get(done.headers.get('location') ?? ''));
  });

  test('from a mail, it is taken literally, or refused', async () => {
    const link = await linkTo(site, 'budget@dgefp.example', 'chorus-access');
    const before = await settled(site, id);
    for (const name of ['acte', 'inconnu', '__proto__', 'constructor'])
      for (const text of texts) {
        const answer = await site.visitor().post(link, { acte: 'markDone', [name]: text });
        expect([200, 422]).toContain(answer.status);
        harmless(answer, text);
      }
    for (const text of texts) {
      const named = await site.visitor().post(`${link}/pas-moi`, { name: 'Paul', email: text });
      expect(named.status).toBe(422);
      harmless(named, text);
    }
    for (const name of [hostile.header, hostile.nul, hostile.long]) {
      const named = await site
        .visitor()
        .post(`${link}/pas-moi`, { name: name ?? '', email: 'p@dgefp.example' });
      expect(named.status).toBe(422);
    }
    expect(await settled(site, id)).toEqual(before);
    const done = await site.visitor().fill(link, { evidence: `${hostile.script}${hostile.element}` });
    expect(done.text).toContain('C’est fait, merci');
    harmless(done);
    harmless(await site.visitor().get(link));
    const { outcomes } = await site.stage.conventions.record(id);
    expect(outcomes['chorus-access']).toMatchObject({ evidence: `${hostile.script}${hostile.element}` });
  });
});

describe('as a file', () => {
  const pdf = Buffer.from('%PDF-1.7\ncontent');
  const kept = () => readdir(join(site.data, 'evidence')).catch(() => []);
  let link: string;

  beforeAll(async () => {
    link = await linkTo(site, 'budget@dgefp.example', 'credits');
  });

  test.each([
    ['a program', 'programme.exe', Buffer.from('MZ'), /pas d’un type accepté/],
    ['a page', 'page.html', Buffer.from('<script>alert(1)</script>'), /pas d’un type accepté/],
    ['a drawing with a script', 'dessin.svg', Buffer.from('<svg onload=alert(1)>'), /pas d’un type accepté/],
    ['a page that is called a PDF', 'page.pdf', Buffer.from('<html>'), /pas ce que dit son nom/],
    ['a PDF that is called a picture', 'page.png', pdf, /pas ce que dit son nom/],
    ['a PDF with a second ending', 'page.pdf.html', pdf, /pas d’un type accepté/],
    ['a PDF whose ending is hidden', 'page.html\u0000.exe', pdf, /pas d’un type accepté/],
    ['nothing', 'vide.pdf', Buffer.alloc(0), /est vide/],
    ['more than 10 MB', 'grand.pdf', Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)]), /10 Mo/],
  ])('%s is refused, and not kept', async (_what, name, content, why) => {
    const before = await kept();
    const answer = await site
      .visitor()
      .fill(link, { evidence: 'x', 'evidence-fichier': new File([content], name) });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(why);
    expect(await kept()).toEqual(before);
  });

  test('whatever its name, it is shown as one line and downloaded as a file', async () => {
    const names = [
      ...texts.map((text) => `${text}.pdf`),
      `a${'👧'.repeat(80)}.pdf`,
      `${'é'.repeat(300)}.pdf`,
    ];
    const { duties } = await site.stage.conventions.view(id);
    const open = duties.filter(
      ({ state, closedBy, evidence }) => evidence && closedBy === 'done' && !/done|waived/.test(state),
    );
    const csrf = await admin.token();
    for (const [rank, name] of names.entries()) {
      const duty = open[rank]?.id ?? '';
      const answer = await admin.post(`/conventions/${id}/actes/markDone`, {
        csrf,
        etape: 'confirmer',
        duties: duty,
        evidence: `pièce ${rank}`,
        'evidence-fichier': new File([`%PDF-${rank}`], name),
      });
      if (answer.status !== 303)
        throw new Error(`${JSON.stringify(name.slice(0, 40))}: ${answer.status} ${duty}`);
    }
    const { text } = await admin.get(`/conventions/${id}/documents`);
    const files = [...text.matchAll(/href="(\/conventions\/hostile\/pieces\/[^"]+)"/g)].map(
      ([, path = '']) => path,
    );
    expect(files).toHaveLength(names.length);
    for (const file of files) {
      const answer = await admin.get(file.replaceAll('&#x27;', "'").replaceAll('&amp;', '&'));
      expect(answer.status).toBe(200);
      expect(answer.text).toMatch(/^%PDF-\d+$/);
      expect(answer.headers.get('content-type')).toBe('application/pdf');
      expect(answer.headers.get('content-disposition')).toMatch(
        /^attachment; filename\*=UTF-8''[\w%.!~*'()-]+$/,
      );
    }
  });
});

describe('in an address', () => {
  const paths = (text: string) => [
    `/conventions?recherche=${text}`,
    `/conventions?phase=${text}&seulement=${text}&tri=${text}&ordre=${text}&page=${text}`,
    `/conventions.csv?recherche=${text}&tri=${text}`,
    `/conventions?${text}=${text}&recherche=a&recherche=${text}`,
    `/conventions/${text}`,
    `/conventions/${id}?fait=${text}`,
    `/conventions/${id}/journal?page=${text}`,
    `/conventions/${id}/courriels?page=${text}`,
    `/conventions/${id}/courriels/${text}`,
    `/conventions/${id}/obligations/${text}`,
    `/conventions/${id}/actes/${text}`,
    `/conventions/${id}/actes/markDone?obligation=${text}&evidence=${text}&${text}=1`,
    `/conventions/${id}/documents/${text}.json`,
    `/conventions/${id}/pieces/${text}/${text}`,
    `/nouvelle/etape/${text}`,
    `/nouvelle/repetition/${text}`,
    `/registre/${text}`,
    `/registre/${text}.json`,
    `/connexion/${text}`,
    `/connexion?suite=${text}`,
    `/agir/${text}`,
    `/agir/${text}?acte=${text}`,
    `/suivre/${text}`,
    `/agenda/${text}.ics`,
    `/assets/${text}`,
    `/${text}`,
  ];

  test.each(Object.entries(hostile).filter(([what]) => what !== 'half'))(
    '%s is refused, or means nothing',
    async (_what, text) => {
      for (const path of paths(encodeURIComponent(text))) {
        const answer = await admin.get(path);
        harmless(answer, path);
        expect(answer.headers.get('location') ?? '/').toMatch(/^\/(?!\/)/);
      }
    },
  );

  test('that is badly written, or longer than any, is refused in French', async () => {
    for (const text of ['%', '%zz', '%c0%ae', '%ff', '%ud83d', 'x'.repeat(9000)])
      for (const path of paths(text)) {
        const answer = await admin.get(path);
        expect(answer.status).toBeLessThan(500);
        expect(answer.text).not.toMatch(/Bad Request|"statusCode"|is not a valid/);
      }
  });
});

describe('of ten megabytes', () => {
  const ten = 'x'.repeat(10 * 1024 * 1024);

  test('is refused wherever it is posted, and the process lives', async () => {
    const link = await linkTo(site, 'budget@dgefp.example', 'credits');
    const before = await settled(site, id);
    const csrf = await admin.token();
    for (const path of [
      `/conventions/${id}/actes/markDone`,
      '/nouvelle/etape/1',
      '/nouvelle/fichier',
      link,
      `${link}/pas-moi`,
      '/deconnexion',
      '/connexion/x',
    ]) {
      expect(await announced(path, 'application/x-www-form-urlencoded')).toMatch(
        /^413 .*Ce que vous envoyez est trop grand/s,
      );
      // It may hang up before all of it is sent.
      const parts = await admin
        .post(path, { csrf, evidence: ten, fichier: new File(['x'], 'a.pdf') })
        .catch(() => undefined);
      expect(parts?.text ?? '').not.toContain('C’est fait');
      expect(String(parts?.status ?? 413)).toMatch(/^4\d\d$/);
    }
    // Of a type that no form here is: refused before its length matters.
    expect(await announced(link, 'application/json')).toMatch(/^415 /);
    expect((await admin.get('/healthz')).status).toBe(200);
    expect(await settled(site, id)).toEqual(before);
  });

  /** What is answered to a request whose head says how much is to come. */
  function announced(path: string, type: string): Promise<string> {
    const asked = request(`${site.url}${path}`, {
      method: 'POST',
      headers: {
        origin: site.url,
        cookie: admin.cookie,
        'content-type': type,
        'content-length': ten.length,
      },
    });
    asked.flushHeaders();
    return new Promise((told, failed) => {
      asked.once('error', failed);
      asked.once('response', async (response) => {
        const body = await response.setEncoding('utf8').toArray();
        asked.destroy();
        told(`${response.statusCode} ${body.join('')}`);
      });
    });
  }

  test('whoever is not signed in is not read to the end', async () => {
    const parts = await site.visitor().post(`/conventions/${id}/actes/markDone`, {
      csrf: 'x',
      'evidence-fichier': new File(['%PDF-', ten.slice(0, 9_000_000)], 'a.pdf'),
    });
    expect([303, 403]).toContain(parts.status);
  });
});

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
  const [row] = z
    .array(z.record(z.string(), z.string()))
    .parse(parse(text, { bom: true, delimiter: ';', columns: true }));
  expect(row).toMatchObject({ Identifiant: id, Nom: `'${shortName}`, Titre: `'${title}` });
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
      '/actes/replaceContact',
      '/actes/requestInformation',
    ];
    const paths = [
      '/conventions',
      `/conventions?recherche=${encodeURIComponent(shortName)}`,
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
