import { agreeBalance, counterBalance, proposeBalance } from '../../../convention/acts/settlement.ts';
import { type Proposal, proposedBalance } from '../../../convention/agreement.ts';
import { statementOf } from '../../../convention/ledger/statement.ts';
import { frenchEuros } from '../../../convention/money.ts';
import {
  actForm,
  agreement,
  amountIn,
  euros,
  given,
  inFull,
  isPossible,
  typedEuros,
  words,
} from './asking.ts';
import type { ActForm, Field, Subject } from './form.ts';

/** Article 5: the use of the balance is proposed, countered, agreed upon. */
export const settlementForms = {
  proposeBalance: actForm({
    act: 'proposeBalance',
    title: 'Proposer l’utilisation du solde',
    says: 'Le délégataire dit ce qui n’a pas été consommé et ce qu’il propose d’en faire ; l’accord du délégant est attendu.',
    button: 'Proposer l’utilisation du solde',
    article: 'art. 5',
    group: 'Fin et reconduction',
    parties: ['delegatee'],
    offered: (subject) => isPossible(proposeBalance, subject, { by: '', use: '' }),
    fields: (subject) => proposalFields(subject),
    input: ({ amount, use }, _subject, by) => given({ by, amount: amountIn(amount), use }),
  }),
  counterBalance: actForm({
    act: 'counterBalance',
    title: 'Proposer une autre utilisation du solde',
    says: 'Le délégant répond autrement à ce qui est proposé ; l’accord du délégataire est attendu.',
    button: 'Répondre autrement',
    article: 'art. 5',
    group: 'Fin et reconduction',
    parties: ['delegator'],
    offered: (subject) => isPossible(counterBalance, subject, { by: '', use: '' }),
    fields: (subject) => proposalFields(subject),
    input: ({ amount, use }, _subject, by) => given({ by, amount: amountIn(amount), use }),
  }),
  agreeBalance: actForm({
    act: 'agreeBalance',
    title: 'Accepter l’utilisation du solde',
    says: 'La dernière proposition est convenue ; les deux parties et le comptable assignataire en sont informés.',
    button: 'Accepter',
    article: 'art. 5',
    group: 'Fin et reconduction',
    parties: ['delegator', 'delegatee'],
    offered: (subject) =>
      isPossible(agreeBalance, subject, {
        by: '',
        party: subject.party,
        agreesTo: proposedBalance(subject.convention)?.mark,
      }),
    toRead: (subject) => inFull(toAgree(subject), subject.today, 'Ce que vous acceptez'),
    fields: (subject) => [agreement(toAgree(subject))],
    input: ({ agreesTo }, { party }, by) => given({ by, party, agreesTo }),
  }),
} as const satisfies Partial<Record<string, ActForm>>;

function toAgree({ convention }: Subject): readonly Proposal[] {
  const proposal = proposedBalance(convention);
  return proposal ? [proposal] : [];
}

function proposalFields({ convention }: Subject): readonly Field[] {
  const { balance } = statementOf(convention);
  const last = convention.proposals.at(-1);
  const proposed = last ? ` Dernière proposition : ${frenchEuros(last.amount)}, ${last.use}.` : '';
  return [
    euros('amount', 'Solde non consommé', 'le solde, en euros', {
      optional: true,
      hint: `En euros. L’état final donne ${frenchEuros(balance)} ; laissez vide pour le reprendre.${proposed}`,
      ...(balance >= 0 ? { value: typedEuros(balance) } : {}),
    }),
    words('text', 'use', 'Utilisation proposée', 'l’utilisation proposée', {
      hint: 'Par exemple : restitution au programme d’origine.',
    }),
  ];
}
