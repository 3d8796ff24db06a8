import { reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { holderNamed } from '../people/organisations.ts';
import { type Duty, dueWithin, dutyIdOf } from './duty.ts';

/** Decree 2004-1085, art. 3: the approval on which the effect depends, by the body that the document names. */
export function approvals({ document }: Convention): Duty | undefined {
  const { approvedBy, approvalWorkingDays, article = '', conditions } = document.effect;
  if (approvedBy === undefined || !conditions.includes('approval')) return undefined;
  return {
    id: dutyIdOf('approval'),
    kind: 'approval',
    article,
    title: 'Approbation de la convention',
    holder: holderNamed(document, approvedBy),
    copies: ['delegator', 'delegatee'],
    ...dueWithin(document, reckon('signature', document.signedOn), 'approval', {
      dueWorkingDays: approvalWorkingDays,
    }),
    evidence: 'la date de l’approbation et sa référence',
    closedBy: 'approve',
  };
}
