import { connect } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { freePort } from '../../engine/ports.ts';
import { byOwnNameOnly } from '../../web/own-host.ts';

let app: FastifyInstance;
let port: number;

beforeAll(async () => {
  port = await freePort();
  app = Fastify();
  app.addHook('onRequest', byOwnNameOnly(new URL(`http://127.0.0.1:${port}`)));
  app.get('/', async () => 'lu');
  await app.listen({ port, host: '127.0.0.1' });
});

afterAll(() => app.close());

/** The status that is answered to a request with these lines, as they are written. */
function asked(...lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`${['GET / HTTP/1.1', ...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`);
    });
    let text = '';
    socket.on('data', (part) => {
      text += String(part);
    });
    socket.on('end', () => resolve(text.slice(9, 12)));
    socket.on('error', reject);
  });
}

test('answers to its own name', async () => {
  expect(await asked(`Host: 127.0.0.1:${port}`)).toBe('200');
});

test.each([
  ['of another site', 'Host: evil.example', '421'],
  ['of none', 'X-Host: a', '400'],
])('does not answer to the name %s', async (_what, line, status) => {
  expect(await asked(line)).toBe(status);
});

test('does not choose between two names, whichever comes first', async () => {
  const own = `Host: 127.0.0.1:${port}`;
  expect(await asked(own, 'Host: evil.example')).toBe('400');
  expect(await asked('Host: evil.example', own)).toBe('400');
});
