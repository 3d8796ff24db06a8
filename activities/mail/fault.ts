import type { NodemailerError } from 'nodemailer';

/**
 * What a failure to send a letter means.
 * `refused`: the server said a permanent no for this addressee or this message, trying again is useless;
 * `fatal`: we are misconfigured, no letter can leave until somebody acts;
 * `temporary`: anything else, the same letter may leave later.
 */
export type Fault = 'refused' | 'fatal' | 'temporary';

/** Without a login, with a wrong one, or with one that is not enough: RFC 4954 §6. */
const loginReplies: readonly (number | undefined)[] = [530, 534, 535, 538];
const loginFaults: readonly (string | undefined)[] = ['EAUTH', 'ENOAUTH', 'EOAUTH2'];

/** Tells what a failure to send means, from nodemailer's code and the server's reply (RFC 5321 §4.2.1). */
export function classify(error: unknown): Fault {
  if (!isNodemailerError(error)) return 'temporary';
  const { code, command, permanent, responseCode } = error;
  if (code === 'ECONFIG') return 'fatal';
  // A login server that is down says 454: that passes by itself.
  if (loginFaults.includes(code)) return permanent === false ? 'temporary' : 'fatal';
  if (loginReplies.includes(responseCode)) return 'fatal';
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return 'temporary';
  // A no to MAIL FROM is about the sender: every addressee would meet it.
  if (command === 'MAIL FROM' && responseCode !== undefined) return permanent ? 'fatal' : 'temporary';
  // Without a reply, nodemailer itself found the address or the size impossible.
  return (permanent ?? true) ? 'refused' : 'temporary';
}

/** Whether a failure is of the connection rather than of one letter: the next letters would meet it too. */
export function isConnectionFault(error: unknown): boolean {
  if (!isNodemailerError(error)) return false;
  const { code, responseCode } = error;
  if (code === undefined) return false;
  return responseCode === 421 || (code !== 'EENVELOPE' && code !== 'EMESSAGE');
}

/** A failure in words fit for a log: `EENVELOPE 451`. The server's own may quote an address. */
export function faultLabel(error: unknown): string {
  if (!isNodemailerError(error)) return 'inconnue';
  return [error.code ?? error.name, error.responseCode].filter(Boolean).join(' ');
}

/** The server's answer in an error, or nodemailer's message when the server said nothing. */
export function answerIn(error: unknown): string {
  return isNodemailerError(error) ? (error.response ?? error.message) : String(error);
}

/** Every property that nodemailer adds to an error is optional, so each error reads as one. */
function isNodemailerError(error: unknown): error is NodemailerError {
  return typeof error === 'object' && error !== null && 'message' in error;
}
