import { randomBytes } from 'node:crypto';
import { createServer, get } from 'node:http';
import { type InstanceAddresses, parseAddresses } from './instance-addresses.ts';
import { listenNear, loopback } from './ports.ts';

const answerWithinMs = 3000;

/** The proof that an instance lives: a loopback URL that only it can answer, and that goes away with it. */
export interface Identity {
  /** Holds a secret, so that neither a web page nor whoever gets the port next can answer in its place. */
  url: string;
  /** What the URL answers from now on. */
  publish(addresses: InstanceAddresses): void;
  close(): Promise<void>;
}

/** Starts answering for this instance. It does not keep the process alive. */
export async function serveIdentity(): Promise<Identity> {
  const path = `/${randomBytes(16).toString('hex')}`;
  let addresses: InstanceAddresses = {};
  const server = createServer((request, response) => {
    if (request.url !== path) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ path, addresses }));
  });
  const port = await listenNear(server);
  server.unref();
  return {
    url: `http://${loopback}:${port}${path}`,
    publish(published) {
      addresses = published;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/**
 * Asks an instance whether it lives.
 *
 * @returns its addresses; `'dead'` when nobody or somebody else answers there; `'silent'` when somebody takes the
 * call and says nothing for 3 s: perhaps an instance that is suspended or overloaded.
 */
export function askIdentity(url: string): Promise<InstanceAddresses | 'dead' | 'silent'> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: answerWithinMs }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.once('error', () => resolve('dead'));
      response.once('end', () => resolve(identified(body, new URL(url).pathname)));
    });
    request.once('timeout', () => {
      resolve('silent');
      request.destroy();
    });
    request.once('error', () => resolve('dead'));
  });
}

function identified(body: string, path: string): InstanceAddresses | 'dead' {
  try {
    const said: { path?: unknown; addresses?: unknown } = Object(JSON.parse(body));
    return said.path === path ? parseAddresses(said.addresses) : 'dead';
  } catch {
    return 'dead';
  }
}
