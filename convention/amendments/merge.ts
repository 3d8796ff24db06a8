import { type Fault, faultAt } from '../document/faults.ts';
import { type Reading, readDocument } from '../document/read.ts';
import type { ConventionDocument, Section } from '../document/schema.ts';
import { writtenOf } from './written.ts';

/** What an amendment may change (art. 6, "les conditions ou modalités d’exécution"), its publicity included; the rest has happened. */
export const amendable: readonly Section[] = [
  'title',
  'shortName',
  'public',
  'delegator',
  'delegatee',
  'controllers',
  'budget',
  'term',
  'renewal',
  'notice',
  'reporting',
  'committee',
  'communityItems',
  'deliverables',
  'services',
  'engagements',
  'duties',
  'reminders',
  'settlement',
  'shortfall',
  'amendments',
  'requests',
  'legalText',
];

/** The document with some changes: objects are merged key by key, anything else is replaced; or all that is wrong with it. */
export function amended(document: ConventionDocument, changes: Readonly<Record<string, unknown>>): Reading {
  const faults = forbidden(changes);
  return faults.length > 0 ? { ok: false, faults } : readDocument(merged(writtenOf(document), changes));
}

/** Whether two sets of changes touch a same key, so that one is void once the other has been signed. */
export function overlap(one: unknown, other: unknown): boolean {
  if (!isObject(one) || !isObject(other)) return true;
  return Object.keys(one).some((key) => Object.hasOwn(other, key) && overlap(one[key], other[key]));
}

/** The changes as a list of paths and values: `[['budget.ceiling', 120000]]`. */
export function changedPaths(changes: unknown, path = ''): [path: string, value: unknown][] {
  if (!isObject(changes)) return [[path, changes]];
  return Object.entries(changes).flatMap(([key, value]) =>
    changedPaths(value, path ? `${path}.${key}` : key),
  );
}

function forbidden(changes: Readonly<Record<string, unknown>>): Fault[] {
  const keys = Object.keys(changes);
  const accepted = `au moins une des clés ${amendable.join(', ')}`;
  if (keys.length === 0) return [faultAt(changes, [], accepted)];
  return keys
    .filter((key) => amendable.every((one) => one !== key))
    .map((key) => faultAt(changes, [key], accepted));
}

function merged(before: unknown, changes: unknown): unknown {
  if (!isObject(before) || !isObject(changes)) return changes;
  const replaced = Object.entries(changes).map(([key, value]) => [
    key,
    Object.hasOwn(before, key) ? merged(before[key], value) : value,
  ]);
  return Object.fromEntries([...Object.entries(before), ...replaced]);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
