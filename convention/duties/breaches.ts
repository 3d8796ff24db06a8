import { reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { type Duty, dutyIdOf } from './duty.ts';

/** A breach for which a formal notice was given is to be cured within its time. */
export function breachesToCure({ document, breaches, ended, outcomes }: Convention): Duty[] {
  const clause = document.breach;
  if (!clause) return [];
  return breaches.flatMap(({ id, engagement, recordedOn, cureBy }) => {
    const title = clause.engagements.find((one) => one.id === engagement)?.title ?? engagement;
    return cureBy === undefined || (ended && !outcomes[dutyIdOf('breach', id)])
      ? []
      : [
          {
            id: dutyIdOf('breach', id),
            kind: 'breach' as const,
            article: clause.article,
            title: `Mise en demeure : « ${title} »`,
            holder: 'delegator' as const,
            copies: ['delegatee' as const],
            opensOn: recordedOn,
            dueOn: cureBy,
            reckoning: reckon('formalNotice', cureBy).reckoning,
            evidence: 'ce qui montre que le manquement est réparé',
            closedBy: 'breach' as const,
          },
        ];
  });
}
