import { randomBytes } from 'node:crypto';

/** A secret key, and the name by which what it made says which key that was. */
export interface NamedKey {
  readonly id: string;
  readonly secret: Uint8Array;
}

/** The first makes, all read: a new key goes first, and the old one stays for as long as something it made is read. */
export type NamedKeys = readonly NamedKey[];

/** Bytes of a key that the software makes; each of its settings takes that many, or more where it says so. */
export const keyBytes = 32;

/**
 * Reads a setting of keys: `id:base64url[,id:base64url…]`.
 * @param atLeast whether a secret may be longer than `keyBytes`.
 * @throws RangeError that says in French what is wrong, and quotes no secret.
 */
export function readNamedKeys(text: string, atLeast: boolean): NamedKeys {
  const keys = text.split(',').map((part, rank) => readNamedKey(part.trim(), rank + 1, atLeast));
  const twice = keys.find(({ id }, rank) => keys.findIndex((one) => one.id === id) !== rank);
  if (twice) throw new RangeError(`la clé « ${twice.id} » est donnée deux fois ; chaque nom est différent`);
  return keys;
}

function readNamedKey(text: string, rank: number, atLeast: boolean): NamedKey {
  const [, id, encoded = ''] = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9_-]+)$/.exec(text) ?? [];
  if (id === undefined) {
    throw new RangeError(
      `la clé n° ${rank} n’a pas la forme nom:secret, le nom fait de lettres et de chiffres, le secret en base64url`,
    );
  }
  const secret = Buffer.from(encoded, 'base64url');
  if (secret.length < keyBytes || (!atLeast && secret.length > keyBytes)) {
    const expected = atLeast ? `${keyBytes} au moins sont attendus` : `${keyBytes} sont attendus`;
    throw new RangeError(`le secret de la clé « ${id} » fait ${secret.length} octets ; ${expected}`);
  }
  return { id, secret: new Uint8Array(secret) };
}

/** A new key, as a setting takes it. */
export function newNamedKey(): string {
  return `${randomBytes(4).toString('hex')}:${randomBytes(keyBytes).toString('base64url')}`;
}
