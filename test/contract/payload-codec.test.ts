import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import proto from '@temporalio/proto';
import fc from 'fast-check';
import {
  compressedEncoding,
  compressionThreshold,
  inflationLimit,
  payloadCodec,
} from '../../contract/payload-codec.ts';
import { PayloadCodecError } from '../../contract/payload-codec-error.ts';
import { runs } from '../support/runs.ts';

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;
const compressingCodec = payloadCodec([]);

const ledger = Array.from({ length: 10_000 }, (_, seq) => ({
  seq,
  kind: 'payment',
  on: '2020-04-10',
  amount: (seq * 7919) % 5_000_000,
  reference: `DP ${5_100_000_000 + seq * 31}`,
  source: 'chorus-2020-04.csv',
  by: 'Camille Durand',
  at: 1_586_520_000_000 + seq,
  key: `CP ${5_100_000_000 + seq * 31} 10`,
  order: String(1_500_000_000 + (seq >> 3)),
  supplier: 'Coopérative de développeurs',
}));

async function encoded(payload: Payload): Promise<Payload> {
  const [found = {}] = await compressingCodec.encode([payload]);
  return found;
}

async function decoded(payload: Payload): Promise<Payload> {
  const [found = {}] = await compressingCodec.decode([payload]);
  return found;
}

function payloadOf(encoding: string, bytes: Uint8Array): Payload {
  return { metadata: { encoding: Buffer.from(encoding) }, data: bytes };
}

function encodingOf({ metadata }: Payload): string {
  return Buffer.from(metadata?.encoding ?? []).toString();
}

/** Bytes that the server counts. */
function sizeOf(payload: Payload): number {
  return PayloadMessage.encode(payload).finish().length;
}

/** What the codec would have made of bytes that are no payload of ours. */
function compressedBytes(bytes: Uint8Array): Payload {
  return payloadOf(compressedEncoding, deflateSync(bytes));
}

test('a ledger of 10,000 lines passes, which the server would refuse as it is', async () => {
  const payload = defaultPayloadConverter.toPayload(ledger);
  const compressed = await encoded(payload);
  expect(sizeOf(payload)).toBeGreaterThan(2 * 1024 * 1024);
  expect(sizeOf(compressed)).toBeLessThan(512 * 1024);
  expect(encodingOf(compressed)).toBe(compressedEncoding);
  expect(defaultPayloadConverter.fromPayload(await decoded(compressed))).toEqual(ledger);
});

test('a small payload stays as it is, up to the very threshold', async () => {
  const room = compressionThreshold - sizeOf(payloadOf('json/plain', Buffer.alloc(compressionThreshold)));
  const atMost = payloadOf('json/plain', Buffer.alloc(compressionThreshold + room, ' '));
  expect(sizeOf(atMost)).toBe(compressionThreshold);
  expect(await encoded(atMost)).toBe(atMost);
  const above = payloadOf('json/plain', Buffer.alloc(compressionThreshold + room + 1, ' '));
  expect(encodingOf(await encoded(above))).toBe(compressedEncoding);
});

test('a payload that would not shrink stays as it is', async () => {
  const noise = payloadOf('binary/plain', randomBytes(100_000));
  expect(await encoded(noise)).toBe(noise);
});

test('a payload too large to be read back stays as it is, for the server to refuse', async () => {
  const enormous = payloadOf('json/plain', Buffer.alloc(inflationLimit, ' '));
  expect(await encoded(enormous)).toBe(enormous);
});

test('payloads keep their order, their number and all their metadata', async () => {
  const small = { ...payloadOf('json/plain', Buffer.from('1')), metadata: {} };
  const large = payloadOf('json/plain', Buffer.alloc(100_000, ' '));
  const marked = { ...large, metadata: { ...large.metadata, messageType: Buffer.from('x') } };
  const found = await compressingCodec.decode(await compressingCodec.encode([large, small, marked]));
  expect(found.map((payload) => PayloadMessage.toObject(PayloadMessage.create(payload)))).toEqual(
    [large, small, marked].map((payload) => PayloadMessage.toObject(PayloadMessage.create(payload))),
  );
  expect(await compressingCodec.encode([])).toEqual([]);
  expect(await compressingCodec.decode([])).toEqual([]);
});

test.each(['json/plain', 'binary/null', 'binary/gzip', ''])(
  'a payload of encoding « %s » is not ours to decode',
  async (encoding) => {
    const foreign = payloadOf(encoding, deflateSync(Buffer.from('anything')));
    expect(await decoded(foreign)).toBe(foreign);
  },
);

test('a payload without metadata is not ours to decode', async () => {
  const bare = { data: Buffer.from('anything') };
  expect(await decoded(bare)).toBe(bare);
  const empty = {};
  expect(await decoded(empty)).toBe(empty);
});

test('a payload that would swell beyond the limit is refused before it fills the memory', async () => {
  const bomb = compressedBytes(Buffer.alloc(inflationLimit + 1));
  expect(sizeOf(bomb)).toBeLessThan(100_000);
  const refusal = decoded(bomb);
  await expect(refusal).rejects.toThrow(PayloadCodecError);
  await expect(refusal).rejects.toThrow('accepté : 64 Mio au plus une fois décompressée');
});

describe('a corrupt payload is refused, and the refusal says of what size it was', () => {
  const whole = deflateSync(PayloadMessage.encode(payloadOf('json/plain', Buffer.from('[1,2,3]'))).finish());
  const flipped = Uint8Array.from(whole, (byte, index) => (index === whole.length - 1 ? byte ^ 1 : byte));
  test.each([
    ['empty', payloadOf(compressedEncoding, Buffer.alloc(0))],
    ['without data', { metadata: { encoding: Buffer.from(compressedEncoding) } }],
    ['not compressed', payloadOf(compressedEncoding, Buffer.from('{"a":1}'))],
    ['cut short', payloadOf(compressedEncoding, whole.subarray(0, -5))],
    ['with a wrong sum', payloadOf(compressedEncoding, flipped)],
    ['compressed, but no payload', compressedBytes(Buffer.from([0x0a, 0xff, 0xff, 0x01]))],
  ])('%s', async (_how, payload: Payload) => {
    const refusal = decoded(payload);
    await expect(refusal).rejects.toThrow(PayloadCodecError);
    await expect(refusal).rejects.toThrow(`(${payload.data?.length ?? 0} octets, « binary/zlib »)`);
  });
});

test('whatever a value is, it comes back as it was and never grows', async () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.uint8Array(),
    fc.uint8Array({ minLength: compressionThreshold, maxLength: 2 * compressionThreshold }),
    fc.tuple(fc.string({ minLength: 1 }), fc.nat(200_000)).map(([text, length]) => text.repeat(length)),
  );
  await fc.assert(
    fc.asyncProperty(value, async (anything) => {
      const payload = defaultPayloadConverter.toPayload(anything);
      const compressed = await encoded(payload);
      expect(sizeOf(compressed)).toBeLessThanOrEqual(sizeOf(payload));
      const back = await decoded(compressed);
      expect(Buffer.from(back.data ?? []).equals(payload.data ?? Buffer.alloc(0))).toBe(true);
      expect(encodingOf(back)).toBe(encodingOf(payload));
    }),
    { numRuns: runs(100) },
  );
});
