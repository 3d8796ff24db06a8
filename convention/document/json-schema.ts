import { z } from 'zod';
import { documentSchema } from './schema.ts';

/** The JSON Schema (draft 2020-12) of a document as people write it, for editors. */
export function documentJsonSchema(): object {
  return {
    title: 'Convention de délégation de gestion',
    ...z.toJSONSchema(documentSchema, { io: 'input', unrepresentable: 'any' }),
  };
}
