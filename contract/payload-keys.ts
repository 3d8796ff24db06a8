import { type NamedKeys, newNamedKey, readNamedKeys } from './named-keys.ts';

/** The first encrypts, all decrypt; with none, nothing is encrypted. */
export type PayloadKeys = NamedKeys;

/** How the setting says that nothing is to be encrypted: an administration that wants that has to say so. */
export const noPayloadKeys = 'aucune';

/**
 * Reads the setting `DELEGATION_PAYLOAD_KEYS`: `id:base64url[,id:base64url…]`, each secret of 32 bytes (AES-256).
 * @throws RangeError that says in French what is wrong, and quotes no secret.
 */
export function readPayloadKeys(text: string): PayloadKeys {
  return text === noPayloadKeys ? [] : readNamedKeys(text, false);
}

/** A new key, as the setting takes it. */
export const newPayloadKey = newNamedKey;
