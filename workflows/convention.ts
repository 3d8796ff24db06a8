import { isArchived } from './archive.ts';
import { setHandlers } from './handlers.ts';
import { Life } from './life.ts';
import { logBeginning } from './log-acts.ts';
import type { ConventionOutcome, ConventionStart } from './messages.ts';

/**
 * A convention de délégation de gestion, from its signature to the settlement of its balance. What it owes, in which
 * stage, and what the calendar brings are the clauses of `convention/clauses/clauses.ts`, to be read beside the text;
 * here they are lived: letters leave, people act, days pass, until the convention is closed and its record safe.
 */
export async function convention(start: ConventionStart): Promise<ConventionOutcome> {
  const life = new Life(start);
  setHandlers(life);
  logBeginning(life, start);
  await life.passes();
  await isArchived(life);
  return life.outcome;
}
