import type { BudgetChart } from '../../convention/ledger/chart.ts';
import { frenchEuros } from '../../convention/ledger/money.ts';
import { typeset } from '../typography.ts';
import { amountAt, type Lines, linesOf } from './lines.ts';
import { monthName, periodName } from './month.ts';

/** What a chart shows, in sentences: where the budget stands, and where it is forecast to end (RGAA 1.1, 1.3). */
export function alternativeOf(chart: BudgetChart): string {
  const lines = linesOf(chart);
  const { committed, paid, knownMonths } = lines;
  const month = (rank: number) => monthName(chart.months[rank] ?? '');
  const lastAhead = Math.max(-1, ...[...committed.ahead, ...paid.ahead].map(({ rank }) => rank));
  const period = periodName(chart.months[0] ?? '', chart.months.at(-1) ?? '');
  return typeset(
    [
      `Budget cumulé ${period}.`,
      ...(knownMonths > 0
        ? [`Fin ${month(knownMonths - 1)} : ${amountsAt(lines, 'known', knownMonths - 1)}.`]
        : []),
      ...(lastAhead >= 0
        ? [`Prévision pour fin ${month(lastAhead)} : ${amountsAt(lines, 'ahead', lastAhead)}.`]
        : []),
    ].join(' '),
  );
}

function amountsAt({ committed, paid, ceiling }: Lines, part: 'known' | 'ahead', rank: number): string {
  const named = [
    ['engagé (AE)', committed[part]],
    ['payé (CP)', paid[part]],
    ['plafond', ceiling],
  ] as const;
  return named
    .flatMap(([name, points]) => {
      const amount = amountAt(points, rank);
      return amount === undefined ? [] : [`${name} ${frenchEuros(amount).replace(/,00(?=\D*$)/, '')}`];
    })
    .join(', ');
}
