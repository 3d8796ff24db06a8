import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonical, digestOf, sha256 } from '../../../convention/proof/digest.ts';

const known = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

describe('the digest of plain data', () => {
  it.each(['', 'abc', 'é€😀', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), 'x'.repeat(1_000)])(
    'is the SHA-256 of %p',
    (text) => {
      expect(sha256(text)).toBe(known(text));
    },
  );

  it('is that of the platform, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(known(text));
      }),
      { numRuns: 200 },
    );
  });

  it('is the same however the keys came, and once it has gone through JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonical(reversed)).toBe(canonical(value));
        expect(digestOf(JSON.parse(JSON.stringify(value)))).toBe(digestOf(value));
      }),
      { numRuns: 100 },
    );
  });

  it('is another for other data', () => {
    expect(digestOf({ a: 1, b: [1, 2] })).not.toBe(digestOf({ a: 1, b: [2, 1] }));
    expect(digestOf({ a: 1, b: undefined })).toBe(digestOf({ a: 1 }));
    expect(digestOf({ a: 1, b: null })).not.toBe(digestOf({ a: 1 }));
    expect(digestOf('1')).not.toBe(digestOf(1));
    expect(digestOf([undefined])).toBe(digestOf([null]));
  });
});
