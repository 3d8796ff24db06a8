import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import type { ConventionDocument } from '../document/schema.ts';

/** The document of a version, from 1; the journal says under which each act was done. */
export function documentOfVersion(convention: Convention, version: number): ConventionDocument | undefined {
  if (version === convention.version) return convention.document;
  return convention.pastVersions.find((past) => past.version === version)?.document;
}

/** The version that counts on a day; an amendment of retroactive effect counts from its effect date. */
export function versionOn({ pastVersions, version }: Convention, day: PlainDate): number {
  // The last version begun by that day, in the order in which they came into force.
  const begun = pastVersions.findLast(({ until }) => until <= day);
  return begun ? Math.min(begun.version + 1, version) : 1;
}
