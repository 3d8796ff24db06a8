import { Buffer } from 'node:buffer';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { METADATA_ENCODING_KEY, type Payload } from '@temporalio/common';
import proto from '@temporalio/proto';
import { encodingOf, PayloadCodecError } from './payload-codec-error.ts';
import type { PayloadKeys } from './payload-keys.ts';

/** The name that an encrypted payload bears, that of its key's id, and its form, are those of Temporal's samples. */
export const encryptedEncoding = 'binary/encrypted';
const keyIdName = 'encryption-key-id';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

/** Encrypts a whole payload, its metadata included, with the first key: nonce, then what is encrypted, then its tag. */
export function encrypt(payload: Payload, keys: PayloadKeys): Payload {
  const [key] = keys;
  if (!key) return payload;
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key.secret, nonce);
  const hidden = cipher.update(PayloadMessage.encode(payload).finish());
  return {
    metadata: {
      [METADATA_ENCODING_KEY]: Buffer.from(encryptedEncoding),
      [keyIdName]: Buffer.from(key.id),
    },
    data: Buffer.concat([nonce, hidden, cipher.final(), cipher.getAuthTag()]),
  };
}

/**
 * Decrypts what `encrypt` made, with the key that it names; anything else is left as it is.
 * @throws PayloadCodecError when that key is not among those given, or when what it made was altered.
 */
export function decrypt(payload: Payload, keys: PayloadKeys): Payload {
  if (encodingOf(payload) !== encryptedEncoding) return payload;
  const id = Buffer.from(payload.metadata?.[keyIdName] ?? []).toString();
  const key = keys.find((one) => one.id === id);
  if (!key) {
    const known = keys.length > 0 ? keys.map((one) => `« ${one.id} »`).join(', ') : 'aucune';
    throw new PayloadCodecError(
      `Une donnée est chiffrée avec la clé « ${id} », que ce processus n’a pas (les siennes : ${known}) ; ` +
        `accepté : une clé de ce nom dans DELEGATION_PAYLOAD_KEYS, après la première si elle a été remplacée.`,
    );
  }
  const data = Buffer.from(payload.data ?? []);
  try {
    const decipher = createDecipheriv(algorithm, key.secret, data.subarray(0, nonceLength), {
      authTagLength: tagLength,
    });
    decipher.setAuthTag(data.subarray(-tagLength));
    const shown = decipher.update(data.subarray(nonceLength, -tagLength));
    return PayloadMessage.decode(Buffer.concat([shown, decipher.final()]));
  } catch (error) {
    throw new PayloadCodecError(
      `Une donnée chiffrée avec la clé « ${id} » (${data.length} octets) ne se lit pas : elle a été altérée, ou une autre clé porte ce nom ; accepté : la clé qui l’a chiffrée.`,
      { cause: error },
    );
  }
}
