import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { CompactSign } from 'jose';
import { newLinkKey, readLinkKeys } from '../../contract/link-keys.ts';
import { addressMark, type LinkClaims, readLink, signLink } from '../../contract/signed-links.ts';

const secret = Buffer.alloc(32, 7).toString('base64url');
const keys = readLinkKeys(`k1:${secret}`);
const issuedAt = Date.UTC(2020, 4, 5, 7, 12, 0, 345);
const day = 86_400_000;
const claims: LinkClaims = {
  convention: 'signaux-faibles',
  about: 'report-2020-04',
  contact: 'dinum-budget',
  address: addressMark('budget@dinum.example'),
  version: 2,
};

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token made by hand, with the key unless told otherwise. */
function forge(header: object, body: unknown, key: string | Uint8Array = Buffer.alloc(32, 7)): string {
  const signed = `${encoded(header)}.${encoded(body)}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

const body = { c: 'x', a: 'y', p: 'z', m: 'm', v: 1, iat: 1 };

test('a link says again what it was signed about, and nothing of the address', () => {
  const token = signLink(keys, claims, issuedAt, 14);
  expect(readLink(keys, token, issuedAt)).toMatchObject({ state: 'valid', claims });
  expect(token.length).toBeLessThan(300);
  const [header = '', payload = ''] = token
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString());
  expect(JSON.parse(header)).toEqual({ alg: 'HS256', kid: 'k1' });
  expect(payload).not.toContain('budget@');
});

test('a link about something to agree to names it, and no other link does', () => {
  const marked = { ...claims, mark: '2-0123456789abcdef' };
  const read = readLink(keys, signLink(keys, marked, issuedAt, 14), issuedAt);
  expect(read).toMatchObject({ state: 'valid', claims: marked });
  const other = readLink(keys, signLink(keys, claims, issuedAt, 14), issuedAt);
  expect(other.state === 'valid' && 'mark' in other.claims).toBe(false);
});

test('the same claims at the same instant are the same token, and no other is, within one second neither', () => {
  const token = signLink(keys, claims, issuedAt, 14);
  expect(signLink(keys, { ...claims }, issuedAt, 14)).toBe(token);
  const next = signLink(keys, claims, issuedAt + 1, 14);
  expect(next).not.toBe(token);
  expect(readLink(keys, next, issuedAt)).toEqual(readLink(keys, token, issuedAt));
  expect(signLink(keys, { ...claims, about: '*' }, issuedAt, 14)).not.toBe(token);
});

test('is what jose makes of the same header, claims and key', async () => {
  const token = signLink(keys, claims, issuedAt, 14);
  const [header = '', payload = ''] = token.split('.').map((part) => Buffer.from(part, 'base64url'));
  const made = new CompactSign(Buffer.from(payload)).setProtectedHeader(JSON.parse(header.toString()));
  expect(await made.sign(Buffer.alloc(32, 7))).toBe(token);
});

test('expires to the second, its claims still told', () => {
  const token = signLink(keys, claims, issuedAt, 14);
  const end = Math.floor(issuedAt / 1000) * 1000 + 14 * day;
  expect(readLink(keys, token, end - 1).state).toBe('valid');
  expect(readLink(keys, token, end)).toEqual({ state: 'expired', claims, expiresAt: end });
});

test('without a lifetime it never expires', () => {
  const token = signLink(keys, { ...claims, about: 'calendar' }, issuedAt);
  expect(readLink(keys, token, issuedAt + 36_500 * day).state).toBe('valid');
});

test('a new key signs, the former still verifies until it is taken away', () => {
  const before = signLink(keys, claims, issuedAt, 14);
  const rotated = readLinkKeys(`${newLinkKey()},k1:${secret}`);
  const after = signLink(rotated, claims, issuedAt, 14);
  expect(readLink(rotated, before, issuedAt).state).toBe('valid');
  expect(readLink(rotated, after, issuedAt).state).toBe('valid');
  expect(readLink(rotated.slice(0, 1), before, issuedAt).state).toBe('forged');
  expect(readLink(keys, after, issuedAt).state).toBe('forged');
});

test('a token made by hand with the key is read: what follows is refused for what it says', () => {
  expect(readLink(keys, forge({ alg: 'HS256', kid: 'k1' }, body), 2000).state).toBe('valid');
});

test.each<[string, string]>([
  ['another algorithm', forge({ alg: 'HS512', kid: 'k1' }, body)],
  ['no algorithm', `${encoded({ alg: 'none', kid: 'k1' })}.${encoded(body)}.`],
  ['an unknown key', forge({ alg: 'HS256', kid: 'k2' }, body)],
  ['no key named', forge({ alg: 'HS256' }, body)],
  ['another secret', forge({ alg: 'HS256', kid: 'k1' }, body, Buffer.alloc(32, 8))],
  ['a header to be understood', forge({ alg: 'HS256', kid: 'k1', crit: ['exp'], exp: 1 }, body)],
  ['a claim that lacks', forge({ alg: 'HS256', kid: 'k1' }, { ...body, p: undefined })],
  ['a claim too many', forge({ alg: 'HS256', kid: 'k1' }, { ...body, admin: true })],
  ['a claim of another kind', forge({ alg: 'HS256', kid: 'k1' }, { ...body, exp: '2099' })],
  ['no object', forge({ alg: 'HS256', kid: 'k1' }, 'x')],
  ['too long', forge({ alg: 'HS256', kid: 'k1' }, { ...body, a: 'y'.repeat(2000) })],
  ['nothing', ''],
  ['two parts', 'a.b'],
  ['four parts', 'a.b.c.d'],
  ['ten megabytes', 'a'.repeat(10_000_000)],
])('%s is forged', (_what, token) => {
  expect(readLink(keys, token, 2000)).toEqual({ state: 'forged' });
});

test('a token is forged as soon as one letter of it changes', () => {
  const token = signLink(keys, claims, issuedAt, 14);
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'];
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...letters), (at, letter) => {
      fc.pre(token[at] !== letter);
      const changed = token.slice(0, at) + letter + token.slice(at + 1);
      expect(readLink(keys, changed, issuedAt)).toEqual({ state: 'forged' });
    }),
  );
});

test('an address is marked whatever its case, another differently', () => {
  expect(addressMark('Budget@DINUM.example')).toBe(addressMark('budget@dinum.example'));
  expect(addressMark('budget@dgefp.example')).not.toBe(addressMark('budget@dinum.example'));
  expect(addressMark('budget@dinum.example')).toMatch(/^[\w-]{16}$/);
});

describe('the keys', () => {
  test('a new one is read', () => {
    const [key] = readLinkKeys(newLinkKey());
    expect(key?.secret).toHaveLength(32);
    expect(newLinkKey()).not.toBe(newLinkKey());
  });

  const short = Buffer.alloc(31, 7).toString('base64url');
  test.each([
    ['', 'la clé n° 1'],
    [secret, 'la clé n° 1'],
    [`k1:${secret},`, 'la clé n° 2'],
    [`k1:${short}`, 'le secret de la clé « k1 » fait 31 octets'],
    [`k1:${secret}=`, 'la clé n° 1'],
    [`k 1:${secret}`, 'la clé n° 1'],
    [`k1:${secret},k1:${secret}`, 'la clé « k1 » est donnée deux fois'],
  ])('%# are refused in French, without a word of the secret', (text, says) => {
    expect(() => readLinkKeys(text)).toThrow(RangeError);
    expect(() => readLinkKeys(text)).toThrow(says);
    expect(() => readLinkKeys(text)).not.toThrow(new RegExp(`${secret}|${short}`));
  });

  test('none cannot sign; claims without end neither', () => {
    expect(() => signLink([], claims, issuedAt)).toThrow(RangeError);
    expect(() => signLink(keys, { ...claims, about: 'x'.repeat(3000) }, issuedAt)).toThrow(RangeError);
  });
});
