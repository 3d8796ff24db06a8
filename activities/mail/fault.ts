import type { NodemailerError } from 'nodemailer';
import { accusesSender, type EnhancedStatus, enhancedStatusOf, quotable } from './reply.ts';

/**
 * What a failure to send a letter means.
 * `refused`: the addressee's mailbox is not there, or takes nothing more: the address is at fault;
 * `fatal`: we are misconfigured, no letter can leave until somebody acts;
 * `temporary`: anything else. A server that is down, a list that we are on, a right that we lack are faults of the
 * sender's side: the letter waits until somebody has mended them, and no address is condemned for it.
 */
export type Fault = 'refused' | 'fatal' | 'temporary';

/** Without a login, with a wrong one, or with one that is not enough: RFC 4954 §6. */
const loginReplies: readonly (number | undefined)[] = [530, 534, 535, 538];
const loginFaults: readonly (string | undefined)[] = ['EAUTH', 'ENOAUTH', 'EOAUTH2'];

/** Tells what a failure to send means, from nodemailer's code and the server's reply (RFC 5321 §4.2.1). */
export function classify(error: unknown): Fault {
  if (!isNodemailerError(error)) return 'temporary';
  const { code, command, permanent, responseCode, response } = error;
  if (code === 'ECONFIG') return 'fatal';
  // A login server that is down says 454: that passes by itself.
  if (loginFaults.includes(code)) return permanent === false ? 'temporary' : 'fatal';
  if (loginReplies.includes(responseCode)) return 'fatal';
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return 'temporary';
  // A no to MAIL FROM is about the sender: every addressee would meet it.
  if (command === 'MAIL FROM' && responseCode !== undefined) return permanent ? 'fatal' : 'temporary';
  if (permanent === false) return 'temporary';
  // Without a reply, nodemailer itself found the address impossible; or the letter too large, which no address mends.
  if (responseCode === undefined) return code === 'EENVELOPE' ? 'refused' : 'temporary';
  const status = enhancedStatusOf(response ?? '');
  if (status && isAboutSender(status)) return 'fatal';
  if (status) return isAboutMailbox(status) ? 'refused' : 'temporary';
  const isAboutAddress = code === 'EENVELOPE' && mailboxReplies.includes(responseCode);
  return isAboutAddress && !accusesSender(response ?? '') ? 'refused' : 'temporary';
}

/**
 * Whether a server's reply that a report quotes, `550 5.1.1 unknown user`, has its address at fault: as if it had been the
 * answer to its letter.
 */
export function accusesMailbox(reply: string): boolean {
  const responseCode = Number(reply.slice(0, 3));
  const permanent = responseCode >= 500;
  return classify({ message: '', code: 'EENVELOPE', permanent, responseCode, response: reply }) === 'refused';
}

/** The mailbox is unknown, elsewhere, full or misnamed: RFC 5321 §4.2.3. */
const mailboxReplies: readonly number[] = [550, 551, 552, 553];

/** The sender's address is bad: RFC 3463 §3.2, X.1.7 and X.1.8. */
function isAboutSender({ subject, detail }: EnhancedStatus): boolean {
  return subject === 1 && (detail === 7 || detail === 8);
}

/** The addressee's address or mailbox: RFC 3463 §3.2 and §3.3, but for X.2.3, a letter too long for it. */
function isAboutMailbox({ subject, detail }: EnhancedStatus): boolean {
  return subject === 1 || (subject === 2 && detail !== 3);
}

/** Whether a failure is of the connection rather than of one letter: the next letters would meet it too. */
export function isConnectionFault(error: unknown): boolean {
  if (!isNodemailerError(error)) return false;
  const { code, responseCode } = error;
  if (code === undefined) return false;
  return responseCode === 421 || (code !== 'EENVELOPE' && code !== 'EMESSAGE');
}

/** A failure in words fit for a log: `EENVELOPE 554 5.7.1`. The server's own may quote an address. */
export function faultLabel(error: unknown): string {
  if (!isNodemailerError(error)) return 'inconnue';
  const { code, name, responseCode, response } = error;
  const status = enhancedStatusOf(response ?? '');
  const class5 = responseCode === undefined ? '' : String(responseCode).slice(0, 1);
  const enhanced = status && `${class5}.${status.subject}.${status.detail}`;
  return [code ?? name, responseCode, enhanced].filter(Boolean).join(' ');
}

/** The server's answer in an error, fit to be kept, or nodemailer's message when the server said nothing. */
export function answerIn(error: unknown): string {
  return quotable(isNodemailerError(error) ? (error.response ?? error.message) : String(error));
}

/** Every property that nodemailer adds to an error is optional, so each error reads as one. */
function isNodemailerError(error: unknown): error is NodemailerError {
  return typeof error === 'object' && error !== null && 'message' in error;
}
