import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../engine/package-root.ts';
import { searchAttributeTypes } from '../workflows/search-attributes.ts';

const textOf = (file: string) => readFileSync(join(packageRoot(), file), 'utf8');

test('the README names every search attribute', () => {
  const readme = textOf('README.md');
  for (const name of Object.keys(searchAttributeTypes)) expect(readme).toContain(`\`${name}\``);
});

test('each test that docs/asvs.md names exists, and says what is quoted of it', () => {
  const asvs = textOf('docs/asvs.md');
  const faults: string[] = [];
  for (const line of asvs.split('\n').filter((one) => one.startsWith('| '))) {
    for (const [, file = '', said = ''] of line.matchAll(
      /`((?:client|convention|engine|activities|worker)\/[\w/-]+)`(?: « ([^»]+) »)?/g,
    )) {
      const ends = ['.test.ts', '.test.tsx', '.engine.test.ts', '.engine.test.tsx', '.browser.test.ts'];
      const found = ends
        .map((end) => `test/${file}${end}`)
        .find((one) => existsSync(join(packageRoot(), one)));
      // A file that is not a test shows it by its code.
      if (!found) continue;
      // A title may have a place for each case: its beginning or its end is there.
      const quote = plain(said).trim();
      const known = [quote.slice(0, 10), quote.slice(-10)].some((part) =>
        source.includes(part.replaceAll('…', '').trim()),
      );
      if (!known) faults.push(`${found} says nothing of « ${said} »`);
    }
  }
  expect(faults).toEqual([]);
});
