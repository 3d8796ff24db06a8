import { workflowInfo } from '@temporalio/workflow';
import { searchAttributes } from '../contract/search-attributes.ts';
import { isArchived } from './archive.ts';
import { setHandlers } from './handlers.ts';
import { Life } from './life.ts';
import { logBeginning } from './log-acts.ts';
import type { ConventionOutcome, ConventionStart } from './messages.ts';
import { goesOn } from './versioned.ts';

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

// A run keeps to the version on which it began, and the next goes on with the one in use. That of what is closed is read
// by any: the workers of its version are gone one day.
goesOn(convention, () => {
  const phase = workflowInfo().typedSearchAttributes.get(searchAttributes.phase);
  return phase === 'closed' || phase === 'withdrawn' ? 'AUTO_UPGRADE' : 'PINNED';
});
