import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import type { ClauseName, ConventionDocument } from '../document/schema.ts';
import { amended } from './merge.ts';

/** The document of a version, from 1; the journal says under which each act was done. */
export function documentOfVersion(convention: Convention, version: number): ConventionDocument | undefined {
  if (version === convention.version) return convention.document;
  return convention.pastVersions.find((past) => past.version === version)?.document;
}

/**
 * The document that counts on a day: that of the amendments whose effect has come by then, in the order in which they
 * came into force. One of retroactive effect is there without those that were signed before it for a later day.
 */
export function documentOn(convention: Convention, day: PlainDate): ConventionDocument {
  const { pastVersions, amendments } = convention;
  const ahead = pastVersions.findIndex(({ until }) => until > day);
  const common = ahead === -1 ? convention.document : pastVersions[ahead]?.document;
  const others = ahead === -1 ? [] : pastVersions.slice(ahead).filter(({ until }) => until <= day);
  return others.reduce((document, { amendment: id }) => {
    const changes = amendments.find((one) => one.id === id)?.changes ?? {};
    const reading = amended(document, changes);
    // It was only ever read with those signed before: without them it may not stand.
    return reading.ok ? reading.document : document;
  }, common ?? convention.document);
}

/** A clause of the document; once an amendment has taken it out, as it was then: what it had asked is still under its words. */
export function clauseOrLast<Name extends ClauseName>(
  { document, pastVersions }: Pick<Convention, 'document' | 'pastVersions'>,
  name: Name,
): ConventionDocument[Name] {
  return document[name] ?? pastVersions.findLast((past) => past.document[name] !== undefined)?.document[name];
}
