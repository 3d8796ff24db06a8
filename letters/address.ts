import type { Person } from '../convention/mailing/letter.ts';
import { oneLine } from './one-line.ts';

/**
 * Whether an address may be put in an SMTP command, a header and a calendar as it is: one local part, one domain,
 * nothing that ends a line or starts another address (RFC 5321 §4.1.2, without quoted local parts).
 */
export function isSafeAddress(address: string): boolean {
  return address.length <= 254 && /^[^\s\p{C}@<>()[\]\\,;:"]+@[^\s\p{C}@<>()[\]\\,;:"]+$/u.test(address);
}

/**
 * Reads a sender: `conventions@dinum.example` or `Conventions <conventions@dinum.example>`.
 * @throws RangeError when it holds no safe address.
 */
export function mailboxOf(text: string): Person {
  const [, name = '', bracketed] = /^([^<>]*)<([^<>]*)>$/.exec(text.trim()) ?? [];
  const email = (bracketed ?? text).trim();
  if (!isSafeAddress(email)) {
    throw new RangeError(
      `« ${text} » n’est pas une adresse d’expéditeur : « Nom <nom@domaine.fr> » est attendu`,
    );
  }
  return { name: oneLine(name).replace(/^"(.*)"$/, '$1'), email };
}

/** The domain of an address: `dinum.example`. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** What stands between the marks, spaces and brackets that surround an address in a server's answer. */
const words = /[^\s<>"':;,()[\]]+/g;

/** A server's answer without the addresses it may quote: they are personal data, and are known anyway. */
export function withoutAddresses(text: string): string {
  // Word by word: a pattern with the @ in its middle would read a long word again from each of its letters.
  return text.replace(words, (word) => (/.@./.test(word) ? '…' : word));
}
