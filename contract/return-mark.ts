import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkKeys } from './link-keys.ts';

// What a letter bears so that a report about it, and no other mail, is believed: in the address that it returns to, and
// in a header for those who report elsewhere. It says nothing of anybody, and survives servers that change its case.

/** Octets of the part of an address before its at sign, RFC 5321 §4.5.3.1.1. */
export const longestLocalPart = 64;

/** Hexadecimal digits of a Message-ID by which a letter is known among those of its convention. */
const letterDigits = 10;

/** Of 80 bits, as RFC 2104 §5 would have it at the least; five bits a letter. */
const sealLetters = 16;

/** Letters of the local part of the address that letters return to, at most: enough of a convention's id must fit behind it. */
export const longestReturnLocalPart = 16;

/** Characters of a convention's id that any such address has room for. */
export const shortestBeginning =
  longestLocalPart - longestReturnLocalPart - letterDigits - sealLetters - '+-'.length;

/** A mark as it is found in a text: anybody may have written it. */
export const markPattern = `[0-9a-f]{${letterDigits}}[a-z2-7]{${sealLetters}}`;

/**
 * The mark of a letter: `4f1c2a9b0edq5wz…`, the beginning of its Message-ID, then what only our keys make of it.
 * @throws RangeError when there is no key.
 */
export function returnMark(keys: LinkKeys, convention: string, messageId: string): string {
  const [key] = keys;
  if (!key) throw new RangeError('aucune clé pour marquer les courriels');
  const letter = messageId.slice(1, 1 + letterDigits);
  return `${letter}${sealOf(key.secret, convention, letter)}`;
}

/** Whether one of our keys made a mark for a letter of a convention. */
export function isReturnMark(keys: LinkKeys, convention: string, mark: string): boolean {
  const seal = mark.slice(letterDigits);
  return keys.some(({ secret }) => {
    const ours = sealOf(secret, convention, mark.slice(0, letterDigits));
    return seal.length === ours.length && timingSafeEqual(Buffer.from(seal), Buffer.from(ours));
  });
}

/** Whether a mark is that of a letter, by its Message-ID. */
export function isMarkOf(mark: string, messageId: string): boolean {
  return messageId.startsWith(`<${mark.slice(0, letterDigits)}`);
}

/**
 * The address that a letter returns to: `retours+<mark>-<convention>@example.fr`, the end of a long id left out.
 * @param address that of all letters: `retours@example.fr`.
 */
export function returnAddress(address: string, convention: string, mark: string): string {
  const at = address.lastIndexOf('@');
  const local = `${address.slice(0, at)}+${mark}-`;
  return `${local}${convention.slice(0, longestLocalPart - local.length)}${address.slice(at)}`;
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Base32 (RFC 4648 §6), small letters: an address may lose its capitals on the way. */
function sealOf(secret: Uint8Array, convention: string, letter: string): string {
  // A space stands in no link that these keys sign.
  const digest = createHmac('sha256', secret).update(`return ${letter} ${convention}`).digest();
  const bits = [...digest].map((octet) => octet.toString(2).padStart(8, '0')).join('');
  return Array.from(
    { length: sealLetters },
    (_, rank) => alphabet[Number.parseInt(bits.slice(rank * 5, rank * 5 + 5), 2)],
  ).join('');
}
