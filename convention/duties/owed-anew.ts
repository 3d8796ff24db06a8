import type { Convention } from '../convention.ts';
import { periodOf } from '../term/term.ts';
import { dutiesOf } from './duties.ts';
import { type Duty, dutyIdOf } from './duty.ts';
import { leftDuty } from './left-owed.ts';

/**
 * The convention once its end may have moved: what was given for an end that moves further away (a notice withdrawn,
 * an effect moved, a renewal, an amendment) is owed again for the new one: final report, hand-over, end of services, and what the text itself counts from the end.
 */
export function owedAnew(before: Convention, after: Convention): Convention {
  const [was, is] = [periodOf(before)?.endsOn, periodOf(after)?.endsOn];
  if (!was || !is || is <= was) return after;
  const isForTheEnd = (duty: Duty) =>
    !leftDuty(after, duty) &&
    (duty.kind === 'hand-over' || (duty.kind === 'final-report' && duty.dueOn >= is));
  const ids: readonly string[] = [
    ...dutiesOf(after).flatMap((duty) => (isForTheEnd(duty) ? duty.id : [])),
    dutyIdOf('services-closed'),
    ...after.document.duties.filter(({ due }) => due.from === 'end').map(({ id }) => dutyIdOf('own', id)),
  ];
  const kept = Object.entries(after.outcomes).filter(
    ([id, { state }]) => state !== 'done' || !ids.includes(id),
  );
  return { ...after, outcomes: Object.fromEntries(kept) };
}
