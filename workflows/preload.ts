import { regexes } from 'zod/v4/core';
import * as aboutLines from '../acts/about-lines.ts';
import '../acts/course.ts';
import * as questions from '../acts/questions.ts';
import '../audit/tally.ts';
import '../contract/mail-limits.ts';
import '../contract/search-attributes.ts';
import * as merge from '../convention/amendments/merge.ts';
import * as fields from '../convention/document/fields.ts';
import * as parts from '../convention/document/parts.ts';
import * as schema from '../convention/document/schema.ts';
import * as chorusNumber from '../convention/ledger/chorus-number.ts';
import * as importLine from '../convention/ledger/import-line.ts';
import * as parties from '../convention/people/parties.ts';
import * as agreement from '../convention/proof/agreement.ts';
import * as signatory from '../convention/proof/signatory.ts';
import '../convention/views/figures.ts';
import '../convention/views/view.ts';

/**
 * What all conventions of a worker share: these modules, and all that they import, are read once a worker instead of
 * once a convention. They are pure: the values that they keep between two calls depend on their arguments alone.
 *
 * The worker then freezes what they export, and all that it reaches but by what is frozen already. Schemas and their
 * patterns must stay as they are: a schema works out parts of itself when it is first used, and a pattern keeps where
 * it stopped. Modules that export some are therefore frozen here, without what they export.
 */
for (const module of [
  aboutLines,
  agreement,
  chorusNumber,
  fields,
  importLine,
  merge,
  parties,
  parts,
  questions,
  regexes,
  schema,
  signatory,
])
  Object.freeze(module);
