import { clauseOrLast } from '../convention/amendments/versions.ts';
import { frenchMonth } from '../convention/calendar/french.ts';
import { plainDateOf } from '../convention/calendar/plain-date.ts';
import type { Convention, MonthAmount } from '../convention/convention.ts';
import { linesOf } from '../convention/ledger/budget-lines.ts';
import { byMonth, isOfLine, overCeilings, previousReport } from '../convention/ledger/forecast.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import { type News, tell } from '../convention/mailing/audience.ts';
import { bothPurses } from './effects.ts';
import type { Question } from './form.ts';
import { typedEuros } from './questions.ts';
import { typedMonths } from './typed.ts';

// Art. 5: what a report forecasts, as it is asked and told.

/** How a forecast is asked: of several lines, each is named; what the report before said of the months to come is there. */
export function forecastKnown(
  name: 'orders' | 'consumption',
  convention: Convention,
  period: string | undefined,
): Partial<Question> {
  const before = period && /^\d/.test(period) ? previousReport(convention, period)?.[name] : undefined;
  const still = (before ?? []).filter(({ month }) => period !== undefined && month > period);
  const lines = linesOf(convention.document.budget);
  const [first] = lines;
  const byLine =
    first && lines.length > 1
      ? `Une ligne du budget et un mois à la fois, ex. ${first.id} 2020-05=8000 ; lignes : ${lines.map(({ id, name }) => `${id} (${name})`).join(', ')}.`
      : '';
  // What was forecast of no line is no answer where there are several now.
  const again = byLine ? still.filter(({ budgetLine }) => lines.some(({ id }) => id === budgetLine)) : still;
  const hint = [byLine, again.length > 0 ? 'Reprises du compte rendu précédent.' : '']
    .filter(Boolean)
    .join(' ');
  return {
    ...(hint ? { hint } : {}),
    ...(again.length > 0 ? { value: typedMonths(again, typedEuros) } : {}),
  };
}

/** Art. 5: orders that are forecast beyond a ceiling are told to both, months before they are refused. */
export function overCeilingNews(convention: Convention, period: string, now: number): News[] {
  const overs = overCeilings(convention);
  if (overs.length === 0) return [];
  const told = overs.map(
    ({ month, by, line }) =>
      `le plafond${line ? ` de la ligne « ${line} »` : ''} en ${monthIn(month)}, de ${frenchEuros(by)} en tout`,
  );
  return [
    tell(bothPurses, {
      identity: `over-ceiling/${period}/${now}`,
      subject: 'prévisions au-delà du plafond',
      lead: `Les commandes prévues dépasseraient ${told.join(' ; ')} : un avenant ou d’autres prévisions sont à étudier dès maintenant.`,
      facts: overs.flatMap(({ month, by, line }): [string, string][] => {
        const ofLine = line ? `, ligne « ${line} »` : '';
        return [
          [`Dépassement prévu à partir de${ofLine}`, monthIn(month)],
          [`Dépassement en tout${ofLine}`, frenchEuros(by)],
        ];
      }),
      cites: [clauseOrLast(convention, 'reports')?.article],
      urgent: true,
    }),
  ];
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
    : [[label, amounts.map((one) => `${monthIn(one.month)} : ${frenchEuros(one.amount)}`).join(' ; ')]];
}

function monthIn(month: string): string {
  return frenchMonth(plainDateOf(`${month}-01`));
}
