import type { SafeHtml } from './html.ts';
import { readMessage, summarize } from './message.ts';
import { listPage, messagePage, noticePage, pageSize } from './pages.ts';
import type { MessageStore } from './store.ts';
import { style } from './style.ts';

/** What is sent back to a browser. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** The pages of the mailbox itself: no script, nothing from elsewhere. */
const pagePolicy =
  "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'";

/** A message is a stranger's text: no script, no network, no form, an origin of its own. Links open a new tab. */
const strangerPolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; " +
  "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** Finds what a path of the mailbox shows. Never throws for what a visitor may ask. */
export async function answer(store: MessageStore, url: URL): Promise<Answer> {
  const [first, id, part, index, ...rest] = url.pathname.split('/').slice(1);
  if (rest.length > 0) return missing();
  if (first === '' && id === undefined) return list(store, url.searchParams.get('page'));
  if (first === 'style.css' && id === undefined) return plain('text/css', style, pagePolicy);
  if (first === 'messages.json' && id === undefined) return json(await summarize(store, store.ids()));
  if (first !== 'messages' || id === undefined) return missing();
  return onMessage(store, id, part, index);
}

async function list(store: MessageStore, asked: string | null): Promise<Answer> {
  const page = /^[1-9]\d{0,6}$/.test(asked ?? '1') ? Number(asked ?? '1') : 1;
  const ids = store.ids();
  const shown = await summarize(store, ids.slice((page - 1) * pageSize, page * pageSize));
  return htmlAnswer(200, listPage(shown, { page, total: ids.length }));
}

async function onMessage(
  store: MessageStore,
  name: string,
  part: string | undefined,
  index: string | undefined,
): Promise<Answer> {
  const wantsJson = part === undefined && name.endsWith('.json');
  const id = wantsJson ? name.slice(0, -'.json'.length) : name;
  const message = await readMessage(store, id);
  if (!message) return missing();
  if (wantsJson) {
    const attachments = message.attachments.map(({ content, ...about }) => ({
      ...about,
      content: content.toString('base64'),
    }));
    return json({ ...message, attachments });
  }
  if (part === undefined) return htmlAnswer(200, messagePage(message));
  if (part === 'html' && index === undefined && message.html) {
    return plain('text/html', opensLinksOutside(message.html), strangerPolicy);
  }
  if (part === 'source' && index === undefined) {
    return plain('text/plain', (await store.read(id)) ?? '', strangerPolicy);
  }
  const attachment = part === 'attachments' ? message.attachments[Number(index ?? Number.NaN)] : undefined;
  if (!attachment) return missing();
  const file = plain('application/octet-stream', attachment.content, strangerPolicy);
  const fileName = encodeURIComponent(attachment.fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  file.headers['content-disposition'] = `attachment; filename*=UTF-8''${fileName}`;
  return file;
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

/** Says in French why nothing is shown. */
export function refusal(status: number, title: string, explanation: string): Answer {
  return htmlAnswer(status, noticePage(title, explanation));
}

function missing(): Answer {
  return refusal(404, 'Introuvable', 'Il n’y a rien à cette adresse.');
}

function htmlAnswer(status: number, page: SafeHtml): Answer {
  return { ...plain('text/html', page.markup, pagePolicy), status };
}

function json(value: unknown): Answer {
  return plain('application/json', JSON.stringify(value), pagePolicy);
}

function plain(type: string, body: string | Buffer, policy: string): Answer {
  const charset = type === 'application/octet-stream' ? '' : '; charset=utf-8';
  return {
    status: 200,
    headers: { 'content-type': type + charset, 'content-security-policy': policy },
    body,
  };
}
