import { sha256 as hashed } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/**
 * A digest of plain data: the first 64 bits of the SHA-256 of its canonical JSON (keys sorted), in hexadecimal. Nobody
 * writes another text of the same digest. By a library rather than the platform, since a workflow must find it at
 * once.
 */
export function digestOf(value: unknown): string {
  return sha256(canonical(value)).slice(0, 16);
}

/** The JSON of plain data, its keys sorted: the same for the same data, whoever wrote it. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export function sha256(text: string): string {
  return bytesToHex(hashed(new TextEncoder().encode(text)));
}
