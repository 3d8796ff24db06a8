import {
  addMonths,
  byDate,
  earliest,
  endOfMonth,
  type PlainDate,
  startOfMonth,
} from '../calendar/plain-date.ts';
import type { Convention, MonthAmount, Report } from '../convention.ts';
import { spanAt, spansOf } from '../term/term.ts';
import { entriesByLine, type LinePosition, linesOf } from './budget-lines.ts';
import { ceilingAt } from './ceiling.ts';
import type { BudgetChart } from './chart.ts';
import { type Cents, subtract, sumOf, zero } from './money.ts';
import { spanTotals } from './sums.ts';

/** What the last report forecasts: orders and consumption of the months to come. */
export interface Forecast {
  /** Month of the report: what follows is forecast. */
  readonly after: string;
  readonly orders: readonly MonthAmount[];
  readonly consumption: readonly MonthAmount[];
}

/**
 * The forecast of the latest monthly report that gives figures, month by month.
 * @param upTo the latest month whose report counts; any when absent.
 * @param line the line of the budget whose amounts count; all when absent.
 */
export function forecastOf(convention: Convention, upTo?: string, line?: string): Forecast | undefined {
  const isCounted = line === undefined ? () => true : isOfLine(convention, line);
  const given = Object.entries(convention.reports)
    .filter(([period]) => /^\d/.test(period) && (!upTo || period <= upTo))
    .map(([after, { orders = [], consumption = [] }]) => ({ after, orders, consumption }))
    .filter(({ orders, consumption }) => orders.length + consumption.length > 0)
    .sort((a, b) => byDate(a.after, b.after))
    .at(-1);
  if (!given) return undefined;
  const { after, orders, consumption } = given;
  const counted = (amounts: readonly MonthAmount[]) =>
    byMonth(amounts.filter((one) => one.month > after && isCounted(one)));
  return { after, orders: counted(orders), consumption: counted(consumption) };
}

/** Where forecast orders pass a ceiling: the first month, and by how much in the end. */
export interface ForecastOver {
  readonly month: string;
  readonly by: Cents;
  /** The name of the line of the budget whose ceiling it is, when it is not that of the whole. */
  readonly line?: string;
}

/** Where the orders forecast pass the ceilings: of each line, when there are several; else of the whole. */
export function overCeilings(convention: Convention): readonly ForecastOver[] {
  const lines = linesOf(convention.document.budget);
  const own = lines.flatMap(({ id, name }) => {
    const over = lines.length > 1 ? overCeiling(convention, id) : undefined;
    return over ? [{ ...over, line: name }] : [];
  });
  const whole = own.length > 0 ? undefined : overCeiling(convention);
  return whole ? [whole] : own;
}

/** Each line of the budget with what the last report forecasts for it. */
export function withForecast(convention: Convention, positions: readonly LinePosition[]): LinePosition[] {
  return positions.map((position) => {
    const forecast = forecastOf(convention, undefined, position.id);
    if (!forecast) return position;
    const exhaustedIn = overCeiling(convention, position.id)?.month;
    return {
      ...position,
      forecastOrders: sumOf(forecast.orders.map(({ amount }) => amount)),
      forecastConsumption: sumOf(forecast.consumption.map(({ amount }) => amount)),
      ...(exhaustedIn === undefined ? {} : { exhaustedIn }),
    };
  });
}

/** Whether an amount is of a line of the budget: what names none is of the first, as entries are. */
export function isOfLine({ document }: Convention, line: string): (amount: MonthAmount) => boolean {
  const first = linesOf(document.budget)[0]?.id;
  return ({ budgetLine = first }) => budgetLine === line;
}

/**
 * The first month in which the orders forecast pass the ceiling of their period, and by how much in the end.
 * @param line the line of the budget whose orders and ceiling they are; the whole when absent.
 */
