import type { Proposal } from '../convention/proof/agreement.ts';

// Art. 7: what the acts by which the convention ends or goes on have in common.

/** What is proposed, if something is, as a list. */
export function listed(proposal: Proposal | undefined): readonly Proposal[] {
  return proposal ? [proposal] : [];
}
