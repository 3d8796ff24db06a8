import { dayOf, earliest, type PlainDate, yearOf } from '../convention/calendar/plain-date.ts';
import { Refused } from '../convention/errors.ts';
import { keyOf } from '../convention/ledger/line-key.ts';
import { type Cents, frenchEuros, subtract, sumOf, zero } from '../convention/ledger/money.ts';
import type { ChorusFault } from './chorus-fault.ts';
import type { Column, Heading, Measure } from './headings.ts';
import { contractOf, type Movement, noAmount, supplierOf } from './movements.ts';
import type { ReadRow } from './row.ts';

/** How an export of orders is read. */
export interface OrdersReading {
  /** The day of what the export does not date. */
  readonly on: PlainDate;
  /** Whether payments are read too. */
  readonly payments: boolean;
  /** The year of the export, when no row says it. */
  readonly year?: number;
  /** Whether the export says itself what was received: it is then not added up. */
  readonly tellsReceived: boolean;
}

// What was delivered and accepted goes through these four in turn, and counts in one of them only.
const accepted: readonly Measure[] = ['certified', 'preRecorded', 'invoiced', 'paid'];

const commitmentDays: readonly Column[] = ['engagedOn', 'createdOn', 'postedOn'];
const acceptanceDays: readonly Column[] = ['acceptedOn', 'requestedOn'];

/** How the rows under a heading are read, by what some of them tell. */
export function ordersReading(
  heading: Heading,
  rows: readonly ReadRow[],
  { on, payments, year: given }: Omit<OrdersReading, 'tellsReceived'>,
): OrdersReading {
  // Told by hand, the year only counts where amounts are net of what was carried over: else the same file, with it and
  // without, would be counted twice.
  const isCarried = rows.some((row) => sumIn(row, ['carriedOver']) !== 0 && !row.has('year'));
  const year = heading.year ?? (isCarried ? (given ?? yearOfExport(heading, on)) : undefined);
  if (heading.layout === 'wide' && isCarried && year === undefined) throw unknownYear();
  return {
    on: heading.year === undefined ? on : earliest(on, dayOf(heading.year, 12, 31)),
    ...(year === undefined ? {} : { year }),
    payments,
    tellsReceived: rows.some(({ figures }) => figures.some(({ measure }) => measure === 'received')),
  };
}

/**
 * What a row of INF-BUD-53 (follow-up of orders) says: what was committed, accepted and, when asked for, paid. What
 * the year before carried over was committed that year. The year is in the key where the export tells it, for
 * another export then tells the amounts of another year.
 *
 * Payments are in the export of payments too, under other keys: read from both, they would count twice.
 */
export function orderMovements(
  row: ReadRow,
  { on, payments, tellsReceived, year }: OrdersReading,
): Movement[] {
  const order = row.number('order');
  const item = row.number('item');
  const exercise = row.number('year') || (year === undefined ? '' : String(year));
  const common = {
    row: row.line,
    order,
    supplier: supplierOf(row),
    ...contractOf(row),
    reference: `EJ ${order}${item ? `, poste ${item}` : ''}`,
  };
  const key = (prefix: string) => keyOf(prefix, order, item, ...(exercise ? [exercise] : []));
  const committed = committedIn(row);
  const acceptance = sumIn(row, tellsReceived ? ['received'] : accepted);
  const paid = payments ? sumIn(row, ['paid']) : zero;
  const movements: Movement[] = [];
  if (committed !== 0 || tells(row, ['engaged', 'engagedThisYear'])) {
    const since = row.date(commitmentDays, on);
    movements.push({ ...common, key: key('AE'), kind: 'commitment', on: since, amount: committed });
  }
  // A date that nothing needs is not a fault.
  const day = acceptance !== 0 || paid !== 0 ? row.date(acceptanceDays, on) : on;
  if (acceptance !== 0 || tells(row, tellsReceived ? ['received'] : accepted))
    movements.push({ ...common, key: key('SF'), kind: 'acceptance', on: day, amount: acceptance });
  if (paid !== 0 || (payments && tells(row, ['paid'])))
    movements.push({ ...common, key: key('CP'), kind: 'payment', on: day, amount: paid });
  return movements;
}

/** The export sent by mail tells the amounts of « année en cours »; in January that may still be the year before. */
function yearOfExport({ amounts }: Heading, on: PlainDate): number | undefined {
  const tellsCurrent = amounts.some(({ measure }) => measure === 'engagedThisYear');
  return tellsCurrent && !on.slice(5).startsWith('01') ? yearOf(on) : undefined;
}

/** What was committed in the year, where the file tells it, or what is left of the whole without what was carried over. */
function committedIn(row: ReadRow): Cents {
  return tells(row, ['engagedThisYear'])
    ? sumIn(row, ['engagedThisYear'])
    : subtract(sumIn(row, ['engaged']), sumIn(row, ['carriedOver']));
}

/** Where an export tells what was committed in the year, and says otherwise by its two other amounts. */
export function wrongYears(rows: readonly ReadRow[]): ChorusFault[] {
  return rows.flatMap((row) => {
    const told = row.figures.find(({ measure }) => measure === 'engagedThisYear');
    const left = subtract(sumIn(row, ['engaged']), sumIn(row, ['carriedOver']));
    if (!told || !tells(row, ['engaged']) || told.amount === left) return [];
    const accepted = `le total engagé moins la bascule, ${frenchEuros(left)}`;
    return [{ line: row.line, column: told.title, given: frenchEuros(told.amount), accepted }];
  });
}

function tells({ figures }: ReadRow, wanted: readonly Measure[]): boolean {
  return figures.some(({ measure }) => measure !== undefined && wanted.includes(measure));
}

/** Amounts net of what was carried over are those of one year: without it, they would replace those of the year before. */
function unknownYear(): Refused {
  return new Refused(
    'BAD_DOCUMENT',
    'L’export reprend des engagements d’une année antérieure (« Bascule des EJ non soldés ») sans dire son exercice ; donnez-le : --year 2021.',
  );
}

/** Why a row says nothing that counts, in French. */
export function whyNothing({ figures }: ReadRow, { layout }: Heading): string {
  const figure = figures.find(({ amount }) => amount !== 0);
  if (layout !== 'long' || !figure) return noAmount;
  return `${figure.measure ? 'montant compté ailleurs' : 'autre montant'} : « ${figure.title} »`;
}

function sumIn({ figures }: ReadRow, wanted: readonly Measure[]): Cents {
  let sum = zero;
  for (const { measure, amount } of figures) {
    if (measure !== undefined && wanted.includes(measure)) sum = sumOf([sum, amount]);
  }
  return sum;
}
