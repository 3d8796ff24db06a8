import { Refused } from '../../convention/errors.ts';
import { readWebSettings } from '../../web/web-settings.ts';

// The process ends with what is refused here: `process.engine`.

const openid = {
  OIDC_ISSUER: 'https://auth.example',
  OIDC_CLIENT_ID: 'delegation',
  OIDC_CLIENT_SECRET: 'un secret de trente-deux caractères',
};

test.each([
  ['beyond this machine without an identity provider', { DELEGATION_WEB_HOST: '0.0.0.0' }, 'OIDC_ISSUER'],
  ['beyond this machine without TLS', { ...openid, DELEGATION_WEB_HOST: '0.0.0.0' }, 'https://'],
  [
    'beyond this machine at an http:// address',
    { ...openid, DELEGATION_WEB_HOST: '0.0.0.0', DELEGATION_WEB_URL: 'http://conventions.example' },
    'https://',
  ],
  [
    'behind a proxy of this machine at an http:// address',
    { ...openid, DELEGATION_WEB_URL: 'http://conventions.example' },
    'https://',
  ],
  ['with half of a provider', { OIDC_ISSUER: 'https://auth.example' }, 'OIDC_CLIENT_ID'],
  ['with a provider without TLS', { ...openid, OIDC_ISSUER: 'http://auth.example' }, 'OIDC_ISSUER'],
])('the application does not open %s', (_how, settings, named) => {
  const read = () => readWebSettings(settings);
  expect(read).toThrow(Refused);
  expect(read).toThrow(expect.objectContaining({ code: 'BAD_USAGE' }));
  expect(read).toThrow(named);
  expect(read).not.toThrow(openid.OIDC_CLIENT_SECRET);
});
