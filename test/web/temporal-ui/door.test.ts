import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { deflateSync } from 'node:zlib';
import { Connection } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { pino } from 'pino';
import { Conventions } from '../../../client/conventions.ts';
import { dataConverter } from '../../../contract/data-converter.ts';
import { payloadCodec } from '../../../contract/payload-codec.ts';
import { newPayloadKey, readPayloadKeys } from '../../../contract/payload-keys.ts';
import { freePort, listenNear } from '../../../engine/ports.ts';
import { browserSessions } from '../../../web/sign-in/browser-sessions.ts';
import { Sessions } from '../../../web/sign-in/sessions.ts';
import { buildTemporalUi } from '../../../web/temporal-ui/ui-server.ts';
import { afterwards } from '../../engine/support.ts';
import { MemoryStore } from '../../support/memory-store.ts';

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

const keys = readPayloadKeys(newPayloadKey());

/** The door, with the session of an administrator and that of somebody who is none. */
async function openDoor(behind: () => Promise<string | undefined>) {
  const baseUrl = 'http://127.0.0.1:8080';
  const sessions = new Sessions(new MemoryStore());
  const admin = await sessions.open({ name: 'Camille', admin: true, auditor: false });
  const auditor = await sessions.open({ name: 'Dominique', admin: false, auditor: true });
  const port = await freePort();
  const connection = Connection.lazy({ address: '127.0.0.1:9' });
  const conventions = new Conventions({
    connection,
    namespace: 'default',
    taskQueue: 'none',
    dataConverter: dataConverter(keys),
  });
  const web = { baseUrl, browsers: browserSessions(sessions, baseUrl), conventions };
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

describe('the payloads that the Temporal UI has read', () => {
  const told = { name: 'Camille Durand', amount: 12_345 };

  async function written(by = keys) {
    const [payload] = await payloadCodec(by).encode([defaultPayloadConverter.toPayload(told)]);
    const text = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('base64');
    const metadata = Object.entries(payload?.metadata ?? {}).map(([name, value]) => [name, text(value)]);
    return { metadata: Object.fromEntries(metadata), data: text(payload?.data) };
  }

  async function decode(body: string, wrong: Record<string, string> = {}) {
    const { port, origin, admin, auditor } = await openDoor(async () => {
      throw new Error('the Temporal UI is asked nothing');
    });
    const cookie = `session=${wrong.who === 'auditor' ? auditor : wrong.who === 'nobody' ? '' : admin}`;
    const { who: _who, ...headers } = wrong;
    const json = { 'content-type': 'application/json', 'x-namespace': 'default' };
    return ask(port, '/codec/decode', { method: 'POST', body, cookie, origin, ...json, ...headers });
  }

  test('are decrypted for an administrator, in their order, and kept by nobody', async () => {
    const plain = { metadata: { encoding: Buffer.from('json/plain').toString('base64') }, data: 'MQ==' };
    const { status, headers, text } = await decode(
      JSON.stringify({ payloads: [await written(), plain, {}] }),
    );
    expect(status).toBe(200);
    const { payloads } = JSON.parse(text);
    expect(JSON.parse(Buffer.from(payloads[0].data, 'base64').toString())).toEqual(told);
    expect(payloads.slice(1)).toEqual([plain, { metadata: {}, data: '' }]);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  test.each([
    ['somebody who is not signed in', { who: 'nobody' }, 401],
    ['somebody who is no administrator', { who: 'auditor' }, 403],
    ['a page of another site', { origin: 'https://evil.example' }, 403],
    ['a page of the application', { origin: 'http://127.0.0.1:8080' }, 403],
    ['another name of this machine', { host: 'localhost:1' }, 421],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('are not read for %s', async (_who, wrong, expected) => {
    const { status, text } = await decode(JSON.stringify({ payloads: [await written()] }), { ...wrong });
    expect(status).toBe(expected);
    expect(text).not.toContain(Buffer.from('Camille').toString('base64').slice(0, 8));
  });

  test.each([
    ['what is no JSON', '{', 400],
    ['what holds no payloads', '{"payloads":{}}', 400],
  ])('are not read from %s', async (_what, body, expected) => {
    expect((await decode(body)).status).toBe(expected);
  });

  test('are not read from more than may be sent', async () => {
    expect((await decode('', { 'content-length': String(9 * 1024 * 1024) })).status).toBe(413);
  });

  test('of a key that is not there are refused, and it is named', async () => {
    const { status, text } = await decode(
      JSON.stringify({
        payloads: [await written(readPayloadKeys(newPayloadKey().replace(/^[^:]*/, 'lost')))],
      }),
    );
    expect(status).toBe(422);
    expect(text).toContain('la clé « lost »');
  });

  test('are not read when they would fill the memory', async () => {
    const large = deflateSync(
      Buffer.concat([Buffer.from([0x12, 0x80, 0x80, 0x80, 0x10]), Buffer.alloc(2 ** 25)]),
    );
    const payload = {
      metadata: { encoding: Buffer.from('binary/zlib').toString('base64') },
      data: large.toString('base64'),
    };
    expect((await decode(JSON.stringify({ payloads: [payload] }))).status).toBe(200);
    expect((await decode(JSON.stringify({ payloads: [payload, payload, payload] }))).status).toBe(413);
  });
});
