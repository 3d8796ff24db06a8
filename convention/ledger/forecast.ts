import {
  addMonths,
  byDate,
  earliest,
  endOfMonth,
  type PlainDate,
  plainDateOf,
} from '../calendar/plain-date.ts';
import type { Convention, MonthAmount, Report } from '../convention.ts';
import { spanAt, spansOf } from '../term/term.ts';
import { type LinePosition, lineOfEntry, linesOf, totalsWithin } from './budget-lines.ts';
import { ceilingAt } from './ceiling.ts';
import type { BudgetChart } from './chart.ts';
import type { Entry } from './entry.ts';
import { type Cents, sumOf, zero } from './money.ts';
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
 * @param isCounted which of its amounts count: all, or those of a line of the budget.
 */
export function forecastOf(
  { reports }: Pick<Convention, 'reports'>,
  upTo?: string,
  isCounted: (amount: MonthAmount) => boolean = () => true,
): Forecast | undefined {
  const given = Object.entries(reports)
    .filter(([period, report]) => /^\d/.test(period) && (!upTo || period <= upTo) && hasFigures(report))
    .sort(([a], [b]) => byDate(a, b))
    .at(-1);
  if (!given) return undefined;
  const [after, { orders = [], consumption = [] }] = given;
  const counted = (amounts: readonly MonthAmount[]) => byMonth(following(amounts.filter(isCounted), after));
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
export function withForecast(
  convention: Convention,
  positions: readonly LinePosition[],
): readonly LinePosition[] {
  return positions.map((position) => {
    const forecast = forecastOf(convention, undefined, isOfLine(convention, position.id));
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
  const forecast = forecastOf(
    convention,
    undefined,
    line === undefined ? undefined : isOfLine(convention, line),
  );
  if (!forecast) return undefined;
  const own = line === undefined ? undefined : entriesOf(convention, line);
  const spans = spansOf(convention);
  const first = spanAt(spans, endOfMonth(dayIn(forecast.after)));
  if (!first) return undefined;
  const known = (rank: number, until: PlainDate) =>
    own
      ? totalsWithin(own, convention.ledger, { spans, rank, until }).committed
      : spanTotals(convention.ledger, spans, rank, until).committed;
  let rank = first.rank;
  let committed = known(rank, endOfMonth(dayIn(forecast.after)));
  let over: { month: string; by: Cents } | undefined;
  for (const { month, amount } of forecast.orders) {
    const day = dayIn(month);
    const span = spanAt(spans, endOfMonth(day)) ?? first;
    if (span.rank !== rank) {
      rank = span.rank;
      committed = zero;
    }
    // What the ledger already has of these months was forecast: it does not count twice.
    committed = Math.max(committed + amount, known(rank, endOfMonth(day))) as Cents;
    const ceiling = ceilingAt(convention, endOfMonth(day), spans, line);
    if (ceiling !== null && committed > ceiling)
      over = { month: over?.month ?? month, by: (committed - ceiling) as Cents };
  }
  return over;
}

function entriesOf({ document, ledger }: Convention, line: string): readonly Entry[] {
  const lineOf = lineOfEntry(document, ledger);
  return ledger.filter((entry) => lineOf(entry) === line);
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
  const span = spanAt(spans, endOfMonth(dayIn(month)));
  if (!span) return undefined;
  const forecast = forecastOf(convention, month);
  if (convention.ledger.length === 0 && !forecast) return undefined;
  const known = monthsBetween(span.from.slice(0, 7), month);
  const forecasts = [...(forecast?.orders ?? []), ...(forecast?.consumption ?? [])];
  const last = [month, ...forecasts.map((one) => one.month)].sort().at(-1) ?? month;
  const months = monthsBetween(span.from.slice(0, 7), last);
  const ahead = months.slice(known.length);
  const totals = known.map((one) => spanTotals(convention.ledger, spans, span.rank, endOfMonth(dayIn(one))));
  const ceilings = months.map((one) =>
    ceilingAt(convention, earliest(endOfMonth(dayIn(one)), span.to), spans),
  );
  const committed = totals.map((one) => one.committed);
  const paid = totals.map((one) => one.paid);
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
  for (let month = from; month <= to; month = nextMonth(month)) months.push(month);
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

function following(amounts: readonly MonthAmount[], after: string): MonthAmount[] {
  return amounts.filter(({ month }) => month > after);
}

function hasFigures({ orders = [], consumption = [] }: Report): boolean {
  return orders.length + consumption.length > 0;
}

function nextMonth(month: string): string {
  return addMonths(dayIn(month), 1).slice(0, 7);
}

function dayIn(month: string): PlainDate {
  return plainDateOf(`${month}-01`);
}
