import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../engine/package-root.ts';

/** Where histories are recorded, in a folder for each version. */
export const historiesFolder = join(packageRoot(), 'test', 'histories');

/** Every recorded history, by its path from there: `0.1.0/plain-year.1.json.gz`. */
export function recordedHistories(): string[] {
  return readdirSync(historiesFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json.gz'))
    .sort();
}
