import { html, type SafeHtml } from './html.ts';
import type { Message, MessageSummary } from './message.ts';

/** Messages on one page of the list. */
export const pageSize = 50;

/** The list of messages, newest first. */
export function listPage(
  messages: readonly MessageSummary[],
  { page, total }: { page: number; total: number },
): SafeHtml {
  const last = Math.max(1, Math.ceil(total / pageSize));
  const title = 'Boîte aux lettres locale';
  return layout(
    page > 1 ? `${title}, page ${page}` : title,
    html`<h1>${title}</h1>
<p class="soft">${countOf(total)} Ces messages n’ont pas quitté cette machine.</p>
${
  messages.length === 0
    ? html`<p class="card empty">Aucun message${page > 1 ? ' sur cette page' : ' pour l’instant'}.</p>`
    : html`<ol class="card messages">${messages.map(listLine)}</ol>`
}
${last > 1 ? pageLinks(page, last) : undefined}
<p><a href="${page > 1 ? `/?page=${page}` : '/'}">Actualiser</a></p>`,
  );
}

/** One message: subject, people, rendering, text, attachments, headers, source. */
export function messagePage(message: Message): SafeHtml {
  const { id, subject, headers, attachments, text } = message;
  const title = subject || '(sans objet)';
  return layout(
    title,
    html`<p><a href="/">Tous les messages</a></p>
<h1>${title}</h1>
<dl class="card">
<dt>Date</dt><dd>${momentOf(message)}</dd>
<dt>De</dt><dd>${message.from}</dd>
<dt>À</dt><dd>${message.to}</dd>
${message.cc ? html`<dt>Copie à</dt><dd>${message.cc}</dd>` : undefined}
<dt>Remis à</dt><dd>${message.envelopeTo.join(', ')}</dd>
</dl>
${attachments.length > 0 ? attachmentList(message) : undefined}
${
  message.html
    ? html`<h2>Message mis en forme</h2>
<iframe src="/messages/${id}/html" title="Message mis en forme" sandbox="allow-popups allow-popups-to-escape-sandbox"
 referrerpolicy="no-referrer"></iframe>`
    : undefined
}
${text ? html`<h2>Texte seul</h2><pre class="card">${text}</pre>` : undefined}
${message.html || text ? undefined : html`<p class="card empty">Ce message n’a pas de texte.</p>`}
<details><summary>En-têtes (${headers.length})</summary>
<dl class="card">${headers.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></details>
<p><a href="/messages/${id}/source">Source complète</a></p>`,
  );
}

/** A page that only says something, such as a refusal. */
export function noticePage(title: string, explanation: string): SafeHtml {
  return layout(title, html`<h1>${title}</h1><p>${explanation}</p><p><a href="/">Tous les messages</a></p>`);
}

function layout(title: string, body: SafeHtml): SafeHtml {
  return html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
</head>
<body>
<main>${body}</main>
</body>
</html>
`;
}

function listLine(message: MessageSummary): SafeHtml {
  return html`<li><a href="/messages/${message.id}">${message.subject || '(sans objet)'}</a>
<time datetime="${message.date ?? message.receivedAt}">${momentOf(message)}</time>
<span class="to">À ${message.to || message.envelopeTo.join(', ')}</span></li>`;
}

function attachmentList({ id, attachments }: Message): SafeHtml {
  return html`<h2>Pièces jointes</h2>
<ul class="files">${attachments.map(
    ({ fileName, contentType, size }, index) =>
      html`<li><a href="/messages/${id}/attachments/${index}" download="${fileName}">${fileName}</a>
<span class="soft">${contentType}, ${sizeOf(size)}</span></li>`,
  )}</ul>`;
}

function pageLinks(page: number, last: number): SafeHtml {
  const newer =
    page > 1 ? html`<a rel="prev" href="/?page=${page - 1}">Plus récents</a>` : html`<span></span>`;
  const older =
    page < last ? html`<a rel="next" href="/?page=${page + 1}">Plus anciens</a>` : html`<span></span>`;
  return html`<nav class="pages" aria-label="Pages">${newer}<span class="soft">Page ${page} sur ${last}</span>${older}</nav>`;
}

function countOf(total: number): string {
  if (total === 0) return '';
  return total === 1 ? '1 message.' : `${new Intl.NumberFormat('fr-FR').format(total)} messages.`;
}

const moment = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'Europe/Paris',
});

/** The message's own date, as people in Paris read it; else when it was received. */
function momentOf({ date, receivedAt }: MessageSummary): string {
  return moment.format(new Date(date ?? receivedAt));
}

function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} octets`;
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1000, 'ko'] : [bytes / 1_000_000, 'Mo'];
  return `${new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 }).format(amount)} ${unit}`;
}
