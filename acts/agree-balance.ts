import type { Convention } from '../convention/convention.ts';
import { citing } from '../convention/document/articles.ts';
import { oneOf } from '../convention/document/fields.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { refusal } from '../convention/errors.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import { statementFacts } from '../convention/ledger/statement.ts';
import { openOrders } from '../convention/ledger/totals.ts';
import { bothParties } from '../convention/mailing/audience.ts';
import type { Holder } from '../convention/people/organisations.ts';
import { holderNamed } from '../convention/people/organisations.ts';
import { otherSide, partyName, sideOf } from '../convention/people/parties.ts';
import { agreesTo, notAgreed, type Proposal, proposedBalance } from '../convention/proof/agreement.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { aboveBalance, notSettling } from './about-settlement.ts';
import { defineFormedAct } from './act.ts';
import type { Subject } from './form.ts';
import { agreement, agreementTo, given, inFull, isPossible } from './questions.ts';

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
    articles: ({ balance }) => [balance?.article],
    group: 'Fin et reconduction',
    questions: { agreesTo: agreement },
    example: '--agrees-to 2-9f3ac1d2e4b5a6f7',
    offered: (subject) => mayBeAgreed(subject),
    known: (subject) => ({ agreesTo: agreementTo(toAgree(subject)) }),
    toRead: (subject) => inFull(toAgree(subject), subject.today, 'Ce que vous acceptez'),
    input: ({ agreesTo }, { party }, by) => given({ by, party: party && sideOf(party), agreesTo }),
  },
  schema: signedAct({
    party: oneOf('delegator', 'delegatee')
      .optional()
      .describe('Partie qui accepte ; celle qui n’a pas proposé'),
    agreesTo,
  }),
  agreesTo: proposedBalance,
  refuse(convention, { party, agreesTo }, moment) {
    const settled = notSettling(convention);
    if (settled) return settled;
    const { document, ledger, outcomes, proposals } = convention;
    const proposal = proposals.at(-1);
    if (!proposal)
      return refusal('NOT_NOW', 'Aucune utilisation du solde n’est proposée : il n’y a rien à accepter.');
    if (party === proposal.from) {
      return refusal(
        'NOT_NOW',
        `« ${partyName(document, party)} » refusé : c’est sa propre proposition ; accepté : l’accord de ${partyName(document, otherSide(party))}.`,
      );
    }
    const open = openOrders(ledger);
    return open.length > 0 && !outcomes[dutyIdOf('open-commitments')]
      ? refusal(
          'NOT_NOW',
          `Il reste ${open.length} engagement(s) à payer ou à annuler (${open
            .slice(0, 5)
            .map(({ order }) => order)
            .join(
              ', ',
            )}) : le solde n’est pas encore connu. « delegation waive … open-commitments » les laisse en l’état.`,
        )
      : // What was paid since has left less.
        (aboveBalance(convention, proposal.amount) ??
          notAgreed(proposedBalance(convention), agreesTo, moment));
  },
  apply(convention, { by }, { now }) {
    const proposal = convention.proposals.at(-1);
    if (!proposal) return { convention, text: '', news: [] };
    const decision = `${frenchEuros(proposal.amount)} : ${proposal.use}`;
    return {
      convention: {
        ...convention,
        agreedBalance: { ...proposal, agreedBy: by, agreedAt: now },
        outcomes: {
          ...convention.outcomes,
          [dutyIdOf('balance')]: { state: 'done', at: now, by, evidence: decision },
        },
      },
      text: `Solde convenu : ${decision}.`,
      news: [
        {
          to: [...bothParties, ...accountingOfficer(convention).map((holder) => ({ holder }))],
          item: {
            kind: 'news',
            identity: `balance-agreed/${now}`,
            subject: 'utilisation du solde convenue',
            lead: `L’utilisation du solde est convenue : ${decision}.`,
            facts: statementFacts(convention),
            ...citing(convention.document.balance?.article),
          },
        },
      ],
    };
  },
});

function mayBeAgreed(subject: Subject): boolean {
  return isPossible(agreeBalance, subject, {
    by: '',
    party: subject.party && sideOf(subject.party),
    agreesTo: proposedBalance(subject.convention)?.mark,
  });
}

function toAgree({ convention }: Subject): readonly Proposal[] {
  const proposal = proposedBalance(convention);
  return proposal ? [proposal] : [];
}

/** The accounting officer, among the bodies of the document. */
function accountingOfficer({ document }: Convention): Holder[] {
  return document.bodies.filter((body) => body.accountingOfficer).map(({ id }) => holderNamed(document, id));
}
