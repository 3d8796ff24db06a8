import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { secretSettings } from '../../contract/settings.ts';
import { settingsOf, withSecretFiles } from '../../engine/secret-settings.ts';
import { temporaryFolder } from './support.ts';

const everything = {
  PATH: '/usr/bin',
  DELEGATION_DATA: '/srv/data',
  ...Object.fromEntries(Object.keys(secretSettings).map((name) => [name, `${name} itself`])),
};

test('a secret is read from the file that a setting names, without what ends its line', async () => {
  const file = join(await temporaryFolder(), 'oidc');
  await writeFile(file, 'un secret\n');
  const whole = withSecretFiles({ OIDC_CLIENT_SECRET_FILE: file, DELEGATION_DATA: '/srv/data' });
  expect(whole).toMatchObject({ OIDC_CLIENT_SECRET: 'un secret', DELEGATION_DATA: '/srv/data' });
});

test('what is not a secret is not read from a file', async () => {
  const file = join(await temporaryFolder(), 'admins');
  await writeFile(file, 'a@b.example');
  expect(withSecretFiles({ DELEGATION_ADMINS_FILE: file })).not.toHaveProperty('DELEGATION_ADMINS');
});

test('what was read from a file is told to the processes that follow, once', async () => {
  const file = join(await temporaryFolder(), 'secret');
  await writeFile(file, 'un secret');
  const read = withSecretFiles({ SMTP_URL_FILE: file });
  expect(withSecretFiles(read).SMTP_URL).toBe('un secret');
});

test('a file that is missing, empty or doubled is refused, and no secret is quoted', async () => {
  const folder = await temporaryFolder();
  const [empty, full] = [join(folder, 'empty'), join(folder, 'full')];
  await writeFile(empty, ' \n');
  await writeFile(full, 'un secret');
  await chmod(full, 0o600);
  const refused = (given: NodeJS.ProcessEnv, said: RegExp) =>
    expect(() => withSecretFiles(given)).toThrow(said);
  refused({ SMTP_URL_FILE: join(folder, 'none') }, /SMTP_URL_FILE : .*none.*ENOENT/);
  refused({ SMTP_URL_FILE: empty }, /est vide/);
  refused({ SMTP_URL_FILE: full, SMTP_URL: 'smtp://a' }, /l’un ou l’autre/);
});

const ofStorage = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];

test.each([
  ['mailbox', []],
  ['engine', []],
  [
    'web',
    [
      'OIDC_CLIENT_SECRET',
      'DELEGATION_LINK_KEYS',
      ...ofStorage,
      'DELEGATION_PAYLOAD_KEYS',
      'TEMPORAL_API_KEY',
    ],
  ],
  [
    'worker',
    [
      'SMTP_URL',
      'IMAP_URL',
      'DELEGATION_LINK_KEYS',
      ...ofStorage,
      'DELEGATION_PAYLOAD_KEYS',
      'TEMPORAL_API_KEY',
    ],
  ],
  ['command', ['DELEGATION_PAYLOAD_KEYS', 'TEMPORAL_API_KEY']],
] as const)('%s is given the secrets that it needs, and no other', (part, needed) => {
  const given = settingsOf(part, {
    ...everything,
    SMTP_URL_FILE: '/run/smtp',
    OIDC_CLIENT_SECRET_FILE: '/run/oidc',
  });
  const secrets = Object.keys(given).filter((name) => name in secretSettings && !/TLS/.test(name));
  expect(secrets.sort()).toEqual([...needed].sort());
  expect(given).toMatchObject({ PATH: '/usr/bin', DELEGATION_DATA: '/srv/data' });
  expect('SMTP_URL_FILE' in given).toBe(part === 'worker');
  expect('OIDC_CLIENT_SECRET_FILE' in given).toBe(part === 'web');
});
