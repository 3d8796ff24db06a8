import { frenchDate, frenchMonth } from '../calendar/french.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { type Fact, factsOf } from '../mailing/facts.ts';
import { present } from '../plain-object.ts';
import { spansOf } from '../term/term.ts';
import { ceilingFacts, type LinePosition, linePositions } from './budget-lines.ts';
import { ceilingAt, mostPaidAt } from './ceiling.ts';
import { type Cents, frenchCeiling, frenchEuros, subtract, sumOf } from './money.ts';
import { spanTotals } from './sums.ts';
import { leftToPay, type OrderAccount, openOrders, type Totals } from './totals.ts';

/** What became of the money of one period; amounts in cents. */
export interface PeriodStatement extends Totals {
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Absent when the convention has no ceiling of its own. */
  readonly ceiling?: Cents;
  /** What may be paid (CP) at most, where that is less. */
  readonly mostPaid?: Cents;
  /** Each line of the budget, when there are several. */
  readonly lines?: readonly LinePosition[];
}

/** Art. 5: the final statement, once the convention has ended. */
export interface Statement {
  readonly periods: readonly PeriodStatement[];
  /** What may be paid − Σ CP: of ceilings the lower one; of credits made available when there is no ceiling. */
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
    const lines = linePositions(convention, spans, rank);
    return {
      from,
      to,
      ...(ceiling === null ? {} : { ceiling }),
      ...present({ mostPaid: mostPaidAt(convention, to, spans) }),
      ...spanTotals(convention.ledger, spans, rank),
      ...(lines.length > 0 ? { lines } : {}),
    };
  });
  const paid = sumOf(periods.map((one) => one.paid));
  const available = sumOf(periods.map((one) => one.available));
  const authorised = sumOf(periods.map(payable));
  return {
    periods,
    balance: subtract(authorised, paid),
    unspentCredits: subtract(available, paid),
    openOrders: openOrders(convention.ledger),
  };
}

/** What may be paid of a period. */
function payable({ ceiling, available, mostPaid }: PeriodStatement): Cents {
  const most = ceiling ?? available;
  return mostPaid !== undefined && mostPaid < most ? mostPaid : most;
}

/** The statement as facts of a letter. */
export function statementFacts(convention: Convention): readonly Fact[] {
  const { periods, balance, unspentCredits, openOrders: open } = statementOf(convention);
  const isOne = periods.length === 1;
  const hasCeiling = periods.some(({ ceiling }) => ceiling !== undefined);
  const isPaidLess = periods.some(({ mostPaid }) => mostPaid !== undefined);
  const from = isPaidLess ? 'paiements autorisés' : hasCeiling ? 'plafond' : 'crédits mis à disposition';
  const days = ({ from, to }: PeriodStatement) => `du ${frenchDate(from)} au ${frenchDate(to)}`;
  return [
    ...periods.flatMap((period): Fact[] => [
      ...(isOne || period.ceiling !== undefined
        ? ceilingFacts(isOne ? 'Plafond' : `Période ${days(period)}`, period.ceiling, period.mostPaid)
        : [[`Période ${days(period)}`, frenchCeiling(null)] as const]),
      ['Crédits mis à disposition', frenchEuros(period.available)],
      ['Engagé (AE)', frenchEuros(period.committed)],
      ['Payé (CP)', frenchEuros(period.paid)],
    ]),
    [`Solde (${from} − payé)`, frenchEuros(balance)],
    ['Crédits non consommés (mis à disposition − payé)', frenchEuros(unspentCredits)],
    ...periods.flatMap((period) => lineFacts(period.lines ?? [], isOne ? '' : `, ${days(period)}`)),
    ...orderFacts(open),
  ];
}

/** Where each line of the budget stands, as facts of a letter. */
export function lineFacts(lines: readonly LinePosition[], when = ''): readonly Fact[] {
  return lines.map(({ name, ...line }) => {
    const { available, forecastOrders, forecastConsumption, exhaustedIn } = line;
    const said = factsOf([
      ['plafond', frenchCeiling(line.ceiling)],
      ['paiements au plus', line.mostPaid !== undefined && frenchEuros(line.mostPaid)],
      ['crédits mis à disposition', available !== 0 && frenchEuros(available)],
      ['engagé', frenchEuros(line.committed)],
      ['payé', frenchEuros(line.paid)],
      ['commandes prévues', forecastOrders ? frenchEuros(forecastOrders) : undefined],
      ['paiements prévus', forecastConsumption ? frenchEuros(forecastConsumption) : undefined],
      ['plafond dépassé en', exhaustedIn && frenchMonth(exhaustedIn)],
    ]);
    return [`Ligne « ${name} »${when}`, said.map((fact) => fact.join(' ')).join(', ')];
  });
}

/** Open orders as facts of a letter: the first ones one by one, then how many more. */
export function orderFacts(orders: readonly OrderAccount[]): readonly Fact[] {
  const factOf = (account: OrderAccount): Fact => [
    `EJ ${account.order}, ${account.supplier}`,
    `reste ${frenchEuros(leftToPay(account))} à payer ou à annuler`,
  ];
  const others = orders.slice(20);
  const rest = `reste ${frenchEuros(sumOf(others.map(leftToPay)))}`;
  return [
    ...orders.slice(0, 20).map(factOf),
    ...factsOf([[`${others.length} autres engagements ouverts`, others.length > 0 && rest]]),
  ];
}
