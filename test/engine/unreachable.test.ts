import { createServer } from 'node:net';
import { listen } from '../../engine/ports.ts';
import { frenchUnreachable } from '../../engine/unreachable.ts';
import { afterwards } from './support.ts';

test('a closed port is told apart from one that does not answer as it was asked', async () => {
  const server = createServer();
  const address = `127.0.0.1:${await listen(server, 0)}`;
  afterwards(() => server.close());
  expect(await frenchUnreachable(address, false)).toMatch(
    /prend la connexion, mais n’y répond pas en clair .* TEMPORAL_TLS_CLIENT_CERT_PATH/,
  );
  expect(await frenchUnreachable(address, true)).toContain('n’y répond pas avec TLS');
  for (const closed of ['127.0.0.1:9', '127.0.0.1:99999', 'n’importe quoi', '[::1]:9'])
    expect(await frenchUnreachable(closed, true)).toContain(`ne répond à « ${closed} »`);
});
