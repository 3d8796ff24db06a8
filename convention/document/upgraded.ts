import { type ConventionDocument, sections } from './schema.ts';

/**
 * A document that an earlier version of this code read, with the sections that were added since at their defaults.
 * A convention lives for years: what it started from may lack what this version knows.
 */
export function upgraded(document: ConventionDocument): ConventionDocument {
  const missing = Object.entries(sections).filter(([key]) => !Object.hasOwn(document, key));
  const defaults = missing.flatMap(([key, schema]) => {
    const read = schema.safeParse(undefined);
    return read.success && read.data !== undefined ? [[key, read.data]] : [];
  });
  return { ...document, ...Object.fromEntries(defaults) };
}
