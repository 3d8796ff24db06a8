import { allContacts } from '../document/contacts.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { partiesLine, partiesOf } from './parties.ts';

/** What lists show of a convention without waking it, beside what it is searched by. */
export interface ConventionMemo {
  readonly title: string;
  readonly shortName: string;
  /** `DGEFP → DINUM`. */
  readonly parties: string;
  /** Marks of its contacts' addresses, one after the other; `*` when there are too many. */
  readonly contacts: string;
  /** As `figuresText` writes them, up to the last change of what lists show; exact once closed. Empty before the first. */
  readonly figures: string;
}

/** Bytes that the server lets a memo have, encrypted, keys and metadata included. */
export const memoLimit = 2048;

/** Bytes of figures, at most. */
const longestFigures = 200;

/** Bytes that a value has around it once encrypted: its metadata, the longest name of a key, a nonce and a tag. */
const aroundValue = 152;

const markLength = 7;
const everybody = '*';

/**
 * The memo of a convention; within `memoLimit` with 100 contacts beside the longest title of Latin letters.
 * @param figures as `figuresText` writes them.
 */
export function memoOf(document: ConventionDocument, figures: string): ConventionMemo {
  const { title, shortName } = document;
  const marks = new Set(allContacts(document).map(({ contact }) => contactMark(contact.email)));
  const memo = { title, shortName, parties: partiesLine(document), contacts: [...marks].join(''), figures };
  // Its figures may become as long as they can: whom it concerns is not known by fewer for that.
  return memoSize({ ...memo, figures: 'x'.repeat(longestFigures) }) <= memoLimit
    ? memo
    : { ...memo, contacts: everybody };
}

/**
 * A short mark of an address, by which the conventions that may concern a person are found in a list. It is a filter
 * and no more: not a secret (it is not cryptographic), and two addresses may share one; the record decides who is a contact.
 */
export function contactMark(email: string): string {
  // Two lanes of 32 bits, multiplied by odd constants and mixed into each other, give 53 bits.
  let [low, high] = [0x9e3779b1, 0x7f4a7c15];
  for (const character of email.toLowerCase()) {
    const code = character.codePointAt(0) ?? 0;
    low = Math.imul(low ^ code, 0x2c1b3c6d);
    high = Math.imul(high ^ code, 0x297a2d39);
    low ^= high >>> 15;
  }
  low = Math.imul(low ^ (high >>> 13), 0x846ca68b);
  high = Math.imul(high ^ (low >>> 16), 0x7feb352d);
  const hash = (high >>> 11) * 2 ** 32 + ((low ^ (high >>> 14)) >>> 0);
  return (hash % 36 ** markLength).toString(36).padStart(markLength, '0');
}

/** A short mark of a party's short name, whatever its capitals, by which conventions are searched without saying it. */
export const partyMark = contactMark;

/** The marks of a convention's parties. */
export function partyMarks(document: ConventionDocument): string[] {
  return partiesOf(document).map(({ organisation }) => partyMark(organisation.shortName));
}

/** The marks that a memo holds; `*` stands for everybody, as for a memo written before there were marks. */
export function marksOf({ contacts = everybody }: Partial<ConventionMemo>): string[] {
  return contacts === everybody ? [everybody] : (contacts.match(/.{7}/g) ?? []);
}

/** Whether a convention may concern whoever has an address, by its marks; its record then says if it does. */
export function mayConcern(marks: readonly string[], email: string): boolean {
  return marks.includes(everybody) || marks.includes(contactMark(email));
}

/** Bytes of a memo as the server counts them: each value in JSON with what is around it, under its key. */
function memoSize(memo: ConventionMemo): number {
  const encoder = new TextEncoder();
  return Object.entries(memo)
    .map(([key, value]) => key.length + aroundValue + encoder.encode(JSON.stringify(value)).length)
    .reduce((sum, size) => sum + size, 0);
}
