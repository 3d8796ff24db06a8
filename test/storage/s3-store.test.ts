import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refused } from '../../convention/errors.ts';
import { refuseUnconditional, S3Store } from '../../storage/s3-store.ts';
import { afterwards } from '../engine/support.ts';

// What a real server does not do on demand: answers that are lost, that ask to come back later, or that are another's.
// What it does is tried on a real one, in `on-s3.engine.test.ts`.

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

type Answers = (asked: Asked, reply: ServerResponse, rank: number) => void;

/** A server that answers as it is told, and the store that asks it. */
async function serverThat(answers: Answers, prefix = 'production/tokens') {
  const asked: Asked[] = [];
  const server = createServer(async (request, reply) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://s3');
    const { method = '', headers } = request;
    const one = { method, path: pathname, query: searchParams, headers, body: Buffer.concat(chunks) };
    asked.push(one);
    answers(one, reply, asked.length - 1);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterwards(() => server.close());
  afterwards(() => server.closeAllConnections());
  const { port } = server.address() as AddressInfo;
  const store = new S3Store({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'fr-par',
    bucket: 'conventions',
    prefix,
    accessKeyId: 'nom-de-cle',
    secretAccessKey: 'tres-secret',
  });
  return { asked, store, server };
}

const status =
  (code: number, text = '') =>
  (_asked: Asked, reply: ServerResponse) =>
    reply.writeHead(code).end(text);
const one = Buffer.from('un');

/** The French sentence of a refusal. */
async function refusalOf(promise: Promise<unknown>): Promise<Refused> {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof Refused)) throw error;
  return error;
}

test('signs what it asks, body and conditions included, and tells its secret to nobody', async () => {
  const { asked, store } = await serverThat(status(200));
  await store.createOnce('a', one);
  const [{ headers, path, method } = { headers: {}, path: '', method: '' }] = asked;
  expect({ method, path }).toEqual({ method: 'PUT', path: '/conventions/production/tokens/a' });
  expect(headers['if-none-match']).toBe('*');
  expect(headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=nom-de-cle\/\d{8}\/fr-par\/s3\/aws4_request, SignedHeaders=[^,]*if-none-match[^,]*;x-amz-content-sha256;/,
  );
  expect(JSON.stringify(asked)).not.toContain('tres-secret');
});

test('asks again what fails for a while', async () => {
  const { asked, store } = await serverThat((_asked, reply, rank) => {
    if (rank === 0) reply.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
    else if (rank === 1) reply.destroy();
    else reply.end('un');
  });
  expect(Buffer.from((await store.get('a')) ?? [])).toEqual(one);
  expect(asked).toHaveLength(3);
});

test('what was created though the answer was lost is known to be its own', async () => {
  let creator: unknown;
  const { store } = await serverThat(({ method, headers }, reply) => {
    if (method === 'HEAD') {
      reply.setHeader('x-amz-meta-creator', String(creator)).end();
    } else if (creator === undefined) {
      creator = headers['x-amz-meta-creator'];
      reply.destroy();
    } else reply.writeHead(412).end('<Error><Code>PreconditionFailed</Code></Error>');
  });
  expect(await store.createOnce('a', one)).toBe(true);
  expect(await store.createOnce('a', one)).toBe(false);
});

test('what another has created meanwhile is not', async () => {
  const { store } = await serverThat(({ method }, reply, rank) => {
    if (method === 'HEAD') reply.setHeader('x-amz-meta-creator', 'another').end();
    else if (rank === 0) reply.destroy();
    else reply.writeHead(412).end();
  });
  expect(await store.createOnce('a', one)).toBe(false);
});

test('lists page after page, names its keys without the prefix', async () => {
  const page = (key: string, next: string) =>
    `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Contents><Key>production/tokens/${key}</Key><LastModified>2026-03-02T09:00:00.000Z</LastModified><ETag>&quot;x&quot;</ETag><Size>3</Size></Contents>${next}</ListBucketResult>`;
  const { asked, store } = await serverThat(({ query }, reply) =>
    reply.end(
      query.get('continuation-token') === 'suite&'
        ? page('de/b', '')
        : page('de/a', '<NextContinuationToken>suite&amp;</NextContinuationToken>'),
    ),
  );
  const at = Date.parse('2026-03-02T09:00:00Z');
  expect(await store.list('de')).toEqual([
    { key: 'de/a', size: 3, at },
    { key: 'de/b', size: 3, at },
  ]);
  expect(asked.map(({ query }) => query.get('prefix'))).toEqual(
    Array.from({ length: 2 }, () => 'production/tokens/de/'),
  );
});

test.each([
  ['one that is not there', undefined, 'ECONNREFUSED', 1],
  [
    'one that refuses the key',
    status(403, '<Error><Code>SignatureDoesNotMatch</Code></Error>'),
    '403 SignatureDoesNotMatch',
    1,
  ],
  [
    'one that has no such bucket',
    status(404, '<Error><Code>NoSuchBucket</Code></Error>'),
    '404 NoSuchBucket',
    1,
  ],
  ['one that leads elsewhere', status(307), '307', 1],
  ['one that fails for good', status(500, 'tres-secret'), '500', 3],
] as const)(
  '%s is told in French, without its address or what it said',
  async (_which, answers, why, times) => {
    const { store, server, asked } = await serverThat(answers ?? status(200));
    if (!answers) server.close();
    const { code, message } = await refusalOf(store.put('a', one));
    expect(code).toBe('STORAGE_UNREACHABLE');
    expect(message).toContain(
      `Le stockage ne répond pas comme il devrait (${why}) ; vérifiez DELEGATION_STORAGE`,
    );
    expect(message).not.toMatch(/127\.0\.0\.1|tres-secret/);
    if (answers) expect(asked).toHaveLength(times);
  },
);

test('one that creates twice what is to be created once is refused', async () => {
  const { store } = await serverThat(status(200));
  const { code, message } = await refusalOf(refuseUnconditional(store));
  expect(code).toBe('BAD_USAGE');
  expect(message).toContain('If-None-Match');
});

test('one page of another kind in place of a listing is no empty bucket', async () => {
  const { store } = await serverThat(status(200, '<html>Connectez-vous</html>'));
  expect((await refusalOf(store.list())).code).toBe('STORAGE_UNREACHABLE');
});
