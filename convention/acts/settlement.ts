import { frenchDate, frenchInstant } from '../calendar/french.ts';
import type { Convention } from '../convention.ts';
import { euros, line, record, text } from '../document/fields.ts';
import { dutyIdOf } from '../duty.ts';
import { frenchEuros } from '../money.ts';
import { periodOf } from '../term.ts';
import { bothParties, defineAct, refusal } from './act.ts';
import { alreadyOver, findDuty } from './duties.ts';

/** Art. 5: the delegatee states the balance and proposes its use. */
export const proposeBalance = defineAct({
  schema: record({ by: line(100), amount: euros.describe('Solde non consommé, en euros'), use: text(2000) }),
  refuse(convention, { amount, use }) {
    const { ceiling } = convention.document.budget;
    const settled = notSettling(convention);
    if (settled) return settled;
    if (amount > ceiling) {
      return refusal(
        'BAD_ACT',
        `« ${frenchEuros(amount)} » refusé ; accepté : au plus le plafond, ${frenchEuros(ceiling)}.`,
      );
    }
    const last = convention.proposals.at(-1);
    return last && last.amount === amount && last.use === use
      ? refusal(
          'ALREADY_DONE',
          `Cette proposition est déjà faite, par ${last.by}, le ${frenchInstant(last.at)}.`,
        )
      : undefined;
  },
  apply(convention, { by, amount, use }, { now }) {
    const { delegator, delegatee } = convention.document;
    return {
      convention: { ...convention, proposals: [...convention.proposals, { amount, use, by, at: now }] },
      text: `Solde proposé : ${frenchEuros(amount)}, ${use}.`,
      news: [
        {
          to: [{ holder: 'delegator', role: 'budget' }],
          item: {
            kind: 'news',
            identity: `balance-proposed/${convention.proposals.length}`,
            subject: 'utilisation du solde proposée',
            lead: `${delegatee.shortName} propose l’utilisation du solde ; l’accord de ${delegator.shortName} est attendu.`,
            facts: [
              ['Solde', frenchEuros(amount)],
              ['Utilisation proposée', use],
            ],
            article: 'art. 5',
          },
        },
      ],
    };
  },
});

/** Art. 5: the delegator agrees to the use of the balance last proposed. */
export const agreeBalance = defineAct({
  schema: record({ by: line(100) }),
  refuse(convention) {
    const settled = notSettling(convention);
    if (settled) return settled;
    return convention.proposals.length > 0
      ? undefined
      : refusal('NOT_NOW', 'Aucune utilisation du solde n’est proposée : il n’y a rien à accepter.');
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
          to: bothParties,
          item: {
            kind: 'news',
            identity: `balance-agreed/${now}`,
            subject: 'utilisation du solde convenue',
            lead: `L’utilisation du solde est convenue : ${decision}.`,
            article: 'art. 5',
          },
        },
      ],
    };
  },
});

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
