import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { packageRoot } from '../../engine/package-root.ts';

const folders = ['convention', 'contract', 'workflows', 'activities', 'worker', 'client', 'engine'];

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
  const undeclared = folders.flatMap((folder) =>
    readdirSync(join(packageRoot(), folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|mjs)$/.test(name))
      .flatMap((name) => {
        const found = packagesOf(readFileSync(join(packageRoot(), folder, name), 'utf8'));
        return found.filter((one) => !(one in dependencies)).map((one) => `${folder}/${name}: ${one}`);
      }),
  );
  expect(undeclared).toEqual([]);
});
