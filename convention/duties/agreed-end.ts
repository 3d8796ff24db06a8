import { addDays, earliest } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { type Duty, dutyIdOf } from './duty.ts';

/**
 * An end by agreement that one party has proposed waits for the answer of the other: it agrees, or proposes
 * another day. Nobody is reminded once the day has gone by: it can no longer be agreed upon.
 */
export function agreedEndAnswers({ agreedEnd, document, ended, outcomes }: Convention): Duty[] {
  const [proposer] = agreedEnd?.agreedBy ?? [];
  if (!agreedEnd || !proposer) return [];
  const { id, on, proposedOn, agreedBy } = agreedEnd;
  const duty = dutyIdOf('agreed-end', id);
  if ((ended || agreedBy.length === 2) && !outcomes[duty]) return [];
  return [
    {
      id: duty,
      kind: 'agreed-end',
      article: document.notice.article ?? '',
      title: 'Réponse à la fin de la convention qui est proposée',
      holder: proposer === 'delegator' ? 'delegatee' : 'delegator',
      copies: [],
      opensOn: proposedOn,
      dueOn: earliest(on, addDays(proposedOn, document.amendments.answerDays)),
      evidence: 'l’accord de la partie, ou un autre jour',
      closedBy: 'end',
      policy: { after: [], thenEvery: null, escalateAfter: null },
    },
  ];
}
