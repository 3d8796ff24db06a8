import { reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { askedOf, type Duty, dueBy, dutyIdOf } from './duty.ts';

/** A breach for which a formal notice was given is to be cured within its time. */
export function breachesToCure({ document, breaches, ended, outcomes }: Convention): Duty[] {
  const clause = document.breach;
  if (!clause) return [];
  return breaches.flatMap(({ id: rank, engagement, recordedOn, cureBy }): Duty | [] => {
    const id = dutyIdOf('breach', rank);
    if (cureBy === undefined || (ended && !outcomes[id])) return [];
    const title = clause.engagements.find((one) => one.id === engagement)?.title ?? engagement;
    return {
      id,
      kind: 'breach',
      article: clause.article,
      title: `Mise en demeure : « ${title} »`,
      ...askedOf('delegator', 'breach'),
      opensOn: recordedOn,
      ...dueBy(reckon('formalNotice', cureBy)),
      evidence: 'ce qui montre que le manquement est réparé',
    };
  });
}
