import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../engine/package-root.ts';
import { searchAttributeTypes } from '../workflows/search-attributes.ts';

const textOf = (file: string) => readFileSync(join(packageRoot(), file), 'utf8');

test('the README names every search attribute', () => {
  const readme = textOf('README.md');
  for (const name of Object.keys(searchAttributeTypes)) expect(readme).toContain(`\`${name}\``);
});
