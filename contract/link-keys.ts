import { randomBytes } from 'node:crypto';

/** A key that signs links. */
export interface LinkKey {
  /** Told in each link (`kid`), so that it is verified with the key that signed it. */
  readonly id: string;
  readonly secret: Uint8Array;
}

/** The first signs, all verify: a new key goes first, and the old one stays until its last link has expired. */
export type LinkKeys = readonly LinkKey[];

const shortestSecret = 32;

/**
 * Reads the setting `DELEGATION_LINK_KEYS`: `id:base64url[,id:base64url…]`.
 * @throws RangeError that says in French what is wrong, and quotes no secret.
 */
export function readLinkKeys(text: string): LinkKeys {
  const keys = text.split(',').map((part, rank) => readLinkKey(part.trim(), rank + 1));
  const twice = keys.find(({ id }, rank) => keys.findIndex((one) => one.id === id) !== rank);
  if (twice) throw new RangeError(`la clé « ${twice.id} » est donnée deux fois ; chaque nom est différent`);
  return keys;
}

function readLinkKey(text: string, rank: number): LinkKey {
  const [, id, encoded = ''] = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9_-]+)$/.exec(text) ?? [];
  if (id === undefined) {
    throw new RangeError(
      `la clé n° ${rank} n’a pas la forme nom:secret, le nom fait de lettres et de chiffres, le secret en base64url`,
    );
  }
  const secret = Buffer.from(encoded, 'base64url');
  if (secret.length < shortestSecret) {
    throw new RangeError(
      `le secret de la clé « ${id} » fait ${secret.length} octets ; ${shortestSecret} au moins sont attendus`,
    );
  }
  return { id, secret: new Uint8Array(secret) };
}

/** A new key, as the setting takes it. */
export function newLinkKey(): string {
  return `${randomBytes(4).toString('hex')}:${randomBytes(shortestSecret).toString('base64url')}`;
}
