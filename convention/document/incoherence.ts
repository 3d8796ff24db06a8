import type { ConventionDocument } from './schema.ts';

/** What two keys of a document, each right on its own, say against one another. */
export interface Incoherence {
  readonly path: Path;
  /** What would be accepted, in French. */
  readonly accepted: string;
}

export type Path = readonly PropertyKey[];

/** A document without the keys that are themselves faulty. */
export type Sound = Partial<ConventionDocument>;

/** What is said where something is wrong; nothing where it is not. */
export function when(isWrong: boolean, path: Path, accepted: string): Incoherence[] {
  return isWrong ? [{ path, accepted }] : [];
}

/** What is said where something is absent. */
export function missing(value: unknown, path: Path, accepted: string): Incoherence[] {
  return when(value === undefined, path, accepted);
}

/** Whether each of some values, given in their order, has come before. */
export function repeats(): (value: unknown) => boolean {
  const seen = new Set();
  return (value) => seen.size === seen.add(value).size;
}

export function quoted(words: readonly string[]): string {
  return words.map((word) => `« ${word} »`).join(', ');
}
