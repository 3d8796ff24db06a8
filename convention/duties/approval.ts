import { reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { delayOf } from '../document/delays.ts';
import { holderNamed } from '../people/organisations.ts';
import { type Duty, dueBy, dutyIdOf } from './duty.ts';

/** Decree 2004-1085, art. 3: the approval on which the effect depends, by the body that the document names. */
export function approvals({ document }: Convention): Duty[] {
  const { approvedBy, approvalWorkingDays, article = '', conditions } = document.effect;
  if (approvedBy === undefined || !conditions.includes('approval')) return [];
  const delay = delayOf('approval', approvalWorkingDays);
  const due = reckon('signature', document.signedOn).plusWorkingDays(delay, document.holidays);
  return [
    {
      id: dutyIdOf('approval'),
      kind: 'approval',
      article,
      title: 'Approbation de la convention',
      holder: holderNamed(document, approvedBy),
      copies: ['delegator', 'delegatee'],
      opensOn: document.signedOn,
      ...dueBy(due),
      evidence: 'la date de l’approbation et sa référence',
      closedBy: 'approve',
    },
  ];
}
