import { proposed, proposing, refuseProposal } from './about-settlement.ts';
import { defineFormedAct } from './formed-act.ts';

/** Art. 5: the delegatee states the balance and proposes its use. */
export const proposeBalance = defineFormedAct({
  verb: 'propose',
  parties: ['delegatee'],
  needs: 'balance',
  closes: 'settle',
  form: {
    title: 'Proposer l’utilisation du solde',
    says: 'Le délégataire dit ce qui n’a pas été consommé et ce qu’il propose d’en faire ; l’accord du délégant est attendu.',
    button: 'Proposer l’utilisation du solde',
    ...proposing,
    example: '--use "restitution au programme 103"',
    offered: (_subject, { can }) => can({ by: '', use: '' }),
  },
  refuse: (convention, { amount, use }) => refuseProposal(convention, 'delegatee', amount, use),
  apply: (convention, given, moment) => proposed(convention, 'delegatee', given, moment),
});
