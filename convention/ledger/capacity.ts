import { orderOf } from './entry.ts';
import type { NewEntry } from './record.ts';

/** Most entries that a ledger holds. */
export const ledgerEntries = 20_000;

/** Most bytes, in UTF-8, of what its entries say in their own words: numbers, references, suppliers. */
export const ledgerBytes = 2_000_000;

/**
 * Whether a ledger is more than the engine carries from one run of a convention to the next: 2 MiB once compressed.
 * What entries have in common shrinks to little; what each says in its own words, at worst, hardly does.
 */
export function isTooLarge(ledger: readonly NewEntry[]): boolean {
  if (ledger.length > ledgerEntries) return true;
  let bytes = 0;
  for (const entry of ledger) {
    bytes += bytesOf(entry.reference) + bytesOf(entry.key ?? '') + bytesOf(orderOf(entry) ?? '');
    if (entry.kind === 'commitment') bytes += bytesOf(entry.supplier) + bytesOf(entry.contract ?? '');
  }
  return bytes > ledgerBytes;
}

function bytesOf(text: string): number {
  return text.length + 2 * text.replace(/\p{ASCII}+/gu, '').length;
}
