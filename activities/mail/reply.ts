import { withoutAddresses } from '../../letters/address.ts';
import { oneLine } from '../../letters/one-line.ts';

/** Of what a server answers, nothing further is read: a reply may be a megabyte long, and is the words of a stranger. */
const read = 512;

/** An enhanced status code (RFC 3463): `5.1.1` is class 5, subject 1, detail 1. */
export interface EnhancedStatus {
  readonly subject: number;
  readonly detail: number;
}

/** The enhanced status code of a reply, if it has one: `550 5.1.1 unknown user`, or `553 sorry (#5.1.1)`. */
export function enhancedStatusOf(reply: string): EnhancedStatus | undefined {
  const start = reply.slice(0, read);
  const [, subject, detail] = first.exec(start) ?? bracketed.exec(start) ?? [];
  return subject === undefined || detail === undefined
    ? undefined
    : { subject: Number(subject), detail: Number(detail) };
}

const first = /^\d{3}[ -][245]\.(\d{1,3})\.(\d{1,3})(?!\d)/;
/** Where qmail and its kin write it. */
const bracketed = /\(#[245]\.(\d{1,3})\.(\d{1,3})\)/;

/** Whether a reply without a code of its own says that it is about who sends: a list, a policy, a right. */
export function accusesSender(reply: string): boolean {
  return accusation.test(reply.slice(0, read));
}

const accusation =
  /relay|block|black|deni|deny|polic|spam|spf|dkim|dmarc|rbl|dnsbl|reput|authenti|prohibit|bann|forbid|not (?:allow|permit|accept)|list/i;

/** A server's words as they are kept and shown: their beginning, on one line, without the addresses they quote. */
export function quotable(reply: string): string {
  if (reply.length <= read) return oneLine(withoutAddresses(reply));
  // The last word may be the first half of an address.
  const whole = reply.slice(0, read).replace(/\S+$/, '');
  return `${oneLine(withoutAddresses(whole))} …`.trim();
}
