import type { Convention } from '../convention/convention.ts';
import { oneOf } from '../convention/document/fields.ts';
import type { Side } from '../convention/document/schema.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { notNow } from '../convention/errors.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import { statementFacts } from '../convention/ledger/statement.ts';
import { openOrders } from '../convention/ledger/totals.ts';
import { tellParties } from '../convention/mailing/audience.ts';
import { type Holder, holderNamed } from '../convention/people/organisations.ts';
import { otherSide, partyName, sideOf } from '../convention/people/parties.ts';
import { notAgreed, proposedBalance } from '../convention/proof/agreement.ts';
import { aboveBalance, notSettling } from './about-settlement.ts';
import { withDone } from './effects.ts';
import type { About } from './form.ts';
import { defineFormedAct } from './formed-act.ts';
import { agreement } from './questions.ts';

/** Art. 5: the other party agrees to the use of the balance last proposed; both and the accounting officer learn it. */
export const agreeBalance = defineFormedAct({
  verb: 'agree',
  parties: ['delegator', 'delegatee'],
  needs: 'balance',
  closes: 'settle',
  form: {
    title: 'Accepter l’utilisation du solde',
    says: 'La dernière proposition est convenue ; tous ceux que la convention nomme pour cela en sont informés.',
    button: 'Accepter',
    group: 'Fin et reconduction',
    questions: { agreesTo: agreement },
    example: '--agrees-to 2-9f3ac1d2e4b5a6f7',
    offered: (subject, { can }) =>
      can({ by: '', party: sideActing(subject), agreesTo: proposedBalance(subject.convention)?.mark }),
    agreement: { title: 'Ce que vous acceptez', to: ({ convention }) => [proposedBalance(convention)] },
    input: (_values, about) => ({ party: sideActing(about) }),
  },
  keys: { party: oneOf('delegator', 'delegatee').optional() },
  agreesTo: proposedBalance,
  refuse(convention, { party, agreesTo }, moment) {
    const settled = notSettling(convention);
    if (settled) return settled;
    const { document, ledger, outcomes, proposals } = convention;
    const proposal = proposals.at(-1);
    if (!proposal) return notNow`Aucune utilisation du solde n’est proposée : il n’y a rien à accepter.`;
    if (party === proposal.from)
      return notNow`« ${partyName(document, party)} » refusé : c’est sa propre proposition ; accepté : l’accord de ${partyName(document, otherSide(party))}.`;
    const open = openOrders(ledger);
    const first = open.slice(0, 5).map(({ order }) => order);
    return open.length > 0 && !outcomes[dutyIdOf('open-commitments')]
      ? notNow`Il reste ${open.length} engagement(s) à payer ou à annuler (${first.join(', ')}) : le solde n’est pas encore connu. « delegation waive … open-commitments » les laisse en l’état.`
      : // What was paid since has left less.
        (aboveBalance(convention, proposal.amount) ??
          notAgreed(proposedBalance(convention), agreesTo, moment));
  },
  apply(convention, { by }, { now }) {
    const proposal = convention.proposals.at(-1);
    if (!proposal) return { convention, text: '' };
    const decision = `${frenchEuros(proposal.amount)} : ${proposal.use}`;
    return {
      convention: {
        ...withDone(convention, ['balance'], { by, now, evidence: decision }),
        agreedBalance: { ...proposal, agreedBy: by, agreedAt: now },
      },
      text: `Solde convenu : ${decision}.`,
      news: tellParties({
        copies: accountingOfficer(convention),
        identity: `balance-agreed/${now}`,
        subject: 'utilisation du solde convenue',
        lead: `L’utilisation du solde est convenue : ${decision}.`,
        facts: statementFacts(convention),
        cites: [convention.document.balance?.article],
      }),
    };
  },
});

function sideActing({ party }: About): Side | undefined {
  return party && sideOf(party);
}

/** The accounting officer, among the bodies of the document. */
function accountingOfficer({ document }: Convention): Holder[] {
  return document.bodies.filter((body) => body.accountingOfficer).map(({ id }) => holderNamed(document, id));
}
