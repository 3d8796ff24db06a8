import { agreesTo, notAgreed, proposedBalance } from '../agreement.ts';
import { frenchDate, frenchInstant } from '../calendar/french.ts';
import type { BalanceProposal, Convention } from '../convention.ts';
import { euros, oneOf, text } from '../document/fields.ts';
import type { Party } from '../document/schema.ts';
import { dutyIdOf } from '../duty.ts';
import type { Refusal } from '../errors.ts';
import { statementFacts, statementOf } from '../ledger/statement.ts';
import { openOrders } from '../ledger/totals.ts';
import { type Cents, frenchEuros, nothing } from '../money.ts';
import type { Holder } from '../organisations.ts';
import { signedAct } from '../signatory.ts';
import { periodOf } from '../term.ts';
import { bothParties, defineAct, type Effect, type Moment, otherParty, refusal } from './act.ts';
import { alreadyOver, findDuty } from './known-duty.ts';

const amount = euros
  .optional()
  .describe('Solde non consommé, en euros ; celui de l’état final du registre par défaut');

/** Art. 5: the delegatee states the balance and proposes its use. */
export const proposeBalance = defineAct({
  schema: signedAct({ amount, use: text(2000) }),
  refuse: (convention, { amount, use }) => refuseProposal(convention, 'delegatee', amount, use),
  apply: (convention, { by, amount, use }, moment) =>
    proposed(convention, { from: 'delegatee', by, use, ...(amount === undefined ? {} : { amount }) }, moment),
});

/** Art. 5: the delegator would use the balance otherwise, and says how. */
export const counterBalance = defineAct({
  schema: signedAct({ amount, use: text(2000) }),
  refuse(convention, { amount, use }) {
    const settled = notSettling(convention);
    if (settled) return settled;
    return convention.proposals.length === 0
      ? refusal(
          'NOT_NOW',
          `${convention.document.delegatee.shortName} n’a encore rien proposé : il n’y a rien à quoi répondre.`,
        )
      : refuseProposal(convention, 'delegator', amount, use);
  },
  apply: (convention, { by, amount, use }, moment) =>
    proposed(convention, { from: 'delegator', by, use, ...(amount === undefined ? {} : { amount }) }, moment),
});

/** Art. 5: the other party agrees to the use of the balance last proposed; both and the accounting officer learn it. */
export const agreeBalance = defineAct({
  schema: signedAct({
    party: oneOf('delegator', 'delegatee')
      .optional()
      .describe('Partie qui accepte ; celle qui n’a pas proposé'),
    agreesTo,
  }),
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
        `« ${document[party].shortName} » refusé : c’est sa propre proposition ; accepté : l’accord de ${document[otherParty(party)].shortName}.`,
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
            article: 'art. 5',
          },
        },
      ],
    };
  },
});

/** The accounting officer, among the controllers of the document. */
export function accountingOfficer({ document }: Convention): Holder[] {
  return document.controllers
    .filter((controller) => controller.accountingOfficer)
    .map(({ id }) => `controller:${id}` as const);
}

function refuseProposal(convention: Convention, from: Party, amount: Cents | undefined, use: string) {
  const settled = notSettling(convention);
  if (settled) return settled;
  const above = amount === undefined ? undefined : aboveBalance(convention, amount);
  if (above) return above;
  const last = convention.proposals.at(-1);
  const same =
    last && last.from === from && last.use === use && last.amount === (amount ?? leftToUse(convention));
  return same
    ? refusal(
        'ALREADY_DONE',
        `Cette proposition est déjà faite, par ${last.by}, le ${frenchInstant(last.at)}.`,
      )
    : undefined;
}

function proposed(
  convention: Convention,
  {
    from,
    by,
    use,
    amount = leftToUse(convention),
  }: Omit<BalanceProposal, 'at' | 'amount'> & {
    readonly amount?: Cents;
  },
  { now }: Moment,
): Effect {
  const { document, proposals } = convention;
  const [proposer, other] = [document[from].shortName, document[otherParty(from)].shortName];
  const counters = from === 'delegator';
  const after: Convention = { ...convention, proposals: [...proposals, { amount, use, by, at: now, from }] };
  const agrees = proposedBalance(after)?.mark;
  return {
    convention: after,
    text: `${counters ? 'Contre-proposition pour le solde' : 'Solde proposé'} : ${frenchEuros(amount)}, ${use}.`,
    news: [
      {
        to: [{ holder: otherParty(from), role: 'budget' }],
        item: {
          kind: 'news',
          identity: `balance-proposed/${proposals.length}`,
          subject: counters ? 'contre-proposition pour le solde' : 'utilisation du solde proposée',
          lead: `${proposer} propose l’utilisation du solde ; l’accord de ${other} est attendu.`,
          facts: [
            ['Solde', frenchEuros(amount)],
            ['Utilisation proposée', use],
            ...statementFacts(convention),
          ],
          article: 'art. 5',
          duty: dutyIdOf('balance'),
          ...(agrees === undefined ? {} : { agrees }),
        },
      },
    ],
  };
}

/** What the final statement leaves to use; nothing when more was paid than the ledger knows to be authorised. */
function leftToUse(convention: Convention): Cents {
  const { balance } = statementOf(convention);
  return balance > 0 ? balance : nothing;
}

function aboveBalance(convention: Convention, amount: Cents): Refusal | undefined {
  const most = leftToUse(convention);
  return amount > most
    ? refusal(
        'BAD_ACT',
        `« ${frenchEuros(amount)} » refusé ; accepté : au plus le solde de l’état final, ${frenchEuros(most)}.`,
      )
    : undefined;
}

function notSettling(convention: Convention) {
  if (convention.agreedBalance) {
    const { agreedBy, agreedAt } = convention.agreedBalance;
    return refusal(
      'ALREADY_DONE',
      `L’utilisation du solde est déjà convenue, par ${agreedBy}, le ${frenchInstant(agreedAt)}.`,
    );
  }
  const duty = findDuty(convention, dutyIdOf('balance'));
  if (convention.ended) return duty && alreadyOver(convention, duty);
  const endsOn = periodOf(convention)?.endsOn;
  return refusal(
    'NOT_NOW',
    `Le solde se règle après la fin de la convention${endsOn ? `, le ${frenchDate(endsOn)}` : ''}.`,
  );
}
