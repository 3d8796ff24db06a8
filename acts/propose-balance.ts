import { text } from '../convention/document/fields.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { amount, proposalKnown, proposalQuestions, proposed, refuseProposal } from './about-settlement.ts';
import { defineFormedAct } from './act.ts';
import type { Subject } from './form.ts';
import { amountIn, given, isPossible } from './questions.ts';

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
    articles: ({ balance }) => [balance?.article],
    group: 'Fin et reconduction',
    questions: proposalQuestions,
    example: '--use "restitution au programme 103"',
    offered: (subject) => mayBeProposed(subject),
    known: (subject) => proposalKnown(subject),
    input: ({ amount, use }, _about, by) => given({ by, amount: amountIn(amount), use }),
  },
  schema: signedAct({ amount, use: text(2000) }),
  refuse: (convention, { amount, use }) => refuseProposal(convention, 'delegatee', amount, use),
  apply: (convention, { by, amount, use }, moment) =>
    proposed(convention, { from: 'delegatee', by, use, ...(amount === undefined ? {} : { amount }) }, moment),
});

function mayBeProposed(subject: Subject): boolean {
  return isPossible(proposeBalance, subject, { by: '', use: '' });
}
