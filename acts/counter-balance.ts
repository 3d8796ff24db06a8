import { notNow } from '../convention/errors.ts';
import { partyDoes } from '../convention/people/parties.ts';
import { notSettling, proposed, proposing, refuseProposal } from './about-settlement.ts';
import { defineFormedAct } from './formed-act.ts';

/** Art. 5: the delegator would use the balance otherwise, and says how. */
export const counterBalance = defineFormedAct({
  verb: 'counter',
  parties: ['delegator'],
  needs: 'balance',
  closes: 'settle',
  form: {
    title: 'Proposer une autre utilisation du solde',
    says: 'Le délégant répond autrement à ce qui est proposé ; l’accord du délégataire est attendu.',
    button: 'Répondre autrement',
    ...proposing,
    example: '--use "report sur la convention suivante"',
    offered: (_subject, { can }) => can({ by: '', use: '' }),
  },
  refuse(convention, { amount, use }) {
    const hasNot = partyDoes(convention.document, 'delegatee', 'n’a', 'n’ont');
    const first = convention.proposals.length === 0;
    return (
      notSettling(convention) ??
      (first ? notNow`${hasNot} encore rien proposé : il n’y a rien à quoi répondre.` : undefined) ??
      refuseProposal(convention, 'delegator', amount, use)
    );
  },
  apply: (convention, given, moment) => proposed(convention, 'delegator', given, moment),
});
