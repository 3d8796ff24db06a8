import { ActivityFailure, TimeoutFailure } from '@temporalio/workflow';
import { outcomesIn } from '../contract/letter-outcomes.ts';
import type { LetterOutcome } from '../convention/mailing/letter.ts';

/**
 * What became of the letters of a round that ran out of time, as far as its last attempt could tell: a worker may have
 * died in the middle of it, and not have come back since. What had left does not leave again.
 */
export function leftBefore(error: unknown): LetterOutcome[] {
  if (!(error instanceof ActivityFailure)) return [];
  // Over its time as a whole, an activity fails with a timeout that holds the failure of its last attempt.
  for (let cause = error.cause; cause !== undefined; cause = cause.cause as Error | undefined) {
    const known = cause instanceof TimeoutFailure ? outcomesIn(cause.lastHeartbeatDetails) : [];
    if (known.length > 0) return known;
  }
  return [];
}
