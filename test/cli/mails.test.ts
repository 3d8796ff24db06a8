import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { example, filesOf, run } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'delegation-cli-mails-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = filesOf({ 'taken.txt': '', 'bad.json': '{}' });

test('writes every kind of mail, away from any engine, and says where and how many', async () => {
  const out = join(folder, 'new', 'mails');
  const { code, stdout, stderr } = await run(['mails', example, '--out', out]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const files = readdirSync(out);
  const count = /^(\d+) courriels écrits dans « .* », chacun en \.html, \.txt et \.eml\.\n$/.exec(
    stdout,
  )?.[1];
  expect(files).toHaveLength(Number(count) * 3);
  expect(files).toEqual(expect.arrayContaining(['digest.html', 'committee-request.eml', 'news-notice.txt']));
});

test('lists the files as JSON', async () => {
  const { code, json } = await run(['mails', example, '--out', folder, '--json']);
  expect(code).toBe(0);
  expect(json()).toEqual({
    folder,
    mails: expect.arrayContaining([
      {
        name: 'news-notice',
        subject: 'Signaux Faibles\u00a0: préavis de résiliation',
        to: 'bruno.lucas@dgefp.example',
        files: ['news-notice.html', 'news-notice.txt', 'news-notice.eml'],
      },
    ]),
  });
});

test.each([
  [['mails', example], 'Il manque --out.'],
  [['mails', '--out', folder], 'Il manque <file>.'],
  [['mails', example, '--out', ''], '--out est vide'],
  [['mails', example, '--out', file('taken.txt')], 'n’est pas un dossier ; accepté : un dossier où écrire'],
  [['mails', example, '--out', join(file('taken.txt'), 'mails')], 'n’est pas un dossier'],
  [['mails', 'nowhere.json', '--out', folder], '« nowhere.json » n’existe pas'],
  [['mails', file('bad.json'), '--out', folder], '9 défauts'],
  [['mails', example, '--out', folder, '--html'], '« --html » n’est pas une option'],
])('refuses %j in French, with exit code 2', async (args, says) => {
  const { code, stdout, stderr } = await run(args);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});
