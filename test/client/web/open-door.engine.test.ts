import { execFile } from 'node:child_process';
import { cleanEnvironment, compiled } from '../../support/child-process.ts';

const openid = {
  OIDC_ISSUER: 'https://auth.example',
  OIDC_CLIENT_ID: 'delegation',
  OIDC_CLIENT_SECRET: 'un secret de trente-deux caractères',
};

/** How the process ends with those settings, and what it says. */
function ended(settings: NodeJS.ProcessEnv): Promise<{ code: unknown; said: string }> {
  return new Promise((gone) => {
    execFile(
      process.execPath,
      [compiled('client', 'web', 'main.js')],
      { env: cleanEnvironment(settings), timeout: 30_000 },
      (error, _stdout, said) => gone({ code: error?.code, said }),
    );
  });
}

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
])('the application does not open %s', async (_how, settings, named) => {
  const { code, said } = await ended(settings);
  expect(code).toBe(2);
  expect(said).toContain(named);
  expect(said).not.toContain(openid.OIDC_CLIENT_SECRET);
});
