import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { actReference, errorReference, scriptReference, settingReference } from '../cli/reference.ts';
import { searchAttributeTypes } from '../contract/search-attributes.ts';
import { settingGroups } from '../contract/settings.ts';
import { keptNames } from '../engine/data-folder.ts';
import { packageRoot } from '../engine/package-root.ts';
import { invariantReference } from './simulate/reference.ts';
import { sources } from './support/rooms.ts';

const textOf = (file: string) => readFileSync(join(packageRoot(), file), 'utf8');

test('the README names every search attribute', () => {
  const readme = textOf('README.md');
  for (const name of Object.keys(searchAttributeTypes)) expect(readme).toContain(`\`${name}\``);
});

test.each([
  ['docs/cli.md', 'acts', actReference],
  ['docs/cli.md', 'acts of a script', scriptReference],
  ['docs/errors.md', 'errors', errorReference],
  ['docs/settings.md', 'settings', settingReference],
  ['docs/reliability.md', 'invariants', invariantReference],
])('%s says of the %s what the code says', (file, name, reference) => {
  const text = textOf(file);
  const mark = `<!-- ${name} -->\n`;
  const written = `${mark}${reference()}\n`;
  // What is recorded anew is looked at before it is committed.
  if (process.env.DELEGATION_RECORD === '1') {
    const [before = '', rest = ''] = text.split(mark);
    writeFileSync(
      join(packageRoot(), file),
      `${before}${written}${rest.slice(rest.indexOf('<!-- end -->'))}`,
    );
  }
  expect(textOf(file)).toContain(written);
});

test('every setting that a source or a page names is in a table of settings, in one of them', () => {
  const declared = settingGroups.flatMap(([, table]) => Object.keys(table));
  expect(new Set(declared).size).toBe(declared.length);
  const pages = readdirSync(join(packageRoot(), 'docs')).filter((file) => file.endsWith('.md'));
  const texts = [...sources, ...pages.map((file) => `docs/${file}`), 'README.md'].map(textOf);
  const named = texts.flatMap((text) =>
    [...text.matchAll(/\b(?:DELEGATION|OIDC|SMTP|MAIL)_[A-Z]+(?:_[A-Z]+)*\b/g)].map(([name]) =>
      name.replace(/_FILE$/, ''),
    ),
  );
  expect(named.length).toBeGreaterThan(100);
  const others = ['DELEGATION_RECORD'];
  expect([...new Set(named)].filter((name) => !declared.includes(name) && !others.includes(name))).toEqual(
    [],
  );
});

test('docs/asvs.md says how each thing of the data folder is protected', () => {
  const [, table = ''] =
    /## Data, keys, connections and logs\n+((?:\|.*\n)+)/.exec(textOf('docs/asvs.md')) ?? [];
  expect(keptNames.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
});

test('nothing is put in the data folder under a name that is written elsewhere', () => {
  expect(
    sources.filter((file) =>
      /join\((?:\w+\.)?(?:DELEGATION_DATA|data|dataDir|dataFolder), ['`]/.test(textOf(file)),
    ),
  ).toEqual([]);
});

describe('each test that docs/asvs.md names', () => {
  const claims = [...textOf('docs/asvs.md').matchAll(/`((?:\w+\/)+[\w-]+)`(?: « ([^»]+) »)?/g)];

  test.each(claims.map(([, path = '', title = '']) => [path, title]))('%s « %s »', (path, title) => {
    const files = ['.test.ts', '.test.tsx', '.engine.test.ts', '.engine.test.tsx'].map(
      (end) => `test/${path}${end}`,
    );
    const file = files.find((one) => existsSync(join(packageRoot(), one)));
    // What is no test is a folder of the sources.
    if (!file)
      return expect({ path, isThere: existsSync(join(packageRoot(), path)) }).toMatchObject({
        isThere: true,
      });
    const said = oneSpace(textOf(file));
    for (const part of oneSpace(title).split('…')) expect(said).toContain(part.trim());
  });
});

/** A text without its line breaks and the widths of its spaces. */
function oneSpace(text: string): string {
  return text.replace(/[\s\u00a0\u202f]+/g, ' ');
}
