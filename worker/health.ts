import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A process's state, for whoever supervises it. */
export interface Health {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  close(): void;
}

/**
 * Serves `/healthz` (the process answers) and `/readyz` (it takes work: 200, else 503), on loopback only.
 * @param port 0 for any free one.
 */
export async function serveHealth(port: number, isReady: () => boolean): Promise<Health> {
  const server = createServer((request, response) => {
    const ready = request.url === '/healthz' || (request.url === '/readyz' && isReady());
    response.writeHead(ready ? 200 : 503, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(ready ? 'ok\n' : 'indisponible\n');
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  const address = server.address();
  return { url: `http://127.0.0.1:${portOf(address)}`, close: () => server.close() };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
