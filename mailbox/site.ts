import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { listenNear, loopback } from '../engine/ports.ts';
import { type Message, readMessage, summarize } from './message.ts';
import { listPage, messagePage, noticePage, pageSize } from './pages.tsx';
import type { MessageStore } from './store.ts';
import { style } from './style.ts';

/** The reading side of the mailbox. */
export interface MailboxSite {
  url: string;
  stop(): Promise<void>;
}

/** The pages of the mailbox itself: no script, nothing from elsewhere. */
const pagePolicy =
  "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'";

/** A message is a stranger's text: no script, no network, no form, an origin of its own. Links open a new tab. */
const strangerPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; " +
  "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** Serves the mailbox's pages on loopback, at the preferred port when it is free. */
export async function serveSite(store: MessageStore, preferredPort?: number): Promise<MailboxSite> {
  const site = buildSite(store);
  await site.ready();
  const port = await listenNear(site.server, preferredPort);
  return { url: `http://${loopback}:${port}`, stop: () => site.close() };
}

/**
 * The mailbox's pages; nothing listens yet. A request that came by another name than this machine's own is refused:
 * otherwise a web page that points its own name at 127.0.0.1 could read the mails (DNS rebinding).
 */
export function buildSite(store: MessageStore): FastifyInstance {
  const app = fastify({
    forceCloseConnections: true,
    // What the router cannot read never reaches the hooks.
    frameworkErrors: (_error, request, reply) => guard(request, reply) ?? missing(reply),
  });
  app.addHook('onRequest', async (request, reply) => guard(request, reply));
  app.setNotFoundHandler((_request, reply) => missing(reply));
  app.setErrorHandler((_error, _request, reply) => {
    const explanation = 'Ce message ne peut pas être affiché. Son fichier est intact.';
    return refuse(reply, 500, 'Message illisible', explanation);
  });

  app.get<{ Querystring: { page?: string } }>('/', async ({ query }, reply) => {
    const page = /^[1-9]\d{0,6}$/.test(String(query.page ?? 1)) ? Number(query.page ?? 1) : 1;
    const ids = store.ids();
    const shown = await summarize(store, ids.slice((page - 1) * pageSize, page * pageSize));
    return reply.type(htmlType).send(listPage(shown, { page, total: ids.length }));
  });
  app.get('/style.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
  app.get('/messages.json', () => summarize(store, store.ids()));

  const onMessage = (path: string, show: (message: Message, reply: FastifyReply, index: number) => unknown) =>
    app.get<{ Params: { id: string; index?: string } }>(path, async ({ params }, reply) => {
      const message = await readMessage(store, params.id);
      return (message && show(message, reply, Number(params.index))) ?? missing(reply);
    });
  onMessage('/messages/:id.json', ({ attachments, ...message }) => ({
    ...message,
    attachments: attachments.map((file) => ({ ...file, content: file.content.toString('base64') })),
  }));
  onMessage('/messages/:id', (message, reply) => reply.type(htmlType).send(messagePage(message)));
  onMessage('/messages/:id/html', ({ html }, reply) =>
    html ? strange(reply, htmlType).send(opensLinksOutside(html)) : undefined,
  );
  onMessage('/messages/:id/source', async ({ id }, reply) =>
    strange(reply, 'text/plain; charset=utf-8').send(await store.read(id)),
  );
  onMessage('/messages/:id/attachments/:index', ({ attachments }, reply, index) => {
    const file = attachments[index];
    if (!file) return undefined;
    const escaped = (sign: string) => `%${sign.charCodeAt(0).toString(16)}`;
    const fileName = encodeURIComponent(file.fileName).replace(/['()*]/g, escaped);
    return strange(reply, 'application/octet-stream')
      .header('content-disposition', `attachment; filename*=UTF-8''${fileName}`)
      .send(file.content);
  });
  return app;
}

const htmlType = 'text/html; charset=utf-8';

/** @returns the refusal of a request that is not this machine's own, or that would change something. */
function guard({ method, url, headers: { host = '' } }: FastifyRequest, reply: FastifyReply) {
  reply.headers({
    'cache-control': 'no-store',
    'content-security-policy': pagePolicy,
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  // An address that names a host itself is for a proxy; the router would forget that name.
  if (!url.startsWith('/') || !/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host)) {
    const explanation = 'Cette boîte aux lettres ne se lit que par http://127.0.0.1 ou http://localhost.';
    return refuse(reply, 421, 'Adresse refusée', explanation);
  }
  if (method === 'GET' || method === 'HEAD') return undefined;
  return refuse(reply, 405, 'Action refusée', 'Cette boîte aux lettres se lit seulement.');
}

function missing(reply: FastifyReply): FastifyReply {
  return refuse(reply, 404, 'Introuvable', 'Il n’y a rien à cette adresse.');
}

/** Says in French why nothing is shown. */
function refuse(reply: FastifyReply, status: number, title: string, explanation: string): FastifyReply {
  return reply.code(status).type(htmlType).send(noticePage(title, explanation));
}

function strange(reply: FastifyReply, type: string): FastifyReply {
  return reply.type(type).header('content-security-policy', strangerPolicy);
}

/** The frame cannot go elsewhere, so links must open a tab. Put in the head, else the page would be in quirks mode. */
export function opensLinksOutside(message: string): string {
  const base = '<base target="_blank">';
  const head = message.search(/<head[\s>]/i);
  // In two steps, each of which only goes forward: a stranger's text may begin a million heads and end none.
  const end = head < 0 ? 0 : message.indexOf('>', head) + 1;
  return end === 0
    ? `<!doctype html><meta charset="utf-8">${base}${message}`
    : message.slice(0, end) + base + message.slice(end);
}
