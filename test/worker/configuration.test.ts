import { resolve } from 'node:path';
import { Refused } from '../../convention/errors.ts';
import { readConfiguration } from '../../worker/configuration.ts';

const linkSecret = Buffer.alloc(32, 7).toString('base64url');
const webUrl =
  'une adresse http:// ou https:// sans chemin ni paramètres, ex. https://conventions.example.gouv.fr';

/** What is said of bad settings, one line each. */
function refusalOf(environment: NodeJS.ProcessEnv): { readonly code: string; readonly lines: string[] } {
  try {
    readConfiguration(environment);
  } catch (error) {
    if (error instanceof Refused) return { code: error.code, lines: error.message.split('\n') };
    throw error;
  }
  throw new Error('the settings were accepted');
}

test('runs without any setting', () => {
  expect(readConfiguration({})).toEqual({
    AWS_REGION: 'us-east-1',
    DELEGATION_DATA: resolve('.data'),
    DELEGATION_TASK_QUEUE: 'delegation',
    DELEGATION_EXAMPLE: 'examples/signaux-faibles.json',
    DELEGATION_LOG_LEVEL: 'info',
    DELEGATION_TEMPORAL_PORT: 7233,
    DELEGATION_UI_PORT: 8233,
    DELEGATION_SMTP_PORT: 1025,
    DELEGATION_MAILBOX_PORT: 8025,
    DELEGATION_HEALTH_PORT: 0,
    DELEGATION_WEB_HOST: '127.0.0.1',
    DELEGATION_WEB_PORT: 8080,
    DELEGATION_WEB_RATE: 600,
    DELEGATION_ACCESSIBILITY: 'non',
    DELEGATION_LINK_DAYS: 14,
    MAIL_FROM: 'Conventions de délégation <conventions@delegation.example>',
    MAIL_TOGETHER: true,
    DELEGATION_ADMINS: [],
  });
});

test('reads what is given, as numbers and absolute paths', () => {
  const settings = readConfiguration({
    DELEGATION_DATA: 'some/folder',
    DELEGATION_SMTP_PORT: '2525',
    DELEGATION_METRICS: '127.0.0.1:9464',
    SMTP_URL: 'smtps://sender:secret@mail.example:465',
    MAIL_RATE: '2.5',
    DELEGATION_WEB_URL: 'https://conventions.example/',
    DELEGATION_LINK_KEYS: `k1:${linkSecret}`,
    DELEGATION_LINK_DAYS: '30',
  });
  expect(settings).toMatchObject({
    DELEGATION_DATA: resolve('some/folder'),
    DELEGATION_SMTP_PORT: 2525,
    DELEGATION_METRICS: '127.0.0.1:9464',
    SMTP_URL: 'smtps://sender:secret@mail.example:465',
    MAIL_RATE: 2.5,
    DELEGATION_WEB_URL: 'https://conventions.example',
    DELEGATION_LINK_KEYS: [{ id: 'k1', secret: new Uint8Array(32).fill(7) }],
    DELEGATION_LINK_DAYS: 30,
  });
});

test('takes an empty setting for one that is not given', () => {
  expect(readConfiguration({ SMTP_URL: '', DELEGATION_UI_PORT: '' })).toEqual(readConfiguration({}));
});

test('reads the addresses of the admins, each once', () => {
  const given = 'ada@dinum.example, sam@dgefp.example;ada@dinum.example,';
  expect(readConfiguration({ DELEGATION_ADMINS: given }).DELEGATION_ADMINS).toEqual([
    'ada@dinum.example',
    'sam@dgefp.example',
  ]);
});

test('starts no example when told « aucun »', () => {
  expect(readConfiguration({ DELEGATION_EXAMPLE: 'aucun' }).DELEGATION_EXAMPLE).toBeUndefined();
});

test.each([
  ['DELEGATION_TEMPORAL_PORT', 'abc', 'un port, de 0 (au choix du système) à 65535'],
  ['DELEGATION_UI_PORT', '65536', 'un port, de 0 (au choix du système) à 65535'],
  ['DELEGATION_SMTP_PORT', '-1', 'un port, de 0 (au choix du système) à 65535'],
  ['DELEGATION_HEALTH_PORT', '80.5', 'un port, de 0 (au choix du système) à 65535'],
  ['DELEGATION_LOG_LEVEL', 'bavard', 'l’une des valeurs debug, info, warn, error'],
  ['DELEGATION_METRICS', '9464', 'une adresse hôte:port, ex. 127.0.0.1:9464'],
  ['SMTP_URL', 'mail.example', 'une adresse smtp:// ou smtps://'],
  ['SMTP_URL', 'https://mail.example', 'une adresse smtp:// ou smtps://'],
  ['MAIL_FROM', 'x', 'un expéditeur'],
  ['DELEGATION_ADMINS', 'ada@dinum.example;x', 'des adresses électroniques séparées par des virgules'],
  ['DELEGATION_ADMINS', 'ada@dinum.example, sam', 'des adresses électroniques séparées par des virgules'],
  ['DELEGATION_WATCH', 'non', '« aucun », ou rien'],
  ['MAIL_TOGETHER', 'peut-être', '« oui » ou « non »'],
  ['MAIL_RATE', '0', 'un nombre de courriels par seconde, plus que 0'],
  ['MAIL_RATE', 'vite', 'un nombre de courriels par seconde, plus que 0'],
  ['DELEGATION_WEB_URL', 'conventions.example', webUrl],
  ['DELEGATION_WEB_URL', 'ftp://conventions.example', webUrl],
  ['DELEGATION_WEB_URL', 'https://conventions.example/?a=b', webUrl],
  ['DELEGATION_LINK_DAYS', '0', 'un nombre entier de jours, de 1 à 90'],
  ['DELEGATION_LINK_DAYS', '91', 'un nombre entier de jours, de 1 à 90'],
  ['DELEGATION_LINK_DAYS', '1.5', 'un nombre entier de jours, de 1 à 90'],
])('refuses %s=%s, quoting it and saying what is accepted', (name, value, accepted) => {
  expect(refusalOf({ [name]: value })).toEqual({
    code: 'BAD_USAGE',
    lines: [`${name} : « ${value} » refusé ; accepté : ${accepted}`],
  });
});

test('tells all faults at once', () => {
  const { lines } = refusalOf({
    DELEGATION_TEMPORAL_PORT: 'abc',
    DELEGATION_LOG_LEVEL: 'bavard',
    SMTP_URL: 'ftp://mail.example',
    MAIL_RATE: '-3',
  });
  expect(lines.map((line) => line.split(' ')[0])).toEqual([
    'DELEGATION_TEMPORAL_PORT',
    'DELEGATION_LOG_LEVEL',
    'SMTP_URL',
    'MAIL_RATE',
  ]);
});

test('never quotes a password', () => {
  const { lines } = refusalOf({ SMTP_URL: 'https://sender:secret@mail.example' });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^SMTP_URL : « .* » refusé ; accepté : une adresse smtp:\/\/ ou smtps:\/\/$/);
  expect(lines[0]).not.toContain('secret');
});

test('never quotes a secret of the links', () => {
  const { lines } = refusalOf({ DELEGATION_LINK_KEYS: `k1:${linkSecret},k1:${linkSecret}` });
  expect(lines).toEqual([
    'DELEGATION_LINK_KEYS : « *** » refusé ; accepté : nom:secret[,nom:secret…], chaque secret de 32 octets au moins, en base64url (la clé « k1 » est donnée deux fois ; chaque nom est différent)',
  ]);
});
