import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance } from 'fastify';
import { browserSessions } from '../../../web/sign-in/browser-sessions.ts';
import { Sessions } from '../../../web/sign-in/sessions.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const camille = { name: 'Camille Durand', admin: false, auditor: false };

async function siteAt(baseUrl: string): Promise<FastifyInstance> {
  const app = Fastify();
  await app.register(cookie);
  const browsers = browserSessions(new Sessions(new MemoryStore()), baseUrl);
  app.post('/in', async (request, reply) => {
    await browsers.begin(request, reply, camille);
    await browsers.keepDraft(request, 'a draft of the former session');
    return {};
  });
  app.post('/out', async (request, reply) => {
    await browsers.end(request, reply);
    return {};
  });
  app.post('/draft', async (request) => {
    await browsers.keepDraft(request, { step: 2 });
    return {};
  });
  app.get('/', async (request) => {
    const session = await browsers.of(request);
    return session ? { ...session, draft: await browsers.draft(request) } : {};
  });
  return app;
}

test.each([
  ['https://conventions.example', /^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/],
  ['http://127.0.0.1:8080', /^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/],
])('at %s the session comes in a cookie that only this site sets and reads', async (baseUrl, line) => {
  const app = await siteAt(baseUrl);
  const { headers } = await app.inject({ method: 'POST', url: '/in' });
  expect(headers['set-cookie']).toMatch(line);
});

test('a session holds its person and draft from one request to the next, until its end', async () => {
  const app = await siteAt('https://conventions.example');
  const { cookies } = await app.inject({ method: 'POST', url: '/in' });
  const carried = { '__Host-session': cookies[0]?.value ?? '' };
  expect((await app.inject({ url: '/', cookies: carried })).json()).not.toHaveProperty('draft');
  await app.inject({ method: 'POST', url: '/draft', cookies: carried });
  expect((await app.inject({ url: '/', cookies: carried })).json()).toMatchObject({
    person: camille,
    draft: { step: 2 },
  });
  const out = await app.inject({ method: 'POST', url: '/out', cookies: carried });
  expect(out.headers['set-cookie']).toMatch(/^__Host-session=; .*Expires=Thu, 01 Jan 1970/);
  expect((await app.inject({ url: '/', cookies: carried })).json()).toEqual({});
});

test('signing in again ends the session that the browser had', async () => {
  const app = await siteAt('https://conventions.example');
  const first = await app.inject({ method: 'POST', url: '/in' });
  const carried = { '__Host-session': first.cookies[0]?.value ?? '' };
  const second = await app.inject({ method: 'POST', url: '/in', cookies: carried });
  expect(second.cookies[0]?.value).not.toBe(carried['__Host-session']);
  expect((await app.inject({ url: '/', cookies: carried })).json()).toEqual({});
});
