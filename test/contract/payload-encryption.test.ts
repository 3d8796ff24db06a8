import { randomBytes } from 'node:crypto';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import fc from 'fast-check';
import { compressionThreshold, payloadCodec } from '../../contract/payload-codec.ts';
import { PayloadCodecError } from '../../contract/payload-codec-error.ts';
import { encryptedEncoding } from '../../contract/payload-encryption.ts';
import { newPayloadKey, type PayloadKeys, readPayloadKeys } from '../../contract/payload-keys.ts';
import { runs } from '../support/runs.ts';

const [old, young] = [randomBytes(32), randomBytes(32)].map((secret) => secret.toString('base64url'));
const before = readPayloadKeys(`old:${old}`);
const turned = readPayloadKeys(`young:${young},old:${old}`);

async function encoded(value: unknown, keys: PayloadKeys) {
  const [found] = await payloadCodec(keys).encode([defaultPayloadConverter.toPayload(value)]);
  return { metadata: found?.metadata ?? {}, data: Buffer.from(found?.data ?? []) };
}

async function decoded(payload: Payload, keys: PayloadKeys): Promise<unknown> {
  const [found = {}] = await payloadCodec(keys).decode([payload]);
  return defaultPayloadConverter.fromPayload(found);
}

const said = ({ metadata }: Payload) =>
  Object.fromEntries(
    Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString()]),
  );

function altered({ metadata, data }: Awaited<ReturnType<typeof encoded>>, at: number): Payload {
  const place = at < 0 ? data.length + at : at;
  return { metadata, data: data.map((byte, rank) => (rank === place ? byte ^ 1 : byte)) };
}

test('an encrypted payload says its key and nothing of what it holds, and is never twice the same', async () => {
  const payload = await encoded({ name: 'Camille Durand', amount: 12_345_678 }, before);
  expect(said(payload)).toEqual({ encoding: encryptedEncoding, 'encryption-key-id': 'old' });
  const bytes = payload.data;
  for (const word of ['Camille', '12345678', 'json', 'name']) expect(bytes.includes(word)).toBe(false);
  const again = await encoded({ name: 'Camille Durand', amount: 12_345_678 }, before);
  expect(bytes.equals(again.data)).toBe(false);
});

test('whatever a value is, small or large, it comes back as it was', async () => {
  const large = fc
    .tuple(fc.string({ minLength: 1 }), fc.nat(100_000))
    .map(([text, times]) => text.repeat(times));
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.jsonValue(), fc.uint8Array(), large), async (value) => {
      const payload = await encoded(value, before);
      expect(said(payload).encoding).toBe(encryptedEncoding);
      expect(Buffer.from(JSON.stringify(await decoded(payload, before)) ?? '')).toEqual(
        Buffer.from(JSON.stringify(value) ?? ''),
      );
    }),
    { numRuns: runs(100) },
  );
});

test('a large payload is compressed, then encrypted', async () => {
  const value = 'ligne '.repeat(compressionThreshold);
  const payload = await encoded(value, before);
  expect(payload.data.length).toBeLessThan(compressionThreshold);
  expect(await decoded(payload, before)).toBe(value);
});

test('a new key put first encrypts, and what the old one has encrypted is still read', async () => {
  expect(await decoded(await encoded('avant', before), turned)).toBe('avant');
  const after = await encoded('après', turned);
  expect(said(after)['encryption-key-id']).toBe('young');
  expect(await decoded(after, turned)).toBe('après');
});

test('what was written before there were keys is still read', async () => {
  expect(await decoded(await encoded('en clair', []), turned)).toBe('en clair');
});

test.each([
  [before, '« old »'],
  [[], 'aucune'],
] as const)('a payload of a key that is not there is refused, and the key is named', async (keys, known) => {
  const refusal = decoded(await encoded('après', turned), keys);
  await expect(refusal).rejects.toThrow(PayloadCodecError);
  await expect(refusal).rejects.toThrow(
    `chiffrée avec la clé « young », que ce processus n’a pas (les siennes : ${known}) ; accepté : une clé de ce nom dans DELEGATION_PAYLOAD_KEYS`,
  );
});

test.each([
  ['its nonce', 0],
  ['what is encrypted', 12],
  ['its tag', -1],
])('a payload of which %s was altered is refused', async (_what, at) => {
  await expect(decoded(altered(await encoded('montant', before), at), before)).rejects.toThrow(/altérée/);
});

test.each([0, 5, 11, 12, 27, 28])('a payload cut to %d bytes is refused', async (length) => {
  const { metadata, data } = await encoded('montant', before);
  await expect(decoded({ metadata, data: data.subarray(0, length) }, before)).rejects.toThrow(
    PayloadCodecError,
  );
});

test('another key of the same name reads nothing', async () => {
  const other = readPayloadKeys(`old:${young}`);
  await expect(decoded(await encoded('montant', before), other)).rejects.toThrow(
    /une autre clé porte ce nom/,
  );
});

describe('the keys of a setting', () => {
  test('are as many as it gives, in its order; « aucune » is none', () => {
    expect(turned.map(({ id }) => id)).toEqual(['young', 'old']);
    expect(readPayloadKeys('aucune')).toEqual([]);
    expect(readPayloadKeys(newPayloadKey())).toHaveLength(1);
  });

  test.each([
    [
      `k1:${randomBytes(31).toString('base64url')}`,
      'le secret de la clé « k1 » fait 31 octets ; 32 sont attendus',
    ],
    [
      `k1:${randomBytes(33).toString('base64url')}`,
      'le secret de la clé « k1 » fait 33 octets ; 32 sont attendus',
    ],
    [`k1:${old},k1:${young}`, 'la clé « k1 » est donnée deux fois ; chaque nom est différent'],
    [`k1:${old},`, 'la clé n° 2 n’a pas la forme nom:secret'],
    [`${old}`, 'la clé n° 1 n’a pas la forme nom:secret'],
  ])('are refused when they are no keys, and no secret is quoted', (text, why) => {
    expect(() => readPayloadKeys(text)).toThrow(RangeError);
    expect(() => readPayloadKeys(text)).toThrow(why);
    expect(() => readPayloadKeys(text)).not.toThrow(old);
  });
});
