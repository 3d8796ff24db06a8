import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { searchAttributeTypes } from '../contract/search-attributes.ts';
import { packageRoot } from '../engine/package-root.ts';

const textOf = (file: string) => readFileSync(join(packageRoot(), file), 'utf8');

test('the README names every search attribute', () => {
  const readme = textOf('README.md');
  for (const name of Object.keys(searchAttributeTypes)) expect(readme).toContain(`\`${name}\``);
});
