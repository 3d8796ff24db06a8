import { type NamedKey, type NamedKeys, newNamedKey, readNamedKeys } from './named-keys.ts';

/** A key that signs links; its name is told in each of them (`kid`), so that it is verified with the key that signed it. */
export type LinkKey = NamedKey;

/** The first signs, all verify: a new key goes first, and the old one stays until its last link has expired. */
export type LinkKeys = NamedKeys;

/**
 * Reads the setting `DELEGATION_LINK_KEYS`: `id:base64url[,id:base64url…]`.
 * @throws RangeError that says in French what is wrong, and quotes no secret.
 */
export function readLinkKeys(text: string): LinkKeys {
  return readNamedKeys(text, true);
}

/** A new key, as the setting takes it. */
export const newLinkKey = newNamedKey;
