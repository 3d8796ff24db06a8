import { frenchDate, frenchMonth } from '../calendar/french.ts';
import { type PlainDate, plainDateOf } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { spansOf } from '../term/term.ts';
import { type LinePosition, linePositions } from './budget-lines.ts';
import { ceilingAt } from './ceiling.ts';
import { type Cents, frenchCeiling, frenchEuros, subtract, sumOf } from './money.ts';
import { spanTotals } from './sums.ts';
import { leftToPay, type OrderAccount, openOrders } from './totals.ts';

/** What became of the money of one period; amounts in cents. */
export interface PeriodStatement {
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Absent when the convention has no ceiling of its own. */
  readonly ceiling?: Cents;
  readonly available: Cents;
  readonly committed: Cents;
  readonly accepted: Cents;
  readonly paid: Cents;
  /** Each line of the budget, when there are several. */
  readonly lines?: readonly LinePosition[];
}

/** Art. 5: the final statement, once the convention has ended. */
export interface Statement {
  readonly periods: readonly PeriodStatement[];
  /** Ceilings − Σ CP; credits made available − Σ CP when there is no ceiling. */
  readonly balance: Cents;
  /** Credits made available − Σ CP. */
  readonly unspentCredits: Cents;
  /** Orders with something left to pay or to release. */
  readonly openOrders: readonly OrderAccount[];
}

/** The statement of a convention as it stands. */
export function statementOf(convention: Convention): Statement {
  const spans = spansOf(convention);
  const periods = spans.map(({ rank, from, to }) => {
    const ceiling = ceilingAt(convention, to, spans);
    const totals = spanTotals(convention.ledger, spans, rank);
    const lines = linePositions(convention.document, convention.ledger, { spans, rank });
    return {
      from,
      to,
      ...(ceiling === null ? {} : { ceiling }),
      ...totals,
      ...(lines.length > 0 ? { lines } : {}),
    };
  });
  const paid = sumOf(periods.map((one) => one.paid));
  const available = sumOf(periods.map((one) => one.available));
  const authorised = sumOf(periods.map((one) => one.ceiling ?? one.available));
  return {
    periods,
    balance: subtract(authorised, paid),
    unspentCredits: subtract(available, paid),
    openOrders: openOrders(convention.ledger),
  };
}

/** The statement as facts of a letter. */
export function statementFacts(convention: Convention): [label: string, value: string][] {
  const { periods, balance, unspentCredits, openOrders: open } = statementOf(convention);
  return [
    ...periods.flatMap(({ from, to, ceiling, available, committed, paid }): [string, string][] => [
      [
        periods.length > 1 ? `Période du ${frenchDate(from)} au ${frenchDate(to)}` : 'Plafond',
        frenchCeiling(ceiling ?? null),
      ],
      ['Crédits mis à disposition', frenchEuros(available)],
      ['Engagé (AE)', frenchEuros(committed)],
      ['Payé (CP)', frenchEuros(paid)],
    ]),
    [
      periods.some(({ ceiling }) => ceiling !== undefined)
        ? 'Solde (plafond − payé)'
        : 'Solde (crédits mis à disposition − payé)',
      frenchEuros(balance),
    ],
    ['Crédits non consommés (mis à disposition − payé)', frenchEuros(unspentCredits)],
    ...periods.flatMap(({ from, to, lines = [] }) =>
      lineFacts(lines, periods.length > 1 ? `, du ${frenchDate(from)} au ${frenchDate(to)}` : ''),
    ),
    ...orderFacts(open),
  ];
}

/** Where each line of the budget stands, as facts of a letter. */
export function lineFacts(lines: readonly LinePosition[], when = ''): [label: string, value: string][] {
  return lines.map((line) => {
    const { name, ceiling, available, committed, paid } = line;
    const { forecastOrders, forecastConsumption, exhaustedIn } = line;
    const said = [
      ['plafond', frenchCeiling(ceiling)],
      ['crédits mis à disposition', available === 0 ? undefined : frenchEuros(available)],
      ['engagé', frenchEuros(committed)],
      ['payé', frenchEuros(paid)],
      ['commandes prévues', forecastOrders && frenchEuros(forecastOrders)],
      ['paiements prévus', forecastConsumption && frenchEuros(forecastConsumption)],
      ['plafond dépassé en', exhaustedIn && frenchMonth(plainDateOf(`${exhaustedIn}-01`))],
    ].flatMap(([label, value]) => (value ? [`${label} ${value}`] : []));
    return [`Ligne « ${name} »${when}`, said.join(', ')];
  });
}

/** Open orders as facts of a letter: the first ones one by one, then how many more. */
export function orderFacts(orders: readonly OrderAccount[]): [label: string, value: string][] {
  const shown = orders
    .slice(0, 20)
    .map((account): [string, string] => [
      `EJ ${account.order}, ${account.supplier}`,
      `reste ${frenchEuros(leftToPay(account))} à payer ou à annuler`,
    ]);
  const others = orders.slice(20);
  if (others.length === 0) return shown;
  const rest = frenchEuros(sumOf(others.map(leftToPay)));
  return [...shown, [`${others.length} autres engagements ouverts`, `reste ${rest}`]];
}
