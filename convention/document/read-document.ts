import type { z } from 'zod';
import { incoherences } from './coherence.ts';
import { type Fault, faultAt, mostFaults, told } from './faults.ts';
import { legalWarnings, notCarried } from './legal-warnings.ts';
import { type ConventionDocument, documentSchema, sections } from './schema.ts';
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
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { ok: false, faults: [faultAt(input, [], 'un objet JSON { id, title, … }')] };
  }
  const old = oldKeysOf(input);
  if (old.length > 0) {
    const accepted = 'la forme d’aujourd’hui, dans laquelle « delegation upgrade » récrit l’ancienne';
    return { ok: false, faults: [{ path: '', given: `{ ${old.join(', ')} }`, accepted }] };
  }
  const whole = documentSchema.safeParse(input);
  const faults = whole.success ? [] : unknownKeys(input);
  const sound: Record<string, unknown> = whole.success ? whole.data : {};
  const faulty = new Set<string>();
  if (!whole.success) {
    for (const [key, schema] of Object.entries(sections)) {
      const parsed = schema.safeParse(Reflect.get(input, key));
      if (parsed.success) sound[key] = parsed.data;
      else {
        faulty.add(key);
        faults.push(...faultsOf(input, [key], parsed.error, notKnownHere));
      }
    }
  }
  for (const { path, accepted } of incoherences(sound, faulty)) faults.push(faultAt(input, path, accepted));
  return whole.success && faults.length === 0
    ? { ok: true, document: whole.data, warnings: [...legalWarnings(whole.data), ...notCarried(whole.data)] }
    : { ok: false, faults: told(faults) };
}

/** What whoever wrote a key that no document has is told besides those that it may have. */
const notKnownHere = ' ; ce que ce document ne sait pas porter se dit dans legalText.notCarried';

/**
 * The faults of a value that a schema refuses, each at its path below `base`.
 * @param besides what is added where a key is not known.
 */
export function faultsOf(
  input: unknown,
  base: readonly PropertyKey[],
  error: z.ZodError,
  besides = '',
): Fault[] {
  const faults = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys
          .slice(0, mostFaults + 1)
          .map((key) => faultAt(input, [...base, ...issue.path, key], `${issue.message}${besides}`))
      : [faultAt(input, [...base, ...issue.path], issue.message)],
  );
  // Two rules of one field may both refuse it, for the same reason to a reader.
  const paths = new Set<string>();
  return faults.filter(({ path }) => paths.size !== paths.add(path).size);
}

function unknownKeys(input: object): Fault[] {
  const known = new Set(Object.keys(sections));
  const accepted = `les clés ${[...known].join(', ')}${notKnownHere}`;
  return Object.keys(input)
    .filter((key) => !known.has(key))
    .slice(0, mostFaults + 1)
    .map((key) => faultAt(input, [key], accepted));
}
