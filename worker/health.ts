import { createServer } from 'node:http';
import { listenNear, loopback } from '../engine/ports.ts';

/** A process's state, for whoever supervises it. */
export interface Health {
  /** `http://127.0.0.1:9000`. */
  readonly url: string;
  close(): void;
}

/**
 * Serves `/healthz` (the process answers) and `/readyz` (it takes work: 200, else 503), on loopback only.
 * @param wanted another is taken when it is not free; 0 for any.
 */
export async function serveHealth(wanted: number, isReady: () => boolean): Promise<Health> {
  const server = createServer((request, response) => {
    const ready = request.url === '/healthz' || (request.url === '/readyz' && isReady());
    response.writeHead(ready ? 200 : 503, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(ready ? 'ok\n' : 'indisponible\n');
  });
  const port = await listenNear(server, wanted);
  return { url: `http://${loopback}:${port}`, close: () => server.close() };
}
