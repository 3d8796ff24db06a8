import { createHash } from 'node:crypto';
import type { Delivery, Letter } from '../convention/mailing/letter.ts';

/**
 * The Message-ID of a letter (RFC 5322 §3.6.4): what it is about and to whom, nothing else. The same letter has the
 * same identity in every attempt, after every restart, so that what is sent twice can be seen to be one.
 */
export function messageIdOf(convention: Delivery['convention'], letter: Letter, domain: string): string {
  const identities = letter.items.map(({ identity }) => identity).sort();
  const what = JSON.stringify([convention.id, convention.version, identities, letter.to.contact]);
  return `<${createHash('sha256').update(what).digest('hex')}@${domain}>`;
}

/** The Message-ID of a message of several letters: what each of them is, nothing else. */
export function messageIdOfMany(messageIds: readonly string[], domain: string): string {
  const what = JSON.stringify([...messageIds].sort());
  return `<${createHash('sha256').update(what).digest('hex')}@${domain}>`;
}

/** The headers by which a letter that comes back is known: its convention, and its mark. */
export const conventionHeader = 'X-Delegation-Convention';
export const markHeader = 'X-Delegation-Letter';

/** How a letter hangs on the earlier ones. */
export interface Threading {
  readonly inReplyTo?: string;
  /** Oldest first. */
  readonly references: readonly string[];
}

/** Ancestors kept besides the first: a year of weekly reminders must not outgrow a header. */
const recentAncestors = 20;

/** The threading of a letter: it answers the last of its thread and refers to all of it (RFC 5322 §3.6.4). */
export function threadingOf(letter: Letter, messageId: string): Threading {
  const earlier = letter.thread.filter((id) => isMessageId(id) && id !== messageId);
  const references =
    earlier.length > recentAncestors + 1
      ? [...earlier.slice(0, 1), ...earlier.slice(-recentAncestors)]
      : earlier;
  const parent = references.at(-1);
  return { ...(parent && { inReplyTo: parent }), references };
}

function isMessageId(text: string): boolean {
  return /^<[^\s<>@]+@[^\s<>@]+>$/.test(text);
}
