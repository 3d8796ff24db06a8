import { clauseOrLast } from '../convention/amendments/versions.ts';
import { frenchDate } from '../convention/calendar/french.ts';
import type { Breach, Convention } from '../convention/convention.ts';
import { alreadyDone, type Refusal } from '../convention/errors.ts';
import type { Options, Subject } from './form.ts';
import { dutyClosed, numbered, numberIn, numberSaid } from './questions.ts';
import { alreadyEnded, notOne } from './refusals.ts';

// Art. 7: what the acts about a breach by the delegator have in common.

/** Which breach, asked when no duty says it. */
export const breach = numbered('Manquement', 'le manquement', {
  most: 1000,
  said: numberSaid('breach'),
});

/** The breaches of that sort; that of the duty only, when one brought here. */
export function breachesThat(subject: Subject, isOpen: (breach: Breach) => boolean): Options {
  const duty = dutyClosed(subject, 'breach');
  return subject.convention.breaches
    .filter((one) => (!duty || one.id === numberIn(duty)) && isOpen(one))
    .map(({ id, engagement, on }) => [
      String(id),
      `Manquement n° ${id} du ${frenchDate(on)} : ${engagementTitle(subject.convention, engagement)}`,
    ]);
}

/** The services that a convention names: those of the community (art. 3), and the others (art. 7). */
export function servicesOf(convention: Convention) {
  const { community } = convention.document;
  return [...(community?.items ?? []), ...(clauseOrLast(convention, 'breach')?.services ?? [])];
}

/** The services that no breach has withdrawn. */
export function remainingServices(convention: Convention) {
  const withdrawn = withdrawnServices(convention);
  return servicesOf(convention).filter(({ id }) => !withdrawn.includes(id));
}

/** The services that breaches have withdrawn, by their ids. */
export function withdrawnServices({ breaches }: Convention): readonly string[] {
  return breaches.flatMap(({ ending }) => (ending && ending.services !== 'all' ? ending.services : []));
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
    return notOne(id, 'un manquement constaté', `ouverts : ${open.join(', ') || 'aucun'}`);
  }
  if (breach.cured)
    return alreadyDone`Le manquement n° ${id} est réparé depuis le ${frenchDate(breach.cured.on)}.`;
  if (breach.ending)
    return alreadyDone`Le manquement n° ${id} a déjà mis fin à l’accompagnement, le ${frenchDate(breach.ending.on)}.`;
  return alreadyEnded(convention);
}

/** The convention with a breach changed. */
export function withBreach(convention: Convention, id: number, change: Partial<Breach>): Convention {
  const breaches = convention.breaches.map((one) => (one.id === id ? { ...one, ...change } : one));
  return { ...convention, breaches };
}
