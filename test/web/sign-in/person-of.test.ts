import { personOf } from '../../../web/sign-in/person-of.ts';

const settings = {
  issuer: 'https://auth.example',
  clientId: 'delegation',
  clientSecret: 'secret',
  scope: 'openid',
  pkce: 'auto',
  admins: ['camille@dinum.example'],
  auditors: [],
} as const;
const email = 'camille@dinum.example';

test.each([
  [
    { given_name: 'Camille', usual_name: 'Durand', family_name: 'Martin', name: 'C. Martin' },
    'Camille Durand',
  ],
  [{ given_name: 'Camille', usual_name: '', family_name: 'Martin' }, 'Camille Martin'],
  [{ usual_name: 'Durand', name: 'Camille D.' }, 'Durand'],
  [{ name: 'Camille D.' }, 'Camille D.'],
  [{ given_name: 'Camille' }, 'Camille'],
  [{ given_name: 12, name: { first: 'Camille' } }, email],
  [{}, email],
  [{ name: '  Camille\r\nBcc: x@evil.example\u202e ' }, 'Camille Bcc: x@evil.example'],
])('from %j the name is %s', (claims, name) => {
  expect(personOf({ ...claims, email, email_verified: true }, settings, 'account').name).toBe(name);
});

test.each([
  ['13002526500013', '13002526500013'],
  ['130 025 265 00013', '13002526500013'],
  ['130025265', undefined],
  ['1300252650001X', undefined],
  [13002526500013, undefined],
])('the SIRET %j is read as %s', (siret, read) => {
  expect(personOf({ email, siret, email_verified: true }, settings, 'account').siret).toBe(read);
});

test.each([true, 'true'])('an address is believed when its verification is %j', (email_verified) => {
  const claims = { email: ' Camille@DINUM.example ', email_verified };
  expect(personOf(claims, settings, 'account')).toMatchObject({ email, admin: true, account: 'account' });
});

test('an address of which nothing is said is believed of ProConnect only', () => {
  const proconnect = { ...settings, provider: 'proconnect' } as const;
  expect(personOf({ email }, proconnect, 'account')).toMatchObject({ email });
  expect(() => personOf({ email }, settings, 'account')).toThrow(
    expect.objectContaining({ refusal: 'noEmail' }),
  );
  expect(() => personOf({ email, email_verified: false }, proconnect, 'account')).toThrow();
});

test.each([
  { email, email_verified: false },
  { email, email_verified: 'false' },
  { email, email_verified: null },
  { email, email_verified: 1 },
  { email },
  { email: '' },
  { email: 'camille' },
  { email: 'camille@dinum.example, x@evil.example' },
  { email: [email] },
  {},
])('nobody is signed in by %j', (claims) => {
  expect(() => personOf(claims, settings, 'account')).toThrow(
    expect.objectContaining({ refusal: 'noEmail' }),
  );
});
