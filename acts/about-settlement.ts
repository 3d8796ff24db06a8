import { frenchDate, frenchInstant } from '../convention/calendar/french.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import type { BalanceProposal, Convention } from '../convention/convention.ts';
import type { Side } from '../convention/document/schema.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { alreadyDone, badAct, notNow, type Refusal } from '../convention/errors.ts';
import { type Cents, frenchEuros, zero } from '../convention/ledger/money.ts';
import { statementFacts, statementOf } from '../convention/ledger/statement.ts';
import { tell } from '../convention/mailing/audience.ts';
import { otherSide, partyDoes, partyName } from '../convention/people/parties.ts';
import { proposedBalance } from '../convention/proof/agreement.ts';
import { periodOf } from '../convention/term/term.ts';
import type { Done } from './act.ts';
import type { Subject } from './form.ts';
import { alreadyOver, findDuty } from './known-duty.ts';
import { euros, text, typedEuros } from './questions.ts';

// Art. 5: what the acts by which the use of the balance is settled have in common.

/** How a use of the balance is proposed: as the ledger and the last proposal have it. */
export const proposing = {
  group: 'Fin et reconduction',
  questions: {
    amount: euros('Solde non consommé', 'le solde, en euros', { optional: true, hint: 'En euros.' }),
    use: text('Utilisation proposée', 'l’utilisation proposée', {
      most: 2000,
      hint: 'Par exemple : restitution au programme d’origine.',
    }),
  },
  known({ convention }: Subject) {
    const { balance } = statementOf(convention);
    const last = convention.proposals.at(-1);
    const proposed = last ? ` Dernière proposition : ${frenchEuros(last.amount)}, ${last.use}.` : '';
    return {
      amount: {
        hint: `En euros. L’état final donne ${frenchEuros(balance)} ; laissez vide pour le reprendre.${proposed}`,
        ...(balance >= 0 ? { value: typedEuros(balance) } : {}),
      },
    };
  },
} as const;

/** Why a use of the balance cannot be proposed. */
export function refuseProposal(convention: Convention, from: Side, amount: Cents | undefined, use: string) {
  const refused =
    notSettling(convention) ?? (amount === undefined ? undefined : aboveBalance(convention, amount));
  if (refused) return refused;
  const last = convention.proposals.at(-1);
  const same =
    last && last.from === from && last.use === use && last.amount === (amount ?? leftToUse(convention));
  return same
    ? alreadyDone`Cette proposition est déjà faite, par ${last.by}, le ${frenchInstant(last.at)}.`
    : undefined;
}

/** The convention with a proposal, of which the other party is told. */
export function proposed(
  convention: Convention,
  from: Side,
  given: Pick<BalanceProposal, 'by' | 'use'> & { amount?: Cents | undefined },
  { now }: Moment,
): Done {
  const { by, use, amount = leftToUse(convention) } = given;
  const { document, proposals } = convention;
  const proposes = partyDoes(document, from, 'propose', 'proposent');
  const counters = from === 'delegator';
  const after: Convention = { ...convention, proposals: [...proposals, { amount, use, by, at: now, from }] };
  const agrees = proposedBalance(after)?.mark;
  return {
    convention: after,
    text: `${counters ? 'Contre-proposition pour le solde' : 'Solde proposé'} : ${frenchEuros(amount)}, ${use}.`,
    news: tell([{ holder: otherSide(from), role: 'budget' }], {
      identity: `balance-proposed/${proposals.length}`,
      subject: counters ? 'contre-proposition pour le solde' : 'utilisation du solde proposée',
      lead: `${proposes} l’utilisation du solde ; l’accord de ${partyName(document, otherSide(from))} est attendu.`,
      facts: [['Solde', frenchEuros(amount)], ['Utilisation proposée', use], ...statementFacts(convention)],
      cites: [document.balance?.article],
      duty: dutyIdOf('balance'),
      ...(agrees === undefined ? {} : { agrees }),
    }),
  };
}

/** What the final statement leaves to use; nothing when more was paid than the ledger knows to be authorised. */
export function leftToUse(convention: Convention): Cents {
  const { balance } = statementOf(convention);
  return balance > 0 ? balance : zero;
}

/** The convention whose balance is to be agreed anew. */
export function withoutBalance({ agreedBalance: _agreed, ...convention }: Convention): Convention {
  const { balance: _settled, ...outcomes } = convention.outcomes;
  return { ...convention, outcomes };
}

/** Why an amount cannot be used: the final statement leaves less. */
export function aboveBalance(convention: Convention, amount: Cents): Refusal | undefined {
  const most = leftToUse(convention);
  return amount > most
    ? badAct`« ${frenchEuros(amount)} » refusé ; accepté : au plus le solde de l’état final, ${frenchEuros(most)}.`
    : undefined;
}

/** Why the balance cannot be settled now. */
export function notSettling(convention: Convention) {
  if (convention.agreedBalance) {
    const { agreedBy, agreedAt } = convention.agreedBalance;
    return alreadyDone`L’utilisation du solde est déjà convenue, par ${agreedBy}, le ${frenchInstant(agreedAt)}.`;
  }
  const duty = findDuty(convention, dutyIdOf('balance'));
  if (convention.ended) return duty && alreadyOver(convention, duty);
  const endsOn = periodOf(convention)?.endsOn;
  return notNow`Le solde se règle après la fin de la convention${endsOn ? `, le ${frenchDate(endsOn)}` : ''}.`;
}
