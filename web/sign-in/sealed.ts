import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

// What is kept for a browser, sealed under a secret that this browser alone has: whoever reads the storage reads nothing
// of it, and neither do we without the browser.

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals some JSON (AES-256-GCM) under a key drawn from a secret.
 * @param secret 256 random bits, as text; one for each thing that is kept, or few.
 * @param what it is, so that one thing is not taken for another.
 */
export function sealed(secret: string, what: string, value: unknown): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, what), nonce);
  const body = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
}

/** What was sealed; undefined when it is under another secret, is something else, or was altered. */
export function unsealed(secret: string, what: string, content: Uint8Array): unknown {
  const bytes = Buffer.from(content);
  if (bytes.length < nonceBytes + tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, what), bytes.subarray(0, nonceBytes));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const body = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
    return JSON.parse(Buffer.concat([body, decipher.final()]).toString());
  } catch {
    return undefined;
  }
}

function keyOf(secret: string, what: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `delegation:${what}`, 32));
}
