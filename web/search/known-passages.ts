import { comparable } from '../../client/matching.ts';
import { type Passage, passagesOf } from '../../client/passages.ts';
import type { Convention } from '../../convention/convention.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { Known, type RecordSource } from '../known.ts';

/** How many characters of passages are kept at most: three bytes each, with those that they are compared by. */
const most = 30_000_000;

/** A passage with its text as it is compared. */
export interface KnownPassage extends Passage {
  readonly compared: string;
}

/** All that may be found in a convention, and the document that says whose business it is. */
export interface Findable {
  readonly document: ConventionDocument;
  readonly passages: readonly KnownPassage[];
}

/** What may be found in conventions. */
export class KnownPassages extends Known<Findable> {
  constructor(conventions: RecordSource) {
    super(conventions, { make: findableIn, most, sizeOf });
  }
}

function findableIn(record: Convention): Findable {
  const passages = passagesOf(record).map((one) => ({ ...one, compared: comparable(one.text) }));
  return { document: record.document, passages };
}

function sizeOf({ passages }: Findable): number {
  return passages.reduce((sum, { text }) => sum + text.length, 0);
}
