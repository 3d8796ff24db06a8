import type { Convention, Report } from '../convention/convention.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { reportBounds } from '../convention/duties/reports.ts';
import { grouped } from '../convention/grouped.ts';
import { type Entry, orderOf, totalOf } from '../convention/ledger/entry.ts';
import { forecastFor, previousReport } from '../convention/ledger/forecast.ts';
import { type Cents, frenchEuros, subtract, sumOf, zero } from '../convention/ledger/money.ts';
import { spanTotals, totalsBetween } from '../convention/ledger/sums.ts';
import { accountsOf } from '../convention/ledger/totals.ts';
import { spansOf } from '../convention/term/term.ts';
import { findDuty } from './known-duty.ts';

// Art. 5: what the ledger and the report before say of a report, while it is written and once it is read.

/** Of which period a duty asks for the report, be it for its correction: `2020-04`. */
export function periodOf({ id }: { readonly id: string }): string {
  return id.replace(/^(correction-\d+-)?report-/, '');
}

/** The report in the middle of a sentence: `compte rendu d’avril 2020`. */
export function nameOf(convention: Convention, period: string): string {
  const { title } = findDuty(convention, dutyIdOf('report', period)) ?? { title: 'Compte rendu' };
  return `c${title.slice(1)}`;
}

/** Whether a report is that of a whole period of the convention. */
export function isFinal(period: string): boolean {
  return period.startsWith('final');
}

/** Spending as the ledger has it: of a month, or of the orders of a whole period for its final report. */
export function spentIn(convention: Convention, report: string): Cents {
  const { ledger } = convention;
  if (isFinal(report)) {
    const rank = Number(report.replace(/^final-?/, '') || 1) - 1;
    return spanTotals(ledger, spansOf(convention), rank).paid;
  }
  const { from, to } = reportBounds(convention, report);
  return totalsBetween(ledger, from, to).paid;
}

/** What was forecast of a period by the report before, and what came of it, in cents. */
function gaps(convention: Convention, period: string, spent: Cents) {
  if (isFinal(period)) return [];
  const { ledger } = convention;
  const { from, to } = reportBounds(convention, period);
  const before = previousReport(convention, period);
  const gap = (of: 'orders' | 'consumption', actual: Cents) => {
    const forecast = forecastFor(before?.[of], from.slice(0, 7), period);
    return forecast === undefined ? [] : [{ of, forecast, actual, by: signed(subtract(actual, forecast)) }];
  };
  return [...gap('consumption', spent), ...gap('orders', totalsBetween(ledger, from, to).committed)];
}

/** What the ledger and the report before say of the period, against a report of it. */
export function comparison(
  convention: Convention,
  period: string,
  { spent }: Pick<Report, 'spent'>,
): [string, string][] {
  if (isFinal(period)) return [];
  const inLedger = spentIn(convention, period);
  const isOther = convention.ledger.length > 0 && inLedger !== spent;
  return [
    ...(isOther
      ? [['Paiements du mois au registre', against(inLedger, signed(subtract(spent, inLedger)))] as const]
      : []),
    ...gaps(convention, period, spent).map(
      ({ of, forecast, actual, by }) =>
        [
          `${of === 'orders' ? 'Commandes prévues' : 'Consommation prévue'} au compte rendu précédent`,
          against(forecast, by, of === 'orders' ? `, engagées ${frenchEuros(actual)}` : ''),
        ] as const,
    ),
  ].map(([label, value]) => [label, value]);
}

/** Why the period is not what was forecast, in figures: order by order. Nothing where nothing was forecast. */
export function gapWords(convention: Convention, period: string): string | undefined {
  if (convention.ledger.length === 0) return undefined;
  const words = gaps(convention, period, spentIn(convention, period)).map(({ of, forecast, actual, by }) => {
    const [what, done] = of === 'orders' ? ['Commandes', 'engagés'] : ['Paiements', 'payés'];
    return `${what} : ${frenchEuros(actual)} ${done} pour ${frenchEuros(forecast)} prévus (écart ${by})${orderByOrder(convention, period, of)}.`;
  });
  return words.length > 0 ? words.join('\n') : undefined;
}

/** What the words of a report start from: those of the one that it mends, or the gaps to what was forecast. */
export function wordsKnown(convention: Convention, period: string | undefined) {
  if (period === undefined) return {};
  const before = convention.reports[period];
  const gap = convention.document.budget && !before ? gapWords(convention, period) : undefined;
  return {
    ...(before ? { progress: { value: before.progress } } : {}),
    ...(before ? { forecast: { value: before.forecast } } : {}),
    ...(gap
      ? {
          forecast: {
            value: gap,
            hint: 'Écarts tirés du registre et du compte rendu précédent : complétez, ou changez.',
          },
        }
      : {}),
  };
}

/** The orders that moved most, with their amounts: ` : A (Octo) 1 000,00 €, et 3 autres 20,00 €`. */
function orderByOrder({ ledger, ...convention }: Convention, period: string, of: 'orders' | 'consumption') {
  const { from, to } = reportBounds({ ledger, ...convention }, period);
  const total = of === 'orders' ? 'committed' : 'paid';
  const isOf = (entry: Entry) => entry.on >= from && entry.on <= to && totalOf(entry) === total;
  const sums = [...grouped(ledger.filter(isOf), orderOf)]
    .map(([order = '', entries]) => ({ order, amount: sumOf(entries.map(({ amount }) => amount)) }))
    .filter(({ amount }) => amount !== zero)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const named = sums
    .slice(0, mostOrders)
    .map(
      ({ order, amount }) => `${order} (${accountsOf(ledger).get(order)?.supplier}) ${frenchEuros(amount)}`,
    );
  const others = sums.slice(mostOrders);
  const rest =
    others.length > 0
      ? [`${others.length} de plus, ${frenchEuros(sumOf(others.map(({ amount }) => amount)))}`]
      : [];
  return named.length > 0 ? ` : ${[...named, ...rest].join(' ; ')}` : '';
}

/** How many orders explain a gap by their names. */
const mostOrders = 5;

function against(amount: Cents, by: string, said = ''): string {
  return `${frenchEuros(amount)}${said} (écart ${by})`;
}

function signed(amount: Cents): string {
  return amount > zero ? `+${frenchEuros(amount)}` : frenchEuros(amount);
}
