import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { linkTo } from '../support/inbox.ts';
import { openSite, type Site, type Visitor } from '../support/site.ts';
import { startHostile, texts } from './hostile.ts';
import { settled } from './lively.ts';

jest.setTimeout(300_000);

let site: Site;
let admin: Visitor;
let id: string;

beforeAll(async () => {
  site = await openSite({ settings: { DELEGATION_WEB_RATE: '1000000' } });
  admin = await site.admin();
  id = await startHostile(site, admin, 'hostile-files');
});

afterAll(() => site.close());

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
      const answer = await admin.post(`/conventions/${id}/actes/declarer-une-obligation-remplie`, {
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
    const files = [...text.matchAll(/href="(\/conventions\/[\w-]+\/pieces\/[^"]+)"/g)].map(
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

describe('of ten megabytes', () => {
  const ten = 'x'.repeat(10 * 1024 * 1024);

  test('is refused wherever it is posted, and the process lives', async () => {
    const link = await linkTo(site, 'budget@dgefp.example', 'credits');
    const before = await settled(site, id);
    const csrf = await admin.token();
    for (const path of [
      `/conventions/${id}/actes/declarer-une-obligation-remplie`,
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
    const parts = await site.visitor().post(`/conventions/${id}/actes/declarer-une-obligation-remplie`, {
      csrf: 'x',
      'evidence-fichier': new File(['%PDF-', ten.slice(0, 9_000_000)], 'a.pdf'),
    });
    expect([303, 403]).toContain(parts.status);
  });
});
