import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { listenNear } from '../../../engine/ports.ts';
import { proxiedFetch, proxyFor } from '../../../web/sign-in/proxied-fetch.ts';
import { afterwards } from '../../engine/support.ts';

const provider = new URL('https://auth.agentconnect.example/api/v2/token');
const proxy = 'http://proxy.example:3128';

test.each([
  [{ https_proxy: proxy }, proxy],
  [{ HTTPS_PROXY: proxy }, proxy],
  [{ all_proxy: proxy }, proxy],
  [{ ALL_PROXY: proxy, https_proxy: '' }, proxy],
  [{ http_proxy: proxy }, undefined],
  [{ https_proxy: 'socks5://proxy.example:1080' }, undefined],
  [{ https_proxy: proxy, no_proxy: 'localhost, other.example' }, proxy],
  [{ https_proxy: proxy, no_proxy: 'connect.example' }, proxy],
  [{ https_proxy: proxy, no_proxy: 'agentconnect.example' }, undefined],
  [{ https_proxy: proxy, no_proxy: '.agentconnect.example' }, undefined],
  [{ https_proxy: proxy, NO_PROXY: '*.AgentConnect.example:443' }, undefined],
  [{ https_proxy: proxy, no_proxy: 'agentconnect.example:8443' }, proxy],
  [{ https_proxy: proxy, no_proxy: '*' }, undefined],
  [{}, undefined],
])('%j leads to the provider by %s', (environment, expected) => {
  expect(proxyFor(provider, environment)).toBe(expected);
});

test.each(['127.0.0.1', '127.5.6.7', 'localhost', 'app.localhost', '[::1]'])(
  '%s is never looked for through a proxy',
  (host) => {
    const environment = { http_proxy: proxy, https_proxy: proxy, all_proxy: proxy };
    expect(proxyFor(new URL(`https://${host}:8443/`), environment)).toBeUndefined();
    expect(proxyFor(new URL(`http://${host}/`), environment)).toBeUndefined();
  },
);

/** A proxy that leads everywhere to one server, and tells where it was asked to go. */
async function openProxy(port: number): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connect', ({ url = '' }, client) => {
    asked.push(url);
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
  });
  const url = `http://127.0.0.1:${await listenNear(server)}`;
  afterwards(() => server.closeAllConnections());
  afterwards(() => server.close());
  return { url, asked };
}

test('asks through the proxy of the environment, body, headers and answer whole', async () => {
  const server = createServer(async (request, response) => {
    request.setEncoding('utf8');
    const [body] = await once(request, 'data');
    response.writeHead(201, { 'content-type': 'application/json', 'x-asked': request.headers.accept });
    response.end(JSON.stringify({ method: request.method, host: request.headers.host, body }));
  });
  const port = await listenNear(server);
  afterwards(() => server.close());
  const { url, asked } = await openProxy(port);
  const before = { ...process.env };
  afterwards(() => {
    process.env = before;
  });
  process.env = { ...before, http_proxy: url, no_proxy: '', NO_PROXY: '' };
  const answer = await proxiedFetch('http://auth.agentconnect.example/token', {
    method: 'POST',
    headers: { accept: 'application/json' },
    redirect: 'manual',
    body: new URLSearchParams({ code: 'é' }),
  });
  expect(asked).toEqual(['auth.agentconnect.example:80']);
  expect([answer.status, answer.headers.get('x-asked')]).toEqual([201, 'application/json']);
  expect(await answer.json()).toEqual({
    method: 'POST',
    host: 'auth.agentconnect.example',
    body: 'code=%C3%A9',
  });
});
