import { z } from 'zod';
import { eventually } from '../support/scene.ts';
import { openSite, type Site } from '../support/site.ts';

// What the log tells of attempts, for whoever investigates; and what it never tells.

const line = z.looseObject({
  level: z.int(),
  time: z.int(),
  process: z.literal('web'),
  msg: z.string(),
  session: z.string().optional(),
});

let site: Site;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site?.close());

/** The lines that say something, once one of them is there. */
const lines = (msg: string) =>
  eventually(() => {
    const written = site.log().split('\n');
    const found = written.filter((text) => text.startsWith('{')).map((text) => line.parse(JSON.parse(text)));
    const some = found.filter((one) => one.msg === msg);
    return some.length > 0 ? some : undefined;
  });

test('signing in and out is logged, and what is asked meanwhile, by a mark of the session', async () => {
  const visitor = await site.admin();
  const csrf = await visitor.token();
  await visitor.post('/deconnexion', { csrf });
  const [signedIn] = await lines('signed in');
  const [signedOut] = await lines('signed out');
  expect(signedIn).toMatchObject({
    way: 'one-time',
    admin: true,
    session: expect.stringMatching(/^[\w-]{8}$/),
  });
  expect(signedOut?.session).toBe(signedIn?.session);
  const asked = (await lines('request')).filter(({ route }) => route === '/conventions');
  expect(asked[0]?.session).toBe(signedIn?.session);
});

test('so are refusals: a bad code, a forged link, a form from elsewhere, a page of others', async () => {
  const visitor = await site.admin();
  await visitor.get('/connexion/faux.faux.faux');
  await visitor.get('/agir/faux.faux.faux');
  await visitor.get('/conventions/aucune');
  await visitor.post(
    '/conventions/aucune/actes/declarer-une-obligation-remplie',
    {},
    { origin: 'https://evil.example' },
  );
  expect(await lines('sign-in refused')).toContainEqual(
    expect.objectContaining({ refusal: 'forged', level: 40 }),
  );
  expect(await lines('link refused')).toContainEqual(
    expect.objectContaining({ refusal: 'forged', level: 40 }),
  );
  expect(await lines('not for this person')).toContainEqual(
    expect.objectContaining({ route: '/conventions/:id', session: expect.any(String) }),
  );
  expect(await lines('form from elsewhere')).toContainEqual(
    expect.objectContaining({ route: '/conventions/:id/actes/:act' }),
  );
});

test('what somebody sends cannot forge a line, and nobody is named', async () => {
  const forged = encodeURIComponent('x\n{"level":30,"msg":"signed in"}');
  const visitor = await site.admin();
  await visitor.get(`/conventions/${forged}?suite=${forged}`, { headers: { 'user-agent': 'forged-agent' } });
  await visitor.get('/conventions/aucune-de-camille');
  await lines('not for this person');
  const log = site.log();
  expect(log).not.toMatch(/Camille|Durand|camille|forged-agent|faux/);
  expect((await lines('signed in')).every(({ way }) => way === 'one-time')).toBe(true);
});
