import { clauseOrLast } from '../convention/amendments/versions.ts';
import { closedShortfall, isSuspended, ofLine, shortfallsUnderWay } from '../convention/ledger/shortfall.ts';
import { tellParties } from '../convention/mailing/audience.ts';
import { partyDoes } from '../convention/people/parties.ts';
import { answeringShortfall, shortfallMeant } from './about-shortfalls.ts';
import { defineFormedAct } from './formed-act.ts';

/** The delegatee does without what lacked: the execution goes on within the ceiling. */
export const withdrawShortfall = defineFormedAct({
  verb: 'shortfall-withdrawn',
  parties: ['delegatee'],
  closes: 'shortfall',
  form: {
    title: 'Renoncer à ce qui manquait',
    says: 'L’insuffisance de crédits est levée : l’exécution se poursuit dans la limite du plafond.',
    button: 'Lever l’insuffisance',
    ...answeringShortfall,
    example: '--reason "commande reportée"',
    offered: ({ convention }, { can }) =>
      shortfallsUnderWay(convention).some(({ id }) => can({ by: '', reason: '', shortfall: id })),
  },
  refuse: (convention, { shortfall }) => shortfallMeant(convention, shortfall).refused,
  apply(convention, { by, reason, shortfall }, { now, today }) {
    const { open } = shortfallMeant(convention, shortfall);
    if (!open) return { convention, text: '' };
    const after = closedShortfall(convention, open, { by, now, today, evidence: reason });
    const goesOn = isSuspended(after)
      ? 'l’exécution reste suspendue pour une autre insuffisance'
      : 'l’exécution se poursuit dans la limite du plafond';
    const renounces = partyDoes(convention.document, 'delegatee', 'renonce', 'renoncent');
    return {
      convention: after,
      text: `${renounces} à ce qui manquait${ofLine(convention, open)} : l’insuffisance de crédits est levée.`,
      news: tellParties({
        identity: `shortfall-withdrawn/${open.id}`,
        subject: 'insuffisance de crédits levée',
        lead: `${renounces} à ce qui manquait${ofLine(convention, open)} (${reason}) : ${goesOn}.`,
        cites: [clauseOrLast(convention, 'shortfall')?.article],
        urgent: true,
      }),
    };
  },
});
