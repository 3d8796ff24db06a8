import { type Instant, parisDate } from '../convention/calendar/paris.ts';
import type { Convention } from '../convention/convention.ts';
import { owedDuties } from '../convention/duties/duties.ts';
import type { Duty } from '../convention/duties/duty.ts';
import { hasEffect } from '../convention/term/effect.ts';
import { statesOf } from './state-at-date.ts';

/** The time between two things recorded of a convention: its duties stay the same. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
  readonly convention: Convention;
  /** Whether somebody's act began it, not the calendar. */
  readonly acted: boolean;
  /** Whether an act began it that is told in the morning. */
  readonly waits: boolean;
  /** By their ids and deadlines. */
  readonly duties: ReadonlyMap<string, Duty>;
  readonly before?: Interval;
}

/** The intervals of a life up to an instant. */
export function intervalsOf(record: Convention, until: Instant): Interval[] {
  const states = statesOf(record);
  const intervals: Interval[] = [];
  for (const [rank, { from, convention, acted, waits }] of states.entries()) {
    if (from >= until) break;
    const before = intervals.at(-1);
    const duties = new Map(owedBy(convention, from).map((duty) => [`${duty.id}/${duty.dueOn}`, duty]));
    const to = states[rank + 1]?.from ?? Number.POSITIVE_INFINITY;
    intervals.push({ from, to, convention, acted, waits, duties, ...(before ? { before } : {}) });
  }
  return intervals;
}

/** The duties that the clauses reached by an instant lay down. */
function owedBy(convention: Convention, instant: Instant): readonly Duty[] {
  const { inForceSince, ...others } = convention;
  const inForce = hasEffect(convention, parisDate(instant));
  // The convention itself wherever it is as it stood: what is counted of it holds.
  if (inForce === (inForceSince !== undefined)) return owedDuties(convention);
  return owedDuties(inForce ? { ...others, inForceSince: parisDate(instant) } : others);
}
