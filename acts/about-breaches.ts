import { clauseOrLast } from '../convention/amendments/versions.ts';
import { frenchDate } from '../convention/calendar/french.ts';
import type { Breach, Convention } from '../convention/convention.ts';
import type { Refusal } from '../convention/errors.ts';
import { refusal } from '../convention/errors.ts';
import type { About, Known, Options, Subject, Values } from './form.ts';
import { among, choice, dutyClosed, numberIn, numberOf } from './questions.ts';

// Art. 7: what the acts about a breach by the delegator have in common.

/** Which breach, as it is asked. */
export const breachQuestion = choice('Manquement', 'le manquement');

/** The same among some, asked when no duty says it. */
export function breachAmong(subject: Subject, options: Options): Known {
  return dutyClosed(subject, 'breach') ? null : among(options);
}

/** The breach that is meant. */
export function breachIn(about: About, values: Values): number | undefined {
  const duty = dutyClosed(about, 'breach');
  return duty ? numberIn(duty) : numberOf(values.breach);
}

/** The breaches of that sort; that of the duty only, when one brought here. */
export function breachesThat(subject: Subject, isOpen: (breach: Breach) => boolean): Options {
  const { breaches } = subject.convention;
  const duty = dutyClosed(subject, 'breach');
  return breaches
    .filter((one) => (!duty || one.id === numberIn(duty)) && isOpen(one))
    .map(({ id, engagement, on }) => [
      String(id),
      `Manquement n° ${id} du ${frenchDate(on)} : ${engagementTitle(subject.convention, engagement)}`,
    ]);
}

/** The services that a convention names: those of the community (art. 3), and the others (art. 7). */
export function servicesOf(
  convention: Convention,
): readonly { readonly id: string; readonly title: string }[] {
  const { community } = convention.document;
  return [...(community?.items ?? []), ...(clauseOrLast(convention, 'breach')?.services ?? [])];
}

/** The services that no breach has withdrawn. */
export function remainingServices(convention: Convention) {
  const withdrawn = convention.breaches.flatMap(({ ending }) =>
    ending && ending.services !== 'all' ? ending.services : [],
  );
  return servicesOf(convention).filter(({ id }) => !withdrawn.includes(id));
}

/** The title of an engagement of art. 2. */
export function engagementTitle(convention: Convention, id: string): string {
  return clauseOrLast(convention, 'breach')?.engagements.find((one) => one.id === id)?.title ?? id;
}

/** Why a breach is neither cured nor ends anything: it is unknown, or over. */
export function notOpen(convention: Convention, id: number): Refusal | undefined {
  const breach = convention.breaches.find((one) => one.id === id);
  if (!breach) {
    const open = convention.breaches.filter(({ cured, ending }) => !cured && !ending).map((one) => one.id);
    return refusal(
      'UNKNOWN_REFERENCE',
      `« ${id} » n’est pas un manquement constaté ; ouverts : ${open.join(', ') || 'aucun'}.`,
    );
  }
  if (breach.cured) {
    return refusal(
      'ALREADY_DONE',
      `Le manquement n° ${id} est réparé depuis le ${frenchDate(breach.cured.on)}.`,
    );
  }
  if (breach.ending) {
    return refusal(
      'ALREADY_DONE',
      `Le manquement n° ${id} a déjà mis fin à l’accompagnement, le ${frenchDate(breach.ending.on)}.`,
    );
  }
  return convention.ended
    ? refusal('NOT_NOW', `La convention a déjà pris fin le ${frenchDate(convention.ended.on)}.`)
    : undefined;
}

/** The convention with a breach changed. */
export function withBreach(convention: Convention, id: number, change: Partial<Breach>): Convention {
  const breaches = convention.breaches.map((one) => (one.id === id ? { ...one, ...change } : one));
  return { ...convention, breaches };
}
