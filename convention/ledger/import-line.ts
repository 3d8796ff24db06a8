import { z } from 'zod';
import { line, oneOf, plainDate, record } from '../document/fields.ts';
import { orderNumber } from './chorus-number.ts';
import type { Cents } from './money.ts';

/** What an export of Chorus says of one thing: an order's commitment, what was accepted or paid of it. */
export const importLine = record({
  /** What names the line in every export: `AE 1500012345 10`, `CP 1500012345 PACA 2020 100028941 1`. */
  key: line(200),
  kind: oneOf('commitment', 'acceptance', 'payment'),
  order: orderNumber,
  on: plainDate,
  /** Cents; negative for what was released or paid back, zero for what is no longer. */
  amount: z.int('un montant en centimes, entier').transform((amount) => amount as Cents),
  supplier: line(200),
  contract: line(100).optional(),
  /** Line of the budget, when the document has several. */
  budgetLine: line(40).optional(),
  /** Chorus reference: `EJ 1500012345, poste 10`. */
  reference: line(200),
});

/** A line read of an export of Chorus. */
export type ImportLine = z.output<typeof importLine>;
