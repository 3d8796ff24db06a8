import { declareShortfall, refuseAdjustment, withdrawShortfall } from '../../../convention/acts/shortfall.ts';
import { frenchDate } from '../../../convention/calendar/french.ts';
import { positionOf } from '../../../convention/ledger/position.ts';
import { type Cents, frenchEuros } from '../../../convention/money.ts';
import { openShortfall } from '../../../convention/shortfall.ts';
import { actForm, amountIn, euros, isPossible, reason } from './asking.ts';
import type { ActForm, Subject } from './form.ts';
import { ledgerForms } from './ledger.ts';

/** Articles 3 and 5: the ledger, and what happens when credits fall short. */
export const budgetForms = {
  ...ledgerForms,
  declareShortfall: actForm({
    act: 'declareShortfall',
    title: 'Signaler une insuffisance de crédits',
    says: 'Le délégant est prévenu sans délai et décide d’ajuster ou non la dotation ; à défaut, l’exécution est suspendue.',
    button: 'Signaler l’insuffisance',
    article: 'art. 5',
    group: 'Budget',
    parties: ['delegatee'],
    offered: (subject) => isPossible(declareShortfall, subject, { by: '', missing: 1 as Cents, reason: '' }),
    fields({ convention, today }) {
      const { remainingToCommit } = positionOf(convention, today);
      const left =
        remainingToCommit === undefined ? '' : ` Il reste ${frenchEuros(remainingToCommit)} à engager.`;
      return [
        euros('missing', 'Ce qui manque', 'ce qui manque, en euros', { hint: `En euros.${left}` }),
        reason,
      ];
    },
    input: ({ missing, reason }, _subject, by) => ({ by, missing: amountIn(missing), reason }),
  }),
  refuseAdjustment: actForm({
    act: 'refuseAdjustment',
    title: 'Refuser d’ajuster la dotation',
    says: 'L’exécution est suspendue : plus rien ne s’engage, ce qui est engagé se paie.',
    button: 'Refuser l’ajustement',
    article: 'art. 5',
    group: 'Budget',
    parties: ['delegator'],
    offered: (subject) => isPossible(refuseAdjustment, subject, { by: '', reason: '' }),
    fields: (subject) => [{ ...reason, hint: `${lacking(subject)} ${reason.hint ?? ''}`.trim() }],
    input: ({ reason }, _subject, by) => ({ by, reason }),
  }),
  withdrawShortfall: actForm({
    act: 'withdrawShortfall',
    title: 'Renoncer à ce qui manquait',
    says: 'L’insuffisance de crédits est levée : l’exécution se poursuit dans la limite du plafond.',
    button: 'Lever l’insuffisance',
    article: 'art. 5',
    group: 'Budget',
    parties: ['delegatee'],
    offered: (subject) => isPossible(withdrawShortfall, subject, { by: '', reason: '' }),
    fields: (subject) => [{ ...reason, hint: `${lacking(subject)} ${reason.hint ?? ''}`.trim() }],
    input: ({ reason }, _subject, by) => ({ by, reason }),
  }),
} as const satisfies Partial<Record<string, ActForm>>;

function lacking({ convention }: Subject): string {
  const open = openShortfall(convention);
  return open
    ? `Il manque ${frenchEuros(open.missing)} depuis le ${frenchDate(open.on)} (${open.reason}).`
    : '';
}
