import { reckon } from '../calendar/reckoning.ts';
import type { AgreedEnd, Convention } from '../convention.ts';
import { delayOf } from '../document/delays.ts';
import type { ConventionDocument, Party } from '../document/schema.ts';
import { isAgreedByAll, othersThan, partyWord } from '../people/parties.ts';
import { type Duty, type DutyId, dueBy, dutyIdOf } from './duty.ts';

/**
 * An end by agreement that one party has proposed waits for the answer of each other one: it agrees, or proposes
 * another day; no text says within how long. Nobody is reminded once the day has gone by: it can no longer be agreed upon.
 */
export function agreedEndAnswers({ agreedEnd, document, ended, outcomes }: Convention): Duty[] {
  const [proposer] = agreedEnd?.agreedBy ?? [];
  if (!agreedEnd || !proposer) return [];
  const { on, proposedOn, agreedBy } = agreedEnd;
  const due = reckon('endProposal', proposedOn)
    .plusDays(delayOf('agreedEnd', undefined))
    .onOrAfterWorkingDay(document.holidays)
    .notAfter('proposedEnd', on);
  return othersThan(document, proposer).flatMap((party): Duty | [] => {
    const id = agreedEndDutyId(document, agreedEnd, party);
    if ((ended || isAgreedByAll(document, agreedBy)) && !outcomes[id]) return [];
    return {
      id,
      kind: 'agreed-end',
      article: document.notice.article ?? '',
      title: 'Réponse à la fin de la convention qui est proposée',
      holder: party,
      copies: [],
      opensOn: proposedOn,
      ...dueBy(due),
      evidence: 'l’accord de la partie, ou un autre jour',
      closedBy: 'end',
      policy: { after: [], thenEvery: null, escalateAfter: null },
    };
  });
}

/** The duty by which a party answers: `agreed-end-1`, and its own where several do. */
export function agreedEndDutyId(
  document: ConventionDocument,
  { id, agreedBy }: Pick<AgreedEnd, 'id' | 'agreedBy'>,
  party: Party,
): DutyId {
  const [proposer = party] = agreedBy;
  return othersThan(document, proposer).length === 1
    ? dutyIdOf('agreed-end', id)
    : dutyIdOf('agreed-end', id, partyWord(party));
}
