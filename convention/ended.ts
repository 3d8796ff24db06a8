import type { PlainDate } from './calendar/plain-date.ts';
import type { Convention, EndCause } from './convention.ts';
import { dutiesOf, outcomeOf } from './duties/duties.ts';
import type { DutyOutcome } from './duty.ts';

/** What only makes sense while a convention is in force. */
const whileInForce = new Set(['shortfall', 'suspension', 'amendment', 'breach', 'renewal']);

/** The convention once it has ended: decisions that were still awaited lapse with it. */
export function endedConvention(
  convention: Convention,
  on: PlainDate,
  cause: EndCause,
  at: number,
): Partial<Convention> {
  const reason = 'la convention a pris fin';
  const lapses = dutiesOf(convention)
    .filter((duty) => whileInForce.has(duty.kind) && !outcomeOf(convention, duty))
    .map(({ id }): [string, DutyOutcome] => [id, { state: 'lapsed', at, reason }]);
  return {
    ended: { cause, on },
    outcomes: { ...convention.outcomes, ...Object.fromEntries(lapses) },
    amendments: convention.amendments.map((one) =>
      one.state === 'proposed' || one.state === 'signed' ? { ...one, state: 'expired' } : one,
    ),
  };
}
