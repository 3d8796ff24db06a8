import { frenchInstant } from '../convention/calendar/french.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import type { Convention } from '../convention/convention.ts';
import { dutiesOf, outcomeOf } from '../convention/duties/duties.ts';
import { type Duty, type DutyOutcome, frenchDutyState, isAlert } from '../convention/duties/duty.ts';
import { type Refusal, refusal } from '../convention/errors.ts';

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

/** The outcomes of duties once one more is done. */
export function withDone(
  { outcomes }: Convention,
  duty: string,
  { by, now, evidence }: Omit<Extract<DutyOutcome, { state: 'done' }>, 'state' | 'at'> & Pick<Moment, 'now'>,
): Readonly<Record<string, DutyOutcome>> {
  return { ...outcomes, [duty]: { state: 'done', at: now, by, evidence } };
}
