import { writtenDocument } from '../support/documents.ts';
import { filledIn, stepsFor } from '../support/filled-in.ts';
import { linkTo } from '../support/inbox.ts';
import { sharedOut } from '../support/runs.ts';
import { type Answer, openSite, type Site, type Visitor } from '../support/site.ts';
import { harmless, hostile, startHostile, texts, title, upload } from './hostile.ts';
import { settled } from './lively.ts';

jest.setTimeout(300_000);

let site: Site;
let admin: Visitor;
let id: string;

beforeAll(async () => {
  site = await openSite({ settings: { DELEGATION_WEB_RATE: '1000000' } });
  admin = await site.admin();
  id = await startHostile(site, admin, 'hostile-input');
});

afterAll(() => site.close());

/** The fields of the form of a page. */
function fieldsIn({ text }: Answer): string[] {
  const form = text.match(/<form[^>]*class="dg-form"[\s\S]*?<\/form>/)?.[0] ?? '';
  const names = [...form.matchAll(/<(?:input|textarea|select)[^>]* name="([^"]+)"/g)].map(
    ([, name = '']) => name,
  );
  return [...new Set(names)].filter((name) => !['csrf', 'obligation', 'acte'].includes(name));
}

describe('in a new convention', () => {
  // Each field takes one of the texts, each text is given to one field of each step; every one to every one in full.
  test.each(Object.entries(hostile).map(([what, text], nth) => [what, text, nth] as const))(
    'every field of every step takes %s literally, or refuses it',
    async (_what, text, nth) => {
      const csrf = await admin.token();
      harmless(await admin.post('/nouvelle/modele', { csrf, template: text }), text);
      for (let step = 1; step <= stepsFor(filledIn); step++) {
        const path = `/nouvelle/etape/${step}`;
        const names = fieldsIn(await admin.get(path));
        expect(names.length).toBeGreaterThan(0);
        for (const name of sharedOut(names, nth, names.length)) {
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
    ['what is no JSON', '{', /n’est pas celui d’une convention/],
    ['what is no object', '[1]', /n’est pas celui d’une convention/],
    [
      'what is no UTF-8',
      Buffer.from([0xff, 0xfe, 0x7b]).toString('latin1'),
      /n’est pas celui d’une convention/,
    ],
    ['a prototype', '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}', /défauts/],
    ['depths without end', '['.repeat(100_000), /plus de 30 niveaux/],
    ['header lines', JSON.stringify(writtenDocument({ title: hostile.header })), /sans saut de ligne/],
    ['markup as keys', JSON.stringify(writtenDocument({ [title]: title })), /défaut/],
  ])('an uploaded file with %s is refused in French', async (_what, content, why) => {
    const answer = await upload(admin, content);
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
    const acts = [...list.text.matchAll(/\/actes\/([\w-]+)"/g)].map(([, act = '']) => act);
    expect(acts.length).toBeGreaterThan(12);
    let nth = 0;
    for (const act of acts) {
      const path = `/conventions/${id}/actes/${act}`;
      for (const name of fieldsIn(await admin.get(path)))
        for (const text of sharedOut(texts, nth++, texts.length)) {
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
    const path = `/conventions/${id}/actes/demander-ce-que-le-texte-prevoit`;
    const done = await admin.post(path, { csrf, etape: 'confirmer', ...fields });
    expect(done.status).toBe(303);
    const { journal } = await site.stage.conventions.record(id);
    // Letters that it sends may have left since.
    expect(journal.map((entry) => entry.text).join()).toContain('=<script>alert(1)</script>');
    harmless(await admin.get(done.headers.get('location') ?? ''));
  });

  test('from a mail, it is taken literally, or refused', async () => {
    const link = await linkTo(site, 'budget@dgefp.example', 'chorus-access');
    const before = await settled(site, id);
    for (const [nth, name] of ['acte', 'inconnu', '__proto__', 'constructor'].entries())
      for (const text of sharedOut(texts, nth, 4)) {
        const answer = await site
          .visitor()
          .post(link, { acte: 'declarer-une-obligation-remplie', [name]: text });
        expect([200, 422]).toContain(answer.status);
        harmless(answer, text);
      }
    for (const text of sharedOut(texts, 0, 2)) {
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
    `/conventions/${id}/actes/declarer-une-obligation-remplie?obligation=${text}&evidence=${text}&${text}=1`,
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
    `/agenda/${text}.ics`,
    `/assets/${text}`,
    `/${text}`,
  ];

  test.each(
    Object.entries(hostile)
      .filter(([what]) => what !== 'half')
      .map(([what, text], nth) => [what, text, nth] as const),
  )('%s is refused, or means nothing', async (_what, text, nth) => {
    for (const path of sharedOut(paths(encodeURIComponent(text)), nth, 3)) {
      const answer = await admin.get(path);
      harmless(answer, path);
      expect(answer.headers.get('location') ?? '/').toMatch(/^\/(?!\/)/);
    }
  });

  test('that is badly written, or longer than any, is refused in French', async () => {
    for (const [nth, text] of ['%', '%zz', '%c0%ae', '%ff', '%ud83d', 'x'.repeat(9000)].entries())
      for (const path of sharedOut(paths(text), nth, 3)) {
        const answer = await admin.get(path);
        expect(answer.status).toBeLessThan(500);
        expect(answer.text).not.toMatch(/Bad Request|"statusCode"|is not a valid/);
      }
  });
});
