import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signLink } from '../../contract/signed-links.ts';
import { testDocument } from '../support/documents.ts';
import { eventually, testAddress } from '../support/scene.ts';
import { type Answer, openSite, type Site } from '../support/site.ts';

// What is answered to whoever does not play by the rules of HTTP, or asks too much.

let site: Site;
let engine: { address: string; cut(): void };

beforeAll(async () => {
  const dsfr = await mkdtemp(join(tmpdir(), 'delegation-test-'));
  await mkdir(join(dsfr, '.git'));
  await Promise.all([
    writeFile(join(dsfr, '.git', 'config'), '[remote]'),
    writeFile(join(dsfr, 'dsfr.min.css'), 'a{}'),
  ]);
  engine = await wireTo(testAddress());
  site = await openSite({
    settings: { DELEGATION_DSFR: dsfr, DELEGATION_WEB_RATE: '600', TEMPORAL_ADDRESS: engine.address },
  });
});

afterAll(async () => {
  await site?.close();
  engine?.cut();
});

/** A wire to the engine, which can be cut. */
async function wireTo(address: string) {
  const [host = '', port = ''] = address.split(':');
  const ends = new Set<{ destroy(): void }>();
  const server = createServer((near) => {
    const far = connect(Number(port), host);
    for (const end of [near, far]) {
      ends.add(end);
      end.on('error', () => {});
      end.on('close', () => {
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const told = server.address();
  return {
    address: `127.0.0.1:${typeof told === 'object' ? told?.port : ''}`,
    cut() {
      server.close();
      for (const end of ends) end.destroy();
    },
  };
}

/** Asks as no browser would. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
  at = site.url,
) {
  const { hostname, port } = new URL(at);
  const { method = 'GET', headers = {}, body } = options;
  return new Promise<Answer>((answered, failed) => {
    const asking = request({ hostname, port, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () =>
        answered({
          status: response.statusCode ?? 0,
          headers: new Headers(
            Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
          ),
          text,
        }),
      );
    });
    asking.on('error', failed);
    asking.end(body);
  });
}

const protectedBy = ({ headers }: Answer) => {
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/);
  expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
  expect(headers.get('content-security-policy')).not.toMatch(/unsafe/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('referrer-policy')).toMatch(/same-origin|no-referrer/);
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('access-control-allow-origin')).toBeNull();
};

describe('the security headers are on what is answered to', () => {
  test.each([
    ['a page that is not there', '/aucune', 404],
    ['an address that cannot be decoded', '/%', 404],
    ['one that cannot within a route', '/conventions/%E0%A4%A', 404],
    ['one that is too long', `/agir/${'x'.repeat(3000)}`, 404],
    ['a file that is not there', '/assets/aucun.js', 404],
    ['a way out of the folder of files', '/assets/..%2f..%2fmain.js', 404],
    ['a file of ours', '/assets/app.js', 200],
    ['a file of the design system', '/dsfr/dsfr.min.css', 200],
    ['who watches over the process', '/healthz', 200],
  ])('%s', async (_what, path, status) => {
    const answer = await ask(path, { headers: { host: new URL(site.url).host } });
    expect(answer.status).toBe(status);
    protectedBy(answer);
    expect(answer.text).not.toContain(path);
    if (status !== 200) expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('another name, whatever is asked', async () => {
    for (const path of ['/registre', '/%', '/assets/app.js', `/agir/${'x'.repeat(3000)}`]) {
      const answer = await ask(path, { headers: { host: 'evil.example' } });
      expect([path, answer.status]).toEqual([path, 421]);
      protectedBy(answer);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  test.each(['TRACE', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND'])(
    'a method that is not used: %s',
    async (method) => {
      const answer = await ask('/conventions', { method, headers: { host: new URL(site.url).host } });
      expect([403, 404]).toContain(answer.status);
      protectedBy(answer);
    },
  );

  test('a form of another kind than browsers send', async () => {
    const { host, origin } = new URL(site.url);
    // As a form that is not ours, were it read.
    for (const type of ['application/json', 'text/plain', 'application/xml']) {
      const answer = await ask('/deconnexion', {
        method: 'POST',
        headers: { host, origin, 'content-type': type },
        body: '{"csrf":"x"}',
      });
      expect([type, answer.status]).toEqual([type, 415]);
      protectedBy(answer);
    }
  });
});

test('behind TLS, browsers are told to come by it only, for a year, to every name under it', async () => {
  const behind = await openSite({
    settings: {
      DELEGATION_WEB_URL: 'https://conventions.example',
      OIDC_ISSUER: 'https://auth.example',
      OIDC_CLIENT_ID: 'delegation',
      OIDC_CLIENT_SECRET: 'a secret of the tests',
      OIDC_ACR_VALUES: 'eidas2',
    },
  });
  try {
    for (const [path, host] of [
      ['/registre', 'conventions.example'],
      ['/aucune', 'conventions.example'],
      ['/', 'evil.example'],
    ] as const) {
      const answer = await ask(path, { headers: { host } }, behind.url);
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      protectedBy(answer);
    }
  } finally {
    await behind.close();
  }
});

test('what is hidden in a folder of files is not served', async () => {
  const visitor = site.visitor();
  for (const path of ['/dsfr/.git/config', '/dsfr/%2egit/config', '/dsfr/'])
    expect([path, (await visitor.get(path)).status]).toEqual([path, 404]);
});

test('a charset is said with every text', async () => {
  const visitor = site.visitor();
  for (const path of [
    '/',
    '/aucune',
    '/stats.json',
    '/stats.csv',
    '/assets/app.js',
    '/assets/style.css',
    '/healthz',
  ])
    expect((await visitor.get(path)).headers.get('content-type')).toMatch(/charset=utf-8/i);
});

describe('what is too much', () => {
  test('files of nobody are not even read', async () => {
    const { host, origin } = new URL(site.url);
    const boundary = 'b';
    const part = `--${boundary}\r\ncontent-disposition: form-data; name="f"; filename="a.pdf"\r\n\r\n`;
    for (const path of [
      '/conventions/aucune/actes/declarer-une-obligation-remplie',
      '/deconnexion',
      '/nouvelle/fichier',
    ]) {
      // The part does not end: whoever reads it first waits for the rest.
      const answer = await new Promise<number>((answered, failed) => {
        const { hostname, port } = new URL(site.url);
        const asking = request(
          {
            hostname,
            port,
            path,
            method: 'POST',
            headers: {
              host,
              origin,
              'content-type': `multipart/form-data; boundary=${boundary}`,
              'content-length': '9000000',
            },
          },
          (response) => {
            answered(response.statusCode ?? 0);
            asking.destroy();
          },
        );
        asking.on('error', failed);
        asking.write(part);
      });
      expect([303, 403]).toContain(answer);
    }
  });

  test('a form is refused whole once its parts are too large together', async () => {
    const document = testDocument();
    await site.stage.conventions.start(document, 'Camille');
    const visitor = await site.admin();
    const csrf = await visitor.token();
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, rank) => [`field-${rank}`, 'x'.repeat(900_000)]),
    );
    const pdf = new File(['%PDF-1.7'], 'a.pdf');
    const { status } = await visitor.post(
      `/conventions/${document.id}/actes/declarer-une-obligation-remplie`,
      {
        csrf,
        ...many,
        'evidence-fichier': pdf,
      },
    );
    expect([413, 422]).toContain(status);
  });

  test('requests of one address are counted, and the refusal is a page like the others', async () => {
    const link = signLink(
      site.keys,
      { convention: 'aucune', about: '*', contact: 'x', address: 'x', version: 1 },
      Date.now(),
      14,
    );
    const visitor = site.visitor();
    let answer = await visitor.post(`/agir/${link}`, {});
    for (let more = 0; more < 60 && answer.status !== 429; more++)
      answer = await visitor.post(`/agir/${link}`, {});
    expect(answer.status).toBe(429);
    protectedBy(answer);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('pages that are not there are counted too, whatever address one claims to come from', async () => {
    const own = await openSite({ settings: { DELEGATION_WEB_RATE: '10' } });
    try {
      const visitor = own.visitor();
      const seen = [];
      for (let asked = 0; asked < 12; asked++)
        seen.push(
          (await visitor.get(`/aucune-${asked}`, { headers: { 'x-forwarded-for': `192.0.2.${asked}` } }))
            .status,
        );
      expect(seen).toContain(429);
    } finally {
      await own.close();
    }
  });
});

test('an engine that is out of reach is told without saying where it is', async () => {
  const document = testDocument({ public: true });
  await site.stage.conventions.start(document, 'Camille');
  const visitor = site.visitor();
  await eventually(async () =>
    (await visitor.get('/registre')).text.includes(document.id) ? true : undefined,
  );
  engine.cut();
  const { status, text } = await visitor.get(`/registre/${document.id}`);
  expect(status).toBe(503);
  expect(text).not.toMatch(/127\.0\.0\.1|ECONN|npm start|\d+ s\b/);
  expect(text).toMatch(/réessayez/i);
});
