import { z } from 'zod';
import { type ConventionDocument, documentSchema, type WrittenDocument } from '../document/schema.ts';
import { inOneWay } from '../document/two-ways.ts';

/** A document as people would write it, every default told: amounts in euros. */
export function writtenOf(document: ConventionDocument): WrittenDocument {
  return inOneWay(z.encode(documentSchema, document));
}
