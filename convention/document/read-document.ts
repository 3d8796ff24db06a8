import type { z } from 'zod';
import { isObject } from '../plain-object.ts';
import { incoherences } from './coherence.ts';
import { type Fault, faultAt, mostFaults, pathOf, told } from './faults.ts';
import { legalWarnings, missingRoles, notCarried, unsaidCeilings } from './legal-warnings.ts';
import { type ConventionDocument, documentSchema, sections } from './schema.ts';
import { givenTwice } from './two-ways.ts';
import { oldKeysOf } from './upgrade.ts';

/** What became of a document read: it is whole and coherent, or here is all that is wrong with it. */
export type Reading =
  | { readonly ok: true; readonly document: ConventionDocument; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Reads a document and gathers all its faults at once: those of each key, then those between keys that are
 * themselves right.
 */
export function readDocument(input: unknown): Reading {
  if (!isObject(input)) return { ok: false, faults: [faultAt(input, [], 'un objet JSON { id, title, … }')] };
  const old = oldKeysOf(input);
  if (old.length > 0) {
    const accepted = 'la forme d’aujourd’hui, dans laquelle « delegation upgrade » récrit l’ancienne';
    return { ok: false, faults: [{ path: '', given: `{ ${old.join(', ')} }`, accepted }] };
  }
  const whole = documentSchema.safeParse(input);
  const issues = whole.success ? [] : whole.error.issues;
  // Of the keys of the document first those that it does not know, then those that are faulty.
  const [unknown, others] = [issues.filter(({ path }) => !path[0]), issues.filter(({ path }) => path[0])];
  const faults = faultsOf(input, [], { issues: [...unknown, ...others] }, notKnownHere);
  const faulty = new Set(others.map(({ path }) => String(path[0])));
  const sound: Partial<ConventionDocument> = whole.success ? whole.data : soundIn(input, faulty);
  for (const { path, accepted } of [...incoherences(sound, faulty), ...givenTwice(input)])
    faults.push(faultAt(input, path, accepted));
  return whole.success && faults.length === 0
    ? { ok: true, document: whole.data, warnings: warningsOf(whole.data) }
    : { ok: false, faults: told(faults) };
}

/** What is told of a document that is accepted. */
function warningsOf(document: ConventionDocument): string[] {
  return [
    ...legalWarnings(document),
    ...unsaidCeilings(document),
    ...missingRoles(document),
    ...notCarried(document),
  ];
}

/** What whoever wrote a key that no document has is told besides those that it may have: where else it is said. */
function notKnownHere(path: string): string {
  return path === 'committee.chair'
    ? ' ; le comité est présidé par le contact du délégant qui a le rôle « chair »'
    : ' ; ce que ce document ne sait pas porter se dit dans legalText.notCarried';
}

/**
 * The faults of a value that a schema refuses, each at its path below `base`.
 * @param besides what is added where a key is not known.
 */
export function faultsOf(
  input: unknown,
  base: readonly PropertyKey[],
  error: Pick<z.ZodError, 'issues'>,
  besides = (_path: string) => '',
): Fault[] {
  const faults = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.slice(0, mostFaults + 1).map((key) => {
          const path = [...base, ...issue.path, key];
          return faultAt(input, path, `${issue.message}${besides(pathOf(path))}`);
        })
      : [faultAt(input, [...base, ...issue.path], issue.message)],
  );
  // Two rules of one field may both refuse it, for the same reason to a reader.
  const paths = new Set<string>();
  return faults.filter(({ path }) => paths.size !== paths.add(path).size);
}

/** The keys that are right, each read on its own. */
function soundIn(input: object, faulty: ReadonlySet<string>): Partial<ConventionDocument> {
  const keys = Object.entries(sections).filter(([key]) => !faulty.has(key));
  return Object.fromEntries(keys.map(([key, schema]) => [key, schema.parse(Reflect.get(input, key))]));
}
