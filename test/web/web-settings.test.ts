import { Refused } from '../../convention/errors.ts';
import { readWebSettings } from '../../web/web-settings.ts';

/** The settings that a refusal names, in the order of its lines. */
function faultsOf(environment: NodeJS.ProcessEnv): string[] {
  try {
    readWebSettings(environment);
    return [];
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    expect(error.code).toBe('BAD_USAGE');
    return error.message.split('\n').map((line) => line.split(' : ')[0] ?? '');
  }
}

const provider = {
  OIDC_ISSUER: 'https://identite.example',
  OIDC_CLIENT_ID: 'delegation',
  OIDC_CLIENT_SECRET: 'secret',
  OIDC_ACR_VALUES: 'eidas2',
};

test('one machine needs no setting, nor do its addresses need TLS', () => {
  expect(faultsOf({})).toEqual([]);
  expect(faultsOf({ DELEGATION_WEB_URL: 'http://localhost:8080' })).toEqual([]);
});

test('beyond this machine, with a provider and an address in https', () => {
  const elsewhere = { DELEGATION_WEB_HOST: '0.0.0.0', DELEGATION_WEB_URL: 'https://conventions.example' };
  expect(faultsOf({ ...provider, ...elsewhere })).toEqual([]);
  expect(faultsOf(elsewhere)).toEqual(['DELEGATION_WEB_HOST']);
});

test('behind a proxy of this machine, the address that people use is in https too', () => {
  expect(faultsOf({ DELEGATION_WEB_URL: 'http://conventions.example' })).toEqual(['DELEGATION_WEB_URL']);
});

test('several processes that share a storage share the keys of links too, and nothing is in folders', () => {
  const storage = {
    DELEGATION_STORAGE: 's3://conventions/production',
    AWS_ACCESS_KEY_ID: 'nom',
    AWS_SECRET_ACCESS_KEY: 'secret',
  };
  const keys = { DELEGATION_LINK_KEYS: `k:${'A'.repeat(43)}` };
  expect(faultsOf({ ...storage, ...keys })).toEqual([]);
  expect(faultsOf(storage)).toEqual(['DELEGATION_LINK_KEYS']);
  const { AWS_SECRET_ACCESS_KEY: _secret, ...keyless } = storage;
  expect(faultsOf({ ...keyless, ...keys })).toEqual(['DELEGATION_STORAGE']);
  expect(faultsOf({ ...storage, ...keys, DELEGATION_EVIDENCE: '/pieces' })).toEqual([
    'DELEGATION_EVIDENCE et DELEGATION_STORAGE',
  ]);
  expect(
    faultsOf({ ...keys, DELEGATION_STORAGE: 'conventions', AWS_ENDPOINT_URL_S3: 'http://s3.example' }),
  ).toEqual(['DELEGATION_STORAGE', 'AWS_ENDPOINT_URL_S3']);
});

test('all faults are told at once, whichever part of the settings they are of, each once', () => {
  const { OIDC_ACR_VALUES, OIDC_CLIENT_ID, ...half } = provider;
  expect(faultsOf({ ...half, DELEGATION_WEB_HOST: '::' })).toEqual([
    'OIDC_ACR_VALUES',
    'OIDC_CLIENT_ID',
    'DELEGATION_WEB_URL',
  ]);
  expect(faultsOf({ DELEGATION_WEB_HOST: '::' })).toEqual(['DELEGATION_WEB_HOST', 'DELEGATION_WEB_URL']);
  expect(faultsOf({ ...half, DELEGATION_WEB_PORT: '-1', DELEGATION_ADMINS: 'camille' })).toEqual([
    'DELEGATION_WEB_PORT',
    'DELEGATION_ADMINS',
    'OIDC_ACR_VALUES',
    'OIDC_CLIENT_ID',
  ]);
});
