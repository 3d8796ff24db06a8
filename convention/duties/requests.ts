import { addWorkingDays } from '../calendar/working-days.ts';
import type { Convention } from '../convention.ts';
import { type Duty, dutyIdOf } from './duty.ts';

/** Arts 2 and 3: forecasts and follow-up that one party asked of the other, "en temps utile". */
export function informationRequests({ document, requests }: Convention): Duty[] {
  return requests.map(({ id, from, subject, on }) => ({
    id: dutyIdOf('request', id),
    kind: 'request',
    article: from === 'delegatee' ? '2' : '3',
    title: `Éléments demandés par ${document[from].shortName} : ${subject}`,
    holder: from === 'delegatee' ? 'delegator' : 'delegatee',
    copies: [from],
    role: 'budget',
    opensOn: on,
    dueOn: addWorkingDays(on, document.requests.dueWorkingDays, document.holidays),
    evidence: 'la réponse ou sa référence',
    closedBy: 'done',
  }));
}
