import { createServer, type IncomingMessage } from 'node:http';
import { listenNear, loopback } from '../engine/ports.ts';
import { type Answer, answer, refusal } from './answer.ts';
import type { MessageStore } from './store.ts';

/** The reading side of the mailbox. */
export interface MailboxSite {
  url: string;
  stop(): Promise<void>;
}

/**
 * Serves the mailbox's pages on loopback. A request that came by another name than this machine's own is refused:
 * otherwise a web page that points its own name at 127.0.0.1 could read the mails (DNS rebinding).
 */
export async function serveSite(store: MessageStore, preferredPort?: number): Promise<MailboxSite> {
  const server = createServer(async (request, response) => {
    const { status, headers, body } = await answerTo(store, request);
    response.writeHead(status, {
      ...headers,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  const port = await listenNear(server, preferredPort);
  return {
    url: `http://${loopback}:${port}`,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function answerTo(store: MessageStore, request: IncomingMessage): Promise<Answer> {
  if (!isLoopback(request.headers.host)) {
    return refusal(
      421,
      'Adresse refusée',
      'Cette boîte aux lettres ne se lit que par http://127.0.0.1 ou http://localhost.',
    );
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refusal(405, 'Action refusée', 'Cette boîte aux lettres se lit seulement.');
  }
  const path = `http://${loopback}${request.url ?? '/'}`;
  if (!URL.canParse(path)) return refusal(400, 'Adresse illisible', 'Cette adresse n’a pas de sens.');
  try {
    return await answer(store, new URL(path));
  } catch {
    return refusal(500, 'Message illisible', 'Ce message ne peut pas être affiché. Son fichier est intact.');
  }
}

function isLoopback(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host ?? '');
}