export function overCeiling(convention: Convention, line?: string): ForecastOver | undefined {
  const forecast = forecastOf(convention, undefined, line);
  const spans = spansOf(convention);
  const first = forecast && spanAt(spans, endOfMonth(forecast.after));
  if (!forecast || !first) return undefined;
  const { ledger } = convention;
  const own = line === undefined ? ledger : (entriesByLine(convention, ledger).get(line) ?? []);
  const known = (rank: number, until: PlainDate) => spanTotals(ledger, spans, rank, until, own).committed;
  let rank = first.rank;
  let committed = known(rank, endOfMonth(forecast.after));
  let over: { month: string; by: Cents } | undefined;
  for (const { month, amount } of forecast.orders) {
    const day = endOfMonth(month);
    const span = spanAt(spans, day) ?? first;
    if (span.rank !== rank) {
      rank = span.rank;
      committed = zero;
    }
    // What the ledger already has of these months was forecast: it does not count twice.
    committed = Math.max(committed + amount, known(rank, day)) as Cents;
    const ceiling = ceilingAt(convention, day, spans, line);
    if (ceiling !== null && committed > ceiling)
      over = { month: over?.month ?? month, by: subtract(committed, ceiling) };
  }
  return over;
}

/** What a report forecast for a month, or up to another, it included. */
export function forecastFor(
  amounts: readonly MonthAmount[] | undefined,
  month: string,
  until = month,
): Cents | undefined {
  const found = (amounts ?? []).filter((one) => one.month >= month && one.month <= until);
  return found.length > 0 ? sumOf(found.map(({ amount }) => amount)) : undefined;
}

/** The last report before a month. */
export function previousReport({ reports }: Convention, month: string): Report | undefined {
  const before = Object.keys(reports).filter((period) => /^\d/.test(period) && period < month);
  return reports[before.sort().at(-1) ?? ''];
}

/** The budget of the current period month by month, up to a month and with what is forecast after it. */
export function budgetChart(convention: Convention, month: string): BudgetChart | undefined {
  const spans = spansOf(convention);
  const span = spanAt(spans, endOfMonth(month));
  if (!span) return undefined;
  const forecast = forecastOf(convention, month);
  if (convention.ledger.length === 0 && !forecast) return undefined;
  const known = monthsBetween(span.from.slice(0, 7), month);
  const forecasts = [...(forecast?.orders ?? []), ...(forecast?.consumption ?? [])];
  const last = [month, ...forecasts.map((one) => one.month)].sort().at(-1) ?? month;
  const months = monthsBetween(span.from.slice(0, 7), last);
  const ahead = months.slice(known.length);
  const totals = known.map((one) => spanTotals(convention.ledger, spans, span.rank, endOfMonth(one)));
  const ceilings = months.map((one) => ceilingAt(convention, earliest(endOfMonth(one), span.to), spans));
  const [committed, paid] = [totals.map((one) => one.committed), totals.map((one) => one.paid)];
  return {
    months,
    ...(ceilings.every((one) => one !== null) ? { ceiling: ceilings } : {}),
    committed,
    paid,
    forecastCommitted: cumulated(committed.at(-1) ?? zero, ahead, forecast?.orders),
    forecastPaid: cumulated(paid.at(-1) ?? zero, ahead, forecast?.consumption),
  };
}

/** Months in order, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = addMonths(startOfMonth(month), 1).slice(0, 7))
    months.push(month);
  return months;
}

function cumulated(start: Cents, months: readonly string[], amounts: readonly MonthAmount[] = []): Cents[] {
  if (amounts.length === 0) return [];
  const sums = [start];
  for (const month of months) {
    sums.push(sumOf([sums.at(-1) ?? start, forecastFor(amounts, month) ?? zero]));
  }
  return sums;
}

/** One amount a month, in order, whatever the line of the budget. */
export function byMonth(amounts: readonly MonthAmount[]): MonthAmount[] {
  const sums = new Map<string, number>();
  for (const { month, amount } of amounts) sums.set(month, (sums.get(month) ?? 0) + amount);
  return [...sums]
    .map(([month, amount]) => ({ month, amount: amount as Cents }))
    .sort((a, b) => byDate(a.month, b.month));
}
