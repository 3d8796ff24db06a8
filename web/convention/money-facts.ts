import { frenchCeiling, frenchEuros } from '../../convention/ledger/money.ts';
import { type Fact, factsOf } from '../../convention/mailing/facts.ts';
import type { ConventionView } from '../../convention/views/view.ts';

/** Where the money stands, line by line when there are several. */
export function moneyFacts({ money }: Pick<ConventionView, 'money'>): readonly Fact[] {
  return [
    ['Plafond', frenchCeiling(money.ceiling ?? null)],
    ...factsOf([['Paiements (CP), au plus', money.mostPaid !== undefined && frenchEuros(money.mostPaid)]]),
    ['Crédits mis à disposition', frenchEuros(money.available)],
    ['Engagé (AE)', frenchEuros(money.committed)],
    ['Payé (CP)', frenchEuros(money.paid)],
    ...money.lines.map(
      ({ name, committed, paid }) =>
        [name, `engagé ${frenchEuros(committed)}, payé ${frenchEuros(paid)}`] as const,
    ),
  ];
}
