import type { Field } from '../../acts/form.ts';
import { checked } from '../page/field-name.ts';

/** One step of the form that builds a document. */
export interface Step {
  readonly title: string;
  readonly says: string;
  /** Named by the document's own paths, so that a fault of the document is shown at its field. */
  readonly fields: readonly Field[];
}

/** A document as people write it, before anything is known of it. */
export type Written = Readonly<Record<string, unknown>>;

/**
 * What was filled in so far, by the name of each field; the name of its template is under `template`, or the document that it
 * starts from, as JSON, under `base`.
 */
export type Draft = Readonly<Record<string, string>>;

/** The value at a path of a document, `bodies[0].name`. */
export function at(value: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>((found, key) => (isObject(found) ? Reflect.get(found, key) : undefined), value);
}

/** The list at a path; empty when there is none. */
export function listIn(value: unknown, path: string): readonly unknown[] {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
}

/** A field that starts from a value, where there is one: of a list of words, each on its line; a box that is ticked. */
export function valued(field: Field, value: unknown): Field {
  const text = Array.isArray(value) ? value.join('\n') : value === true ? checked : String(value ?? '');
  return text === '' || value === false ? field : { ...field, value: text };
}

/** What a service that is no party is called: its rank, and its name where it has one. */
export function bodyCalled(template: Written, draft: Draft, rank: number): string {
  const path = `bodies[${rank}].name`;
  const name = draft[path] ?? at(template, path);
  return `Service n° ${rank + 1}${name ? ` : ${name}` : ''}`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
