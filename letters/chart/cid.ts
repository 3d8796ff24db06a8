import { createHash } from 'node:crypto';

/**
 * The Content-ID of the chart of an item (RFC 2392, without angle brackets): the same in every letter that tells it,
 * in every attempt, and of no other item.
 */
export function cidOf(convention: string, identity: string): string {
  const what = JSON.stringify([convention, identity]);
  return `${createHash('sha256').update(what).digest('hex').slice(0, 32)}@delegation`;
}
