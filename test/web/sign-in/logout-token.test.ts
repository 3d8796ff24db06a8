import { generateKeyPair, SignJWT } from 'jose';
import { readLogoutToken } from '../../../web/sign-in/logout-token.ts';

const trusted = { issuer: 'https://auth.example', audience: 'delegation', algorithms: ['ES256'] };
const event = 'http://schemas.openid.net/event/backchannel-logout';
const now = Date.UTC(2026, 10, 28, 10);
const usual = {
  iss: trusted.issuer,
  aud: trusted.audience,
  sub: '12',
  sid: 's1',
  jti: 'j1',
  events: { [event]: {} },
};

async function read(claims: object, { at = now, alg = 'ES256' } = {}) {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const other = await generateKeyPair('ES256');
  const token = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'logout+jwt' })
    .setIssuedAt(Math.floor(at / 1000))
    .sign(privateKey);
  return readLogoutToken(token, async () => (alg === 'other' ? other.publicKey : publicKey), trusted, now);
}

test('a logout token tells whose sessions are over', async () => {
  expect(await read(usual)).toEqual({ issuer: trusted.issuer, subject: '12', sid: 's1' });
  expect(await read({ ...usual, sid: undefined })).toEqual({ issuer: trusted.issuer, subject: '12' });
});

test.each([
  ['about nobody', { ...usual, sub: undefined, sid: undefined }],
  ['for another site', { ...usual, aud: 'other' }],
  ['of another provider', { ...usual, iss: 'https://evil.example' }],
  ['with a nonce, as an ID token has', { ...usual, nonce: 'n' }],
  ['without the event', { ...usual, events: {} }],
  ['without an identifier', { ...usual, jti: undefined }],
])('one %s is refused', async (_what, claims) => {
  await expect(read(claims)).rejects.toThrow();
});

test('one that is old, or that another key has signed, is refused', async () => {
  await expect(read(usual, { at: now - 3_600_000 })).rejects.toThrow();
  await expect(read(usual, { alg: 'other' })).rejects.toThrow();
});
