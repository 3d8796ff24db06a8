// Compiles sources, named one a line on standard input from the folder this runs in, into the folder of its argument:
// each file by itself, without looking at types, which is the business of `npm run check`. With the compiler that the
// bundler of workflows brings anyway: a second where `tsc` takes twenty, and a machine that only runs the application
// needs neither TypeScript nor the types of what it imports.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { transformSync } from '@swc/core';

const [dist] = process.argv.slice(2);

for (const source of readFileSync(0, 'utf8').split('\n')) {
  if (source !== '') compile(source);
}

function compile(source) {
  const target = join(dist, source.replace(/\.tsx?$/, '.js'));
  const folder = dirname(target);
  const { code, map } = transformSync(readFileSync(source, 'utf8'), {
    filename: source,
    sourceFileName: relative(folder, source),
    configFile: false,
    swcrc: false,
    sourceMaps: true,
    module: { type: 'es6' },
    // As tsconfig.json has it.
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: source.endsWith('.tsx') },
      transform: { react: { runtime: 'automatic' } },
      rewriteRelativeImportExtensions: true,
    },
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(target, `${code}\n//# sourceMappingURL=${basename(target)}.map\n`);
  writeFileSync(`${target}.map`, map);
}
