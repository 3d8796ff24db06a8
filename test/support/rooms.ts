import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../engine/package-root.ts';

const { include } = JSON.parse(readFileSync(join(packageRoot(), 'tsconfig.json'), 'utf8'));

/** The rooms of the sources, as `tsconfig.json` lists them. */
export const rooms: readonly string[] = include.filter((room: string) => room !== 'test');

/** Every source, by its path from the root. */
export const sources: readonly string[] = rooms.flatMap((room) =>
  readdirSync(join(packageRoot(), room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|mjs)$/.test(file))
    .map((file) => `${room}/${file}`),
);
