import { frenchInstant } from '../convention/calendar/french.ts';
import type { Convention } from '../convention/convention.ts';
import { dutiesOf, outcomeOf } from '../convention/duties/duties.ts';
import { type Duty, frenchDutyState, isAlert } from '../convention/duties/duty.ts';
import type { Refusal } from '../convention/errors.ts';
import { refusal } from '../convention/errors.ts';

// What acts ask of a duty that they are given by its id.

/** The duty of that id, over or to come. */
export function findDuty(convention: Convention, given: string): Duty | undefined {
  return dutiesOf(convention).find((duty) => duty.id === given);
}

/** Refuses a duty that is over, saying who closed it and when. */
export function alreadyOver(convention: Convention, duty: Duty): Refusal | undefined {
  const outcome = outcomeOf(convention, duty);
  if (!outcome) return undefined;
  const state = frenchDutyState(outcome.state);
  const when = frenchInstant(outcome.at);
  if (outcome.state === 'lapsed')
    return refusal('ALREADY_DONE', `« ${duty.id} » est ${state} depuis le ${when} : ${outcome.reason}.`);
  const why = outcome.state === 'done' ? outcome.evidence : outcome.reason;
  return refusal('ALREADY_DONE', `« ${duty.id} » est déjà ${state}, par ${outcome.by}, le ${when} (${why}).`);
}

/** Refuses a duty id that the convention does not have, and names those it has. */
export function unknownDuty(convention: Convention, given: string): Refusal {
  const open = dutiesOf(convention)
    .filter((duty) => !isAlert(duty) && !outcomeOf(convention, duty))
    .map((duty) => duty.id);
  return refusal(
    'UNKNOWN_DUTY',
    `« ${given} » n’est pas une obligation de la convention ; à faire : ${open.join(', ') || 'rien'}.`,
  );
}
