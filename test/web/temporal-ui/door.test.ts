import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { pino } from 'pino';
import { freePort, listenNear } from '../../../engine/ports.ts';
import { browserSessions } from '../../../web/sign-in/browser-sessions.ts';
import { Sessions } from '../../../web/sign-in/session.ts';
import { buildTemporalUi } from '../../../web/temporal-ui/ui-server.ts';
import { afterwards } from '../../engine/support.ts';

/** What stands for the Temporal UI: tells what it is asked, and would let any origin in. */
async function openBehind(): Promise<string> {
  const server = createServer(async (asked, answer) => {
    asked.setEncoding('utf8');
    let body = '';
    for await (const chunk of asked) body += chunk;
    answer.writeHead(201, {
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
      'x-frame-options': 'SAMEORIGIN',
      'set-cookie': ['_csrf=a; Path=/', 'other=b; Path=/'],
    });
    answer.end(JSON.stringify({ method: asked.method, url: asked.url, headers: asked.headers, body }));
  });
  const port = await listenNear(server);
  afterwards(() => server.close());
  afterwards(() => server.closeAllConnections());
  return `http://127.0.0.1:${port}`;
}

/** The door, with the session of an administrator and that of somebody who is none. */
async function openDoor(behind: () => Promise<string | undefined>) {
  const baseUrl = 'http://127.0.0.1:8080';
  const sessions = new Sessions();
  const admin = sessions.open({ name: 'Camille', admin: true, auditor: false });
  const auditor = sessions.open({ name: 'Dominique', admin: false, auditor: true });
  const port = await freePort();
  const web = { baseUrl, browsers: browserSessions(sessions, baseUrl) };
  const base = new URL(`http://127.0.0.1:${port}`);
  const door = await buildTemporalUi(web, base, behind, pino({ level: 'silent' }));
  await door.listen({ host: '127.0.0.1', port });
  afterwards(() => door.close());
  afterwards(() => door.server.closeAllConnections());
  return { port, origin: base.origin, admin, auditor, end: () => sessions.end(admin) };
}

/** An answer, read; by `node:http`, which sends whatever name and origin it is told. */
async function ask(
  port: number,
  path: string,
  { method = 'GET', body = '', ...headers }: Record<string, string> & { method?: string; body?: string } = {},
) {
  const asked = request({ port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } });
  asked.end(body);
  const [answer]: IncomingMessage[] = await once(asked, 'response');
  let text = '';
  if (answer) for await (const chunk of answer.setEncoding('utf8')) text += chunk;
  return { status: answer?.statusCode, headers: answer?.headers ?? {}, text };
}

test('lets an administrator through, and hands over what concerns the Temporal UI, and nothing else', async () => {
  const behind = await openBehind();
  const { port, origin, admin } = await openDoor(async () => behind);
  const { status, headers, text } = await ask(port, '/api/v1/x?a=%C3%A9', {
    method: 'POST',
    body: '{"reason":"é"}',
    cookie: `session=${admin}; _csrf=token; theirs=c`,
    origin,
    referer: `${origin}/namespaces`,
    connection: 'keep-alive, x-hop',
    'x-hop': 'one',
    'x-csrf-token': 'token',
    'content-type': 'application/json',
  });
  expect(status).toBe(201);
  const seen = JSON.parse(text);
  expect(seen).toMatchObject({
    method: 'POST',
    url: '/api/v1/x?a=%C3%A9',
    body: '{"reason":"é"}',
    headers: {
      cookie: '_csrf=token',
      host: new URL(behind).host,
      'x-csrf-token': 'token',
      'content-type': 'application/json',
    },
  });
  for (const name of ['origin', 'referer', 'x-hop']) expect(seen.headers).not.toHaveProperty(name);
  expect(headers['set-cookie']).toEqual(['_csrf=a; Path=/', 'other=b; Path=/']);
  expect(headers).not.toHaveProperty('access-control-allow-origin');
  expect(headers).toMatchObject({
    'x-frame-options': 'DENY',
    'content-security-policy': "frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
  });
});

test.each([
  ['by another name', { host: 'evil.example' }, 421],
  ['by another name of this machine', { host: 'localhost:1' }, 421],
  ['without a session', { cookie: '' }, 401],
  ['with a session that is not', { cookie: 'session=forged' }, 401],
  ['from another origin', { method: 'POST', origin: 'http://evil.example' }, 403],
  ['from the application itself', { method: 'POST', origin: 'http://127.0.0.1:8080' }, 403],
  ['from nowhere', { method: 'POST' }, 403],
  ['from a page without an origin', { method: 'DELETE', origin: 'null' }, 403],
])('refuses what comes %s, and asks nothing of the Temporal UI', async (_how, wrong, expected) => {
  let asked = 0;
  const { port, admin } = await openDoor(async () => {
    asked++;
    return undefined;
  });
  const { status, headers } = await ask(port, '/api/v1/namespaces', { cookie: `session=${admin}`, ...wrong });
  expect(status).toBe(expected);
  expect(headers).not.toHaveProperty('access-control-allow-origin');
  expect(asked).toBe(0);
});

test('is for administrators, as long as they are signed in', async () => {
  const behind = await openBehind();
  const { port, admin, auditor, end } = await openDoor(async () => behind);
  const get = async (id: string, accept = '*/*') => ask(port, '/', { cookie: `session=${id}`, accept });
  expect((await get(auditor)).status).toBe(403);
  expect((await get(admin)).status).toBe(201);
  end();
  expect((await get(admin)).status).toBe(401);
  const { status, headers } = await get(admin, 'text/html,*/*');
  expect([status, headers.location]).toEqual([303, 'http://127.0.0.1:8080/connexion?suite=%2Ftemporal']);
});

test('says that the Temporal UI is not there', async () => {
  const nobody = await freePort();
  for (const [behind, expected] of [
    [undefined, 503],
    [`http://127.0.0.1:${nobody}`, 502],
  ] as const) {
    const { port, admin } = await openDoor(async () => behind);
    const { status, text } = await ask(port, '/', { cookie: `session=${admin}` });
    expect(status).toBe(expected);
    expect(text).toContain('réessayez dans un instant');
  }
});

test('breaks off what the Temporal UI breaks off', async () => {
  const server = createServer((_asked, answer) => {
    answer.writeHead(200, { 'content-length': '1000' });
    answer.write('a beginning', () => answer.destroy());
  });
  const behind = `http://127.0.0.1:${await listenNear(server)}`;
  afterwards(() => server.close());
  const { port, admin } = await openDoor(async () => behind);
  await expect(ask(port, '/', { cookie: `session=${admin}` })).rejects.toThrow('aborted');
});
