import type { Instant } from '../convention/calendar/paris.ts';
import type { Convention } from '../convention/convention.ts';
import { type DutyOutcome, dutyIdOf } from '../convention/duties/duty.ts';
import { bothParties } from '../convention/mailing/audience.ts';

// What acts change and tell.

/** The convention once the duty of those words is done: `dutyIdOf` makes its id of them. */
export function withDone(
  convention: Convention,
  words: Parameters<typeof dutyIdOf>,
  { by, now, evidence }: { readonly by: string; readonly now: Instant; readonly evidence: string },
): Convention {
  const outcome: DutyOutcome = { state: 'done', at: now, by, evidence };
  return { ...convention, outcomes: { ...convention.outcomes, [dutyIdOf(...words)]: outcome } };
}

/** Those who hold the purse, on both sides. */
export const bothPurses = bothParties.map((party) => ({ ...party, role: 'budget' as const }));
