import { asOf, turningInstants } from './as-of.ts';
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
  readonly duties: ReadonlyMap<string, Duty>;
  readonly before?: Stretch;
}

/** The stretches of a life that lie, wholly or in part, between two instants. */
export function stretchesOf(convention: Convention, from: Instant, to: Instant): Stretch[] {
  const instants = turningInstants(convention);
  const stretches: Stretch[] = [];
  let before: Stretch | undefined;
  for (const [rank, start] of instants.entries()) {
    const end = instants[rank + 1] ?? Number.POSITIVE_INFINITY;
    // One stretch before the first that counts, to tell what this one began.
    const next = instants[rank + 2] ?? Number.POSITIVE_INFINITY;
    if (next <= from || start >= to || isUntold(convention, start)) continue;
    const then = asOf(convention, start);
    const duties = new Map(owedBy(then, start).map((duty) => [`${duty.id}/${duty.dueOn}`, duty]));
    const acted = convention.journal.some(({ at, act, by }) => at === start && isAct(act, by));
    before = {
      from: start,
      to: end,
      convention: then,
      acted: acted || rank === 0,
      duties,
      ...(before ? { before } : {}),
    };
    if (end > from) stretches.push(before);
  }
  return stretches;
}

function isAct(act: string, by: string): boolean {
  return act !== 'phase' && act !== 'mail' && by !== 'delegation';
}

/** Of an effect date that was confirmed several times the record keeps the last: what came before it is not known. */
function isUntold({ journal }: Convention, instant: Instant): boolean {
  const confirmed = journal.filter(({ act }) => act === 'confirmEffect');
  const last = confirmed.at(-1);
  return confirmed.length > 1 && last !== undefined && instant < last.at;
}

/** The duties that the clauses reached by an instant lay down. */
function owedBy(convention: Convention, instant: Instant): readonly Duty[] {
  const { inForceSince, ...others } = convention;
  const inForce = hasEffect(convention, parisDate(instant));
  return owedDuties(inForce ? { ...others, inForceSince: inForceSince ?? parisDate(instant) } : others);
}
