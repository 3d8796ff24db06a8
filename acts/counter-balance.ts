import { text } from '../convention/document/fields.ts';
import { refusal } from '../convention/errors.ts';
import { partyDoes } from '../convention/people/parties.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import {
  amount,
  notSettling,
  proposalKnown,
  proposalQuestions,
  proposed,
  refuseProposal,
} from './about-settlement.ts';
import { defineFormedAct } from './act.ts';
import type { Subject } from './form.ts';
import { amountIn, given, isPossible } from './questions.ts';

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
    articles: ({ balance }) => [balance?.article],
    group: 'Fin et reconduction',
    questions: proposalQuestions,
    example: '--use "report sur la convention suivante"',
    offered: (subject) => mayBeCountered(subject),
    known: (subject) => proposalKnown(subject),
    input: ({ amount, use }, _about, by) => given({ by, amount: amountIn(amount), use }),
  },
  schema: signedAct({ amount, use: text(2000) }),
  refuse(convention, { amount, use }) {
    const settled = notSettling(convention);
    if (settled) return settled;
    return convention.proposals.length === 0
      ? refusal(
          'NOT_NOW',
          `${partyDoes(convention.document, 'delegatee', 'n’a', 'n’ont')} encore rien proposé : il n’y a rien à quoi répondre.`,
        )
      : refuseProposal(convention, 'delegator', amount, use);
  },
  apply: (convention, { by, amount, use }, moment) =>
    proposed(convention, { from: 'delegator', by, use, ...(amount === undefined ? {} : { amount }) }, moment),
});

function mayBeCountered(subject: Subject): boolean {
  return isPossible(counterBalance, subject, { by: '', use: '' });
}
