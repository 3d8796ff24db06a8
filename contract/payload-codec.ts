import { Buffer } from 'node:buffer';
import { promisify } from 'node:util';
import { constants, deflate, inflate } from 'node:zlib';
import {
  type DataConverter,
  METADATA_ENCODING_KEY,
  type Payload,
  type PayloadCodec,
} from '@temporalio/common';
import proto from '@temporalio/proto';

/** Bytes up to which a payload is left as it is, so that an operator reads it in the Temporal UI. */
export const compressionThreshold = 32 * 1024;

/**
 * Bytes that a payload may have once decompressed: what the server lets through, 2 MiB, could otherwise swell to two
 * gigabytes. A larger one is not compressed either: nobody could read it.
 */
export const inflationLimit = 64 * 1024 * 1024;

/** The name that a compressed payload bears, and its form, are those of the Go SDK's `NewZlibCodec`. */
export const compressedEncoding = 'binary/zlib';

/** A compressed payload cannot be read: it is corrupt, or too large for anything of this project. */
export class PayloadCodecError extends Error {
  override readonly name = 'PayloadCodecError';
}

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;
const deflated = promisify(deflate);
const inflated = promisify(inflate);

/**
 * Compresses the large payloads, since the server refuses those above 2 MiB and a ledger may be larger. Those that
 * are small, or that do not shrink, are left as they are; so are those of histories older than this codec.
 */
export const compressingCodec: PayloadCodec = {
  encode: (payloads) => Promise.all(payloads.map(compress)),
  /** @throws PayloadCodecError when one cannot be read. */
  decode: (payloads) => Promise.all(payloads.map(decompress)),
};

/** How values are written for the server: every client, worker and replay must have the same. */
export const dataConverter: DataConverter = { payloadCodecs: [compressingCodec] };

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

function encodingOf({ metadata }: Payload): string {
  return Buffer.from(metadata?.[METADATA_ENCODING_KEY] ?? []).toString();
}
