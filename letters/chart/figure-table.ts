import { frenchNumber } from '../../convention/french-number.ts';
import type { BudgetChart } from '../../convention/ledger/chart.ts';
import type { Cents } from '../../convention/ledger/money.ts';
import type { Table, TableGroup } from '../content.ts';
import { typeset } from '../typography.ts';
import { amountAt, type Lines, linesOf } from './lines.ts';
import { monthName } from './month.ts';

/** Most months that the table shows, and how many of them are known when there is a choice. */
const shown = { months: 14, known: 8 } as const;

/** Widest amount, in characters, for which three columns and a month fit into a line of plain text. */
const amountWidth = 18;

/** The figures of a chart: its months, or those around the last one known when they are many. */
export function figuresOf(chart: BudgetChart): Table {
  const lines = linesOf(chart);
  const { months } = chart;
  const start = Math.max(0, Math.min(lines.knownMonths - shown.known, months.length - shown.months));
  const ranks = [...months.keys()].slice(start, start + shown.months);
  const rows = ranks.map((rank) => ({ rank, amounts: amountsAt(lines, rank) }));
  const print = printerOf(rows.flatMap(({ amounts }) => amounts.flatMap((amount) => amount ?? [])));
  const printed = (some: typeof rows) =>
    some.map(({ rank, amounts }) => [monthName(months[rank] ?? ''), ...amounts.map(print.amount)]);
  const part = ranks.length < months.length ? ` (${ranks.length} mois sur ${months.length})` : '';
  return {
    caption: typeset(`Budget cumulé à la fin de chaque mois, en ${print.unit}${part}`),
    columns: ['Mois', 'Engagé (AE)', 'Payé (CP)', ...(lines.ceiling.length > 0 ? ['Plafond'] : [])],
    groups: groupsOf(
      printed(rows.filter(({ rank }) => rank < lines.knownMonths)),
      printed(rows.filter(({ rank }) => rank >= lines.knownMonths)),
    ),
  };
}

function amountsAt({ committed, paid, ceiling }: Lines, rank: number): (Cents | undefined)[] {
  return [
    amountAt(committed.known, rank) ?? amountAt(committed.ahead, rank),
    amountAt(paid.known, rank) ?? amountAt(paid.ahead, rank),
    ...(ceiling.length > 0 ? [amountAt(ceiling, rank)] : []),
  ];
}

function groupsOf(known: string[][], ahead: string[][]): TableGroup[] {
  if (ahead.length === 0) return [{ rows: known }];
  return [
    { heading: 'Réalisé', rows: known },
    { heading: 'Prévisions', rows: ahead },
  ].filter(({ rows }) => rows.length > 0);
}

/** How every amount of a table is printed: without cents where none has any, in thousands where they are immense. */
function printerOf(amounts: readonly Cents[]): {
  unit: string;
  amount: (amount: Cents | undefined) => string;
} {
  const decimals = amounts.every((amount) => amount % 100 === 0) ? 0 : 2;
  const widest = Math.max(0, ...amounts.map((amount) => frenchNumber(amount / 100, decimals).length));
  const print = (cents: number, digits: number) => (amount: Cents | undefined) =>
    amount === undefined ? '–' : frenchNumber(amount / cents, digits);
  return widest > amountWidth
    ? { unit: 'milliers d’euros', amount: print(1e5, 0) }
    : { unit: 'euros', amount: print(100, decimals) };
}
