import { reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { delayOf } from '../document/delays.ts';
import { partyName } from '../people/parties.ts';
import { type Duty, dueBy, dutyIdOf } from './duty.ts';

/** Forecasts and follow-up that one party asked of the other, "en temps utile" (arts 2 and 3 of the example). */
export function informationRequests({ document, requests }: Convention): Duty[] {
  const clause = document.requests;
  if (!clause) return [];
  return requests.map(({ id, from, subject, on }) => {
    const due = reckon('request', on).plusWorkingDays(
      delayOf('requests', clause.dueWorkingDays),
      document.holidays,
    );
    return {
      id: dutyIdOf('request', id),
      kind: 'request',
      article: (from === 'delegatee' ? clause.fromDelegatee : clause.fromDelegator) ?? '',
      title: `Éléments demandés par ${partyName(document, from)} : ${subject}`,
      holder: from === 'delegatee' ? 'delegator' : 'delegatee',
      copies: [from],
      role: 'budget',
      opensOn: on,
      ...dueBy(due),
      evidence: 'la réponse ou sa référence',
      closedBy: 'done',
    };
  });
}
