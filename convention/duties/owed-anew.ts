import type { Convention } from '../convention.ts';
import { periodOf } from '../term/term.ts';
import { dutiesOf } from './duties.ts';
import { type Duty, dutyIdOf } from './duty.ts';
import { leftDuty } from './left-owed.ts';

/**
 * The convention once its end may have moved: what was given for an end that moves further away (a notice withdrawn,
 * an effect moved, a renewal, an amendment) is owed again for the new one, if it is due later: final report, hand-over,
 * end of services, and what the text itself counts from the end.
 */
export function owedAnew(before: Convention, after: Convention): Convention {
  const [was, is] = [periodOf(before)?.endsOn, periodOf(after)?.endsOn];
  if (!was || !is || is <= was) return after;
  const own: readonly string[] = after.document.duties.flatMap(({ id, due }) =>
    due.from === 'end' ? dutyIdOf('own', id) : [],
  );
  const days = new Map(dutiesOf(before).map(({ id, dueOn }) => [id, dueOn]));
  const isForTheEnd = (duty: Duty) =>
    (['hand-over', 'final-report'].includes(duty.kind) || own.includes(duty.id)) &&
    duty.dueOn > (days.get(duty.id) ?? '') &&
    !leftDuty(after, duty);
  const ids: readonly string[] = [
    ...dutiesOf(after).flatMap((duty) => (isForTheEnd(duty) ? duty.id : [])),
    dutyIdOf('services-closed'),
  ];
  const kept = Object.entries(after.outcomes).filter(
    ([id, { state }]) => state !== 'done' || !ids.includes(id),
  );
  return { ...after, outcomes: Object.fromEntries(kept) };
}
