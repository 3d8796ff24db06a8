import type { Convention } from '../convention/convention.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { reportBounds } from '../convention/duties/reports.ts';
import { grouped } from '../convention/grouped.ts';
import { orderOf, totalOf } from '../convention/ledger/entry.ts';
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
export function comparison(convention: Convention, period: string, spent: Cents): [string, string][] {
  if (isFinal(period)) return [];
  const inLedger = spentIn(convention, period);
  const isOther = convention.ledger.length > 0 && inLedger !== spent;
  const before = 'au compte rendu précédent';
  return [
    ...(isOther ? [told('Paiements du mois au registre', inLedger, signed(subtract(spent, inLedger)))] : []),
    ...gaps(convention, period, spent).map(({ of, forecast, actual, by }) =>
      of === 'orders'
        ? told(`Commandes prévues ${before}`, forecast, by, `, engagées ${frenchEuros(actual)}`)
        : told(`Consommation prévue ${before}`, forecast, by),
    ),
  ];
}

/** What the words of a report start from: those of the one that it mends, or why the period is not what was forecast. */
export function wordsKnown(convention: Convention, period: string | undefined) {
  if (period === undefined) return {};
  const mended = convention.reports[period];
  if (mended) return { progress: { value: mended.progress }, forecast: { value: mended.forecast } };
  if (convention.ledger.length === 0) return {};
  const words = gaps(convention, period, spentIn(convention, period)).map(({ of, forecast, actual, by }) => {
    const [what, done] = of === 'orders' ? ['Commandes', 'engagés'] : ['Paiements', 'payés'];
    return `${what} : ${frenchEuros(actual)} ${done} pour ${frenchEuros(forecast)} prévus (écart ${by})${orderByOrder(convention, period, of)}.`;
  });
  const hint = 'Écarts tirés du registre et du compte rendu précédent : complétez, ou changez.';
  return words.length > 0 ? { forecast: { value: words.join('\n'), hint } } : {};
}

/** The orders that moved most, with their amounts: ` : A (Octo) 1 000,00 € ; …`. */
function orderByOrder(convention: Convention, period: string, of: 'orders' | 'consumption'): string {
  const { ledger } = convention;
  const { from, to } = reportBounds(convention, period);
  const total = of === 'orders' ? 'committed' : 'paid';
  const moved = ledger.filter((one) => one.on >= from && one.on <= to && totalOf(one) === total);
  const words = [...grouped(moved, orderOf)]
    .map(([order = '', entries]) => ({ order, amount: sumOf(entries.map(({ amount }) => amount)) }))
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
    .map(
      ({ order, amount }) => `${order} (${accountsOf(ledger).get(order)?.supplier}) ${frenchEuros(amount)}`,
    );
  if (words.length === 0) return '';
  return ` : ${words.slice(0, mostOrders).join(' ; ')}${words.length > mostOrders ? ' ; …' : ''}`;
}

/** How many orders explain a gap by their names. */
const mostOrders = 5;

function told(label: string, amount: Cents, by: string, said = ''): [string, string] {
  return [label, `${frenchEuros(amount)}${said} (écart ${by})`];
}

function signed(amount: Cents): string {
  return amount > zero ? `+${frenchEuros(amount)}` : frenchEuros(amount);
}
