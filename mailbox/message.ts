import type { AddressObject, ParsedMail, SimpleParserOptions } from 'mailparser';
import type { MessageStore } from './store.ts';

/** What a list of messages shows of one. All texts are decoded. */
export interface MessageSummary {
  id: string;
  /** When the mailbox received it, ISO 8601 in UTC. */
  receivedAt: string;
  /** Its own Date header, ISO 8601 in UTC; the virtual date in a rehearsal. Absent when it has none. */
  date?: string;
  from: string;
  to: string;
  cc?: string;
  subject: string;
  messageId?: string;
  inReplyTo?: string;
  /** Who it was really delivered to. */
  envelopeTo: string[];
}

/** A header as it stands in the source, folding undone. */
export interface RawHeader {
  name: string;
  value: string;
}

/** One attached file. */
export interface Attachment {
  fileName: string;
  contentType: string;
  /** Bytes. */
  size: number;
  content: Buffer;
}

/** All that the page of one message shows. */
export interface Message extends MessageSummary {
  headers: RawHeader[];
  html?: string;
  text?: string;
  attachments: Attachment[];
}

const summaries = new WeakMap<MessageStore, Map<string, MessageSummary>>();

/** Summaries of some messages, read once each: a kept message never changes. */
export async function summarize(store: MessageStore, ids: readonly string[]): Promise<MessageSummary[]> {
  const known = summaries.get(store) ?? new Map<string, MessageSummary>();
  summaries.set(store, known);
  const found: MessageSummary[] = [];
  for (const id of ids) {
    const summary = known.get(id) ?? (await readSummary(store, id));
    if (!summary) continue;
    known.set(id, summary);
    found.push(summary);
  }
  return found;
}

/** Reads one message in full; undefined when there is none with this id. */
export async function readMessage(store: MessageStore, id: string): Promise<Message | undefined> {
  const source = await store.read(id);
  if (!source) return undefined;
  const mail = await parse(source, { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true });
  return {
    ...summaryOf(id, mail),
    headers: mail.headerLines.map(({ line }) => {
      const colon = line.indexOf(':');
      return {
        name: line.slice(0, colon),
        value: line
          .slice(colon + 1)
          .replace(/\r?\n\s*/g, ' ')
          .trim(),
      };
    }),
    ...(mail.html ? { html: mail.html } : {}),
    ...(mail.text ? { text: mail.text } : {}),
    attachments: mail.attachments
      .filter((part) => !part.related)
      .map((part, index) => ({
        fileName: part.filename ?? `piece-${index + 1}`,
        contentType: part.contentType,
        size: part.size,
        content: part.content,
      })),
  };
}

async function readSummary(store: MessageStore, id: string): Promise<MessageSummary | undefined> {
  const source = await store.read(id);
  if (!source) return undefined;
  const end = source.indexOf('\r\n\r\n');
  const head = end < 0 ? source : source.subarray(0, end + 4);
  try {
    // Without its Content-Type the head is a complete message with no body.
    return summaryOf(id, await parse(head));
  } catch {
    // One that no parser takes must not hide the others: headers of megabytes, say.
    return { id, receivedAt: receivedAt(id), from: '', to: '', subject: 'Message illisible', envelopeTo: [] };
  }
}

/** The parser is loaded when a message is first read: it takes as long as all that a start needs. */
async function parse(source: Buffer, options?: SimpleParserOptions): Promise<ParsedMail> {
  const { simpleParser } = await import('mailparser');
  return simpleParser(source, options);
}

function summaryOf(id: string, mail: ParsedMail): MessageSummary {
  const cc = addresses(mail.cc);
  return {
    id,
    receivedAt: receivedAt(id),
    ...(mail.date ? { date: mail.date.toISOString() } : {}),
    from: addresses(mail.from),
    to: addresses(mail.to),
    ...(cc ? { cc } : {}),
    subject: mail.subject ?? '',
    ...(mail.messageId ? { messageId: mail.messageId } : {}),
    ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo } : {}),
    envelopeTo: String(mail.headers.get('x-envelope-to') ?? '')
      .split(', ')
      .filter(Boolean),
  };
}

function addresses(field: AddressObject | AddressObject[] | undefined): string {
  return [field ?? []]
    .flat()
    .flatMap(({ value }) => value)
    .map(({ name, address }) => (name && address ? `${name} <${address}>` : name || (address ?? '')))
    .join(', ');
}

/** From `20260317T090000123-…`. */
function receivedAt(id: string): string {
  return id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3}).*$/, '$1-$2-$3T$4:$5:$6.$7Z');
}
