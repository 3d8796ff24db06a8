import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of this package: the nearest one above this file that holds a `package.json`. It is the same from
 * `engine/` (tests), from `dist/engine/` (compiled) and from another checkout.
 *
 * @throws Error (in French) when no folder above holds one: the installation is broken.
 */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) {
      throw new Error('Installation incomplète : le fichier package.json de ce logiciel est introuvable.');
    }
    folder = parent;
  }
  return folder;
}

/** The version of this software: `0.1.0`. */
export function packageVersion(): string {
  return JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')).version;
}
