import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { packageRoot } from '../../engine/package-root.ts';
import { sources } from '../support/rooms.ts';

/** What a source imports when it runs: packages by their names. */
function packagesOf(source: string): string[] {
  const imports = source.matchAll(/^(?:import|export)\s(?!type\s)[^'"]*?from\s+['"]([^'".][^'"]*)['"]/gm);
  const others = source.matchAll(/(?:^import\s+|\bimport\()['"]([^'"./][^'"]*)['"]/gm);
  return [...imports, ...others]
    .map(([, name = '']) => name)
    .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
}

test('what `npm ci --omit=dev` installs is enough to set up, to start and to work', () => {
  const { dependencies } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  const undeclared = sources.flatMap((file) => {
    const found = packagesOf(readFileSync(join(packageRoot(), file), 'utf8'));
    return found.filter((one) => !(one in dependencies)).map((one) => `${file}: ${one}`);
  });
  expect(sources.length).toBeGreaterThan(400);
  expect(undeclared).toEqual([]);
});
