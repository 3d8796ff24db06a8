import { frenchDate } from '../calendar/french.ts';
import type { Convention, Shortfall } from '../convention.ts';
import { euros, line, text } from '../document/fields.ts';
import { type DutyOutcome, dutyIdOf } from '../duty.ts';
import { positionOf } from '../ledger/position.ts';
import { frenchEuros, sumOf } from '../money.ts';
import { openShortfall } from '../shortfall.ts';
import { signedAct } from '../signatory.ts';
import { hasEffect } from '../term.ts';
import { bothParties, defineAct, refusal } from './act.ts';
import { short } from './recorded.ts';

/** Art. 5: "en cas d’insuffisance des crédits, le délégataire informe le délégant sans délai". */
export const declareShortfall = defineAct({
  schema: signedAct({
    missing: euros
      .refine((amount) => amount > 0, 'un montant en euros, supérieur à 0')
      .describe('Ce qui manque, en euros'),
    reason: line(500),
  }),
  refuse(convention, _act, { today }) {
    const { ended, document } = convention;
    if (ended) {
      return refusal(
        'NOT_NOW',
        `La convention a pris fin le ${frenchDate(ended.on)} : plus rien ne s’engage.`,
      );
    }
    if (!hasEffect(convention, today))
      return refusal('NOT_NOW', 'La convention n’a pas encore pris effet : rien ne peut manquer.');
    if (document.budget.ceiling === null)
      return refusal('NOT_NOW', 'La convention n’a pas de plafond propre : rien ne peut y manquer.');
    const open = openShortfall(convention);
    return open
      ? refusal(
          'ALREADY_DONE',
          `Une insuffisance de crédits est déjà signalée depuis le ${frenchDate(open.on)} (${frenchEuros(open.missing)}).`,
        )
      : undefined;
  },
  apply(convention, { missing, reason }, moment) {
    const { remainingToCommit = missing } = positionOf(convention, moment.today);
    const needed = sumOf([remainingToCommit, missing]);
    const { refusal: _asked, ...told } = short(convention, { missing, needed, reason }, moment);
    return told;
  },
});

/** Art. 5: the delegator will not adjust the credits; the execution is suspended. */
export const refuseAdjustment = defineAct({
  schema: signedAct({ reason: text(500) }),
  refuse(convention) {
    const open = openShortfall(convention);
    if (convention.ended || !open) return noShortfall();
    return open.refused
      ? refusal(
          'ALREADY_DONE',
          `L’ajustement est déjà refusé, par ${open.refused.by}, le ${frenchDate(open.refused.on)}.`,
        )
      : undefined;
  },
  apply(convention, { by, reason }, { now, today }) {
    const open = openShortfall(convention);
    if (!open) return { convention, text: '', news: [] };
    const { delegator } = convention.document;
    const after = withShortfall(convention, { ...open, refused: { on: today, by, reason } });
    return {
      convention: {
        ...after,
        outcomes: {
          ...after.outcomes,
          [dutyIdOf('shortfall', open.id)]: { state: 'done', at: now, by, evidence: `refus : ${reason}` },
        },
      },
      text: `${delegator.shortName} n’ajuste pas la dotation.`,
      news: [],
    };
  },
});

/** The delegatee does without what lacked: the execution goes on within the ceiling. */
export const withdrawShortfall = defineAct({
  schema: signedAct({ reason: line(500) }),
  refuse: (convention) => (openShortfall(convention) && !convention.ended ? undefined : noShortfall()),
  apply(convention, { by, reason }, { now, today }) {
    const open = openShortfall(convention);
    if (!open) return { convention, text: '', news: [] };
    const { delegatee } = convention.document;
    return {
      convention: closedShortfall(convention, open, { by, now, today, evidence: reason }),
      text: `${delegatee.shortName} renonce à ce qui manquait : l’insuffisance de crédits est levée.`,
      news: [
        {
          to: bothParties,
          item: {
            kind: 'news',
            identity: `shortfall-withdrawn/${open.id}`,
            subject: 'insuffisance de crédits levée',
            lead: `${delegatee.shortName} renonce à ce qui manquait (${reason}) : l’exécution se poursuit dans la limite du plafond.`,
            article: 'art. 5',
            urgent: true,
          },
        },
      ],
    };
  },
});

/** The convention once a shortfall is over, and what it suspended resumed. */
export function closedShortfall(
  convention: Convention,
  shortfall: Shortfall,
  how: {
    readonly by: string;
    readonly now: number;
    readonly today: Shortfall['on'];
    readonly evidence: string;
  },
): Convention {
  const { by, now, today, evidence } = how;
  const after = withShortfall(convention, { ...shortfall, closedOn: today });
  const outcome: DutyOutcome = { state: 'done', at: now, by, evidence };
  const suspended = after.suspensions.some((one) => one.shortfall === shortfall.id);
  return {
    ...after,
    outcomes: {
      [dutyIdOf('shortfall', shortfall.id)]: outcome,
      ...(suspended ? { [dutyIdOf('suspension', shortfall.id)]: outcome } : {}),
      // A refusal to adjust has closed the decision already.
      ...after.outcomes,
    },
    suspensions: after.suspensions.map((one) =>
      one.shortfall === shortfall.id && one.until === undefined ? { ...one, until: today } : one,
    ),
  };
}

function withShortfall(convention: Convention, shortfall: Shortfall): Convention {
  const shortfalls = convention.shortfalls.map((one) => (one.id === shortfall.id ? shortfall : one));
  return { ...convention, shortfalls };
}

function noShortfall() {
  return refusal('NOT_NOW', 'Aucune insuffisance de crédits n’est ouverte : il n’y a rien à décider.');
}
