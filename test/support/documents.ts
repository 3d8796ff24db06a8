import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFault } from '../../convention/document/faults.ts';
import { readDocument } from '../../convention/document/read-document.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { inTheWayOf } from '../../convention/document/two-ways.ts';
import { packageRoot } from '../../engine/package-root.ts';

const file = join(packageRoot(), 'examples', 'signaux-faibles.json');

/** What a renewal says beside its mode, unless a test says otherwise: the real convention has none. */
const oneMoreYear = { article: '7', months: 12, maximum: 1 };

/** The real convention as written, with some clauses changed: key by key, or left out when `null`. */
export function writtenDocument(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const written: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
  for (const [key, change] of Object.entries(changes)) {
    const before = written[key] ?? (key === 'renewal' ? oneMoreYear : undefined);
    if (change === null) delete written[key];
    else written[key] = isObject(before) && isObject(change) ? { ...before, ...change } : change;
  }
  return { ...inTheWayOf(changes, written) };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The real convention, under an id of its own so that tests run side by side. */
export function testDocument(changes: Record<string, unknown> = {}): ConventionDocument {
  const reading = readDocument(writtenDocument({ id: `test-${randomUUID().slice(0, 13)}`, ...changes }));
  if (!reading.ok) throw new Error(reading.faults.map(describeFault).join('\n'));
  return reading.document;
}

/**
 * The real convention as written, with people whom no other test knows: `budget@dgefp.<mark>.example`. Whoever looks
 * for the conventions of somebody finds no other test's, whose worker may be gone.
 */
export function documentOfOwnPeople(mark: string): Record<string, unknown> {
  return JSON.parse(JSON.stringify(writtenDocument()).replaceAll('.example"', `.${mark}.example"`));
}
