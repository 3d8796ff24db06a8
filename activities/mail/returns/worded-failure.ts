import type { RecipientStatus } from './delivery-status.ts';
import type { OpenedReport } from './open-report.ts';

/** Of what a program wrote for people, nothing further is read. */
const read = 8 * 1024;

/**
 * The failure that a report tells in words alone: that of qmail (its QSBMF), of older Exims, or of another server that
 * writes as its own daemon and quotes a reply. Undefined when it tells none.
 */
export function wordedFailure({
  headers,
  text,
}: OpenedReport): Pick<RecipientStatus, 'recipients' | 'reply'> | undefined {
  const failed = headers.get('x-failed-recipients');
  const body = text.replace(/\r\n?/g, '\n');
  const start = body.indexOf('Hi. This is the ');
  if (start >= 0) return qmailFailure(body.slice(start, start + read));
  const isDaemon = /\b(?:mailer-daemon|mail-daemon|postmaster)@/i.test(headers.get('from') ?? '');
  if (failed === undefined && !isDaemon) return undefined;
  const reply = quotedReply.exec(body.slice(0, 2 * read))?.[0];
  // A warning that it takes long quotes a reply too.
  if (failed === undefined && !reply?.startsWith('5')) return undefined;
  return { recipients: addressesIn(failed ?? ''), reply: reply ?? unsaid };
}

/** No address is condemned by words that nobody has a code for. */
const unsaid = '554 5.0.0';

/** `550 5.1.1 unknown user`, `550-5.1.1 The email account…`. */
const quotedReply = /\b[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3}\b[^\n]{0,200}/;

function qmailFailure(body: string): Pick<RecipientStatus, 'recipients' | 'reply'> | undefined {
  // What follows is a copy of the letter.
  const [words = ''] = body.split(/\n--- (?:Below|Enclosed)/, 1);
  const [, address, reason = ''] = /\n<([^\s<>]{3,320})>:\n(.{1,2000}?)(?:\n\n|$)/s.exec(words) ?? [];
  if (address === undefined) return undefined;
  const quoted = quotedReply.exec(reason)?.[0];
  const said = /said: ([245]\d\d [^\n]{0,200})/.exec(reason)?.[1];
  return {
    recipients: addressesIn(address),
    reply: quoted ?? said ?? `${/\(#4\./.test(reason) ? 450 : 550} ${reason.replace(/\s+/g, ' ')}`,
  };
}

function addressesIn(text: string): string[] {
  return text
    .slice(0, 2000)
    .toLowerCase()
    .split(/[\s,<>]+/)
    .filter((word) => word.includes('@'));
}
