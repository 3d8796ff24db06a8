import { z } from 'zod';
import { type ConventionDocument, documentSchema, type WrittenDocument } from '../document/schema.ts';

/** A document as people would write it, every default told: amounts in euros. */
export function writtenOf(document: ConventionDocument): WrittenDocument {
  return z.encode(documentSchema, document);
}
