import { z } from 'zod';
import { openIdIsWhole, openIdOf, openIdShape } from '../../../web/sign-in/openid-settings.ts';

const settings = z.object(openIdShape).superRefine(openIdIsWhole);
const whole = {
  OIDC_ISSUER: 'https://auth.example/api/v2',
  OIDC_CLIENT_ID: 'delegation',
  OIDC_CLIENT_SECRET: 'secret',
};
const complete = { ...whole, OIDC_ACR_VALUES: 'eidas2' };

function faultsOf(environment: Record<string, string>): string[] {
  const read = settings.safeParse(environment);
  return read.success ? [] : read.error.issues.map(({ path }) => path.join('.'));
}

test('no provider is a deployment too', () => {
  expect(openIdOf(settings.parse({}))).toBeUndefined();
});

test('a provider is three settings, and the rest has ProConnect’s defaults', () => {
  expect(openIdOf(settings.parse({ ...whole, OIDC_ACR_VALUES: 'aucun' }))).toEqual({
    issuer: 'https://auth.example/api/v2',
    clientId: 'delegation',
    clientSecret: 'secret',
    scope: 'openid given_name usual_name email siret',
    pkce: 'auto',
    admins: [],
    auditors: [],
  });
});

test('people are named by their addresses, whatever their case and what separates them', () => {
  const given = { DELEGATION_ADMINS: 'A@b.example, c@d.example', DELEGATION_AUDITORS: 'e@f.example\n' };
  expect(openIdOf(settings.parse({ ...whole, ...given, OIDC_ACR_VALUES: ' eidas2 eidas3' }))).toMatchObject({
    admins: ['a@b.example', 'c@d.example'],
    auditors: ['e@f.example'],
    acrValues: ['eidas2', 'eidas3'],
  });
});

test.each(Object.keys(whole))('the three come together: %s is missing', (name) => {
  expect(faultsOf(Object.fromEntries(Object.entries(complete).filter(([key]) => key !== name)))).toEqual([
    name,
  ]);
});

test.each(['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'])(
  'takes a provider of this machine without TLS: %s',
  (OIDC_ISSUER) => expect(faultsOf({ ...whole, OIDC_ISSUER })).toEqual([]),
);

test.each([
  { OIDC_ISSUER: 'http://auth.example' },
  { OIDC_ISSUER: 'http://127.0.0.1.evil.example' },
  { OIDC_ISSUER: 'ftp://127.0.0.1' },
  { OIDC_ISSUER: 'auth.example' },
  { OIDC_ISSUER: 'https://auth.example/?a=b' },
  { OIDC_SCOPE: 'given_name' },
  { OIDC_PKCE: 'always' },
  { OIDC_PROVIDER: 'other' },
  { DELEGATION_ADMINS: 'a@b.example, camille' },
  { DELEGATION_AUDITORS: '*' },
])('refuses %j', (given) => {
  expect(faultsOf({ ...complete, ...given })).toEqual(Object.keys(given));
});

test('beyond this machine, the levels of authentication are said, be it that there are none', () => {
  expect(faultsOf(whole)).toEqual(['OIDC_ACR_VALUES']);
  expect(openIdOf(settings.parse({ ...whole, OIDC_ACR_VALUES: 'aucun' }))).not.toHaveProperty('acrValues');
});
