import { Buffer } from 'node:buffer';
import { promisify } from 'node:util';
import { constants, deflate, inflate } from 'node:zlib';
import { METADATA_ENCODING_KEY, type Payload, type PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { encodingOf, PayloadCodecError } from './payload-codec-error.ts';
import { decrypt, encrypt } from './payload-encryption.ts';
import type { PayloadKeys } from './payload-keys.ts';

/** Bytes up to which a payload is not compressed: it costs more than it spares. */
export const compressionThreshold = 32 * 1024;

/**
 * Bytes that a payload may have once decompressed: what the server lets through, 2 MiB, could otherwise swell to two
 * gigabytes. A larger one is not compressed either: nobody could read it.
 */
export const inflationLimit = 64 * 1024 * 1024;

/** The name that a compressed payload bears, and its form, are those of the Go SDK's `NewZlibCodec`. */
export const compressedEncoding = 'binary/zlib';

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;
const deflated = promisify(deflate);
const inflated = promisify(inflate);

/**
 * How payloads are written for the server. The large ones are compressed, since it refuses those above 2 MiB and a ledger
 * may be larger; those that do not shrink are left as they are. Then all are encrypted, when there are keys. What is
 * neither is read as it is: histories may be older than this codec, or than their first key.
 */
export function payloadCodec(keys: PayloadKeys): PayloadCodec {
  return {
    encode: (payloads) => Promise.all(payloads.map(async (one) => encrypt(await compress(one), keys))),
    /** @throws PayloadCodecError when one cannot be read. */
    decode: (payloads) => Promise.all(payloads.map(async (one) => decompress(decrypt(one, keys)))),
  };
}

async function compress(payload: Payload): Promise<Payload> {
  const whole = PayloadMessage.encode(payload).finish();
  if (whole.length <= compressionThreshold || whole.length > inflationLimit) return payload;
  // On a ledger of 10,000 lines, the usual level takes three times the time to spare a sixth.
  const data = await deflated(whole, { level: constants.Z_BEST_SPEED });
  const compressed = { metadata: { [METADATA_ENCODING_KEY]: Buffer.from(compressedEncoding) }, data };
  return PayloadMessage.encode(compressed).finish().length < whole.length ? compressed : payload;
}

async function decompress(payload: Payload): Promise<Payload> {
  if (encodingOf(payload) !== compressedEncoding) return payload;
  const data = payload.data ?? Buffer.alloc(0);
  try {
    return PayloadMessage.decode(await inflated(data, { maxOutputLength: inflationLimit }));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PayloadCodecError(
      `Une donnée compressée (${data.length} octets, « ${compressedEncoding} ») ne se lit pas : ${why} ; ` +
        `accepté : ${inflationLimit / 1024 / 1024} Mio au plus une fois décompressée.`,
      { cause: error },
    );
  }
}
