import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../engine/package-root.ts';

/** A document to start from: what its parties fill in is blank. */
export interface Template {
  /** Its name on the command line: `credits`. */
  readonly name: string;
  readonly title: string;
  /** What it is for, one sentence. */
  readonly says: string;
  readonly document: Readonly<Record<string, unknown>>;
}

let read: readonly Template[] | undefined;

/** The templates that come with the application, by name. */
export function templates(): readonly Template[] {
  const folder = join(packageRoot(), 'templates');
  read ??= readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file.replace(/\.json$/, ''),
      ...JSON.parse(readFileSync(join(folder, file), 'utf8')),
    }));
  return read;
}

/** The template of that name; the first one, where there is none. */
export function templateNamed(name: string | undefined): Template {
  const [first] = templates();
  const found = templates().find((one) => one.name === name) ?? first;
  if (!found) throw new Error('Installation incomplète : aucun modèle de convention.');
  return found;
}

/** The convention of 2020 as its file holds it: by it documents of the first form are read. */
export function firstConvention(): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(packageRoot(), 'examples', 'signaux-faibles.json'), 'utf8'));
}
