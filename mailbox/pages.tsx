import { Fragment, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Message, MessageSummary } from './message.ts';

/** Messages on one page of the list. */
export const pageSize = 50;

/** The list of messages, newest first. */
export function listPage(
  messages: readonly MessageSummary[],
  { page, total }: { page: number; total: number },
): string {
  const last = Math.max(1, Math.ceil(total / pageSize));
  const title = 'Boîte aux lettres locale';
  return htmlOf(
    page > 1 ? `${title}, page ${page}` : title,
    <>
      <h1>{title}</h1>
      <p className="soft">{countOf(total)} Ces messages n’ont pas quitté cette machine.</p>
      {messages.length === 0 ? (
        <p className="card empty">Aucun message{page > 1 ? ' sur cette page' : ' pour l’instant'}.</p>
      ) : (
        <ol className="card messages">
          {messages.map((message) => (
            <li key={message.id}>
              <a href={`/messages/${message.id}`}>{message.subject || '(sans objet)'}</a>
              <time dateTime={message.date ?? message.receivedAt}>{momentOf(message)}</time>
              <span className="to">À {message.to || message.envelopeTo.join(', ')}</span>
            </li>
          ))}
        </ol>
      )}
      {last > 1 && (
        <nav className="pages" aria-label="Pages">
          <span>{page > 1 && pageLink('prev', page - 1, 'Plus récents')}</span>
          <span className="soft">{`Page ${page} sur ${last}`}</span>
          <span>{page < last && pageLink('next', page + 1, 'Plus anciens')}</span>
        </nav>
      )}
      <p>
        <a href={page > 1 ? `/?page=${page}` : '/'}>Actualiser</a>
      </p>
    </>,
  );
}

function pageLink(rel: 'prev' | 'next', page: number, words: string): ReactNode {
  return (
    <a rel={rel} href={`/?page=${page}`}>
      {words}
    </a>
  );
}

/** One message: subject, people, rendering, text, attachments, headers, source. */
export function messagePage(message: Message): string {
  const { id, headers, attachments, text, html } = message;
  const title = message.subject || '(sans objet)';
  const people = [
    { name: 'Date', value: momentOf(message) },
    { name: 'De', value: message.from },
    { name: 'À', value: message.to },
    ...(message.cc ? [{ name: 'Copie à', value: message.cc }] : []),
    { name: 'Remis à', value: message.envelopeTo.join(', ') },
  ];
  return htmlOf(
    title,
    <>
      {wayBack}
      <h1>{title}</h1>
      <Terms terms={people} />
      {attachments.length > 0 && (
        <>
          <h2>Pièces jointes</h2>
          <ul className="files">
            {attachments.map(({ fileName, contentType, size }, index) => {
              const href = `/messages/${id}/attachments/${index}`;
              return (
                <li key={href}>
                  <a href={href} download={fileName}>
                    {fileName}
                  </a>{' '}
                  <span className="soft">
                    {contentType}, {sizeOf(size)}
                  </span>
                </li>
              );
            })}
          </ul>
        </>
      )}
      {html && (
        <>
          <h2>Message mis en forme</h2>
          <iframe
            src={`/messages/${id}/html`}
            title="Message mis en forme"
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            referrerPolicy="no-referrer"
          />
        </>
      )}
      {text && (
        <>
          <h2>Texte seul</h2>
          <pre className="card">{text}</pre>
        </>
      )}
      {!html && !text && <p className="card empty">Ce message n’a pas de texte.</p>}
      <details>
        <summary>En-têtes ({headers.length})</summary>
        <Terms terms={headers} />
      </details>
      <p>
        <a href={`/messages/${id}/source`}>Source complète</a>
      </p>
    </>,
  );
}

/** A page that only says something, such as a refusal. */
export function noticePage(title: string, explanation: string): string {
  return htmlOf(
    title,
    <>
      <h1>{title}</h1>
      <p>{explanation}</p>
      {wayBack}
    </>,
  );
}

const wayBack = (
  <p>
    <a href="/">Tous les messages</a>
  </p>
);

function Terms({ terms }: { terms: readonly { name: string; value: string }[] }) {
  return (
    <dl className="card">
      {terms.map(({ name, value }, rank) => (
        <Fragment key={rank}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** A whole page: every text in it is escaped by React. */
function htmlOf(title: string, body: ReactNode): string {
  return `<!DOCTYPE html>${renderToStaticMarkup(
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <main>{body}</main>
      </body>
    </html>,
  )}`;
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
