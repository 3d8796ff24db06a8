import { z } from 'zod';
import { type Fault, faultAt } from '../document/faults.ts';
import { type Reading, readDocument } from '../document/read-document.ts';
import { type ConventionDocument, documentSchema, type Section, sections } from '../document/schema.ts';
import { inTheWayOf } from '../document/two-ways.ts';
import { isObject } from '../plain-object.ts';
import { remembered } from '../remembered.ts';
import type { Changes } from './amendment.ts';
import { writtenOf } from './written.ts';

/** What an amendment does not change: it has happened, or is not of the conditions of the execution (art. 6). */
const settled: readonly string[] = [
  '$schema',
  'id',
  'signedOn',
  'manager',
  'publications',
  'effect',
  'chorusAccess',
  'copies',
  'holidays',
] satisfies readonly Section[];

/** What an amendment may change (art. 6, "les conditions ou modalités d’exécution"), its publicity included. */
export const amendable = Object.keys(sections).filter((key) => !settled.includes(key));

/**
 * The document with some changes: objects are merged key by key, what may be left out is removed by `null` (RFC 7396),
 * anything else is replaced; or all that is wrong with it.
 */
export function amended(document: ConventionDocument, changes: Changes): Reading {
  return readings(document)(changes);
}

// A convention is looked at again and again.
const readings = remembered((document: ConventionDocument) =>
  remembered((changes: Changes): Reading => {
    const faults = forbidden(changes);
    return faults.length > 0
      ? { ok: false, faults }
      : readDocument(inTheWayOf(changes, Object(merged(writtenOf(document), changes, documentSchema))));
  }),
);

/** Whether two sets of changes touch a same key, so that one is void once the other has been signed. */
export function overlap(one: unknown, other: unknown): boolean {
  if (!isObject(one) || !isObject(other)) return true;
  return Object.keys(one).some((key) => Object.hasOwn(other, key) && overlap(one[key], other[key]));
}

/**
 * What an amendment changes to make of a document another, as `amended` takes it; what none changes is not compared.
 */
export function changesBetween(before: ConventionDocument, after: ConventionDocument): Changes {
  const of = (document: ConventionDocument) =>
    Object.fromEntries(Object.entries(writtenOf(document)).filter(([key]) => amendable.includes(key)));
  return Object(differenceOf(of(before), of(after)) ?? {});
}

/** What changes a value into another (RFC 7396); undefined when they are the same. */
function differenceOf(before: unknown, after: unknown): unknown {
  if (!isObject(before) || !isObject(after))
    return JSON.stringify(before) === JSON.stringify(after) ? undefined : after;
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const [was, is] = [before[key], after[key]];
    if (was !== undefined && is === undefined) return [[key, null] as const];
    const own = was === undefined ? is : differenceOf(was, is);
    return own === undefined ? [] : [[key, own] as const];
  });
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}

/** The changes as a list of paths and values: `[['budget.ceiling', 120000]]`. */
export function changedPaths(changes: unknown, path = ''): [path: string, value: unknown][] {
  if (!isObject(changes)) return [[path, changes]];
  return Object.entries(changes).flatMap(([key, value]) =>
    changedPaths(value, path ? `${path}.${key}` : key),
  );
}

function forbidden(changes: Changes): Fault[] {
  const keys = Object.keys(changes);
  const accepted = `au moins une des clés ${amendable.join(', ')}`;
  if (keys.length === 0) return [faultAt(changes, [], accepted)];
  return keys.filter((key) => !amendable.includes(key)).map((key) => faultAt(changes, [key], accepted));
}

function merged(before: unknown, changes: unknown, schema: z.core.$ZodType | undefined): unknown {
  if (!isObject(before) || !isObject(changes)) return changes;
  // Keys that every object has are keys like others.
  const after = new Map(Object.entries(before));
  for (const [key, value] of Object.entries(changes)) {
    const own = memberOf(schema, key);
    if (value === null && isOptional(own, schema)) after.delete(key);
    else after.set(key, after.has(key) ? merged(after.get(key), value, own) : value);
  }
  return Object.fromEntries(after);
}

/** The schema of a key; that of every value in a record. */
function memberOf(schema: z.core.$ZodType | undefined, key: string): z.core.$ZodType | undefined {
  const object = bare(schema);
  if (object instanceof z.ZodObject) return Object.hasOwn(object.shape, key) ? object.shape[key] : undefined;
  return object instanceof z.ZodRecord ? object.def.valueType : undefined;
}

/** Whether a key may be left out, `null` being no value of its own. */
function isOptional(schema: z.core.$ZodType | undefined, parent: z.core.$ZodType | undefined): boolean {
  if (bare(parent) instanceof z.ZodRecord) return true;
  return schema instanceof z.ZodOptional && !z.safeParse(schema, null).success;
}

/** A schema without its default, nor that it may be left out. */
function bare(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return isWrapped ? bare(schema.def.innerType) : schema;
}
