import { statesOf } from './as-of.ts';
import { type Instant, parisDate } from './calendar/paris.ts';
import type { Convention } from './convention.ts';
import { owedDuties } from './duties/duties.ts';
import type { Duty } from './duty.ts';
import { hasEffect } from './term.ts';

/** The time between two things recorded of a convention: its duties stay the same. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly convention: Convention;
  /** Whether somebody's act began it, not the calendar. */
  readonly acted: boolean;
  /** By their ids and deadlines. */
  readonly duties: ReadonlyMap<string, Duty>;
  readonly before?: Stretch;
}

/** The stretches of a life up to an instant. */
export function stretchesOf(record: Convention, until: Instant): Stretch[] {
  const states = statesOf(record);
  const stretches: Stretch[] = [];
  for (const [rank, { from, convention, acted }] of states.entries()) {
    if (from >= until) break;
    const before = stretches.at(-1);
    const duties = new Map(owedBy(convention, from).map((duty) => [`${duty.id}/${duty.dueOn}`, duty]));
    const to = states[rank + 1]?.from ?? Number.POSITIVE_INFINITY;
    stretches.push({ from, to, convention, acted, duties, ...(before ? { before } : {}) });
  }
  return stretches;
}

/** The duties that the clauses reached by an instant lay down. */
function owedBy(convention: Convention, instant: Instant): readonly Duty[] {
  const { inForceSince, ...others } = convention;
  const inForce = hasEffect(convention, parisDate(instant));
  return owedDuties(inForce ? { ...others, inForceSince: inForceSince ?? parisDate(instant) } : others);
}
