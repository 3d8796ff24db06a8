import { clauseOrLast } from '../convention/amendments/versions.ts';
import { frenchMonth } from '../convention/calendar/french.ts';
import { addDays, addMonths, earliest, latest } from '../convention/calendar/plain-date.ts';
import type { Convention, MonthAmount } from '../convention/convention.ts';
import { reportBounds } from '../convention/duties/reports.ts';
import { entriesByLine, linesOf } from '../convention/ledger/budget-lines.ts';
import { byMonth, isOfLine, overCeilings, previousReport } from '../convention/ledger/forecast.ts';
import { frenchEuros, subtract, sumOf } from '../convention/ledger/money.ts';
import { leftToPay, openOrders } from '../convention/ledger/totals.ts';
import { type News, tell } from '../convention/mailing/audience.ts';
import { bothPurses } from './effects.ts';
import type { Question } from './form.ts';
import { typedEuros } from './questions.ts';
import { typedMonths } from './typed.ts';

// Art. 5: what a report forecasts, as it is asked and told.

/**
 * How a forecast is asked: of several lines, each is named. What the report before said of the months to come is there,
 * with what is left to pay of open orders and it did not cover; of a report that is mended, what it said itself.
 */
export function forecastKnown(
  name: 'orders' | 'consumption',
  convention: Convention,
  period: string | undefined,
): Partial<Question> {
  const isOfMonth = period !== undefined && /^\d/.test(period);
  const mended = period === undefined ? undefined : convention.reports[period];
  const before = mended ?? (isOfMonth ? previousReport(convention, period) : undefined);
  const still = (before?.[name] ?? []).filter(({ month }) => period !== undefined && month > period);
  const lines = linesOf(convention.document.budget);
  const [first] = lines;
  const byLine =
    first && lines.length > 1
      ? `Une ligne du budget et un mois à la fois, ex. ${first.id} 2020-05=8000 ; lignes : ${lines.map(({ id, name }) => `${id} (${name})`).join(', ')}.`
      : '';
  // What was forecast of no line is no answer where there are several now.
  const again = byLine ? still.filter(({ budgetLine }) => lines.some(({ id }) => id === budgetLine)) : still;
  const open = name === 'consumption' && isOfMonth && !mended ? openBeyond(convention, period, again) : [];
  const hint = [
    byLine,
    again.length > 0 ? `Reprises du compte rendu ${mended ? 'à corriger' : 'précédent'}.` : '',
    ...open.map(
      ({ amount, month }) =>
        `Commandes ouvertes : ${frenchEuros(amount)} restent à payer${again.length > 0 ? ' de plus' : ''}, en ${frenchMonth(month)} au plus tard.`,
    ),
  ];
  const known = byLine ? [...again, ...open] : byMonth([...again, ...open]);
  return {
    ...(hint.some(Boolean) ? { hint: hint.filter(Boolean).join(' ') } : {}),
    ...(known.length > 0 ? { value: typedMonths(known, typedEuros) } : {}),
  };
}

/** What is left to pay of open orders at the end of a month beyond what is forecast: of each line, when the last delivery ends. */
function openBeyond(convention: Convention, period: string, again: readonly MonthAmount[]): MonthAmount[] {
  const { ledger, document } = convention;
  const { to } = reportBounds(convention, period);
  const next = addDays(to, 1);
  const lines = linesOf(document.budget);
  const byLine = lines.length > 1 ? entriesByLine(convention, ledger) : undefined;
  return lines.flatMap(({ id }) => {
    const open = openOrders(byLine ? (byLine.get(id) ?? []) : ledger, to);
    const forecast = again.filter(({ budgetLine }) => !byLine || budgetLine === id);
    const amount = subtract(sumOf(open.map(leftToPay)), sumOf(forecast.map((one) => one.amount)));
    const last = latest(next, ...open.flatMap(({ deliveryEndsOn }) => deliveryEndsOn ?? []));
    // Forecasts go no further than five years.
    const month = earliest(last, addMonths(next, 48)).slice(0, 7);
    return amount > 0 ? [{ month, amount, ...(byLine ? { budgetLine: id } : {}) }] : [];
  });
}

/** Art. 5: orders that are forecast beyond a ceiling are told to both, months before they are refused. */
export function overCeilingNews(convention: Convention, period: string, now: number): News | undefined {
  const overs = overCeilings(convention);
  if (overs.length === 0) return undefined;
  const told = overs.map(
    ({ month, by, line }) =>
      `le plafond${line ? ` de la ligne « ${line} »` : ''} en ${frenchMonth(month)}, de ${frenchEuros(by)} en tout`,
  );
  return tell(bothPurses, {
    identity: `over-ceiling/${period}/${now}`,
    subject: 'prévisions au-delà du plafond',
    lead: `Les commandes prévues dépasseraient ${told.join(' ; ')} : un avenant ou d’autres prévisions sont à étudier dès maintenant.`,
    facts: overs.flatMap(({ month, by, line }): [string, string][] => {
      const ofLine = line ? `, ligne « ${line} »` : '';
      return [
        [`Dépassement prévu à partir de${ofLine}`, frenchMonth(month)],
        [`Dépassement en tout${ofLine}`, frenchEuros(by)],
      ];
    }),
    cites: [clauseOrLast(convention, 'reports')?.article],
    urgent: true,
  });
}

/** What is forecast month by month: line by line when the budget has several, then in all. */
export function forecastFacts(
  convention: Convention,
  label: string,
  amounts: readonly MonthAmount[],
): [string, string][] {
  const lines = linesOf(convention.document.budget);
  const own = lines.length > 1 ? lines : [];
  return [
    ...own.flatMap(({ id, name }) =>
      monthly(`${label}, ligne « ${name} »`, byMonth(amounts.filter(isOfLine(convention, id)))),
    ),
    ...monthly(own.length > 0 ? `${label} en tout` : label, own.length > 0 ? byMonth(amounts) : amounts),
  ];
}

function monthly(label: string, amounts: readonly MonthAmount[]): [string, string][] {
  return amounts.length === 0
    ? []
    : [[label, amounts.map((one) => `${frenchMonth(one.month)} : ${frenchEuros(one.amount)}`).join(' ; ')]];
}
