import { frenchInstant } from '../convention/calendar/french.ts';
import type { Convention } from '../convention/convention.ts';
import { pendingCorrection } from '../convention/duties/corrections.ts';
import { frenchDue } from '../convention/duties/due-words.ts';
import { dutiesOf, outcomeOf } from '../convention/duties/duties.ts';
import { type ClosingAct, type Duty, frenchDutyStates, isAlert } from '../convention/duties/duty.ts';
import { alreadyDone, notNow, type Refusal, refusal } from '../convention/errors.ts';
import { holderName } from '../convention/people/organisations.ts';
import type { Options, Subject } from './form.ts';
import { among, choice } from './questions.ts';

// What acts ask of a duty that they are given by its id.

/** The duty of that id, over or to come. */
export function findDuty(convention: Convention, given: string): Duty | undefined {
  return dutiesOf(convention).find((duty) => duty.id === given);
}

/** Refuses a duty that is over, saying who closed it and when. */
export function alreadyOver(convention: Convention, duty: Duty): Refusal | undefined {
  const outcome = outcomeOf(convention, duty);
  if (!outcome) return undefined;
  const state = frenchDutyStates[outcome.state];
  const when = frenchInstant(outcome.at);
  if (outcome.state === 'lapsed')
    return alreadyDone`« ${duty.id} » est ${state} depuis le ${when} : ${outcome.reason}.`;
  const why = outcome.state === 'done' ? outcome.evidence : outcome.reason;
  return alreadyDone`« ${duty.id} » est déjà ${state}, par ${outcome.by}, le ${when} (${why}).`;
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

/** Why what was handed over for a duty is neither found good nor bad: nothing was, or it is being mended. */
export function notHandedOver(
  convention: Convention,
  given: string,
  by: readonly ClosingAct[],
): Refusal | undefined {
  const duty = findDuty(convention, given);
  if (!duty) return unknownDuty(convention, given);
  const isOver = outcomeOf(convention, duty)?.state === 'done';
  if (!isOver || duty.kind === 'correction' || !by.includes(duty.closedBy))
    return notNow`Rien n’est remis pour « ${duty.id} » dont l’autre côté ait à juger.`;
  return pendingCorrection(convention, duty.id)
    ? alreadyDone`La correction de « ${duty.id} » est déjà demandée, et attendue.`
    : undefined;
}

/** Duties to choose among. */
export function dutyOptions({ convention }: Subject, duties: readonly Duty[]): Options {
  return duties.map((duty) => [
    duty.id,
    `${duty.title} (${holderName(convention.document, duty.holder)}, ${frenchDue(duty)})`,
  ]);
}

/** Those that an act may be about: that of the subject, else all that fit. */
export function dutiesThat(subject: Subject, fits: (duty: Duty) => boolean): readonly Duty[] {
  return (subject.duty ? [subject.duty] : dutiesOf(subject.convention)).filter(fits);
}

/** Which of them, asked when no duty brought here. */
export const duty = choice('Obligation', 'l’obligation', {
  most: 80,
  hint: 'Par échéance.',
  said: (about) => about.duty?.id,
});

/** How an act about a duty is asked for. */
export const aboutDuty = {
  group: 'Obligations',
  places: ['duty'],
  known: (subject: Subject, { choices }: { readonly choices: readonly Duty[] }) => ({
    duty: among(dutyOptions(subject, choices)),
  }),
} as const;
