import { frenchDate } from '../convention/calendar/french.ts';
import { euros as eurosOf, line } from '../convention/document/fields.ts';
import { refusal } from '../convention/errors.ts';
import { ceilingOf } from '../convention/ledger/budget-lines.ts';
import { type Cents, frenchEuros, sumOf } from '../convention/ledger/money.ts';
import { positionOf } from '../convention/ledger/position.ts';
import { shortfallUnderWay } from '../convention/ledger/shortfall.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { hasEffect } from '../convention/term/effect.ts';
import { defineFormedAct } from './act.ts';
import type { Subject } from './form.ts';
import { amountIn, euros, isPossible, reason } from './questions.ts';
import { openShortfall } from './recorded.ts';

/** Art. 5: "en cas d’insuffisance des crédits, le délégataire informe le délégant sans délai". */
export const declareShortfall = defineFormedAct({
  verb: 'shortfall',
  parties: ['delegatee'],
  needs: 'shortfall',
  form: {
    title: 'Signaler une insuffisance de crédits',
    says: 'Le délégant est prévenu sans délai et décide d’ajuster ou non la dotation ; à défaut, l’exécution est suspendue.',
    button: 'Signaler l’insuffisance',
    articles: ({ shortfall }) => [shortfall?.article],
    group: 'Budget',
    questions: { missing: euros('Ce qui manque', 'ce qui manque, en euros', { hint: 'En euros.' }), reason },
    example: '--missing 15000 --reason "renfort de l’équipe"',
    offered: (subject) => mayBeDeclared(subject),
    known({ convention, today }) {
      const { remainingToCommit } = positionOf(convention, today);
      const left =
        remainingToCommit === undefined ? '' : ` Il reste ${frenchEuros(remainingToCommit)} à engager.`;
      return { missing: { hint: `En euros.${left}` } };
    },
    input: ({ missing, reason }, _about, by) => ({ by, missing: amountIn(missing), reason }),
  },
  schema: signedAct({
    missing: eurosOf
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
    if (ceilingOf(document.budget) === null)
      return refusal('NOT_NOW', 'La convention n’a pas de plafond propre : rien ne peut y manquer.');
    const open = shortfallUnderWay(convention);
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
    const { refusal: _asked, ...told } = openShortfall(convention, { missing, needed, reason }, moment);
    return told;
  },
});

function mayBeDeclared(subject: Subject): boolean {
  return isPossible(declareShortfall, subject, { by: '', missing: 1 as Cents, reason: '' });
}
