import { citing } from '../convention/document/articles.ts';
import { line } from '../convention/document/fields.ts';
import { closedShortfall, shortfallUnderWay } from '../convention/ledger/shortfall.ts';
import { bothParties } from '../convention/mailing/audience.ts';
import { partyDoes } from '../convention/people/parties.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { lacking, noShortfall } from './about-shortfalls.ts';
import { defineFormedAct } from './act.ts';
import type { Subject } from './form.ts';
import { isPossible, reason } from './questions.ts';

/** The delegatee does without what lacked: the execution goes on within the ceiling. */
export const withdrawShortfall = defineFormedAct({
  verb: 'shortfall-withdrawn',
  parties: ['delegatee'],
  needs: 'shortfall',
  closes: 'shortfall',
  form: {
    title: 'Renoncer à ce qui manquait',
    says: 'L’insuffisance de crédits est levée : l’exécution se poursuit dans la limite du plafond.',
    button: 'Lever l’insuffisance',
    articles: ({ shortfall }) => [shortfall?.article],
    group: 'Budget',
    questions: { reason },
    example: '--reason "commande reportée"',
    offered: (subject) => mayBeWithdrawn(subject),
    known: (subject) => ({ reason: { hint: `${lacking(subject)} ${reason.hint ?? ''}`.trim() } }),
    input: ({ reason }, _about, by) => ({ by, reason }),
  },
  schema: signedAct({ reason: line(500) }),
  refuse: (convention) => (shortfallUnderWay(convention) && !convention.ended ? undefined : noShortfall()),
  apply(convention, { by, reason }, { now, today }) {
    const open = shortfallUnderWay(convention);
    if (!open) return { convention, text: '', news: [] };
    const renounces = partyDoes(convention.document, 'delegatee', 'renonce', 'renoncent');
    return {
      convention: closedShortfall(convention, open, { by, now, today, evidence: reason }),
      text: `${renounces} à ce qui manquait : l’insuffisance de crédits est levée.`,
      news: [
        {
          to: bothParties,
          item: {
            kind: 'news',
            identity: `shortfall-withdrawn/${open.id}`,
            subject: 'insuffisance de crédits levée',
            lead: `${renounces} à ce qui manquait (${reason}) : l’exécution se poursuit dans la limite du plafond.`,
            ...citing(convention.document.shortfall?.article),
            urgent: true,
          },
        },
      ],
    };
  },
});

function mayBeWithdrawn(subject: Subject): boolean {
  return isPossible(withdrawShortfall, subject, { by: '', reason: '' });
}
