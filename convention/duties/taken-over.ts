import type { PlainDate } from '../calendar/plain-date.ts';
import { type Convention, register, type TakenOver } from '../convention.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { present } from '../plain-object.ts';
import { earliestEffect, effectiveOn } from '../term/effect.ts';
import { byDeadline, owedDuties } from './duties.ts';
import { type ClosingAct, type Duty, type DutyOutcome, isAlert } from './duty.ts';

// A convention that already ran when it was registered: what it had asked by then, what was done of it, how the rest is asked.

/** What had been done before a convention was registered, as whoever registers it says. */
export type AlreadyDone = Pick<TakenOver, 'done' | 'effectiveOn'>;

/** What proves a duty of which nothing else is said. */
export const evidenceBefore = 'fait avant la mise sous suivi';

/** What the text has asked by a day, the effect being that of its conditions, or one that only its life tells. */
export function askedBefore(
  document: ConventionDocument,
  today: PlainDate,
  effect?: PlainDate,
): readonly Duty[] {
  const convention = sinceEffect(register(document, 0), today, effect);
  // What gives effect is asked for its day, which is that of the effect.
  const withEvidence: readonly ClosingAct[] = convention.inForceSince ? [...plain, ...givesEffect] : plain;
  return (
    owedDuties(convention)
      .filter((duty) => duty.dueOn < today && !isAlert(duty) && withEvidence.includes(duty.closedBy))
      // Defects of the text are found when it is registered.
      .filter(({ kind }) => kind !== 'legal-text')
      .sort(byDeadline)
  );
}

/** Whether something that the text asks is already past. */
export function runsAlready(document: ConventionDocument, today: PlainDate): boolean {
  const effect = effectIsAsked(document) ? earliestEffect(document) : undefined;
  return askedBefore(document, today, effect).length > 0;
}

/** Whether only its life tells the day of its effect: that of a publication, or of an approval. */
export function effectIsAsked({ effect }: ConventionDocument): boolean {
  return effect.conditions.some((condition) => condition === 'publication' || condition === 'approval');
}

const givesEffect: readonly ClosingAct[] = ['publish', 'approve'];

/** Duties whose evidence is all there is to them: a decision has effects, which nobody ticks. */
const plain: readonly ClosingAct[] = ['done', 'report', 'committee', 'year-end'];

/** A convention as its record says that it was registered. */
export function begunAs(
  record: Pick<Convention, 'registeredAs' | 'registeredAt' | 'takenOver' | 'quietUntil'>,
): Convention {
  const { registeredAs, registeredAt, takenOver, quietUntil } = record;
  const begun = { ...register(registeredAs, registeredAt), ...present({ quietUntil }) };
  return takenOver ? withTakenOver(begun, takenOver) : begun;
}

/** The convention as it is taken over. */
export function withTakenOver(before: Convention, takenOver: TakenOver): Convention {
  const { by, on, done, effectiveOn: effect } = takenOver;
  const at = before.registeredAt;
  const outcomes = Object.entries(done).map(([id, evidence]): [string, DutyOutcome] => [
    id,
    { state: 'done', at, by, evidence },
  ]);
  return { ...sinceEffect(before, on, effect), takenOver, outcomes: Object.fromEntries(outcomes) };
}

/** In force without a word, where that is not news any more. */
function sinceEffect(before: Convention, today: PlainDate, effect: PlainDate | undefined): Convention {
  const convention = effect
    ? { ...before, confirmedEffect: { on: effect, reason: 'date d’avant la mise sous suivi' } }
    : before;
  const since = effectiveOn(convention);
  return since && since <= today ? { ...convention, inForceSince: since } : convention;
}
